"""Notices of an official: the queue, who cannot be reached, what went out in the morning."""

from services.reports.news import Queue, SentInTheMorning, Undelivered
from views import callbacks as cb
from views.assignments.request_lines import waiting_buttons, waiting_lines
from views.card import Card, button
from views.format import bold, lines, paragraphs, safe
from views.paging import Row, filled
from views.texts.minutes import minutes_name
from views.texts.overview import protocols as protocols_texts
from views.texts.reports import accepting_all
from views.texts.reports import by_phone as phone
from views.texts.reports import judging as texts
from views.texts.reports import news as news_texts


def queue_card(queue: Queue) -> Card:
    """Instead of a fourth card and further ones: one message, kept up to date."""
    rows = []
    if queue.waiting:
        rows.append((button(texts.REVIEW.format(count=queue.waiting), cb.Review(), style="primary"),))
    if queue.only_item and queue.waiting > 1:
        rows.append(
            (button(accepting_all.ACCEPT_ALL.format(count=queue.waiting), cb.AcceptAll(decision=queue.only_item)),)
        )
    rows += [(each,) for each in waiting_buttons(queue.requests)]
    asked = [f"• {each}" for each in waiting_lines(queue.requests)]
    text = paragraphs(
        news_texts.queue(queue.waiting) if queue.waiting else None,
        lines(bold(news_texts.DECISIONS), *asked) if asked else None,
    )
    return Card(text, tuple(rows), replaces=int(queue.replaces) if queue.replaces else None)


def undelivered_card(facts: Undelivered) -> Card:
    """An organisation's people cannot be reached: what waits, why, what to do."""
    minutes = minutes_name(facts.minutes) if facts.minutes else ""
    return Card(
        paragraphs(
            *news_texts.undelivered(safe(facts.organisation), safe(minutes), facts.items, facts.nearest, facts.reason)
        ),
        _undelivered_rows(facts),
    )


def _undelivered_rows(facts: Undelivered) -> tuple[Row, ...]:
    place, minutes = facts.organisation_id, facts.minutes
    about = [button(news_texts.ABOUT_ORGANISATION, cb.OrganisationCard(id=place))]
    link = [button(phone.NEW_LINK, cb.InviteOrganisation(organisation=place))]
    if minutes is None:
        return filled(link, about)
    return filled(
        [button(phone.LETTER, cb.Letter(minutes=minutes.id, organisation=place))],
        [button(phone.CALLED, cb.Called(minutes=minutes.id, organisation=place))],
        [*link, *about],
    )


def sent_in_the_morning_card(facts: SentInTheMorning) -> Card:
    return Card(
        safe(news_texts.sent_in_the_morning(minutes_name(facts.minutes), single=facts.minutes.single)),
        ((button(protocols_texts.HOW_IT_STANDS, cb.Protocol(id=facts.minutes.id)),),),
    )
