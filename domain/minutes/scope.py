"""Which items a «Срок:» or «Отв.:» belongs to. Source: labelling rule 6 and design «Deadlines»."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, pairwise

from domain.minutes.deadline_phrases import names_nothing
from domain.minutes.labels import Label, LabelKind

_EXEMPT = re.compile(
    r"\bк\s+сведению\b|^контроль\b.*\b(?:возложить|оставить|оставляю)|\bприлага(?:ется|ются)\b|"
    r"\(приложени|согласно\s+приложени",
    re.IGNORECASE,
)


@dataclass(eq=False)
class Draft:
    """An item while it is being read."""

    text: str
    first: int
    last: int
    number: str | None
    under: str
    group: tuple[object, ...]
    zone: int
    party: str = ""  # of the nearest heading
    opening: str = ""  # of its own sentence
    heading_deadline: str = ""
    direct: dict[LabelKind, Label] = field(default_factory=dict)
    shared: dict[LabelKind, Label] = field(default_factory=dict)
    targets: tuple[str, ...] = ()
    recommended: bool = False  # a heading above only recommends
    unsure_share: bool = False  # a label below may be the next item's alone
    question: int | None = None

    @property
    def exempt(self) -> bool:
        """«Принять к сведению», «утвердить (прилагается)»: a shared label does not reach it."""
        return _EXEMPT.search(self.text) is not None

    def take(self, label: Label) -> None:
        """A label of its own; one that names nothing («Срок: не задан») gives way to the next."""
        before = self.direct.get(label.kind)
        if before is None or names_nothing(before.value):
            self.direct[label.kind] = label

    def has(self, kind: LabelKind) -> bool:
        return kind in self.direct or kind in self.shared


@dataclass(frozen=True, slots=True)
class LabelEvent:
    """A label line of a zone at a line of the document; `opens` is the heading group it stands right under."""

    label: Label
    zone: int
    at: int
    opens: tuple[object, ...] | None = None


def spread(drafts: list[Draft], events: Iterable[LabelEvent]) -> None:
    """Give every label line to the items it covers."""
    lines = list(events)
    for zone in dict.fromkeys(line.zone for line in lines):
        mates = [draft for draft in drafts if draft.zone == zone]
        for line in (line for line in lines if line.zone == zone and line.label.items):
            for draft in mates:
                if _named(draft, mates, line):
                    draft.take(line.label)
        for kind in (LabelKind.DEADLINE, LabelKind.EXECUTOR):
            own = [line for line in lines if line.zone == zone and line.label.kind is kind and not line.label.items]
            _spread_kind(mates, own, kind)


def _named(draft: Draft, mates: list[Draft], line: LabelEvent) -> bool:
    """«Срок по пункту 2» covers 2.1 and 2а where nothing is number 2 itself; «подпункты «б», «в»» are the last ones."""
    number = draft.number or ""
    for item in line.label.items:
        if number == item:
            return True
        inside = re.match(rf"{re.escape(item)}(?:\.|[а-я])", number) is not None
        if inside and not any(mate.number == item for mate in mates):
            return True
        if item.isalpha() and number.endswith(item) and draft.group[:1] == _last_group(mates, line):
            return True
    return False


def _last_group(mates: list[Draft], line: LabelEvent) -> tuple[object, ...]:
    above = [mate for mate in mates if mate.first < line.at]
    return above[-1].group[:1] if above else ()


def _spread_kind(drafts: list[Draft], lines: list[LabelEvent], kind: LabelKind) -> None:
    if not drafts or not lines:
        return
    leading = lines[0].at < drafts[0].first and lines[-1].at < drafts[-1].first and lines[0].opens is None
    uneven = _is_uneven(drafts, lines)
    for at, line in enumerate(lines):
        place = bisect_right(drafts, line.at, key=lambda draft: draft.first)
        if place < len(drafts) and (leading or line.opens is not None or place == 0):
            stop = lines[at + 1].at if at + 1 < len(lines) else None
            _forward(drafts, place, line, stop, kind)
        else:
            shared = _back(drafts, place - 1, line, lines[at - 1].at if at else -1, kind)
            for draft in shared if uneven else ():
                draft.unsure_share = True


def _forward(drafts: list[Draft], place: int, line: LabelEvent, stop: int | None, kind: LabelKind) -> None:
    """A label above its items: down to the next label or the end of the heading's list."""
    for draft in islice(drafts, place, None):
        if (stop is not None and draft.first > stop) or (line.opens is not None and draft.group[:1] != line.opens):
            return
        if not draft.exempt:
            draft.shared.setdefault(kind, line.label)


def _is_uneven(drafts: list[Draft], lines: list[LabelEvent]) -> bool:
    """Most labels follow one item each: one that stands below several may be the last one's alone."""
    places = [bisect_right(drafts, line.at, key=lambda draft: draft.first) for line in lines]
    sizes = [after - before for before, after in pairwise([0, *places])]
    return len(sizes) > 2 and sizes.count(1) * 2 > len(sizes) and max(sizes) > 1


def _back(drafts: list[Draft], place: int, line: LabelEvent, floor: int, kind: LabelKind) -> list[Draft]:
    """A label below its items: the last one, and those back to the previous label of the same group (returned)."""
    given: list[Draft] = []
    last = drafts[place]
    last.take(line.label)
    for at in range(place - 1, -1, -1):
        draft = drafts[at]
        if draft.first <= floor or (kind is LabelKind.DEADLINE and draft.group != last.group):
            break
        if draft.exempt or draft.has(kind) or (kind is LabelKind.EXECUTOR and (draft.party or draft.opening)):
            continue
        draft.shared[kind] = line.label
        given.append(draft)
    return given
