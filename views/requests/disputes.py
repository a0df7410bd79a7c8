"""«Не относится к нам» on both sides."""

from aiogram.types import InlineKeyboardButton

from services.facts import AssignmentFacts
from services.requests.disputes import DisputeCard
from services.requests.news import DisputeKept
from views import callbacks as cb
from views.assignments.item_cards import item_rows
from views.assignments.request_lines import item_of_card, reason_rows
from views.card import Card, button
from views.format import bold, cut, lines, long_quote, paragraphs, safe
from views.paging import Row, filled
from views.texts.assignments import items as words
from views.texts.assignments import request_lines as common
from views.texts.minutes import item_label, item_title
from views.texts.overview import tasks as tasks_texts
from views.texts.requests import disputes as texts
from views.texts.requests import extensions as time_texts


def why_card(item: AssignmentFacts) -> Card:
    """Ready reasons of the organisation."""
    return Card(
        paragraphs(lines(bold(texts.DISPUTE), item_of_card(item)), bold(texts.WHY_DISPUTE)),
        (
            *reason_rows(
                texts.DISPUTE_REASONS, lambda reason: cb.Disputes(id=item.id, version=item.version, reason=reason)
            ),
            (button(common.TO_ITEM, cb.OpenAssignment(id=item.id)),),
        ),
    )


def disputed_card(item: AssignmentFacts) -> Card:
    """The dispute has gone to the controller."""
    return Card(
        lines(texts.DISPUTED, item_of_card(item)),
        ((button(common.TO_ITEM, cb.OpenAssignment(id=item.id)), button(tasks_texts.MY_TASKS, cb.Tasks())),),
    )


def dispute_card(card: DisputeCard) -> Card:
    """Who says that an item is not theirs, and what may be decided."""
    item = card.assignment
    return Card(
        paragraphs(
            lines(bold(f"{texts.DISPUTE_TITLE}: {item.organisation}"), item_of_card(item)),
            long_quote(cut(item.text, 600)),
            lines(
                time_texts.said(card.dispute.reason),
                f"<b>{words.DEADLINE}</b> {words.until(item.due_date)}" if item.due_date else None,
            ),
            lines(
                texts.DISPUTE_VERDICTS.get(card.dispute.outcome),
                texts.answer_of_office(card.dispute.note) if _said_why(card) else None,
            ),
        ),
        _decide_rows(card),
    )


def _said_why(card: DisputeCard) -> bool:
    """The words of the decision, unless they repeat the organisation's own."""
    return bool(card.dispute.note) and card.dispute.note != card.dispute.reason


def _decide_rows(card: DisputeCard) -> tuple[Row, ...]:
    item, id_ = card.assignment, card.dispute.id
    to_item = [button(common.TO_ITEM, cb.OpenControlledItem(id=item.id))]
    if not card.may_decide:
        return filled(to_item)
    of_kind = (
        [button(texts.cancel_of_kind(card.of_kind), cb.CancelDisputed(id=id_, alike=True))] if card.of_kind > 1 else []
    )
    return filled(
        [button(texts.CANCEL_ONE, cb.CancelDisputed(id=id_, sure=True)), button(texts.KEEP, cb.KeepDisputed(id=id_))],
        of_kind,
        [button(texts.REROUTE, cb.Reroute(id=item.id, version=item.version))],
        to_item,
    )


def cancel_of_kind_card(card: DisputeCard) -> Card:
    """The question before an item is cancelled for a whole kind of organisations."""
    sure = cb.CancelDisputed(id=card.dispute.id, alike=True, sure=True)
    return Card(
        texts.cancel_question(item_label(card.assignment.label), card.of_kind, card.kind),
        ((button(texts.CANCEL_SURE, sure, style="danger"), _back(card)),),
    )


def _back(card: DisputeCard) -> InlineKeyboardButton:
    return button(common.BACK, cb.OpenDispute(id=card.dispute.id))


def keep_card(card: DisputeCard) -> Card:
    """«Оставить»: with or without words."""
    silently = button(texts.KEEP_SILENTLY, cb.KeepDisputed(id=card.dispute.id, reason=1))
    return Card(
        paragraphs(
            lines(bold(f"{texts.DISPUTE_TITLE}: {card.assignment.organisation}"), item_of_card(card.assignment)),
            texts.WHAT_TO_TELL,
        ),
        (
            (silently,),
            *reason_rows(
                texts.KEEP_NOTES,
                lambda reason: cb.KeepDisputed(id=card.dispute.id, reason=reason),
                typed=texts.OWN_WORDS,
            ),
            (_back(card),),
        ),
    )


def kept_card(facts: DisputeKept) -> Card:
    """To the organisation: the item stays with it."""
    item, today = facts.item.assignment, facts.item.today
    late = None
    if item.overdue(today) and item.control_date:
        late = bold(words.overdue_by((today - item.control_date).days))
    return Card(
        paragraphs(
            lines(texts.kept_title(item_title(item.label)), safe(item.organisation), item_of_card(item)),
            texts.answer_of_office(facts.note) if facts.note else None,
            lines(f"<b>{words.DEADLINE}</b> {words.until(item.due_date)}" if item.due_date else None, late),
        ),
        (*item_rows(facts.item)[:1], (button(common.TO_ITEM, cb.OpenAssignment(id=item.id)),)),
    )
