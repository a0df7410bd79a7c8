"""Buttons of papers."""

from aiogram.filters.callback_data import CallbackData

from views.callbacks.numbers import Ordinal


class Papers(CallbackData, prefix="pap"):
    """«Бумаги» of a protocol."""

    minutes: int


class Paper(CallbackData, prefix="pam"):
    """One of them: views/papers/papers.py names the kinds."""

    minutes: int
    what: str


class PeriodPaper(CallbackData, prefix="papp"):
    """«Справка» of a period, from one day to another."""

    first: Ordinal
    last: Ordinal
