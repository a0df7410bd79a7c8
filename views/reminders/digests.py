"""A director's digest: what is late first, then what is new; an item named has a button, the rest is a count."""

from collections.abc import Iterable, Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from services.facts import AssignmentFacts
from services.reminders.digest_items import DigestItem, Section
from services.reminders.digests import Digest, OrganisationDigest
from views import callbacks as cb
from views.assignments.item_lines import button_marks
from views.assignments.passing_down import below_mark
from views.assignments.request_lines import mark_of
from views.card import Card, button, rows_of
from views.format import bold, cut, lines, paragraphs, safe, short
from views.texts.deputies.deputies import HAND_OVER
from views.texts.minutes import item_of, minutes_name, minutes_short
from views.texts.overview.tasks import MY_TASKS
from views.texts.reminders import digests as texts
from views.texts.year import year_form

#: A digest is read at a glance: no longer than this, markup included.
LONGEST = 900
ITEM_BUTTONS = 6
UNREAD_SHOWN = 2
ORGANISATIONS = 3
LONGEST_ITEM, LONGEST_NAME = 60, 60


def digest_card(digest: Digest, longest: int = LONGEST) -> Card:
    """As many items as fit, the most urgent ones of all organisations."""
    card = Card("")
    for places in range(min(ORGANISATIONS, len(digest.organisations)), 0, -1):
        for most in range(ITEM_BUTTONS, places - 2, -1):
            card = _card(digest, places, most)
            if len(card.text) <= longest:
                return card
    return card


def _card(digest: Digest, places: int, most: int) -> Card:
    head = f"{texts.greeting(digest.at)} {bold(texts.week_or_day(digest.at))}"
    text, rows = digest_part(digest, places, most)
    if len(digest.organisations) == 1:
        return Card(f"{head}\n{text}", rows)
    return Card(paragraphs(head, text), rows)


def digest_part(digest: Digest, places: int, most: int) -> tuple[str, tuple[tuple[InlineKeyboardButton, ...], ...]]:
    """What is said of the organisations a person answers for, without a greeting: at most `most` items by name."""
    today, parts = digest.at.date(), sorted(digest.organisations, key=_urgency)
    named = {item.assignment.id for item in _in_turn(parts)[:most]}
    single = len(parts) == 1
    blocks = [_organisation(part, named, today, single=single) for part in parts[:places]]
    rest = len(parts) - places
    return (
        paragraphs(*blocks, texts.more_organisations(rest) if rest > 0 else None, _just_send(parts)),
        _rows(parts[:places], named, several=not single, may_hand=digest.may_hand),
    )


_SECTIONS = tuple(Section)
#: So many of a section come before the next one has its turn: what is late long does not hide what is due today.
AT_ONCE = 2


def _in_turn(parts: Sequence[OrganisationDigest]) -> list[DigestItem]:
    """Items by who is named first when not all fit."""
    turns = []
    for place, section in enumerate(Section):
        items = [item for part in parts for item in part.items if item.section is section]
        turns += [(number // AT_ONCE, place, number, item) for number, item in enumerate(items)]
    return [item for *_, item in sorted(turns, key=lambda turn: turn[:3])]


def _urgency(part: OrganisationDigest) -> int:
    return min((_SECTIONS.index(item.section) for item in part.items), default=len(_SECTIONS))


def _just_send(parts: Sequence[OrganisationDigest]) -> str | None:
    """An answer needs no navigation: said where something is to be answered."""
    return texts.JUST_SEND if any(part.items for part in parts) else None


def _organisation(part: OrganisationDigest, named: set[int], today: date, *, single: bool) -> str:
    name = cut(part.name, LONGEST_NAME)
    sections = paragraphs(
        *(_section(section, items, named, today) for section, items in _by_section(part)),
        lines(*(year_form.digest_line(form.year, form.left, form.due, today) for form in part.forms)),
        _unread(part),
        texts.rest(part.rest, part.rest_late, part.waiting),
    )
    return paragraphs(safe(name) if single else bold(name), sections)


def _section(section: Section, items: Sequence[DigestItem], named: set[int], today: date) -> str:
    shown = [f"• {_line(item, today)}" for item in items if item.assignment.id in named]
    hidden = len(items) - len(shown)
    more = texts.more(hidden) if shown and hidden else None
    return lines(texts.section(texts.SECTIONS[section], len(items)), *shown, more)


def _by_section(part: OrganisationDigest) -> Iterable[tuple[Section, list[DigestItem]]]:
    for section in Section:
        if items := [item for item in part.items if item.section is section]:
            yield section, items


def _unread(part: OrganisationDigest) -> str | None:
    if not part.unread:
        return None
    shown = [f"• {texts.unread(safe(minutes_name(each.minutes)), each.items)}" for each in part.unread[:UNREAD_SHOWN]]
    hidden = len(part.unread) - len(shown)
    return lines(texts.section(texts.UNREAD, len(part.unread)), *shown, texts.more(hidden) if hidden else None)


def _line(item: DigestItem, today: date) -> str:
    when = ""
    if item.counts and item.aim:
        passed = item.counts < today
        when = texts.was_due(item.counts, today) if passed else texts.until(item.counts, item.aim, today)
    name, mark = item_name(item.assignment), mark_of(item.assignment)
    line = f"{name}: {safe(short(item.assignment.text, LONGEST_ITEM))}" + (f" — {when}" if when else "")
    said = ", ".join(part for part in (mark, below_mark(item.below)) if part)
    return f"{line} ({said})" if said else line


def item_name(item: AssignmentFacts) -> str:
    """«п. 1.1, протокол № 8»."""
    return safe(item_of(item.label, item.minutes))


def _rows(
    parts: Sequence[OrganisationDigest], named: set[int], *, several: bool, may_hand: bool
) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    shown = [item for part in parts for _, items in _by_section(part) for item in items if item.assignment.id in named]
    shown.sort(key=lambda item: _SECTIONS.index(item.section))
    facts = [item.assignment for item in shown]
    items = [
        button(_label(mark, item.organisation, several=several), cb.OpenAssignment(id=item.id))
        for mark, item in zip(button_marks(facts), facts, strict=True)
    ]
    forms = [
        button(
            _label(year_form.form_button(form.year), part.name, several=several),
            cb.YearForm(organisation=part.id, year=form.year),
        )
        for part in parts
        for form in part.forms[:1]
    ]
    unread = [(part, each) for part in parts for each in part.unread]
    acknowledge = [
        button(
            _label(texts.acknowledge(minutes_short(each.minutes)), part.name, several=several),
            cb.Acknowledge(minutes=each.minutes.id, organisation=part.id),
            style="success",
        )
        for part, each in unread[:UNREAD_SHOWN]
    ]
    late = [item for part in parts for item in part.items if item.section is Section.OVERDUE]
    hidden = any(item.assignment.id not in named for item in late)
    everything = texts.all_overdue(len(late)) if hidden else MY_TASKS
    hand = ((button(HAND_OVER, cb.HandOverOne()),),) if may_hand else ()
    return (*rows_of(items), *rows_of(forms, 1), *rows_of(acknowledge, 1), *hand, (button(everything, cb.Tasks()),))


def _label(label: str, organisation: str, *, several: bool) -> str:
    """With the organisation where several are concerned."""
    return f"{label} · {cut(organisation, 20)}" if several else label
