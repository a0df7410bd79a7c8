"""How sets of organisations are called: whole kinds by their name, the rest by names."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from domain.drafting import Option as DoubtOption
from domain.through import BY_WAY_OF, LAST, THROUGH
from services.drafts.phrases import ALL, OWN, Directory
from views.texts.drafts import doubts as doubt_texts
from views.texts.drafts import drafts as texts
from views.texts.drafts import items as items_texts
from views.texts.minutes import (
    KINDS,
)

FRIDAY = 4
NAMES_SHOWN = 4
#: Named groups with a button of their own; the others are called by typing their name.
GROUPS_OFFERED = 6


def addressee_options(directory: Directory, options: Iterable[DoubtOption]) -> list[tuple[str, str]]:
    """Labels and codes of what a phrase can be answered with: its own options, kinds, everybody, ourselves."""
    found = [
        (option_label(directory, option), f"o{number}") for number, option in enumerate(options) if option.organisations
    ]
    offered = {frozenset(option.organisations) for option in options}
    totals = directory.totals
    for kind in KINDS:
        members = frozenset(o for o, k in directory.kinds.items() if k == kind and o != directory.authority_id)
        if members and members not in offered and len(found) < 6:
            found.append((doubt_texts.option(KINDS[kind], totals[kind]), f"g-{kind}"))
    found += [
        (doubt_texts.option(texts.group(group.name), len(group.members)), f"g-{group.code}")
        for group in directory.groups[:GROUPS_OFFERED]
        if group.members and frozenset(group.members) not in offered
    ]
    found += [(label, code) for label, code in _by_way_of(directory, options)]
    everybody = frozenset(directory.kinds) - {directory.authority_id}
    if everybody not in offered and len(totals) > 1:
        found.append((doubt_texts.option(doubt_texts.EVERYBODY, len(everybody)), f"g-{ALL}"))
    if frozenset({directory.authority_id}) not in offered:
        found.append((doubt_texts.OWN, f"g-{OWN}"))
    return found


def _by_way_of(directory: Directory, options: Iterable[DoubtOption]) -> list[tuple[str, str]]:
    """Kinds that stand under lower authorities, by way of those."""
    if any(option.code == THROUGH for option in options):
        return []
    rows = []
    for kind in KINDS:
        below = [place for place in directory.heads if directory.kinds.get(place) == kind]
        if below:
            above = len({directory.heads[place] for place in below})
            rows.append((doubt_texts.through_kind(KINDS[kind], above), f"{BY_WAY_OF}{kind}"))
    return rows[:2]


def option_label(directory: Directory, option: DoubtOption) -> str:
    """How a set of organisations is called: «Школы (7)», «Школы и детские сады (16)», or its first names."""
    if option.code == THROUGH:
        return doubt_texts.through(len(set(option.organisations) & set(directory.heads.values())))
    if option.code == LAST:
        return doubt_texts.as_last_time(describe(directory, option.organisations, names_shown=2))
    kinds = Counter(directory.kinds[o] for o in option.organisations if o in directory.kinds)
    whole = [kind for kind in KINDS if kinds[kind] and kinds[kind] == directory.totals[kind]]
    if (
        whole
        and sum(kinds[kind] for kind in whole) == len(option.organisations)
        and directory.authority_id not in option.organisations
    ):
        return doubt_texts.option(doubt_texts.together([KINDS[kind] for kind in whole]), len(option.organisations))
    return describe(directory, option.organisations, names_shown=2)


def describe(directory: Directory, organisations: Iterable[int], names_shown: int = NAMES_SHOWN) -> str:
    """«Школы (7), МБДОУ «Теремок» и ещё 3»: whole kinds by their name, the rest by names."""
    chosen = list(dict.fromkeys(organisations))
    by_kind = Counter(directory.kinds[o] for o in chosen if o in directory.kinds and o != directory.authority_id)
    totals = directory.totals
    whole = [kind for kind in KINDS if by_kind[kind] > 1 and by_kind[kind] == totals[kind]]
    names = [directory.names.get(o, "") for o in chosen if directory.kinds.get(o) not in whole]
    parts = (
        [KINDS[kind] for kind in whole]
        if len(whole) == 1 and not names
        else [doubt_texts.option(KINDS[kind], by_kind[kind]) for kind in whole]
    )
    return ", ".join([*parts, items_texts.addressees(names[:names_shown], len(names))] if names else parts)


def quick_dates(today: date) -> tuple[date, date]:
    """Two dates to choose from: Fridays in about two weeks and a month."""
    return _friday(today + timedelta(days=14)), _friday(today + timedelta(days=30))


def _friday(day: date) -> date:
    """That day, or the Friday after it."""
    return day + timedelta(days=(FRIDAY - day.weekday()) % 7)
