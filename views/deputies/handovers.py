"""«Передать заместителю» and «Вернуть себе»."""

from dataclasses import replace

from services.deputies.handovers import Handed, Offer, Protocols
from views import callbacks as cb
from views.assignments.shares import share_card
from views.card import Card, button
from views.format import cut, paragraphs
from views.menu import LONGEST_LABEL, MENU
from views.paging import filled
from views.texts.deputies import deputies as texts
from views.texts.minutes import minutes_name


def offer_card(offer: Offer) -> Card:
    """To whom, of several; or that it is done."""
    name, ids = minutes_name(offer.minutes), {"minutes": offer.minutes.id, "organisation": offer.organisation_id}
    open_it = (button(texts.OPEN_PROTOCOL, cb.OpenShare(**ids)),)
    if offer.given_to:
        return Card(texts.given(name, offer.given_to), ((button(texts.TAKE_BACK, cb.TakeBack(**ids)),), open_it))
    rows = [
        (button(cut(each.name, LONGEST_LABEL), cb.HandOver(**ids, person=each.person_id)),)
        for each in offer.deputies[:10]
    ]
    return Card(texts.to_whom(name), filled(*rows, open_it))


def handed_card(facts: Handed) -> Card:
    """The protocol's message for the one who leads it now; a line when it was taken back."""
    name = minutes_name(facts.share.minutes)
    if facts.taken_back:
        return Card(texts.taken_back(facts.by, name), ((MENU,),))
    card = share_card(facts.share)
    return replace(card, text=paragraphs(texts.handed(facts.by, name), card.text))


def protocols_card(found: Protocols) -> Card:
    """Which protocol of those one leads."""
    if not found.rows:
        return Card(texts.NOTHING_TO_HAND, ((MENU,),))
    several = len({organisation for _, organisation, _ in found.rows}) > 1
    rows = [
        (
            button(
                cut(minutes_name(minutes) + (f", {name}" if several else ""), LONGEST_LABEL),
                cb.HandOver(minutes=minutes.id, organisation=organisation),
            ),
        )
        for minutes, organisation, name in found.rows
    ]
    return Card(texts.WHICH_PROTOCOL, filled(*rows))
