"""Protocols after sending: the list, how one stands, one item over its organisations."""

from datetime import date
from zoneinfo import ZoneInfo

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from domain.amendments import Amendment
from domain.lifecycle import FINAL, OWING, State
from domain.minutes.model import ControlForm
from domain.paging import page_of
from services.facts import AssignmentFacts
from services.overview.overdue import BY_MINUTES
from services.overview.protocols import ItemRows, ItemStanding, Listed, ProtocolCard, ProtocolList
from views import callbacks as cb
from views.assignments.item_cards import bases_line
from views.card import Card, button
from views.format import bold, cut, day, lines, long_quote, paragraphs, safe, short
from views.paging import filled, page_line, turns
from views.reports.totals import below_lines, given_values, totals_lines, with_values
from views.texts import words as words_texts
from views.texts.amendments import amendments as amending
from views.texts.assignments import contributions
from views.texts.assignments import items as words
from views.texts.assignments import own_items as own_texts
from views.texts.assignments import shares as shares_texts
from views.texts.minutes import STATES, item_label, item_marks, item_title, minutes_name, minutes_short
from views.texts.overview import overdue as overdue_texts
from views.texts.overview import protocols as protocols_texts
from views.texts.overview import unread as unread_texts
from views.texts.papers import papers as papers_texts
from views.texts.requests import extensions as time_texts
from views.texts.year import repetition, year_form

ITEMS_ON_PAGE = 8


def protocols_card(listed: ProtocolList) -> Card:
    """The list of protocols, newest first."""
    if not listed.protocols:
        return Card(protocols_texts.NO_PROTOCOLS)
    rows = [
        safe(protocols_texts.protocol_line(minutes_name(entry.minutes), _listed_state(entry)))
        for entry in listed.protocols
    ]
    opens = [button(cut(_button_name(entry), 40), _open(entry)) for entry in listed.protocols]
    return Card(
        paragraphs(bold(protocols_texts.PROTOCOLS), lines(*(f"• {row}" for row in rows))),
        filled(
            *(opens[i : i + 2] for i in range(0, len(opens), 2)),
            turns(listed.page, lambda there: cb.Protocols(page=there)),
            [button(year_form.TITLE, cb.YearTotals())] if listed.has_year_form else [],
        ),
    )


def _button_name(entry: Listed) -> str:
    minutes = entry.minutes
    if minutes.number and minutes.day:
        return protocols_texts.numbered(minutes_short(minutes), minutes.day)
    return minutes_short(minutes)


def _open(entry: Listed) -> cb.Draft | cb.Protocol:
    return cb.Protocol(id=entry.minutes.id) if entry.state == "sent" else cb.Draft(id=entry.minutes.id)


def _listed_state(entry: Listed) -> str:
    if entry.state == "draft":
        return protocols_texts.DRAFT_STATE
    if entry.state == "scheduled":
        return protocols_texts.SCHEDULED_STATE
    if not entry.to_report:
        return protocols_texts.NO_REPORTS_STATE
    return protocols_texts.standing(entry.closed, entry.to_report, entry.overdue, entry.to_check)


def protocol_card(card: ProtocolCard, page: int = 0) -> Card:
    """How a protocol stands: items by pages, those with an answer first; for work and «Наши пункты» in a line each."""
    asked = [item for item in card.items if item.states and item.form != "work"]
    for_work = [item for item in card.items if item.states and item.form == "work"]
    quiet = item_marks(item.label for item in for_work)
    own = item_marks(i.label for i in card.items if i.own)
    listed = asked + for_work
    here = page_of(len(listed), page, ITEMS_ON_PAGE)
    shown = here.cut(listed)
    lined = [item for item in shown if item.form != "work"]
    rows = [
        protocols_texts.item_line(safe(item_label(i.label)), safe(short(i.text, 80)), safe(_standing(i))) for i in lined
    ]
    opens = [button(item_label(i.label), cb.ProtocolItem(decision=i.decision_id)) for i in shown]
    overdue, unread = sum(i.overdue for i in card.items), card.organisations - card.acknowledged
    name = minutes_name(card.minutes)
    original = [] if card.minutes.single else [button(protocols_texts.ORIGINAL, cb.Original(minutes=card.minutes.id))]
    return Card(
        paragraphs(
            lines(
                bold(name[0].upper() + name[1:]),
                protocols_texts.protocol_reach(card.acknowledged, card.organisations) if card.organisations else None,
            ),
            *rows,
            page_line(here),
            f"{bold(shares_texts.for_work())}: {safe(cut(quiet, 300))}" if quiet else None,
            f"{bold(protocols_texts.OWN_ITEMS)}: {safe(cut(own, 300))}" if own else None,
        ),
        filled(
            *(opens[i : i + 2] for i in range(0, len(opens), 2)),
            turns(here, lambda there: cb.Protocol(id=card.minutes.id, page=there)),
            [button(unread_texts.button_label(unread), cb.Unread(minutes=card.minutes.id))] if unread else [],
            [button(overdue_texts.WHO_IS_LATE, cb.Overdue(by=BY_MINUTES, only=card.minutes.id))] if overdue else [],
            [button(own_texts.OWN_ITEMS, cb.OwnItems(only=card.minutes.id))] if own else [],
            _cancel(card),
            [button(papers_texts.PAPERS, cb.Papers(minutes=card.minutes.id))],
            [*original, button(protocols_texts.PROTOCOLS, cb.Protocols())],
        ),
    )


def _cancel(card: ProtocolCard) -> list[InlineKeyboardButton]:
    """«Отменить протокол» while anything of it is open."""
    is_open = any(count for item in card.items for state, count in item.states.items() if state not in FINAL)
    if not card.controls or not is_open:
        return []
    return [button(amending.CANCEL_MINUTES, cb.Amend(id=card.minutes.id, what=Amendment.ALL))]


def _standing(item: ItemStanding) -> str:
    if item.states and item.states.total() == item.states[State.CANCELLED]:
        return STATES[State.CANCELLED]
    if item.form == str(ControlForm.INFORMATION):
        seen = item.states[State.ACKNOWLEDGED]
        return protocols_texts.protocol_reach(seen, item.states.total())
    due = f"{words.until(item.due_date)}: " if item.due_date else ""
    owing = item.states[State.ASSIGNED] + item.states[State.ACKNOWLEDGED] + item.states[State.RETURNED]
    return due + protocols_texts.counts(
        [
            (protocols_texts.TAKEN_OFF, item.states[State.ACCEPTED]),
            (protocols_texts.TO_CHECK, item.states[State.REPORTED]),
            (protocols_texts.WAITED_FOR, owing - item.overdue),
            (protocols_texts.DISPUTED, item.states[State.DISPUTED]),
            (protocols_texts.LATE, item.overdue),
        ]
    )


def item_rows_card(rows: ItemRows) -> Card:
    """One item, organisation by organisation."""
    values = given_values(rows.given)
    listed = [safe(with_values(_organisation_line(row, rows.today), row, values)) for row in rows.rows]
    opens = [button(cut(row.organisation, 40), _way_in(rows, row)) for row in rows.rows]
    decision = rows.rows[0].decision_id if rows.rows else 0
    return Card(
        paragraphs(
            f"{bold(item_title(rows.label))}, {safe(minutes_name(rows.minutes))}",
            long_quote(cut(rows.text, 500)),
            totals_lines(rows.given, rows.requirement, rows.groups),
            below_lines(rows.below, rows.requirement, rows.groups),
            _repeating(rows),
            bases_line(rows.bases),
            lines(*listed),
            page_line(rows.page),
        ),
        filled(
            *(opens[i : i + 2] for i in range(0, len(opens), 2)),
            turns(rows.page, lambda there: cb.ProtocolItem(decision=decision, page=there)),
            [button(amending.AMEND, cb.Amend(id=rows.decision_id, what="item"))] if rows.controls else [],
            _periodic_buttons(rows),
            [button(words_texts.BACK, cb.Protocol(id=rows.minutes.id))],
        ),
    )


def _repeating(rows: ItemRows) -> str | None:
    """How often an item asks, or since when it does no more; of a year form who has not handed in."""
    if rows.form is ControlForm.YEARLY:
        late = [row for row in rows.rows if row.state in OWING and row.due_date and row.due_date < rows.today]
        return year_form.not_handed_in(len(late)) if late else None
    if rows.ended_on:
        return repetition.ended_on(rows.ended_on)
    return repetition.repeats(rows.recurrence) if rows.repeats else None


def _periodic_buttons(rows: ItemRows) -> list[InlineKeyboardButton]:
    if rows.form is ControlForm.YEARLY:
        return [button(year_form.TITLE, cb.YearTotals())]
    return [button(repetition.END, cb.EndRepeat(decision=rows.decision_id))] if rows.repeats and rows.controls else []


def _way_in(rows: ItemRows, row: AssignmentFacts) -> CallbackData:
    """A report that waits is opened to be judged, everything else as it stands."""
    report = rows.reports.get(row.id) if row.state is State.REPORTED else None
    return cb.OpenReport(id=report) if report else cb.OpenControlledItem(id=row.id)


def _organisation_line(row: AssignmentFacts, today: date) -> str:
    if row.overdue(today) and row.control_date:
        return protocols_texts.state_line(
            row.organisation, words.overdue_by((today - row.control_date).days).lower(), ""
        )
    if row.contributes and row.state is not State.CANCELLED:
        return protocols_texts.state_line(row.organisation, contributions.CONTRIBUTES, "")
    when = row.handed_in_on if row.state is State.REPORTED else None
    if row.state is State.ACCEPTED and row.closed_at:
        when = row.closed_at.astimezone(ZoneInfo(row.authority.timezone)).date()
    waits = time_texts.WAITS_MARK if row.extension_waits else ""
    if row.form is ControlForm.PERIODIC and row.due_date:
        waits = f"{waits or STATES[row.state]}, {words.until_short(row.due_date)}"
    return protocols_texts.state_line(row.organisation, waits or STATES[row.state], day(when) if when else "")
