"""One assignment as its controller sees it."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton

from domain.extensions import NewDate
from domain.lifecycle import Action, State
from services.assignments.controlled_items import ControlledItem
from views import callbacks as cb
from views.assignments import passing_down
from views.card import Card, button
from views.format import bold, cut, day, lines, long_quote, paragraphs, safe
from views.paging import filled
from views.texts.assignments import controlled_items as texts
from views.texts.assignments import items as words
from views.texts.minutes import STATES, item_title, minutes_name
from views.texts.overview.audit_trail import HISTORY
from views.texts.reminders import long_delays
from views.texts.reports import by_phone as phone_texts
from views.texts.reports import resuming
from views.texts.requests import disputes as dispute_texts
from views.texts.requests import extensions as time_texts
from views.texts.requests import inquiries as thread_texts
from views.texts.requests import rerouting as end_texts

#: Buttons by what the lifecycle allows; an action without one here is shown elsewhere (judging: on the report).
BUTTONS: dict[Action, Callable[[ControlledItem], InlineKeyboardButton]] = {
    Action.EXTEND: lambda controlled: button(
        time_texts.EXTEND,
        cb.MoveDate(what=NewDate.EXTEND, id=controlled.assignment.id, version=controlled.assignment.version),
    ),
    Action.INSIST: lambda controlled: button(
        dispute_texts.DECIDE_DISPUTE, cb.OpenDispute(id=controlled.dispute.id if controlled.dispute else 0)
    ),
    Action.REROUTE: lambda controlled: button(
        dispute_texts.REROUTE, cb.Reroute(id=controlled.assignment.id, version=controlled.assignment.version)
    ),
    Action.CANCEL: lambda controlled: button(
        end_texts.CANCEL, cb.CancelAssignment(id=controlled.assignment.id, version=controlled.assignment.version)
    ),
    Action.CALLED: lambda controlled: button(
        phone_texts.CALLED,
        cb.Called(
            minutes=controlled.assignment.minutes.id,
            organisation=controlled.assignment.organisation_id,
            case=controlled.assignment.id,
        ),
    ),
    Action.ENTER: lambda controlled: button(
        phone_texts.ENTER, cb.EnterAnswer(id=controlled.assignment.id, version=controlled.assignment.version)
    ),
    Action.REPORT_UP: lambda controlled: button(
        long_delays.REPORT_UP, cb.TellHead(id=controlled.assignment.id, version=controlled.assignment.version)
    ),
    Action.RESUME: lambda controlled: button(resuming.RESUME, cb.Resume(id=controlled.assignment.id)),
}


def controlled_item_card(controlled: ControlledItem) -> Card:
    """Where an assignment stands and what may be done about it."""
    item = controlled.assignment
    shown = [BUTTONS[action](controlled) for action in controlled.actions if action in BUTTONS]
    report = [button(texts.REPORT, cb.OpenReport(id=controlled.report.id))] if controlled.report else []
    return Card(
        paragraphs(
            lines(bold(item.organisation), safe(f"{item_title(item.label)}, {minutes_name(item.minutes)}")),
            long_quote(cut(item.text, 600)),
            lines(
                f"<b>{words.DEADLINE}</b> {words.until(item.due_date)}" if item.due_date else None,
                time_texts.time_waits(controlled.extension.wanted) if controlled.extension else None,
                time_texts.moved_from(item.original_due_date)
                if item.original_due_date and item.due_date != item.original_due_date
                else None,
                _standing(controlled),
                dispute_texts.said_not_ours(controlled.dispute.reason) if controlled.dispute else None,
                passing_down.standing_line(controlled.passed_down),
            ),
        ),
        filled(
            report,
            _asked(controlled),
            *(shown[i : i + 2] for i in range(0, len(shown), 2)),
            [
                button(texts.TO_ITEM, cb.ProtocolItem(decision=item.decision_id)),
                button(texts.TO_ORGANISATION, cb.OrganisationCard(id=item.organisation_id)),
                button(HISTORY, cb.Trail(id=item.id, page=-1)),
            ],
        ),
    )


def _asked(controlled: ControlledItem) -> list[InlineKeyboardButton]:
    """What the organisation has asked for: a request for time that waits, the thread."""
    found = []
    if controlled.extension:
        found.append(button(time_texts.DECIDE_TIME, cb.OpenExtension(id=controlled.extension.id)))
    if controlled.said:
        label = thread_texts.ANSWER_WAITS if controlled.asked else thread_texts.thread_button(controlled.said)
        found.append(button(label, cb.Thread(id=controlled.assignment.id)))
    return found


def _standing(controlled: ControlledItem) -> str:
    item, zone = controlled.assignment, ZoneInfo(controlled.assignment.authority.timezone)
    if item.overdue(controlled.today) and item.control_date:
        return bold(words.overdue_by((controlled.today - item.control_date).days))
    since = ""
    if item.state is State.ACKNOWLEDGED and item.acknowledged_at:
        since = day(item.acknowledged_at.astimezone(zone).date())
    elif item.state is State.ACCEPTED and item.closed_at:
        since = day(item.closed_at.astimezone(zone).date())
    elif item.state is State.REPORTED and item.handed_in_on:
        since = day(item.handed_in_on)
    return f"<b>{words.STATE}</b> {words.state_since(STATES[item.state], since)}"
