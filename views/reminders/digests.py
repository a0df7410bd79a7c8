"""Cards of the digests: short, the most urgent in each section, a button per item."""

from collections.abc import Iterable, Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from services.facts import AssignmentFacts
from services.reminders.digest_items import DigestItem, Section
from services.reminders.digests import Digest, OrganisationDigest
from services.reminders.official_digests import SHOWN, OfficialDigest, Progress
from views import callbacks as cb
from views.assignments.item_lines import button_marks
from views.assignments.request_lines import mark_of, waiting_buttons, waiting_lines
from views.card import Card, button, rows_of
from views.format import bold, cut, lines, paragraphs, safe, short
from views.texts.assignments import own_items as own_texts
from views.texts.deputies.deputies import HAND_OVER
from views.texts.minutes import item_label, item_of, minutes_name, minutes_short
from views.texts.overview.tasks import MY_TASKS
from views.texts.reminders import digests as texts
from views.texts.reminders import long_delays
from views.texts.reports import accepting_all
from views.texts.words import OUT_OF_REACH
from views.texts.year import year_form

ITEM_BUTTONS = 6
ACKNOWLEDGE_BUTTONS = 2
ORGANISATIONS = 3
LONGEST_ITEM = 60


def digest_card(digest: Digest) -> Card:
    """A director's digest: everything current, by organisation; with several of them only the first of each section."""
    parts, today = digest.organisations, digest.at.date()
    head = f"{texts.greeting(digest.at)} {bold(texts.week_or_day(digest.at))}"
    if len(parts) == 1:
        head = lines(head, safe(parts[0].name))
        body = _sections(parts[0], today, SHOWN)
        body = (lines if parts[0].waiting else paragraphs)(body, _just_send(parts))
        return Card(paragraphs(head, body), _rows(parts, SHOWN, may_hand=digest.may_hand))
    blocks = [paragraphs(bold(part.name), _sections(part, today, 1)) for part in parts[:ORGANISATIONS]]
    rest = len(parts) - ORGANISATIONS
    return Card(
        paragraphs(head, *blocks, texts.more_organisations(rest) if rest > 0 else None, _just_send(parts)),
        _rows(parts[:ORGANISATIONS], 1, may_hand=digest.may_hand),
    )


def _just_send(parts: Sequence[OrganisationDigest]) -> str | None:
    """An answer needs no navigation: said where something is to be answered."""
    return texts.JUST_SEND if any(part.items for part in parts) else None


def _sections(part: OrganisationDigest, today: date, most: int) -> str:
    sections = (
        _list(texts.SECTIONS[section], [_line(item, today) for item in items], most)
        for section, items in _by_section(part)
    )
    unread = [texts.unread(safe(minutes_name(each.minutes)), each.items) for each in part.unread]
    return paragraphs(
        *sections,
        lines(*(year_form.digest_line(form.year, form.left, form.due, today) for form in part.forms)),
        _list(texts.UNREAD, unread, most),
        texts.waiting(part.waiting) if part.waiting else None,
    )


def _by_section(part: OrganisationDigest) -> Iterable[tuple[Section, list[DigestItem]]]:
    for section in Section:
        yield section, [item for item in part.items if item.section is section]


def _list(title: str, rows: Sequence[str], most: int = SHOWN, count: int | None = None) -> str | None:
    """A section with at most `most` lines; «и ещё N» for the rest of `count`, which other sections name."""
    count = len(rows) if count is None else count
    if not count:
        return None
    shown = [f"• {row}" for row in rows[:most]]
    rest = texts.more(count - len(shown)) if shown else texts.NAMED_ABOVE
    return lines(texts.section(title, count), *shown, rest if count > len(shown) else None)


def _line(item: DigestItem, today: date) -> str:
    when = ""
    if item.counts and item.aim:
        passed = item.counts < today
        when = texts.was_due(item.counts, today) if passed else texts.until(item.counts, item.aim, today)
    name, mark = _name(item.assignment), mark_of(item.assignment)
    line = f"{name}: {safe(short(item.assignment.text, LONGEST_ITEM))}" + (f" — {when}" if when else "")
    return f"{line} ({mark})" if mark else line


def _name(item: AssignmentFacts) -> str:
    return safe(item_of(item.label, item.minutes))


def _rows(
    parts: Sequence[OrganisationDigest], most: int, *, may_hand: bool
) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    listed = [item.assignment for part in parts for _, items in _by_section(part) for item in items[:most]]
    shown = listed[:ITEM_BUTTONS]
    items = [
        button(
            _label(mark, item.organisation, parts),
            cb.OpenAssignment(id=item.id),
        )
        for mark, item in zip(button_marks(shown), shown, strict=True)
    ]
    forms = [
        button(
            _label(year_form.form_button(form.year), part.name, parts),
            cb.YearForm(organisation=part.id, year=form.year),
        )
        for part in parts
        for form in part.forms[:1]
    ]
    unread = [(part, each) for part in parts for each in part.unread[:most]]
    acknowledge = [
        button(
            _label(texts.acknowledge(minutes_short(each.minutes)), part.name, parts),
            cb.Acknowledge(minutes=each.minutes.id, organisation=part.id),
            style="success",
        )
        for part, each in unread[:ACKNOWLEDGE_BUTTONS]
    ]
    hand = ((button(HAND_OVER, cb.HandOverOne()),),) if may_hand else ()
    return (*rows_of(items), *rows_of(forms, 1), *rows_of(acknowledge, 1), *hand, (button(MY_TASKS, cb.Tasks()),))


def _label(label: str, organisation: str, parts: Sequence[OrganisationDigest]) -> str:
    """With the organisation where several are concerned."""
    return f"{label} · {cut(organisation, 20)}" if len(parts) > 1 else label


# --- officials ---------------------------------------------------------------------------------------------------


def official_digest_card(digest: OfficialDigest) -> Card:
    """An official's morning digest."""
    today, overdue = digest.at.date(), digest.overdue
    labels = ", ".join(safe(item_label(label)) for label in digest.to_check_labels[:1])
    check = texts.to_check(digest.to_check, labels if len(digest.to_check_labels) == 1 else "")
    late = [_item_late(item, today) for item in overdue.first]
    return Card(
        paragraphs(
            f"{texts.greeting(digest.at)} {bold(texts.weekday(digest.at))}",
            _decisions(digest, check),
            _list(
                long_delays.DECIDE,
                [_item_late(item, today) for item in digest.to_decide.first],
                count=digest.to_decide.items,
            ),
            _list(texts.SECTIONS[Section.OVERDUE], late, count=overdue.items),
            _list(own_texts.YOURS, [_own(item, today) for item in digest.own.mine]),
            _list(texts.THIS_WEEK, [_due(each, today) for each in digest.this_week]),
            _names(texts.UNREAD_ORGANISATIONS, digest.unread),
            _names(texts.UNDELIVERED, [f"{name}, {OUT_OF_REACH[why]}" for name, why in digest.undelivered], "; "),
            lines(*(_progress(each) for each in digest.progress[:SHOWN])),
        ),
        _control_rows(digest),
    )


def _decisions(digest: OfficialDigest, check: str) -> str | None:
    """«Ждут Вашего решения»: reports, then what organisations ask for."""
    found = [check] if digest.to_check else []
    found += waiting_lines(digest.requests)
    found += [own_texts.not_assigned(digest.own.unassigned)] if digest.own.unassigned else []
    return lines(bold(texts.DECISIONS), *(f"• {each}" for each in found)) if found else None


def _own(item: AssignmentFacts, today: date) -> str:
    """An item of the authority that is this official's to do."""
    due = item.due_date or today
    when = texts.was_due(due, today) if due < today else texts.until(due, due, today)
    return f"{_name(item)}: {safe(short(item.text, LONGEST_ITEM))} — {when}"


def _item_late(item: AssignmentFacts, today: date) -> str:
    return f"{safe(item.organisation)}, {_late(item, today)}"


def _late(item: AssignmentFacts, today: date) -> str:
    when = f": {texts.was_due(item.control_date, today)}" if item.control_date else ""
    return f"{_name(item)}{when}"


def _due(each: Progress, today: date) -> str:
    name = safe(item_of(each.label, each.minutes))
    return f"{name}: {texts.until(each.counts, each.counts, today)}, {texts.reported(each.reported, each.total)}"


def _names(title: str, names: Sequence[str], between: str = ", ") -> str | None:
    if not names:
        return None
    more = f" {texts.more(len(names) - SHOWN)}" if len(names) > SHOWN else ""
    return f"{bold(f'{title} — {len(names)}:')} {safe(between.join(names[:SHOWN]))}{more}"


def _progress(each: Progress) -> str:
    return safe(texts.progress(minutes_short(each.minutes), item_label(each.label), each.reported, each.total))


def _control_rows(digest: OfficialDigest) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    found = []
    if digest.to_check:
        found.append(button(texts.check_button(digest.to_check), cb.Review()))
        if digest.to_check_only and digest.to_check > 1:
            label = accepting_all.ACCEPT_ALL.format(count=digest.to_check)
            found.append(button(label, cb.AcceptAll(decision=digest.to_check_only)))
    found += waiting_buttons(digest.requests)
    if digest.own.unassigned:
        found.append(button(own_texts.assign_button(digest.own.unassigned), cb.OwnItems(apart=True)))
    elif digest.own.mine:
        found.append(button(own_texts.OWN_ITEMS, cb.OwnItems(apart=True)))
    if digest.to_decide.items:
        found.append(button(long_delays.decide_button(digest.to_decide.items), cb.Decide(apart=True)))
    if digest.overdue.items:
        found.append(button(texts.overdue_button(digest.overdue.items), cb.Overdue(apart=True)))
        found.append(button(texts.remind_button(digest.overdue.organisations), cb.RemindOverdue(apart=True)))
    return rows_of(found, 1)
