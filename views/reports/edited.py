"""A message corrected in the chat after its report was sent."""

from services.assignments.item_cards import ItemCard
from views import callbacks as cb
from views.card import Card, button
from views.format import safe
from views.texts.assignments import request_lines as common
from views.texts.minutes import item_dative
from views.texts.reports import edited as texts
from views.texts.reports import handing_in as handing_in_texts


def sent_already_card(card: ItemCard) -> Card:
    """How to correct what was sent, or whom to write to."""
    item = card.assignment
    to_item = button(common.TO_ITEM, cb.OpenAssignment(id=item.id))
    if not card.may_correct:
        return Card(texts.sent(safe(item_dative(item.label)), texts.TELL), ((to_item,),))
    fix = button(handing_in_texts.CORRECT, cb.Withdraw(id=item.id, version=item.version))
    return Card(texts.sent(safe(item_dative(item.label)), texts.CORRECT), ((fix,), (to_item,)))
