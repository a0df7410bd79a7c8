"""A question on the screen takes what is typed, without a tap on «Другая дата» or «Другая причина» first.

A card with such a button is remembered while it is the last one shown. Words that may answer it begin the dialogue of
the button, whose question is not said again; all else is handled as if nothing were asked. Who leaves a dialogue by
another button or a command may go on with it: handlers/fallback.py offers that.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, TelegramObject

from domain.answers import read_short_forms
from domain.errors import Stale, WrongInput, WrongState
from domain.minutes.typed_dates import Wanted
from handlers import show
from handlers.states import Acting, Amending, Asking, Drafting, Entering, Typing
from handlers.taps import Taps
from handlers.typed_input import typed_date
from services.context import Context
from views.card import Card
from views.format import safe
from views.texts.errors import sentence

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
Rows = tuple[tuple[InlineKeyboardButton, ...], ...]

#: Keys in the data of a conversation: the question on the screen, the dialogue that was left.
ASKED, LEFT = "asked", "left"
#: What was typed since a dialogue was left, by message: each card of it is about its own words.
TYPED = "typed"
#: Later nobody means the question any more.
LASTS = timedelta(hours=2)

DATES = frozenset(
    state.state
    for state in (
        Drafting.day,
        Drafting.doubt_date,
        Drafting.item_date,
        Asking.day,
        Acting.day,
        Entering.own_date,
        Amending.day,
        Typing.year_date,
    )
)
NAMES = frozenset(state.state for state in (Drafting.doubt_who, Drafting.item_who, Drafting.item_lead, Amending.who))
#: What is longer is no date; a protocol is no reason (handlers/drafts/intake.py).
LONGEST_DATE, LONGEST_REASON, LONGEST_NAMES = 60, 150, 2000


class Questions:
    """Middlewares of taps and messages."""

    def __init__(self, taps: Taps) -> None:
        self._taps = taps

    async def tapped(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, CallbackQuery)  # noqa: S101 - registered for taps
        state: FSMContext = data["state"]
        before, raw = await state.get_data(), data.get("raw_state")
        keyboard = event.message.reply_markup if isinstance(event.message, Message) else None
        here = self._asked_by(_rows(keyboard), data["ctx"])
        answers = self._taps.keeps(event.data or "") or (here and here == before.get(ASKED, {}) | {"at": here["at"]})
        left = {"state": raw, "data": before} if raw and not answers else None
        return await self._followed(handler, event, data, here, left)

    async def typed(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Message)  # noqa: S101 - registered for messages
        try:
            await self._begin(event, data)
        except (Stale, WrongState) as error:
            await show.answer(event, data["bot"], Card(safe(sentence(error))))
            return None
        asked = (await data["state"].get_data()).get(ASKED)
        return await self._followed(handler, event, data, asked, data.pop(LEFT, None))

    # --- before: does it answer the question on the screen?

    async def _begin(self, message: Message, data: dict[str, Any]) -> None:
        """Begin the dialogue of the question on the screen, if the words may answer it."""
        state: FSMContext = data["state"]
        raw, kept = data.get("raw_state"), await state.get_data()
        asked, text = kept.get(ASKED), (message.text or "").strip()
        waits = raw is None or raw == Amending.question.state
        if (
            not (asked and asked["data"] and waits and text)
            or text.startswith("/")
            or message.reply_to_message is not None
        ):
            return
        if data["ctx"].now - datetime.fromisoformat(asked["at"]) > LASTS:
            return
        assert message.from_user is not None  # noqa: S101 - a private chat
        query = CallbackQuery(id="typed", from_user=message.from_user, chat_instance="typed", data=asked["data"])
        fresh = await self._taps.begin(query, **data)
        if fresh is not None:
            await state.clear()
            await show.answer(message, data["bot"], fresh)
            raise Stale
        begun = await state.get_state()
        if begun == raw or not may_answer(text, begun or "", data["ctx"]):
            await state.set_state(raw)
            await state.set_data(kept)
            return
        await state.update_data({ASKED: asked})
        data["raw_state"] = begun

    # --- after: what is asked now?

    async def _followed(
        self,
        handler: Next,
        event: TelegramObject,
        data: dict[str, Any],
        here: dict[str, Any] | None,
        left: dict[str, Any] | None,
    ) -> Any:
        with show.watched() as cards:
            result = await handler(event, data)
        state: FSMContext = data["state"]
        kept = await state.get_data()
        asked = self._asked_by(cards[-1].rows, data["ctx"]) if cards else None
        asked = asked if asked and asked["data"] else None
        wanted = {key: value for key, value in kept.items() if key not in (ASKED, LEFT)}
        opened = await state.get_state()
        if asked or opened:
            asked = asked or here
        elif not cards:
            asked = kept.get(ASKED)
        if asked:
            wanted[ASKED] = asked
        if not opened and (left := _dated(left, data["ctx"]) or kept.get(LEFT)):
            wanted[LEFT] = left
        if wanted != kept:
            await state.set_data(wanted)
        return result

    def _asked_by(self, rows: Rows, ctx: Context) -> dict[str, Any] | None:
        """The question of a card: its typing button ("" without one), when it was shown, the way back."""
        buttons = [button for row in rows for button in row if button.callback_data]
        if not buttons:
            return None
        data = self._taps.typing_button(buttons)
        return {"data": data, "at": ctx.now.isoformat(), "back": [buttons[-1].text, buttons[-1].callback_data]}


def _rows(keyboard: InlineKeyboardMarkup | None) -> Rows:
    return tuple(tuple(row) for row in keyboard.inline_keyboard) if keyboard else ()


def _dated(left: dict[str, Any] | None, ctx: Context) -> dict[str, Any] | None:
    return left | {"at": ctx.now.isoformat()} if left else None


def may_answer(text: str, state: str, ctx: Context) -> bool:
    """Whether words may be meant for the question on the screen: they were typed without a word of it.

    Somebody of an organisation may as well begin a report; a long text of an official is a protocol.
    """
    if state == Typing.organisation_names.state:
        return True
    if state in NAMES:
        return len(text) <= LONGEST_NAMES
    if state in DATES:
        return len(text) <= LONGEST_DATE and (not ctx.actor.executes or _names_a_time(text, ctx))
    return len(text) < LONGEST_REASON and not (ctx.actor.executes and _names_an_item(text))


def _names_an_item(text: str) -> bool:
    return any(line.dotted or line.named for line in read_short_forms(text))


def _names_a_time(text: str, ctx: Context) -> bool:
    """A date, or one that is wrong; «2.1 приказ № 45 от 02.09» is an answer to an item."""
    try:
        typed_date(text, ctx.now.date(), Wanted.ANY)
    except WrongInput as error:
        return error.code != "date_unreadable" and not _names_an_item(text)
    return True


def way_back(kept: dict[str, Any]) -> Rows:
    """The way back from the question that a wrong answer was typed for."""
    asked = kept.get(ASKED)
    if not asked:
        return ()
    label, data = asked["back"]
    return ((InlineKeyboardButton(text=label, callback_data=data),),)


def left_lately(kept: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """The dialogue that was left, while somebody may still mean it."""
    left = kept.get(LEFT)
    return left if left and now - datetime.fromisoformat(left["at"]) <= LASTS else None
