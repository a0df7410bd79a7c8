"""The first minutes: who are you, the consent, the welcome; the menu and help of each role."""

from domain.people import Role
from services.joining.invitation_codes import Door
from services.joining.joining import CONSENT_VERSION, Choices, Outcome, Step
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


def who_card(door: Door, *, picked: bool = False) -> Card:
    """The first screen of a link to one organisation; `picked`: it was chosen in the list of a common link."""
    assert door.organisation_id is not None  # noqa: S101 - a common link shows its list first
    invitation, place = door.invitation_id, door.organisation_id
    yes = button(texts.YES_ME, cb.JoinAs(invitation=invitation, organisation=place, director=True))
    if door.role in STAFF:
        no = button(texts.NOT_ME, cb.JoinDecline(invitation=invitation))
        return Card(texts.staff_invitation(door.authority, door.role), ((yes,), (no,)))
    if door.role is Role.DEPUTY:
        no = button(texts.NOT_ME, cb.JoinDecline(invitation=invitation))
        return Card(deputies.invitation(door.authority, door.organisation), ((yes,), (no,)))
    other = button(texts.OTHER_EMPLOYEE, cb.JoinAs(invitation=invitation, organisation=place, director=False))
    again = button(texts.OTHER_ORGANISATION, cb.JoinPlaces(invitation=invitation))
    return Card(
        texts.who_are_you(door.authority, door.organisation), filled((yes,), (other,), (again,) if picked else ())
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
    door = step.door
    agree = cb.JoinAgree(
        invitation=door.invitation_id,
        organisation=door.organisation_id or 0,
        director=step.says_director,
        consent=CONSENT_VERSION,
    )
    return Card(
        texts.consent(door.authority),
        ((button(texts.AGREE, agree),), (button(texts.DISAGREE, cb.JoinDecline(invitation=door.invitation_id)),)),
    )


def declined_card() -> Card:
    return Card(texts.declined())


def outcome_card(outcome: Outcome) -> Card:
    """How joining ended."""
    door, name, fix = outcome.door, outcome.person_name, button(texts.FIX_NAME, cb.OwnName())
    if outcome.requested:
        return Card(texts.requested(door.organisation, name), ((fix,),))
    if door.role in STAFF:
        return Card(texts.welcome_official(door.authority, door.role, name), ((MENU,), (fix,)))
    welcome = deputies.welcome if door.role is Role.DEPUTY else texts.welcome_director
    return Card(welcome(door.organisation, name), ((button(home_texts.TASKS, cb.Tasks()),), (fix,), (MENU,)))


def already_card(door: Door) -> Card:
    """The link of somebody who is in."""
    is_common = door.organisation_id is None
    more = (button(texts.ONE_MORE, cb.JoinPlaces(invitation=door.invitation_id)),) if is_common else ()
    return Card(texts.already((door.organisation,) if door.organisation else door.represents), filled((MENU,), more))


# --- menus -------------------------------------------------------------------------------------------------------
