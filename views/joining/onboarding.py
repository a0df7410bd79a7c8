"""The first minutes: who are you, the consent, the welcome; the menu and help of each role."""

from domain.people import Role
from services.joining.invitation_codes import OpenedInvitation
from services.joining.onboarding import CONSENT_VERSION, Choices, Outcome, Step
from services.people.invitations import STAFF
from views import callbacks as cb
from views.card import Card, button, rows_of
from views.format import cut
from views.menu import LONGEST_LABEL, MENU
from views.paging import filled, page_line, turns
from views.texts.deputies import deputies
from views.texts.joining import onboarding as texts
from views.texts.overview import home as home_texts

# --- the two screens ---------------------------------------------------------------------------------------------


def who_card(opened: OpenedInvitation, *, picked: bool = False) -> Card:
    """The first screen of a link to one organisation; `picked`: it was chosen in the list of a common link."""
    assert opened.organisation_id is not None  # noqa: S101 - a common link shows its list first
    invitation, place = opened.invitation_id, opened.organisation_id
    yes = button(texts.YES_ME, cb.JoinAs(invitation=invitation, organisation=place, director=True))
    if opened.role in STAFF:
        no = button(texts.NOT_ME, cb.JoinDecline(invitation=invitation))
        return Card(texts.staff_invitation(opened.authority, opened.role), ((yes,), (no,)))
    if opened.role is Role.DEPUTY:
        no = button(texts.NOT_ME, cb.JoinDecline(invitation=invitation))
        return Card(deputies.invitation(opened.authority, opened.organisation), ((yes,), (no,)))
    other = button(texts.OTHER_EMPLOYEE, cb.JoinAs(invitation=invitation, organisation=place, director=False))
    again = button(texts.OTHER_ORGANISATION, cb.JoinPlaces(invitation=invitation))
    return Card(
        texts.who_are_you(opened.authority, opened.organisation), filled((yes,), (other,), (again,) if picked else ())
    )


def places_card(choices: Choices) -> Card:
    """The list of a common link: municipalities first where there are several."""
    invitation = choices.invitation_id
    if choices.places and not choices.lines and not choices.query:
        buttons = [
            button(cut(name, LONGEST_LABEL) or texts.WITHOUT_PLACE, cb.JoinPlaces(invitation=invitation, place=number))
            for number, name in enumerate(choices.places)
        ]
        return Card(texts.pick_place(choices.authority), rows_of(buttons, 1))
    rows = [
        (button(cut(line.name, LONGEST_LABEL), cb.JoinPick(invitation=invitation, organisation=line.id)),)
        for line in choices.lines
    ]
    if choices.query:
        text = texts.picked_by_text if choices.lines else texts.nothing_by_text
        back = button(texts.TO_LIST, cb.JoinPlaces(invitation=invitation))
        return Card(text(choices.query), (*rows, (back,)))
    place = -1 if choices.place is None else choices.place
    around = turns(choices.page, lambda page: cb.JoinPlaces(invitation=invitation, place=place, page=page))
    other = (button(texts.OTHER_PLACE, cb.JoinPlaces(invitation=invitation)),) if place >= 0 else ()
    name = choices.places[place] if place >= 0 else ""
    return Card(
        texts.pick_organisation(choices.authority, name, page_line(choices.page)),
        filled(*rows, around, other),
    )


def consent_card(step: Step) -> Card:
    """The second screen: a document of its own."""
    opened = step.opened
    agree = cb.JoinAgree(
        invitation=opened.invitation_id,
        organisation=opened.organisation_id or 0,
        director=step.says_director,
        consent=CONSENT_VERSION,
    )
    return Card(
        texts.consent(opened.authority),
        ((button(texts.AGREE, agree),), (button(texts.DISAGREE, cb.JoinDecline(invitation=opened.invitation_id)),)),
    )


def declined_card() -> Card:
    return Card(texts.declined())


def outcome_card(outcome: Outcome) -> Card:
    """How joining ended."""
    opened, name, fix = outcome.opened, outcome.person_name, button(texts.FIX_NAME, cb.OwnName())
    if outcome.requested:
        return Card(texts.requested(opened.organisation, name), ((fix,),))
    if opened.role in STAFF:
        return Card(texts.welcome_official(opened.authority, opened.role, name), ((MENU,), (fix,)))
    welcome = deputies.welcome if opened.role is Role.DEPUTY else texts.welcome_director
    return Card(welcome(opened.organisation, name), ((button(home_texts.TASKS, cb.Tasks()),), (fix,), (MENU,)))


def already_card(opened: OpenedInvitation) -> Card:
    """The link of somebody who is in."""
    is_common = opened.organisation_id is None
    more = (button(texts.ONE_MORE, cb.JoinPlaces(invitation=opened.invitation_id)),) if is_common else ()
    return Card(
        texts.already((opened.organisation,) if opened.organisation else opened.represents), filled((MENU,), more)
    )


# --- menus -------------------------------------------------------------------------------------------------------
