"""Every part of the day, in the order in which messages are offered to it: a new part adds its one line."""

from importlib import import_module

from aiogram import Router

from handlers import dialogues, fallback, words
from handlers.asking import Questions
from handlers.taps import Taps

PARTS = (
    "errors",
    "chats",
    "dialogues",
    "assignments.own_items",
    "reports.by_phone",
    "joining.onboarding",
    "organisations.settings",
    "organisations.settings_rules",
    "people.officials",
    "people.departure",
    "people.privacy",
    "joining.invitations",
    "organisations.organisations",
    "organisations.groups",
    "requests.extensions",
    "requests.disputes",
    "requests.rerouting",
    "requests.inquiries",
    "reports.judging",
    "reports.accepting_all",
    "reports.resuming",
    "drafts.remembered",
    "reports.return_reasons",
    "overview.overdue",
    "overview.due_soon",
    "overview.protocols",
    "overview.unread",
    "overview.history",
    "overview.audit_trail",
    "overview.finding",
    "deputies.deputies",
    "reminders.by_hand",
    "reminders.long_delays",
    "amendments.amendments",
    "amendments.by_file",
    "year.repetition",
    "year.open_ended",
    "year.year_form",
    "drafts.drafts",
    "drafts.doubts",
    "drafts.documents",
    "drafts.items",
    "sending.sending",
    "sending.letters",
    "assignments.items",
    "reports.handing_in",
    "reports.several_items",
    "overview.tasks",
    "assignments.controlled_items",
    "assignments.contributions",
    "assignments.passing_down",
    "reports.unprompted",
    "reports.edited",
    "overview.due_dates",
    "papers.papers",
    "papers.periods",
    "overview.statistics",
    "delivery.set_aside",
    "delivery.status",
    "upkeep.backups",
    "drafts.intake",
)
_MODULES = tuple(import_module(f"handlers.{name}") for name in PARTS)
ROUTERS: tuple[Router, ...] = tuple(part.router for part in _MODULES if hasattr(part, "router"))
TAPS: tuple[Taps, ...] = tuple(part.taps for part in _MODULES if hasattr(part, "taps"))


def assemble() -> Router:
    """Everything under one router: buttons by one lookup, then each part in turn, at last the fallback."""
    whole, taps = Router(name="all"), Taps()
    for part in TAPS:
        taps.include(part)
    taps.mount(whole)
    whole.message.outer_middleware(dialogues.leave_on_command)
    whole.message.outer_middleware(words.as_commands)
    questions = Questions(taps)
    whole.message.outer_middleware(questions.typed)
    whole.callback_query.outer_middleware(questions.tapped)
    whole.include_routers(*(_fresh(router) for router in (*ROUTERS, fallback.router)))
    return whole


def _fresh(router: Router) -> Router:
    """A router with the same handlers: aiogram gives one a single parent for life, and every bot needs its own."""
    fresh = Router(name=router.name)
    for kind, observer in router.observers.items():
        fresh.observers[kind].handlers.extend(observer.handlers)
    return fresh
