"""Dates on buttons and typed; typed words that make a change."""

from collections.abc import Awaitable
from datetime import date

from aiogram import Bot, F
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.errors import Stale, WrongInput, WrongState
from domain.minutes.typed_dates import Asked, Wanted, parse_typed_date
from handlers import show
from views.card import Card
from views.format import cut, safe
from views.texts.errors import sentence

#: A typed answer: any text but a command.
TYPED = (F.text, ~F.text.startswith("/"))
#: So much of what could not be understood is said back.
SAID_BACK = 80


def date_of(option: str) -> date:
    """The date of a button, d20231015. Raises Stale for anything else."""
    try:
        return date.fromisoformat(option[1:])
    except ValueError:
        raise Stale from None


def typed_date(text: str | None, today: date, wanted: Wanted = Wanted.COMING, *, since: date | None = None) -> date:
    """A typed date, by the grammar of times; `since`: the date that «на 5 дней» counts from.

    Raises WrongInput as `parse_typed_date`.
    """
    try:
        return parse_typed_date(text or "", Asked(today, wanted, since))
    except WrongInput as refused:
        if "typed" in refused.facts:
            refused.facts["typed"] = cut(str(refused.facts["typed"]), SAID_BACK)
        raise


async def typed_edit(message: Message, bot: Bot, state: FSMContext, edit: Awaitable[None]) -> None:
    """Do what was typed; when the screen it was typed for is outdated, say so: the fresh one follows.

    The dialogue ends unless the words cannot be used.
    """
    try:
        await edit
    except (Stale, WrongState) as error:
        await show.answer(message, bot, Card(safe(sentence(error))))
    await state.clear()
