"""Dates on buttons and typed; typed words that make a change."""

from collections.abc import Awaitable
from datetime import date, datetime, timedelta

from aiogram import Bot, F
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from domain.errors import Stale, WrongInput, WrongState
from domain.minutes.deadline_phrases import parse_typed_date
from handlers import show
from views.card import Card
from views.format import cut, safe
from views.texts.errors import sentence

#: A typed answer: any text but a command.
TYPED = (F.text, ~F.text.startswith("/"))
#: So much of what could not be understood is said back.
SAID_BACK = 80
#: Back from here a date without a year is the last one.
A_YEAR = timedelta(days=364)


def date_of(option: str) -> date:
    """The date of a button, d20231015. Raises Stale for anything else."""
    try:
        return datetime.strptime(option[1:], "%Y%m%d").date()  # noqa: DTZ007 - a plain date of a button
    except ValueError:
        raise Stale from None


def typed_date(message: Message, today: date, *, future: bool = True) -> date:
    """A typed date; without a year the coming one, or with `future=False` the last one.

    Raises WrongInput("date_unreadable", and without `future` "day_ahead").
    """
    day = parse_typed_date(message.text or "", today if future else today - A_YEAR)
    if day is None:
        raise WrongInput("date_unreadable", typed=cut(message.text or "", SAID_BACK))
    if not future and day > today:
        raise WrongInput("day_ahead", day=day)
    return day


async def typed_edit(message: Message, bot: Bot, state: FSMContext, edit: Awaitable[None]) -> None:
    """Do what was typed; when the screen it was typed for is outdated, say so: the fresh one follows.

    The dialogue ends unless the words cannot be used.
    """
    try:
        await edit
    except (Stale, WrongState) as error:
        await show.answer(message, bot, Card(safe(sentence(error))))
    await state.clear()
