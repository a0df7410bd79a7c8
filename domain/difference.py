"""What a corrected version of minutes changes: new, changed and withdrawn items.

Source: design, «Minutes in, decisions out» 5. Items are paired by their place first, then by their words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.drafting import DraftItem
from domain.registry.names import search_key

#: Alike enough to be the same item at the same place, and at another place.
SAME_PLACE, OTHER_PLACE = 60.0, 85.0


@dataclass(frozen=True, slots=True)
class Change:
    """The same item in both versions; `fields` differ: text, date, addressees."""

    before: DraftItem
    after: DraftItem
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a corrected version does, to be applied or not: an item comes, changes or goes."""

    before: DraftItem | None
    after: DraftItem | None
    fields: tuple[str, ...] = ()

    @property
    def replaces(self) -> bool:
        """Whether another number of dates makes it another item: the old one goes, the new one comes."""
        if self.before is None or self.after is None or "date" not in self.fields:
            return False
        before, after = len(self.before.dates), len(self.after.dates)
        return before != after and (before, after) != (0, 1)

    @property
    def comes(self) -> bool:
        return self.after is not None and (self.before is None or self.replaces)


@dataclass(frozen=True, slots=True)
class Difference:
    """What the new version does to the items of the old one; `same` counts those left alone."""

    new: tuple[DraftItem, ...]
    changed: tuple[Change, ...]
    withdrawn: tuple[DraftItem, ...]
    same: int
    pairs: tuple[tuple[int, int], ...] = ()  # ids of the old and the new item
    order: tuple[int, ...] = ()  # ids of the new version

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything that differs, one by one: new, changed, withdrawn."""
        return (
            *(Part(None, item) for item in self.new),
            *(Part(change.before, change.after, change.fields) for change in self.changed),
            *(Part(item, None) for item in self.withdrawn),
        )

    def chosen(self, skip: int) -> tuple[Part, ...]:
        """The parts whose bit is not set in `skip`."""
        return tuple(part for place, part in enumerate(self.parts) if not skip >> place & 1)

    @property
    def is_correction(self) -> bool:
        """Whether most of the old version is still there: else it is another document."""
        kept = self.same + len(self.changed)
        return kept > 0 and kept >= len(self.withdrawn)


def difference(before: Sequence[DraftItem], after: Sequence[DraftItem]) -> Difference:
    """Compare two versions of one protocol, item by item, in the order of the new one."""
    pairs = _pairs(before, after)
    paired = {old.id for old, _ in pairs}, {new.id for _, new in pairs}
    changes = [Change(old, new, _fields(old, new)) for old, new in pairs]
    return Difference(
        new=tuple(item for item in after if item.id not in paired[1]),
        changed=tuple(change for change in changes if change.fields),
        withdrawn=tuple(item for item in before if item.id not in paired[0]),
        same=sum(not change.fields for change in changes),
        pairs=tuple((old.id, new.id) for old, new in pairs),
        order=tuple(item.id for item in after),
    )


def _pairs(before: Sequence[DraftItem], after: Sequence[DraftItem]) -> list[tuple[DraftItem, DraftItem]]:
    found: dict[int, DraftItem] = {}
    free = list(before)
    for in_place, enough in ((True, SAME_PLACE), (False, OTHER_PLACE)):
        for item in after:
            if item.id in found:
                continue
            candidates = [old for old in free if not in_place or _place(old) == _place(item)]
            best = max(candidates, key=lambda old: _alike(old, item), default=None)
            if best is not None and _alike(best, item) >= enough:
                found[item.id] = best
                free.remove(best)
    return [(found[item.id], item) for item in after if item.id in found]


def _place(item: DraftItem) -> tuple[int | None, str | None, int | None]:
    return item.question, item.number, item.bullet


def _alike(one: DraftItem, other: DraftItem) -> float:
    """0–100, of the words."""
    from rapidfuzz.fuzz import ratio

    return float(ratio(_words(one.text), _words(other.text)))


def _words(text: str) -> str:
    return search_key(text)


def _fields(old: DraftItem, new: DraftItem) -> tuple[str, ...]:
    differs = {
        "text": _words(old.text) != _words(new.text),
        "date": old.dates != new.dates,
        "addressees": set(old.organisations) != set(new.organisations),
    }
    return tuple(field for field, differ in differs.items() if differ)
