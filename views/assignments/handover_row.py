"""The button that hands a protocol over, on whatever card shows one."""

from domain.leading import Hand
from views import callbacks as cb
from views.card import button
from views.paging import Row
from views.texts.deputies import deputies as texts


def hand_row(hand: Hand, minutes_id: int, organisation_id: int) -> Row:
    """The button of a protocol's message and of an item's card; none for whoever is no head."""
    ids = {"minutes": minutes_id, "organisation": organisation_id}
    if hand is Hand.GIVE:
        return (button(texts.HAND_OVER, cb.HandOver(**ids)),)
    return (button(texts.TAKE_BACK, cb.TakeBack(**ids)),) if hand is Hand.BACK else ()
