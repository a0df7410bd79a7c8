"""The card of an item, with everything a director needs to act on it."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton

from domain.calendar import SATURDAY, WorkingCalendar
from domain.lifecycle import FINAL, Acceptance, Action, State
from domain.minutes.model import ControlForm
from services.assignments.item_cards import ItemCard
from services.drafts.duplicates import Other
from services.facts import AssignmentFacts
from services.report_facts import ReportFacts
from views import callbacks as cb
from views.assignments import passing_down
from views.assignments.handover_row import hand_row
from views.assignments.request_lines import asking_rows, standing_lines
from views.card import Card, button
from views.format import bold, day, lines, long_quote, paragraphs, safe
from views.texts.assignments import contributions
from views.texts.assignments import items as texts
from views.texts.assignments import shares as shares_texts
from views.texts.minutes import (
    STATES,
    item_label,
    item_title,
    minutes_name,
    minutes_of,
    what_to_send,
)
from views.texts.overview import tasks as tasks_texts
from views.texts.reports import handing_in as handing_in_texts
from views.texts.words import WEEKDAYS


def item_card(card: ItemCard) -> Card:
    """An item with everything a director needs to act on it."""
    item = card.assignment
    return Card(
        paragraphs(
            f"{bold(item_title(item.label))} · {safe(minutes_name(item.minutes))}\n{safe(item.organisation)}",
            long_quote(item.text),
            lines(_details(item, card.calendar), passing_down.named_line(card)),
            passing_down.standing_line(card.passed_down),
            why_returned(card.report) if item.state is State.RETURNED else None,
            lines(bases_line(card.bases), *_standing(item, card)),
        ),
        item_rows(card),
    )


def _details(item: AssignmentFacts, calendar: WorkingCalendar) -> str:
    if item.contributes:
        return contributions.responsible(safe(item.responsible))
    if item.form in (ControlForm.WORK, ControlForm.INFORMATION):
        return texts.NO_REPORT
    what = what_to_send(item.requirement)
    hint = f". {texts.not_needed_hint()}" if item.not_needed_allowed else ""
    contact = f", {item.authority.contact}" if item.authority.contact else ""
    checked = f"<b>{texts.WHO_CHECKS}</b> {safe(item.authority.name)}{safe(contact)}"
    at_once = f"<b>{texts.NO_CHECK}</b> {texts.without_check()}"
    return lines(
        contributions.you_are_responsible() if item.responsible else None,
        f"<b>{texts.DEADLINE}</b> {_deadline(item.due_date, calendar)}" if item.due_date else None,
        f"<b>{texts.WHAT_TO_SEND}</b> {safe(what + hint)}",
        at_once if item.acceptance is Acceptance.AT_ONCE else checked,
    )


def _deadline(due: date, calendar: WorkingCalendar) -> str:
    remind = None if calendar.is_reminder_day(due) else calendar.previous_reminder_day(due)
    return texts.deadline(due, WEEKDAYS[due.weekday()] if due.weekday() >= SATURDAY else texts.DAY_OFF, remind)


def why_returned(report: ReportFacts | None) -> str | None:
    if report is None or not report.return_reason:
        return None
    return lines(
        safe(handing_in_texts.reason(report.return_reason)), safe(handing_in_texts.what_to_do(report.what_to_do))
    )


def bases_line(bases: Sequence[Other]) -> str | None:
    """«Также по: п. 2 протокола № 8»: minutes that asked the same later."""
    names = [f"{item_label(each.label)} {minutes_of(each.minutes)}" for each in bases]
    return f"<b>{shares_texts.ALSO_BY}</b> {safe(', '.join(names))}" if names else None


def _standing(item: AssignmentFacts, card: ItemCard) -> list[str]:
    zone = item.authority.timezone
    since = ""
    if item.state is State.ACKNOWLEDGED and item.acknowledged_at:
        since = day(item.acknowledged_at.astimezone(ZoneInfo(zone)).date())
    elif item.state is State.RETURNED and item.control_date:
        since = f"({texts.rework_until(item.control_date)})"
    elif item.state is State.REPORTED and item.handed_in_on:
        since = texts.since(item.handed_in_on)
    elif item.state is State.ACCEPTED and item.closed_at:
        since = day(item.closed_at.astimezone(ZoneInfo(zone)).date())
    rows = [f"<b>{texts.STATE}</b> {texts.state_since(STATES[item.state], since)}"]
    if item.overdue(card.today) and item.control_date:
        rows.append(bold(texts.overdue_by((card.today - item.control_date).days)))
    return [*rows, *standing_lines(card)]


def item_rows(card: ItemCard) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    item = card.assignment
    ids = {"id": item.id, "version": item.version}
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    if Action.REPORT in card.actions:
        label = texts.ADD if item.state is State.RETURNED else texts.DONE
        first = [button(label, cb.StartReport(**ids), style="success")]
        if item.not_needed_allowed:
            first.append(button(texts.NOT_NEEDED, cb.NotNeeded(**ids)))
        rows.append(tuple(first))
    elif Action.ACKNOWLEDGE in card.actions:
        data = cb.Acknowledge(minutes=item.minutes.id, organisation=item.organisation_id)
        rows.append((button(texts.ACKNOWLEDGE, data, style="success"),))
    if item.contributes and item.state not in FINAL:
        rows.append((button(contributions.CONTRIBUTE, cb.StartReport(**ids)),))
    if card.contributions:
        rows.append((button(contributions.shown(card.contributions), cb.Contributions(id=item.id)),))
    rows += passing_down.item_buttons(card)
    if card.may_correct or (Action.WITHDRAW in card.actions and item.form is ControlForm.YEARLY):
        rows.append((button(handing_in_texts.CORRECT, cb.Withdraw(**ids)),))
    elif Action.WITHDRAW in card.actions:
        rows.append((button(handing_in_texts.WITHDRAW, cb.TakeReport(**ids)),))
    rows += asking_rows(card)
    if hand := hand_row(card.hand, item.minutes.id, item.organisation_id):
        rows.append(hand)
    closed = item.minutes.single or item.minutes.kept
    original = () if closed else (button(shares_texts.ORIGINAL, cb.Original(minutes=item.minutes.id)),)
    rows.append((*original, button(tasks_texts.MY_TASKS, cb.Tasks())))
    return tuple(rows)
