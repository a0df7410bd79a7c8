"""Officials, one's own name, leaving."""

from aiogram.types import InlineKeyboardButton

from services.people.officials import Member, Officials
from views import callbacks as cb
from views.card import Card, button
from views.format import cut, paragraphs
from views.menu import LONGEST_LABEL, MENU
from views.paging import filled
from views.texts.joining import invitations
from views.texts.joining.onboarding import roles
from views.texts.organisations import organisations
from views.texts.people import departure
from views.texts.people import officials as texts
from views.texts.reminders import long_delays


def officials_card(shown: Officials) -> Card:
    """`/users`."""
    rows = [(member.name, roles(member.roles), member.reachable, member.is_me) for member in shown.members]
    text = texts.officials(shown.authority, rows)
    if not shown.administers_it:
        return Card(paragraphs(text, texts.ONLY_ADMIN), ((MENU,),))
    invite = (button(invitations.INVITE_OFFICIAL, cb.InviteOfficial()),)
    remove = [(_remove(member, shown.authority_id),) for member in shown.members if not member.is_me]
    head = (button(long_delays.HEAD, cb.Heads()),)
    return Card(text, filled(invite, *remove, head, (MENU,)))


def _remove(member: Member, organisation_id: int) -> InlineKeyboardButton:
    label = cut(organisations.remove(member.name), LONGEST_LABEL)
    return button(label, cb.RemoveMember(person=member.person_id, organisation=organisation_id))


def remove_card(name: str, person_id: int, organisation_id: int, *, is_official: bool) -> Card:
    """The question before somebody is cut off."""
    back = cb.Users() if is_official else cb.OrganisationCard(id=organisation_id)
    sure = cb.RemoveMember(person=person_id, organisation=organisation_id, sure=True)
    hand = [button(departure.HAND_DUTIES, cb.HandDuties(person=person_id))] if is_official else []
    return Card(
        organisations.remove_question(name, is_official=is_official),
        filled(hand, (button(organisations.REMOVE_YES, sure),), (button(organisations.BACK, back),)),
    )


def removed_card(name: str, organisation_id: int, *, is_official: bool) -> Card:
    back = cb.Users() if is_official else cb.OrganisationCard(id=organisation_id)
    return Card(organisations.removed(name), ((button(organisations.BACK, back),), (MENU,)))


def ask_name_card() -> Card:
    return Card(texts.ASK_NAME)


def renamed_card(name: str) -> Card:
    return Card(texts.renamed(name), ((MENU,),))


def forget_card() -> Card:
    """The question before everything of a person is erased."""
    return Card(
        texts.FORGET_QUESTION,
        ((button(texts.FORGET_YES, cb.Forget(sure=True)),), (button(texts.FORGET_NO, cb.Menu()),)),
    )


def forgotten_card() -> Card:
    return Card(texts.FORGOTTEN)
