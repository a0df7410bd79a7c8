"""«Не доставлено»: the list, and the notice about one organisation."""

from services.organisations.undelivered import Undelivered, Unreachable
from views import callbacks as cb
from views.card import Card, button
from views.format import cut, paragraphs, safe
from views.menu import LONGEST_LABEL
from views.organisations.organisations import BACK
from views.paging import Row, filled
from views.texts.minutes import minutes_name
from views.texts.organisations import undelivered as texts
from views.texts.reports import by_phone as phone
from views.texts.sending import letters as letter_texts


def unreachable_card(people: tuple[Unreachable, ...]) -> Card:
    """«Не доставлено»."""
    rows = [
        texts.line(line.organisation, line.person, line.since and line.since.date(), line.reason) for line in people
    ]
    buttons = [
        (button(cut(line.organisation, LONGEST_LABEL), cb.OrganisationCard(id=line.organisation_id)),)
        for line in people[:10]
    ]
    note = texts.NOTE if people else None
    return Card(paragraphs(texts.title(len(people)), "\n".join(rows), note), filled(*buttons, (BACK,)))


def undelivered_card(facts: Undelivered) -> Card:
    """An organisation's people cannot be reached: what waits, why, what to do."""
    minutes = minutes_name(facts.minutes) if facts.minutes else ""
    return Card(
        paragraphs(
            *texts.undelivered(safe(facts.organisation), safe(minutes), facts.items, facts.nearest, facts.reason)
        ),
        _undelivered_rows(facts),
    )


def _undelivered_rows(facts: Undelivered) -> tuple[Row, ...]:
    place, minutes = facts.organisation_id, facts.minutes
    about = [button(texts.ABOUT_ORGANISATION, cb.OrganisationCard(id=place))]
    link = [button(phone.NEW_LINK, cb.InviteOrganisation(organisation=place))]
    if minutes is None:
        return filled(link, about)
    return filled(
        [button(letter_texts.LETTER, cb.Letter(minutes=minutes.id, organisation=place))],
        [button(phone.CALLED, cb.Called(minutes=minutes.id, organisation=place))],
        [*link, *about],
    )
