"""Every part of the day, in the order in which messages are offered to it. An area adds one line to each list."""

from aiogram import Router

from handlers import chats, dialogues, errors, fallback, words
from handlers.amendments import amendments, by_file
from handlers.assignments import assignments, cases, own_items, passing_down
from handlers.deputies import deputies
from handlers.drafts import doubts, intake, items
from handlers.joining import invitations, onboarding
from handlers.organisations import groups, organisations, settings, settings_rules
from handlers.overview import audit_trail, due_dates, finding, history
from handlers.people import departure, officials, privacy
from handlers.reminders import by_hand, long_delays
from handlers.reports import by_phone, several, unprompted
from handlers.reports import judging as control
from handlers.requests import disputes, endings, extensions, inquiries
from handlers.taps import Taps
from handlers.year import open_ended, repetition, year_form

ROUTERS: tuple[Router, ...] = (
    errors.router,
    chats.router,
    dialogues.router,
    own_items.router,
    by_phone.router,
    onboarding.router,
    settings.router,
    settings_rules.router,
    officials.router,
    invitations.router,
    organisations.router,
    extensions.router,
    disputes.router,
    endings.router,
    inquiries.router,
    control.router,
    departure.router,
    deputies.router,
    history.router,
    privacy.router,
    audit_trail.router,
    several.router,
    groups.router,
    finding.router,
    by_hand.router,
    amendments.router,
    by_file.router,
    repetition.router,
    doubts.router,
    items.router,
    year_form.router,
    assignments.router,
    unprompted.router,
    due_dates.router,
    intake.router,
)
TAPS: tuple[Taps, ...] = (
    onboarding.taps,
    settings.taps,
    settings_rules.taps,
    officials.taps,
    invitations.taps,
    organisations.taps,
    control.taps,
    departure.taps,
    deputies.taps,
    history.taps,
    privacy.taps,
    audit_trail.taps,
    several.taps,
    open_ended.taps,
    groups.taps,
    by_hand.taps,
    cases.taps,
    extensions.taps,
    disputes.taps,
    endings.taps,
    inquiries.taps,
    passing_down.taps,
    by_phone.taps,
    own_items.taps,
    amendments.taps,
    long_delays.taps,
    by_file.taps,
    repetition.taps,
    doubts.taps,
    items.taps,
    assignments.taps,
    year_form.taps,
    unprompted.taps,
    due_dates.taps,
    intake.taps,
)


def assemble() -> Router:
    """Everything under one router: buttons by one lookup, then each part in turn, at last the fallback."""
    whole, taps = Router(name="all"), Taps()
    for part in TAPS:
        taps.include(part)
    taps.mount(whole)
    whole.message.outer_middleware(dialogues.leave_on_command)
    whole.message.outer_middleware(words.as_commands)
    whole.include_routers(*(_fresh(router) for router in (*ROUTERS, fallback.router)))
    return whole


def _fresh(router: Router) -> Router:
    """A router with the same handlers: aiogram gives one a single parent for life, and every bot needs its own."""
    fresh = Router(name=router.name)
    for kind, observer in router.observers.items():
        fresh.observers[kind].handlers.extend(observer.handlers)
    return fresh
