"""Rows of a decision zone → a tree of numbered, dashed and plain paragraphs, with label lines between."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from domain.minutes.deadline_phrases import ends_with_time, is_time
from domain.minutes.labels import Label, LabelKind, opens_with_label, read_label_line, take_labels
from domain.minutes.layout import Row
from domain.minutes.markers import Mark, MarkStyle, find_mark
from domain.minutes.openings import heading_parties, opening_party
from domain.minutes.parties import Case, opening_case
from domain.minutes.tables import TableItem, cell_parties, read_table
from domain.minutes.words import first_infinitive, is_infinitive

PREAMBLE = re.compile(
    r"^(?:в\s+соответствии|в\s+целях|с\s+целью|на\s+основании|по\s+итогам|по\s+результатам|"
    r"во\s+исполнение|учитывая|руководствуясь|"
    r"заслушав|обсудив|рассмотрев|в\s+связи|исходя|проанализировав|выслушав|"
    r"принимая\s+во\s+внимание|чтобы|поскольку)\b",
    re.IGNORECASE,
)
CONTROL = re.compile(
    r"^(?:общий\s+)?контроль\s+(?:за|над|исполнени|выполнени|по)|"
    r"^ответственность\s+за\b.*\bвозложить|^персональн\w+\s+ответственность",
    re.IGNORECASE,
)
_NOUN_ACT = re.compile(r"^(?:информацию|сообщение|доклад|отч[её]т|решение|опыт|работу|план|материалы)\b", re.IGNORECASE)
_ATTACHED = re.compile(r"^(?:форма|образец|список|приложени|график|план)\w*\s.{0,60}прилага", re.IGNORECASE)


@dataclass(eq=False)
class Node:
    """One paragraph of the zone with what stands under it."""

    row: Row
    mark: Mark | None
    text: str
    parent: "Node | None" = None
    heading: bool = False  # an unmarked line that opens a list
    children: "list[Node]" = field(default_factory=list)
    more: list[str] = field(default_factory=list)  # lines that go on with it
    labels: list[Label] = field(default_factory=list)  # written in its own paragraph
    last: int = 0

    @property
    def own_text(self) -> str:
        text = self.text
        for line in self.more:
            wrapped = line[:1].islower() and text.rstrip()[-1:] not in {":", ";", "."}
            text = f"{text} {line}" if wrapped else f"{text}\n{line}"
        return text


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line of labels and the node it follows (None at the top of the zone)."""

    labels: tuple[Label, ...]
    after: Node | None
    at: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes in reading order, the roots among them, and the label lines."""

    nodes: tuple[Node, ...]
    lines: tuple[LabelLine, ...]

    @property
    def roots(self) -> list[Node]:
        return [node for node in self.nodes if node.parent is None]


def grow(rows: Sequence[Row]) -> Tree:
    """Build the tree of a zone."""
    grower = _Grower(list(rows))
    grower.run()
    return Tree(tuple(grower.nodes), tuple(grower.lines))


class _Grower:
    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.nodes: list[Node] = []
        self.lines: list[LabelLine] = []
        self.stack: list[Node] = []
        self.closed = False  # a label line stands after the current node
        self.waiting: Label | None = None  # «Ответственные:» whose value is on the next lines
        self.previous: tuple[int, ...] = ()
        self.numbered = any(
            (mark := find_mark(row.text)) and mark.style is MarkStyle.DECIMAL and mark.certain for row in rows
        )

    @property
    def current(self) -> Node | None:
        return self.nodes[-1] if self.nodes else None

    def run(self) -> None:
        for at, row in enumerate(self.rows):
            if row.cells:
                self._table(at, row)
            elif not self._label(row) and not self._value(row):
                self._paragraph(at, row)

    def _table(self, at: int, row: Row) -> None:
        """A decision table gives items; any other belongs to the item above it."""
        if at and self.rows[at - 1].cells and self.rows[at - 1].table == row.table:
            return
        mates = [other for other in self.rows[at:] if other.cells and other.table == row.table]
        items = read_table(mates)
        for item in items:
            self._table_item(item)
        for mate in mates if not items else []:
            self._continue("\t".join(cell.replace("\n", " ") for cell in mate.cells if cell), mate)

    def _table_item(self, item: TableItem) -> None:
        if item.section:
            if heading_parties(item.text) is not None:
                self.stack = []
                self._add(Node(item.row, None, item.text, None, heading=True))
            return
        parent = next((node for node in self.stack if node.heading), None)
        parts = tuple(int(part) for part in item.number.split(".")) if item.number else ()
        mark = Mark(MarkStyle.DECIMAL, parts, item.number or "") if item.number else None
        self._add(Node(item.row, mark, item.text, parent))
        given = ((LabelKind.DEADLINE, item.deadline), (LabelKind.EXECUTOR, cell_parties(item.executor)))
        self.nodes[-1].labels += [Label(kind, value, value) for kind, value in given if value]
        self.stack = [parent] if parent else []
        self.closed = True

    def _label(self, row: Row) -> bool:
        mark = find_mark(row.text)
        text = row.text[mark.end :] if mark and mark.style is MarkStyle.BULLET else row.text
        labels = read_label_line(text)
        if not labels:
            return False
        if len(labels) == 1 and labels[0].kind is not LabelKind.OTHER and not labels[0].value:
            self.waiting = labels[0]
            return True
        self._close(labels, row)
        return True

    def _value(self, row: Row) -> bool:
        """Lines under an empty «Ответственные:» are its value."""
        if self.waiting is None:
            return False
        mark = find_mark(row.text)
        text = row.text[mark.end :] if mark else row.text
        kind, phrase = self.waiting.kind, self.waiting.phrase
        fits = heading_parties(text) is not None if kind is LabelKind.EXECUTOR else len(text.split()) <= 8
        if not fits or (mark and mark.style is not MarkStyle.BULLET) or text.endswith(":"):
            self.waiting = None
            return False
        self._close([Label(kind, text.strip(" .;,"), f"{phrase} {text}", self.waiting.items)], row)
        self.waiting = self.waiting if kind is LabelKind.EXECUTOR and text.endswith((",", ";")) else None
        return True

    def _close(self, labels: list[Label], row: Row) -> None:
        self.lines.append(LabelLine(tuple(labels), self.current, row.first))
        self.closed = True

    def _paragraph(self, at: int, row: Row) -> None:
        self.waiting = None
        mark = self._mark(row)
        if mark is not None:
            self._add(Node(row, mark, row.text[mark.end :], self._parent(mark)))
            return
        if (party := self._party_above(row)) is not None:
            self._add(Node(row, None, row.text, party))
            return
        if self._is_heading(at, row):
            self.stack = []
            self._add(Node(row, None, row.text, None, heading=True))
            return
        if self._stands_alone(row):
            parent = next((node for node in self.stack if node.heading), None)
            self.stack = [parent] if parent else []
            self._add(Node(row, None, row.text, parent))
            return
        if not self.closed:
            self._continue(row.text, row)

    def _party_above(self, row: Row) -> Node | None:
        """The marked heading «1.1. Отделу кадров:» whose list goes on in unmarked lines."""
        above = [node for node in self.stack if node.mark and node.text.rstrip().endswith(":")]
        if not above or self.closed or (self.current is not above[-1] and self.current not in above[-1].children):
            return None
        started = self.current is above[-1] or (self.current is not None and self.current.mark is None)
        return above[-1] if started and heading_parties(above[-1].text) is not None and decides(row.text) else None

    def _mark(self, row: Row) -> Mark | None:
        mark = find_mark(row.text)
        if mark is None or mark.certain:
            return mark
        follows = any(
            mark.parts == (*self.previous[:depth], self.previous[depth] + 1) for depth in range(len(self.previous))
        )
        return mark if follows or (not self.previous and mark.parts == (1,)) else None

    def _add(self, node: Node) -> None:
        rest, labels = take_labels(node.text)
        node.labels = [label for label in labels if label.value]
        if node.labels:
            node.text = rest
        node.last = node.row.last
        if node.parent is not None:
            node.parent.children.append(node)
        self.nodes.append(node)
        self.stack = [*self._line(node.parent), node]
        self.closed = False
        if node.mark and node.mark.style is MarkStyle.DECIMAL:
            self.previous = node.mark.parts

    def _line(self, node: Node | None) -> list[Node]:
        line: list[Node] = []
        while node is not None:
            line.insert(0, node)
            node = node.parent
        return line

    def _parent(self, mark: Mark) -> Node | None:
        """The nearest node above that may hold this mark; a mark of a style already open is its neighbour."""
        for node in reversed(self.stack):
            same = node.mark is not None and node.mark.style is mark.style
            if same and mark.style is not MarkStyle.DECIMAL:
                return node.parent
        for node in reversed(self.stack):
            if node.heading or (node.mark is not None and _holds(node.mark, mark, node)):
                return node
        return None

    def _is_heading(self, at: int, row: Row) -> bool:
        """A line that opens a list: who must act, a verb with a colon, a preamble with a colon."""
        following = next((other for other in islice(self.rows, at + 1, None) if not opens_with_label(other.text)), None)
        mark = find_mark(following.text) if following else None
        listed = bool(mark or (following and following.text[:1].islower()))
        if self.numbered and self._inside_list() and opening_case(row.text) is not Case.WHOM:
            return False
        if row.text.rstrip().endswith(":"):
            if is_time(row.text.rstrip(":")):
                return True
            if heading_parties(row.text) is not None or PREAMBLE.match(row.text):
                return True
            verb = first_infinitive(row.text)
            opens = verb is not None and (self.current is None or self.closed or not self._inside_list())
            return opens and listed and len(row.text.split()) <= 40
        return (
            heading_parties(row.text) is not None
            and bool(mark)
            and not self._inside_list()
            and len(row.text.split()) <= 20
        )

    def _inside_list(self) -> bool:
        """The current item ends with a colon and waits for its list."""
        node = self.current
        if node is None or self.closed or node.heading:
            return False
        return node.text.rstrip().endswith(":") or node.own_text.rstrip().endswith((":", ";", ","))

    def _stands_alone(self, row: Row) -> bool:
        """An unmarked paragraph that is a decision of its own."""
        text = row.text
        if CONTROL.match(text):
            return True
        if text[:1] == "(":
            return False
        party = opening_party(text) is not None and first_infinitive(text) is not None
        if self.numbered and self.current is not None and not self.closed:
            return party and not self._inside_list() and self.current.text.rstrip().endswith((".", ";", "!"))
        if self._inside_list() and self.current is not None and self.current.mark:
            return False
        return party or decides(text) or (self.current is not None and self._has_own_time(text))

    def _has_own_time(self, text: str) -> bool:
        """In a list without any marks: a line with a deadline or an executor of its own."""
        if any(node.mark for node in self.nodes) or not text[:1].isupper() or text.endswith(":"):
            return False
        return bool(take_labels(text)[1]) or opening_party(text) is not None or ends_with_time(text)

    def _continue(self, text: str, row: Row) -> None:
        node = self.current
        if node is None or _ATTACHED.match(text):
            return
        rest, labels = take_labels(text)
        node.labels += [label for label in labels if label.value]
        if rest.strip():
            node.more.append(rest)
        node.last = row.last


def _holds(above: Mark, mark: Mark, node: Node) -> bool:
    """Whether an item with the mark `above` may contain one with `mark`."""
    order = [MarkStyle.ROMAN, MarkStyle.DECIMAL, MarkStyle.PAREN, MarkStyle.LETTER, MarkStyle.BULLET]
    if above.style is MarkStyle.DECIMAL and mark.style is MarkStyle.DECIMAL:
        return above.depth < mark.depth and mark.parts[: above.depth] == above.parts
    if node.text.rstrip().endswith(":") and (mark.parts == (1,) or mark.label in {"а", "a"}):
        return True
    return order.index(above.style) < order.index(mark.style)


def decides(text: str) -> bool:
    """Whether a paragraph orders something: a verb in its plain form leads it, or nearly."""
    verb = first_infinitive(text)
    if verb is None:
        return False
    lead = text[: verb.start()].split()
    if len(lead) <= 1 or (opening_party(text) is not None):
        return True
    return len(lead) <= 25 and bool(_NOUN_ACT.match(text) or PREAMBLE.match(text) or _objects_first(lead))


def _objects_first(lead: list[str]) -> bool:
    """«Информацию о … принять», «В срок до … обеспечить»: an object or a time before the verb."""
    first = lead[0].lower().strip('«",')
    return (
        bool(
            re.fullmatch(r"[а-яё]+(?:ую|ию|у|ю|ые|ие|ии|ы|ения|ание|ение)", first)
            or first in {"в", "до", "с", "не", "на", "при", "по"}
        )
        and not any(is_infinitive(word) for word in lead)
        and not any(
            re.fullmatch(r"(?:котор\w+|что|чтобы|был[аио]?|есть|является|составляет)", word.lower()) for word in lead
        )
    )
