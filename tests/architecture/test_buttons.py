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
OUTSIDE_MENU = frozenset({"menu", "org", "cancel", "forget", "backup", "status"})
HELPS = {name: "\n".join(getattr(home, name)) for name in ("OFFICIAL_HELP", "DIRECTOR_HELP", "VIEWER_HELP")}

KINDS = {
    name: kind
    for name, kind in vars(callbacks).items()
    if isinstance(kind, type) and issubclass(kind, CallbackData) and kind is not CallbackData
}


def test_no_two_kinds_of_buttons_share_a_prefix() -> None:
    counts = Counter(kind.__prefix__ for kind in KINDS.values())
    twice = {name: kind.__prefix__ for name, kind in KINDS.items() if counts[kind.__prefix__] > 1}
    assert twice == {}, "give the newer of these classes in views/callbacks a prefix of its own"


def test_every_kind_of_button_has_a_handler() -> None:
    handled = {prefix for part in TAPS for prefix in part.prefixes}
    dead = {name for name, kind in KINDS.items() if kind.__prefix__ not in handled}
    assert dead == set(), "give each of these classes a handler: @taps.on(cb.…) in the file of handlers of its topic"
    assert handled == {kind.__prefix__ for kind in KINDS.values()}, "every button's class stands in views/callbacks"


def test_every_kind_of_button_is_shown_or_retired() -> None:
    shown = {
        name
        for name in KINDS
        if any(f"cb.{name}(" in source or f" {name}(" in source for source in _sources("views", "handlers"))
    }
    assert set(KINDS) - shown - RETIRED == set(), (
        "no card shows these buttons: show each on one (views), or, where old messages still have it, put the name "
        "into RETIRED and keep class and handler"
    )
    assert set(KINDS) - shown >= RETIRED, "a retired button keeps its class and is shown nowhere"


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
    assert [each.callback for each in met if not each.awaitable] == [], "make these `async def`: no lambda, no F.data"


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
    listed = {name for name, *_ in COMMANDS} | OUTSIDE_MENU
    assert listed - handled_commands() == set(), "nobody answers: add a handler with Command(…), or delete the command"
    assert handled_commands() - listed == set(), (
        "name it in COMMANDS of views/texts/commands.py, or in OUTSIDE_MENU here"
    )


def test_every_command_of_the_menu_has_a_line_in_help() -> None:
    whole = "\n".join(HELPS.values())
    missing = [name for name, *_ in COMMANDS if name not in ("help", "start") and f"/{name} " not in whole]
    assert missing == [], (
        "say what it does in OFFICIAL_HELP, DIRECTOR_HELP or VIEWER_HELP of views/texts/overview/home.py"
    )


def test_texts_name_no_command_that_nobody_answers() -> None:
    named = {
        command
        for _, module in modules("views/texts")
        for text in strings(module)
        for command in re.findall(r"(?<![\w/<.:])/([a-z]+)\b(?!/)", str(text.value))
    }
    assert named - handled_commands() == set(), "views/texts names commands that nobody answers: rename or delete them"
    assert len(named) > 10


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_notice_has_facts_and_a_card(kind: NoticeKind) -> None:
    assert _told_by(kind), f"FACTS[{kind}] of services/delivery/notices.py says by its return type what the card gets"
    assert _told_by(kind) <= set(CARDS), "give this type of facts a card in CARDS of views/delivery/notices.py"


def test_no_card_waits_for_facts_that_never_come() -> None:
    needless = set(CARDS) - {facts for kind in NoticeKind for facts in _told_by(kind)}
    assert needless == set(), "no notice has these facts: take the card out of CARDS in views/delivery/notices.py"


def _told_by(kind: NoticeKind) -> set[type]:
    """The types of facts that a notice of this kind may give."""
    given = get_type_hints(FACTS[kind])["return"]
    return {each for each in get_args(given) or (given,) if each is not type(None)}
