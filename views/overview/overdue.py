"""Who is late, and whom to remind."""

from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton

from domain.lifecycle import State
from services.overview.filters import WITHIN
from services.overview.overdue import BY_MINUTES, BY_ORGANISATION, OverdueGroup, OverdueItem, OverdueList
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, cut, lines, paragraphs, safe
from views.paging import filled, page_line, turns
from views.texts import words as words_texts
from views.texts.assignments import request_lines
from views.texts.minutes import item_label, minutes_name, minutes_short
from views.texts.overview import filters as filter_texts
from views.texts.overview import overdue as overdue_texts
from views.texts.reminders import by_hand as by_hand_texts
from views.texts.reminders import long_delays
from views.texts.reports import by_phone as phone

ITEMS_IN_GROUP = 6


def overdue_card(listed: OverdueList, *, not_found: str = "") -> Card:
    """Who is late: by organisation or by minutes; `not_found` are words that meant nobody."""
    only = listed.only
    switch = _switch(listed)
    note = safe(overdue_texts.nothing_like(cut(not_found, 60))) if not_found else None
    if not listed.items:
        nothing = (
            overdue_texts.nothing_overdue_of(_subject(listed)) if listed.subject else overdue_texts.NOTHING_OVERDUE
        )
        asking = request_lines.time_asked_count(listed.asking) if listed.asking else None
        return Card(paragraphs(note, safe(nothing), asking), filled(switch if only else []))
    remind = (
        [button(by_hand_texts.REMIND, cb.RemindOverdue(by=listed.by, only=only), style="primary")]
        if listed.controls
        else []
    )
    return Card(
        paragraphs(
            note,
            lines(
                bold(overdue_texts.overdue_title(listed.today, listed.organisations, listed.items)),
                safe(filter_texts.only(_subject(listed))) if listed.by in WITHIN and listed.subject else None,
            ),
            *(_overdue_group(listed, group) for group in listed.groups),
            page_line(listed.page),
            request_lines.time_asked_count(listed.asking) if listed.asking else None,
        ),
        filled(
            remind,
            [button(phone.ENTER_FOR, cb.EnterList(by=listed.by, only=only, page=listed.page.number))]
            if listed.controls
            else [],
            [*switch, button(long_delays.EXCEL, cb.OverdueTable(by=listed.by, only=only))],
            [] if only or listed.organisations < 2 else [button(filter_texts.CHOOSE, cb.Filters())],
            turns(listed.page, lambda there: cb.Overdue(by=listed.by, only=only, page=there)),
        ),
    )


def _switch(listed: OverdueList) -> list[InlineKeyboardButton]:
    """The other order, or back to everything."""
    if listed.only:
        back = BY_ORGANISATION if listed.by in WITHIN else listed.by
        return [button(overdue_texts.ALL, cb.Overdue(by=back))]
    if listed.by == BY_ORGANISATION:
        return [button(overdue_texts.BY_MINUTES, cb.Overdue(by=BY_MINUTES))]
    return [button(overdue_texts.BY_ORGANISATIONS, cb.Overdue(by=BY_ORGANISATION))]


def _subject(listed: OverdueList) -> str:
    return listed.subject if isinstance(listed.subject, str) else minutes_name(listed.subject)


def _overdue_group(listed: OverdueList, group: OverdueGroup) -> str:
    first = group.items[0].assignment
    by_organisation = listed.by != BY_MINUTES
    name = first.organisation if by_organisation else minutes_name(first.minutes)
    most = len(group.items) if listed.only and listed.by not in WITHIN else ITEMS_IN_GROUP
    shown = [_overdue_line(listed, entry) for entry in group.items[:most]]
    hidden = len(group.items) - len(shown)
    return lines(f"{bold(name)} — {len(group.items)}", *shown, words_texts.more(hidden) if hidden else None)


def _overdue_line(listed: OverdueList, entry: OverdueItem) -> str:
    item = entry.assignment
    label = item_label(item.label)
    name = f"{minutes_short(item.minutes)}, {label}" if listed.by != BY_MINUTES else f"{item.organisation}, {label}"
    seen = item.acknowledged_at.astimezone(ZoneInfo(item.authority.timezone)).date() if item.acknowledged_at else None
    facts = [overdue_texts.reminded(entry.reminded), overdue_texts.acknowledged(seen)]
    if item.state is State.RETURNED:
        facts = [overdue_texts.returned()]
    if item.organisation_id in listed.out_of_reach:
        facts = [words_texts.OUT_OF_REACH[listed.out_of_reach[item.organisation_id]]]
    if entry.asked:
        facts = [request_lines.asked_since(entry.asked)]
    return f"{safe(overdue_texts.overdue_line(name, entry.days))}. {safe('; '.join(filter(None, facts)).capitalize())}"
