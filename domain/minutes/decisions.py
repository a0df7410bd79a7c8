"""The tree of a zone → drafts of items: what is a heading, what is an item, what belongs to one item."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.minutes.closing import without_signature
from domain.minutes.dates import Frame
from domain.minutes.deadline_phrases import is_time
from domain.minutes.heading_words import only_verb, starts_with_verb, time_of, verbs_below, without_object
from domain.minutes.labels import LabelKind
from domain.minutes.markers import MarkStyle
from domain.minutes.model import Role
from domain.minutes.moments import find_moments
from domain.minutes.named_targets import targets_of
from domain.minutes.nodes import Node, Tree
from domain.minutes.openings import heading_parties, opening_party
from domain.minutes.orders import PREAMBLE
from domain.minutes.parties import names_only
from domain.minutes.rows import Row
from domain.minutes.scope import Draft, LabelEvent
from domain.minutes.sections import narrates
from domain.minutes.tree import grow
from domain.minutes.words import first_infinitive

_OPTIONAL = re.compile(
    r"^(?:общий\s+)?контроль\b.*\bоставля(?:ю|ем|ет)\s+за\s+собой|"
    r"^контроль\b.*\bоставить\s+за\s+(?:собой|председател)|вступает\s+в\s+(?:законную\s+)?силу|"
    r"\b(?:снять|снято|снят)\b.*\bс\s+контроля|^решение\s+(?:принято|принимается)\s|"
    r"^(?:считать\s+)?вопрос\w*\s+закрыт",
    re.IGNORECASE | re.DOTALL,
)
_NOTHING = re.compile(
    r"^(?:голосовали|за\s*[–—:-]\s*\d|против\s*[–—:-]|воздержал|единогласно|перерыв|"
    r"приложени[ея]\s*(?:№\s*\d+)?\s*[.:]?$)",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\bследующ(?:ие|ее)\b[^:]*:\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Above:
    """What headings above give to an item."""

    group: object = None
    party: str = ""
    deadline: str = ""
    number: str = ""
    recommended: bool = False


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """The drafts of a zone in order, its label lines, and what every row of it is."""

    drafts: list[Draft]
    events: list[LabelEvent]
    placed: list[tuple[Row, Role]]


def read_zone(rows: Sequence[Row], zone: int) -> ZoneReading:
    """Read the rows of a zone."""
    tree = grow(rows)
    reader = _Reader(tree, zone)
    for node in tree.roots:
        reader.visit(node, _Above())
    drafts = [part for draft in reader.drafts for part in _parted(draft)]
    events = [
        LabelEvent(label, zone, line.at, (id(line.after),) if line.after in reader.headings else None)
        for line in tree.lines
        for label in line.labels
        if label.kind is not LabelKind.OTHER
    ]
    placed = [*tree.placed, *((row, reader.role_of(node)) for node in tree.nodes for row in (node.row, *node.rows))]
    return ZoneReading(drafts, events, placed)


def _parted(draft: Draft) -> list[Draft]:
    """«Директорам школ …; управлению образования …» under one number: two who must act, two items."""
    if not draft.opening or "\n" in draft.text:
        return [draft]
    pieces = re.split(r";\s+", draft.text)
    openings = [opening_party(piece) for piece in pieces]
    if len(pieces) < 2 or not all(
        opened and first_infinitive(piece) for opened, piece in zip(openings, pieces, strict=True)
    ):
        return [draft]
    return [
        replace(draft, text=piece, opening=opened.phrase if opened else "", direct=dict(draft.direct), shared={})
        for piece, opened in zip(pieces, openings, strict=True)
    ]


class _Reader:
    def __init__(self, tree: Tree, zone: int) -> None:
        self.tree = tree
        self.zone = zone
        self.drafts: list[Draft] = []
        self.headings: set[Node | None] = set()
        self.dropped: dict[Node, Role] = {}
        self.closed_by = {line.after for line in tree.lines}

    def role_of(self, node: Node) -> Role:
        """What a node has become; an item with its own list is one item."""
        if node in self.dropped:
            return self.dropped[node]
        return Role.HEADING if node in self.headings else Role.ITEM

    def visit(self, node: Node, above: _Above) -> None:
        """Turn a node into one item, or pass what it gives to the items under it."""
        if not node.children:
            self._leaf(node, above)
            return
        given = self._as_heading(node, above)
        if given is None:
            self._item(node, above, whole=True)
            return
        self.headings.add(node)
        if node.text.rstrip().endswith(".") and first_infinitive(node.text):
            self._item(node, above, whole=False)
        for child in node.children:
            self.visit(child, given)

    def _leaf(self, node: Node, above: _Above) -> None:
        node.text = without_signature(node.text)
        text = node.own_text.strip()
        if (narrates(text) or text.endswith("?")) and not node.row.cells:
            self.dropped[node] = Role.TALK
            return
        if not re.search(r"[А-Яа-яA-Za-z]{2}", text) or _OPTIONAL.search(text) or _NOTHING.match(text):
            self.dropped[node] = Role.FURNITURE
            return
        is_bare_heading = node.heading or (text.endswith(":") and heading_parties(text) is not None)
        if is_bare_heading and not node.labels:
            self.headings.add(node)
            return
        if (text.isupper() and not first_infinitive(text) and len(text.split()) < 8) or self._is_title(
            node, text, above
        ):
            self.dropped[node] = Role.NOTHING
            return
        self._item(node, above, whole=False)

    def _is_title(self, node: Node, text: str, above: _Above) -> bool:
        """A few words in a list of notes with no verb, nobody and no time: what the next ones are about."""
        alone = not (node.labels or above.party or node in self.closed_by) and node.parent is None
        if not alone or node.mark is None or node.mark.style is not MarkStyle.BULLET or len(text.split()) > 4:
            return False
        if not text[:1].isupper() or text.endswith((";", ",", ".")):
            return False
        return not (first_infinitive(text) or opening_party(text) or find_moments(text, Frame()))

    def _as_heading(self, node: Node, above: _Above) -> _Above | None:
        """What the node gives as a heading; None when it is an item with a list of its own inside."""
        text = node.own_text
        number = node.mark.label if node.mark and node.mark.style is MarkStyle.DECIMAL else above.number
        deadline = next((label.value for label in node.labels if label.kind is LabelKind.DEADLINE), above.deadline)
        party = next((label.value for label in node.labels if label.kind is LabelKind.EXECUTOR), above.party)
        recommended = above.recommended or re.match(r"рекоменд", text, re.IGNORECASE) is not None
        plain = replace(above, group=id(node), number=number, deadline=deadline, party=party, recommended=recommended)
        if node.row.level and heading_parties(text) is None and not first_infinitive(text):
            return replace(plain, party="", deadline="")
        if (named := heading_parties(text)) is not None:
            return replace(plain, party=named, deadline=time_of(text) or deadline)
        if node.heading and names_only(text):
            return replace(plain, party=text.strip())
        if is_time(text.rstrip(":")):
            return replace(plain, deadline=text.rstrip(": "))
        opened = opening_party(text)
        if opened is None and re.search(r":\s*$", text) and not first_infinitive(text) and verbs_below(node):
            return plain  # «В пунктах проведения экзаменов:»
        if opened is None and PREAMBLE.match(text) and (not first_infinitive(text) or only_verb(text)):
            return plain
        rest = text[opened.end :] if opened else text
        if only_verb(rest) or (without_object(rest) and verbs_below(node)) or self._list_of_decisions(node, rest):
            return replace(plain, party=opened.phrase if opened else party, deadline=time_of(text) or deadline)
        return None

    def _list_of_decisions(self, node: Node, rest: str) -> bool:
        """Under a sentence of its own verb and object: numbered sub-items that order things themselves."""
        verbs = [child for child in node.children if starts_with_verb(child.text) or opening_party(child.text)]
        most = len(verbs) * 2 > len(node.children)
        labelled = any(child.labels or child in self.closed_by for child in node.children[:-1])
        decimal = bool(node.children) and all(
            child.mark is not None and child.mark.style is MarkStyle.DECIMAL for child in node.children
        )
        title = first_infinitive(rest) is None and not rest.rstrip().endswith(":") and len(rest.split()) <= 15
        if title and decimal and not node.labels:
            return True
        if node.heading:
            return most or labelled
        following = _FOLLOWING.search(rest) is not None
        if not rest.rstrip().endswith((":", ";", ",")) and decimal and most:
            return True
        return most and (labelled or following or (decimal and rest.rstrip().endswith(":")))

    def _item(self, node: Node, above: _Above, whole: bool) -> None:
        branch = list(_branch(node)) if whole else [node]
        text = "\n".join(_shown(part, top=part is node) for part in branch)
        labels = [label for part in branch for label in part.labels]
        opened = opening_party(node.text)
        draft = Draft(
            text=text.strip(),
            first=node.row.first,
            last=max(part.last for part in branch),
            number=_number(node, above),
            under=above.number if node.mark is None or node.mark.style is MarkStyle.BULLET else "",
            group=((above.group,), _key(opened.phrase if opened else "")),
            zone=self.zone,
            party=above.party,
            opening=opened.phrase if opened else "",
            heading_deadline=above.deadline,
            targets=tuple(targets_of(node, branch)),
            recommended=above.recommended,
        )
        for label in labels:
            draft.take(label)
        self.drafts.append(draft)


def _branch(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _branch(child)


def _shown(node: Node, top: bool) -> str:
    if top or node.mark is None:
        return node.own_text
    sign = "-" if node.mark.style is MarkStyle.BULLET else node.row.text[: node.mark.end].strip()
    return f"{sign} {node.own_text}"


def _number(node: Node, above: _Above) -> str | None:
    if node.mark is None or node.mark.style is MarkStyle.BULLET:
        return None
    label = node.mark.label
    if node.mark.style is MarkStyle.LETTER and above.number:
        return f"{above.number}{label}"
    if node.mark.style is MarkStyle.PAREN and above.number and "." not in label:
        return f"{above.number}.{label}"
    return label


def _key(phrase: str) -> str:
    return re.sub(r"\W+", " ", phrase.lower()).strip()
