"""Document → ReadMinutes: the steps of the reader in their order."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from domain.minutes.accounting import parts_of
from domain.minutes.addressees import split_parties
from domain.minutes.closing_parties import closing_party, entrusted_party
from domain.minutes.dates import SchoolCalendar
from domain.minutes.deadline_phrases import NO_DEADLINE, Rules, names_nothing, read_phrase
from domain.minutes.decisions import read_zone
from domain.minutes.doubts import LABEL_SHARED, TIME_UNPLACED, doubts_of, for_nobody
from domain.minutes.durations import AddWorkingDays, by_production_calendar
from domain.minutes.inline_deadlines import find_deadline, judges
from domain.minutes.labels import LabelKind
from domain.minutes.layout import paragraphs, plain_rows
from domain.minutes.model import Deadline, DeadlineKind, Document, Item, Line, ReadMinutes, Role
from domain.minutes.named_targets import listed_in_appendix
from domain.minutes.openings import opening_party
from domain.minutes.requisites import read_requisites
from domain.minutes.rows import Row
from domain.minutes.scope import Draft, LabelEvent, spread
from domain.minutes.segment import Outline, outline
from domain.minutes.stacked_tables import unstacked
from domain.minutes.suggest import lasts, suggest
from domain.minutes.times import unplaced_time
from domain.minutes.unnamed import may_name_somebody, named_outside


def read_text(
    text: str, *, school: SchoolCalendar | None = None, add_working_days: AddWorkingDays = by_production_calendar
) -> ReadMinutes:
    """Read pasted text; the same as `read` of a .txt."""
    lines = tuple(Line(line.rstrip()) for line in text.replace("\r\n", "\n").split("\n"))
    return read(Document(lines, "txt"), school=school, add_working_days=add_working_days)


def read(
    document: Document,
    *,
    school: SchoolCalendar | None = None,
    add_working_days: AddWorkingDays = by_production_calendar,
    base: date | None = None,
) -> ReadMinutes:
    """Items, deadlines, addressees and suggestions of a document. Pure: no clock, no files.

    `school` holds the authority's school calendar, `add_working_days(day, n)` its production calendar,
    `base` a date given by the official where the document has none. Order of the rules: README.md.
    """
    plain = plain_rows(document)
    rows = paragraphs(unstacked(plain))
    parts = outline(rows)
    first_item = parts.zones[0].rows[0].first if parts.zones else None
    requisites = read_requisites(plain, first_item, document.text[:1000])
    rules = Rules(requisites.day or base or requisites.year_base, school or SchoolCalendar(), add_working_days)
    drafts, placed = _drafts(parts)
    _named_again(drafts)
    timed = {draft.zone for draft in drafts if LabelKind.DEADLINE in draft.direct}
    items = tuple(
        _item(draft, rules, parts, draft.zone in timed and LabelKind.DEADLINE not in draft.direct) for draft in drafts
    )
    partition = parts_of(document, placed)
    outside = named_outside(partition)
    items = tuple(replace(item, party_unsure=_may_be_named(item, outside)) for item in items)
    return ReadMinutes(
        requisites.number,
        requisites.day,
        requisites.title,
        requisites.issuer,
        parts.questions,
        _numbered(items),
        document,
        partition,
    )


def _may_be_named(item: Item, outside: bool) -> bool:
    """Nobody was found, though the item or a line outside of all items names somebody."""
    return not (item.addressees or for_nobody(item.text)) and (outside or may_name_somebody(item.text))


def _drafts(parts: Outline) -> tuple[list[Draft], list[tuple[Row, Role]]]:
    drafts: list[Draft] = []
    events: list[LabelEvent] = []
    placed = list(parts.placed)
    for at, zone in enumerate(parts.zones):
        found = read_zone(zone.rows, at)
        for draft in found.drafts:
            draft.question = zone.question
        drafts += found.drafts
        events += found.events
        placed += found.placed
    spread(drafts, events)
    return drafts, placed


_AGAIN = re.compile(r"(?:им|ему|ей|тем)\s+же\b", re.IGNORECASE)


def _named_again(drafts: list[Draft]) -> None:
    """«Им же оформить заявку»: whoever the item above names."""
    for before, draft in pairwise(drafts):
        if _AGAIN.match(draft.text) and before.zone == draft.zone:
            draft.opening = before.opening or before.party


def _numbered(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Unnumbered items counted under their question and heading."""
    counts: dict[tuple[int | None, str], int] = {}
    numbered = []
    for item in items:
        if item.number is None:
            key = (item.question, item.under)
            counts[key] = counts.get(key, 0) + 1
            numbered.append(replace(item, bullet=counts[key]))
        else:
            numbered.append(item)
    return tuple(numbered)


def _item(draft: Draft, rules: Rules, parts: Outline, timed: bool) -> Item:
    """`timed`: other items of the same question have a «Срок:», so a missing one is asked."""
    deadline = _deadline(draft, rules)
    if deadline.doubt == "date_uncountable" and lasts(_without_opening(draft)):
        deadline = replace(deadline, doubt="")  # «в день происшествия сообщать …»: each time anew
    phrase, parties = _parties(draft, rules, parts)
    item = Item(
        question=draft.question,
        number=draft.number,
        bullet=None,
        under=draft.under,
        text=draft.text.rstrip(" ;,"),
        deadline=deadline,
        addressees=parties,
        addressee_phrase=phrase,
        named_targets=draft.targets or listed_in_appendix(f"{phrase} {draft.text}", parts.after),
        span=(draft.first, draft.last),
        suggestion=suggest(draft.text, deadline, parties, _without_opening(draft), timed, draft.recommended),
    )
    unplaced = unplaced_time(_without_opening(draft), deadline, rules)
    asked = (*([TIME_UNPLACED] if unplaced else []), *([LABEL_SHARED] if draft.unsure_share else []))
    return replace(item, doubts=(*doubts_of(item), *asked))


def _deadline(draft: Draft, rules: Rules) -> Deadline:
    """Its own label, else its own words, else the label it shares, else the heading's."""
    label = draft.direct.get(LabelKind.DEADLINE)
    if label and not names_nothing(label.value):
        return read_phrase(label.value, rules)
    own = find_deadline(_without_opening(draft), rules)
    if own.kind is not DeadlineKind.NONE:
        return own
    if label is None and (label := draft.shared.get(LabelKind.DEADLINE)):
        return read_phrase(label.value, rules)
    return read_phrase(draft.heading_deadline, rules) if draft.heading_deadline and label is None else NO_DEADLINE


def _without_opening(draft: Draft) -> str:
    opened = opening_party(draft.text)
    return opened.without(draft.text) if opened else draft.text


def _parties(draft: Draft, rules: Rules, parts: Outline) -> tuple[str, tuple[str, ...]]:
    """Its own «Отв.», else «возложить на», the opening of the sentence, brackets, a shared «Отв.», the heading."""
    label = draft.direct.get(LabelKind.EXECUTOR)
    shared = draft.shared.get(LabelKind.EXECUTOR)
    own = label.value if label and not names_nothing(label.value) else ""
    phrase = (
        own
        or draft.opening
        or entrusted_party(draft.text)
        or (closing_party(draft.text, rules.frame) if not shared and not draft.party and not judges(draft.text) else "")
        or (shared.value if shared else "")
        or draft.party
        or parts.salutation
        or ""
    )
    return phrase, split_parties(phrase)
