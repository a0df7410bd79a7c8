"""Every part of the day, in the order in which messages are offered to it. An area adds one line to each list."""

from aiogram import Router

from handlers import (
    amendments,
    assignments,
    by_phone,
    cascade,
    cases,
    chats,
    control,
    delays,
    departure,
    deputies,
    dialogues,
    disputes,
    due_dates,
    endings,
    errors,
    extensions,
    fallback,
    finding,
    groups,
    history,
    inquiries,
    intake,
    invitations,
    items,
    judging,
    june,
    merging,
    onboarding,
    organisations,
    own_items,
    people,
    privacy,
    reminding,
    repetition,
    review,
    settings,
    settings_rules,
    trail,
    unprompted,
    words,
    year_form,
)
from handlers.taps import Taps

ROUTERS: tuple[Router, ...] = (
    errors.router,
    chats.router,
    dialogues.router,
    own_items.router,
    by_phone.router,
    onboarding.router,
    settings.router,
    settings_rules.router,
    people.router,
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
    trail.router,
    judging.router,
    groups.router,
    finding.router,
    reminding.router,
    amendments.router,
    merging.router,
    repetition.router,
    review.router,
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
    people.taps,
    invitations.taps,
    organisations.taps,
    control.taps,
    departure.taps,
    deputies.taps,
    history.taps,
    privacy.taps,
    trail.taps,
    judging.taps,
    june.taps,
    groups.taps,
    reminding.taps,
    cases.taps,
    extensions.taps,
    disputes.taps,
    endings.taps,
    inquiries.taps,
    cascade.taps,
    by_phone.taps,
    own_items.taps,
    amendments.taps,
    delays.taps,
    merging.taps,
    repetition.taps,
    review.taps,
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
