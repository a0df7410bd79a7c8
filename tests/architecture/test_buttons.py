"""Buttons, commands and notices: what is shown is answered, what is answered is shown."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import get_args, get_type_hints

import pytest
from aiogram import Router
from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData

from db.models import NoticeKind
from handlers.all import ROUTERS, TAPS, assemble
from services.delivery.notices import FACTS
from tests.architecture.sources import ROOT, modules, strings
from views import callbacks
from views.delivery.notices import CARDS
from views.texts.commands import COMMANDS
from views.texts.overview import home

#: Buttons that are made no more, but stand on old messages: classes that keep their handler.
RETIRED: frozenset[str] = frozenset()
#: Commands for whoever types them, outside of the menu.
OUTSIDE_MENU = frozenset({"menu", "org", "cancel", "forget"})
HELPS = {name: "\n".join(getattr(home, name)) for name in ("OFFICIAL_HELP", "DIRECTOR_HELP", "VIEWER_HELP")}

KINDS = {
    name: kind
    for name, kind in vars(callbacks).items()
    if isinstance(kind, type) and issubclass(kind, CallbackData) and kind is not CallbackData
}


def test_no_two_kinds_of_buttons_share_a_prefix() -> None:
    assert [prefix for prefix, count in Counter(kind.__prefix__ for kind in KINDS.values()).items() if count > 1] == []


def test_every_kind_of_button_has_a_handler() -> None:
    handled = {prefix for part in TAPS for prefix in part.prefixes}
    assert {kind.__prefix__ for kind in KINDS.values()} == handled


def test_every_kind_of_button_is_shown_or_retired() -> None:
    shown = {
        name
        for name in KINDS
        if any(f"cb.{name}(" in source or f" {name}(" in source for source in _sources("views", "handlers"))
    }
    assert set(KINDS) - shown == RETIRED


def _sources(*rooms: str) -> list[str]:
    return [(ROOT / path).read_text("utf-8") for path, _ in modules(*rooms) if not path.startswith("views/callbacks/")]


def _observers(router: Router) -> Iterator[CallableObject]:
    """Handlers and their filters that a tap may meet."""
    for each in router.chain_tail:
        for handler in each.callback_query.handlers:
            yield handler
            yield from handler.filters or ()


def test_no_tap_hops_into_a_thread() -> None:
    """aiogram runs whatever is not a coroutine in a thread: a plain function, a lambda, `F.data`."""
    met = [*_observers(assemble())]
    met += [handler for part in TAPS for _, handler in part._handlers.values()]
    assert len(met) > len(KINDS)
    assert [each.callback for each in met if not each.awaitable] == []


def handled_commands() -> set[str]:
    return {
        str(name)
        for router in ROUTERS
        for handler in router.message.handlers
        for one in handler.filters or ()
        if isinstance(one.callback, Command)
        for name in one.callback.commands
    }


def test_every_command_of_the_menu_has_a_handler_and_the_other_way_round() -> None:
    assert {name for name, *_ in COMMANDS} | OUTSIDE_MENU == handled_commands()


def test_every_command_of_the_menu_has_a_line_in_help() -> None:
    whole = "\n".join(HELPS.values())
    missing = [name for name, *_ in COMMANDS if name not in ("help", "start") and f"/{name} " not in whole]
    assert missing == []


def test_texts_name_no_command_that_nobody_answers() -> None:
    named = {
        command
        for _, module in modules("views/texts")
        for text in strings(module)
        for command in re.findall(r"(?<![\w/<.:])/([a-z]+)\b(?!/)", str(text.value))
    }
    assert named - handled_commands() == set()
    assert len(named) > 10


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_notice_has_facts_and_a_card(kind: NoticeKind) -> None:
    assert _told_by(kind) <= set(CARDS)
    assert _told_by(kind)


def test_no_card_waits_for_facts_that_never_come() -> None:
    assert set(CARDS) == {facts for kind in NoticeKind for facts in _told_by(kind)}


def _told_by(kind: NoticeKind) -> set[type]:
    """The types of facts that a notice of this kind may give."""
    given = get_type_hints(FACTS[kind])["return"]
    return {each for each in get_args(given) or (given,) if each is not type(None)}
