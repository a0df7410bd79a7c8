"""Rows and lines about requests beside a report that other cards show."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from domain.extensions import NewDate
from domain.lifecycle import Action, State
from domain.requests import ExtensionOutcome
from services.assignments.item_cards import ItemCard
from services.assignments.request_facts import ExtensionFacts
from services.assignments.waiting_requests import Waiting, WaitingRequests
from services.facts import AssignmentFacts
from views import callbacks as cb
from views.card import Card, button
from views.format import safe
from views.paging import Row
from views.texts.assignments import request_lines as texts
from views.texts.minutes import item_title, minutes_name
from views.texts.requests import disputes as dispute_texts
from views.texts.requests import extensions as time_texts
from views.texts.requests import inquiries as thread_texts

ReasonButton = Callable[[int], CallbackData]


def asking_rows(card: ItemCard) -> tuple[Row, ...]:
    """What an organisation may ask for on its item's card."""
    item = card.assignment
    time, about, addressee = [], [], []
    if Action.ASK_TIME in card.actions and card.extension is None and item.control_date:
        data = cb.MoveDate(what=NewDate.ASK, id=item.id, version=item.version)
        time.append(button(time_texts.ASK_TIME, data))
    if card.extension and card.actions:
        time.append(button(time_texts.TAKE_BACK, cb.TakeBackTime(id=item.id, version=item.version)))
    if card.said:
        about.append(button(thread_texts.thread_button(card.said), cb.Thread(id=item.id)))
    elif Action.ASK in card.actions:
        about.append(button(thread_texts.ASK, cb.Ask(id=item.id)))
    if Action.DISPUTE in card.actions:
        addressee.append(button(dispute_texts.DISPUTE, cb.Disputes(id=item.id, version=item.version)))
    if Action.UNDISPUTE in card.actions:
        addressee.append(button(dispute_texts.TAKE_BACK, cb.TakeBackDispute(id=item.id, version=item.version)))
    return tuple(tuple(row) for row in (time + about, addressee) if row)


def standing_lines(card: ItemCard) -> list[str]:
    """What is asked for beside the report, under the state of an item."""
    item, rows = card.assignment, []
    if card.extension:
        rows.append(time_texts.time_waits(card.extension.wanted))
    elif item.due_date and item.original_due_date and item.due_date != item.original_due_date:
        rows.append(time_texts.moved_from(item.original_due_date))
    if card.dispute:
        rows.append(dispute_texts.disputed_because(card.dispute.reason))
    return rows


def mark_of(item: AssignmentFacts) -> str:
    """How a line of a list says that a decision is awaited; "" when none is."""
    if item.extension_waits:
        return time_texts.WAITS_MARK
    return dispute_texts.DISPUTED_MARK if item.state is State.DISPUTED else ""


def item_of_card(item: AssignmentFacts) -> str:
    """«Пункт 1.1, протокол № 8 от 27.08.2023»."""
    return safe(f"{item_title(item.label)}, {minutes_name(item.minutes)}")


def waiting_buttons(requests: WaitingRequests) -> list[InlineKeyboardButton]:
    """«Продление (1)», «Уточнить (1)», «Ответить (1)»: a way into each queue that is not empty."""
    return [
        button(texts.queue_button(kind, found.count), cb.NextRequest(kind=kind))
        for kind, found in _kinds(requests)
        if found.count
    ]


def waiting_lines(requests: WaitingRequests) -> list[str]:
    """The same as lines of a digest: who asks, for what."""
    return [texts.asked_line(kind, found.count, _named(found)) for kind, found in _kinds(requests) if found.count]


def _kinds(requests: WaitingRequests) -> Sequence[tuple[str, Waiting]]:
    return (("extension", requests.extensions), ("dispute", requests.disputes), ("question", requests.questions))


def _named(found: Waiting) -> str:
    """One in full; of several the names."""
    if found.count == 1:
        return texts.asked_one(found.first[0].organisation, found.first[0].wanted, found.first[0].text)
    names = ", ".join(dict.fromkeys(safe(each.organisation) for each in found.first))
    hidden = found.count - len(found.first)
    return names + (texts.and_more(hidden) if hidden > 0 else "")


def verdict(extension: ExtensionFacts) -> str | None:
    """What became of a request for more time; None while it waits."""
    if extension.outcome is ExtensionOutcome.GRANTED and extension.granted:
        return time_texts.verdict_granted(extension.granted)
    if extension.outcome is ExtensionOutcome.REFUSED:
        return time_texts.verdict_refused(extension.note)
    return time_texts.VERDICTS.get(extension.outcome)


def reason_rows(labels: Sequence[str], make: ReasonButton, *, typed: str = texts.OTHER_REASON) -> tuple[Row, ...]:
    """Ready reasons, one a row (numbered from 1; empty ones are made elsewhere), then the typed one (0)."""
    rows = [(button(label, make(number)),) for number, label in enumerate(labels, 1) if label]
    return (*rows, (button(typed, make(0)),))


def with_next(card: Card, kind: str, id_: int, count: int) -> Card:
    """A card with the way to the next one that waits."""
    if count < 2:
        return card
    return replace(
        card, rows=(*card.rows, (button(texts.next_button(count - 1), cb.NextRequest(kind=kind, after=id_)),))
    )
