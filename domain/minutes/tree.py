"""Rows of a decision zone → a tree of numbered, dashed and plain paragraphs, with label lines between."""

import re
from collections.abc import Sequence
from itertools import islice

from domain.minutes.closing import is_signature
from domain.minutes.deadline_phrases import ends_with_time, is_time
from domain.minutes.labels import Label, LabelKind, opens_with_label, read_label_line, take_labels
from domain.minutes.markers import Mark, MarkStyle, find_mark
from domain.minutes.model import Role
from domain.minutes.nodes import LabelLine, Node, Tree
from domain.minutes.openings import heading_parties, opening_party
from domain.minutes.orders import PREAMBLE, asks, decides, orders_somebody
from domain.minutes.parties import Case, names_only, opening_case
from domain.minutes.rows import Row
from domain.minutes.sections import VOTE, narrates
from domain.minutes.stacked_tables import cell_parties
from domain.minutes.tables import TableItem, read_table
from domain.minutes.words import first_infinitive

CONTROL = re.compile(
    r"^(?:общий\s+)?контроль\s+(?:за|над|исполнени|выполнени|по)|"
    r"^ответственность\s+за\b.*\bвозложить|^персональн\w+\s+ответственность",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"^(?:форма|образец|список|приложени|график|план)\w*\s.{0,60}прилага", re.IGNORECASE)


def grow(rows: Sequence[Row]) -> Tree:
    """Build the tree of a zone."""
    grower = _Grower(list(rows))
    grower.run()
    return Tree(tuple(grower.nodes), tuple(grower.lines), tuple(grower.placed))


class _Grower:
    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.nodes: list[Node] = []
        self.lines: list[LabelLine] = []
        self.stack: list[Node] = []
        self.placed: list[tuple[Row, Role]] = []
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
            elif self._label(row) or self._value(row):
                self.placed.append((row, Role.LABEL))
            else:
                self._paragraph(at, row)

    def _table(self, at: int, row: Row) -> None:
        """A decision table gives items; any other belongs to the item above it."""
        if at and self.rows[at - 1].cells and self.rows[at - 1].table == row.table:
            return
        mates = [other for other in self.rows[at:] if other.cells and other.table == row.table]
        items = read_table(mates)
        for item in items:
            self._table_item(item)
        taken = {line for item in items for line in range(item.row.first, item.row.last + 1)}
        for mate in mates:
            if items and mate.first not in taken:
                self.placed.append((mate, Role.FURNITURE))
            elif not items and not self._continue(
                "\t".join(cell.replace("\n", " ") for cell in mate.cells if cell), mate
            ):
                self.placed.append((mate, Role.NOTHING))

    def _table_item(self, item: TableItem) -> None:
        if item.section:
            if heading_parties(item.text) is not None:
                self.stack = []
                self._add(Node(item.row, None, item.text, None, heading=True))
            else:
                self.placed.append((item.row, Role.NOTHING))
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
        if not labels and self.closed and mark is None and is_time(text):
            labels = [Label(LabelKind.DEADLINE, text.strip(" .;"), text)]  # «Отв. Кашин» and below it «до 19.05»
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
            self._add(Node(row, mark, row.text[mark.end :], self._parent(mark, row.text[mark.end :])))
            return
        if (party := self._party_above(row)) is not None:
            self._add(Node(row, None, row.text, party))
            return
        if row.level and heading_parties(row.text) is None and not first_infinitive(row.text):
            self.stack = []  # a title of its own ends what the one above gave
            self._add(Node(row, None, row.text, None, heading=True))
            return
        if self._is_heading(at, row):
            self.stack = []
            self._add(Node(row, None, row.text, None, heading=True))
            return
        if self._stands_alone(row):
            parent = None if self._leaves_list(row) else next((node for node in self.stack if node.heading), None)
            self.stack = [parent] if parent else []
            self._add(Node(row, None, row.text, parent))
            return
        if narrates(row.text) or is_signature(row.text) or VOTE.match(row.text):
            self.placed.append((row, Role.TALK))
            self.closed = True
        elif self.closed or self._is_over(row) or not self._continue(row.text, row):
            self.placed.append((row, Role.NOTHING))

    def _is_over(self, row: Row) -> bool:
        """After a whole sentence an unmarked paragraph with a capital letter is not the same item any more."""
        node = self.current
        if (
            node is None
            or row.cells
            or ("\t" in row.text and row.text[0].isalpha())
            or (len(row.text.split()) <= 12 and ends_with_time(row.text))
        ):
            return False
        if row.message:
            return True
        ended = node.own_text.rstrip().endswith((".", "!")) or (row.gap and not self._inside_list())
        return ended and (row.text[:1].isupper() or row.text[:1] in '«"©')

    def _party_above(self, row: Row) -> Node | None:
        """The marked heading «1.1. Отделу кадров:» whose list goes on in unmarked lines."""
        above = [
            node for node in self.stack if node.mark and (node.text.rstrip().endswith(":") or node.text[-1:].isalpha())
        ]
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

    def _parent(self, mark: Mark, text: str) -> Node | None:
        """The nearest node above that may hold this mark; a mark of a style already open is its neighbour."""
        for node in reversed(self.stack):
            same = node.mark is not None and node.mark.style is mark.style
            if same and mark.style is not MarkStyle.DECIMAL:
                return node.parent
        for node in reversed(self.stack):
            if node.heading or (node.mark is not None and _holds(node.mark, mark, node)):
                return None if self._beside(node, mark, text) else node
        return None

    def _beside(self, node: Node, mark: Mark, text: str) -> bool:
        """After a whole sentence a bullet with its own verb and label is a neighbour of the numbered one."""
        ended = not node.text.rstrip().endswith((":", ";", ",")) and not node.heading and not node.children
        return mark.style is MarkStyle.BULLET and ended and decides(text) and bool(take_labels(text)[1])

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
        if mark and mark.style is MarkStyle.BULLET and (names_only(row.text) or is_time(row.text)):
            return True  # «Самойлова» or «До 8 мая (завтра!)» above what she does, what is due
        if mark and self.current and self.current.mark and self.current.mark.style is mark.style:
            whole = heading_parties(row.text) == row.text.strip(" ,;:–—-") and row.text[:1].isupper()
            if whole and opening_case(row.text) is Case.WHOM:
                return True  # «Учителям истории» between two lists of the same marks
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
        return (
            party
            or decides(text)
            or orders_somebody(text)
            or asks(text)
            or (self.current is not None and self._has_own_time(text))
        )

    def _leaves_list(self, row: Row) -> bool:
        """An order to somebody below a list of marks that a full stop has ended, with a gap between."""
        node = self.current
        if node is None or node.mark is None or not node.own_text.rstrip().endswith("."):
            return False
        return row.gap and opening_party(row.text) is not None and first_infinitive(row.text) is not None

    def _has_own_time(self, text: str) -> bool:
        """In a list without any marks: a line with a deadline or an executor of its own."""
        if any(node.mark for node in self.nodes) or not text[:1].isupper() or text.endswith(":"):
            return False
        return bool(take_labels(text)[1]) or opening_party(text) is not None or ends_with_time(text)

    def _continue(self, text: str, row: Row) -> bool:
        node = self.current
        if node is None or _ATTACHED.match(text):
            return False
        node.rows.append(row)
        rest, labels = take_labels(text)
        node.labels += [label for label in labels if label.value]
        if rest.strip():
            node.more.append(rest)
        node.last = row.last
        return True


def _holds(above: Mark, mark: Mark, node: Node) -> bool:
    """Whether an item with the mark `above` may contain one with `mark`."""
    order = [MarkStyle.ROMAN, MarkStyle.DECIMAL, MarkStyle.PAREN, MarkStyle.LETTER, MarkStyle.BULLET]
    if above.style is MarkStyle.DECIMAL and mark.style is MarkStyle.DECIMAL:
        misnumbered = mark.depth == above.depth + 1 and mark.parts[-1] == 1 and heading_parties(node.text) is not None
        return above.depth < mark.depth and (mark.parts[: above.depth] == above.parts or misnumbered)
    if node.text.rstrip().endswith(":") and (mark.parts == (1,) or mark.label in {"а", "a"}):
        return True
    return order.index(above.style) < order.index(mark.style)
