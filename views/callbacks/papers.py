"""Buttons of papers."""

from aiogram.filters.callback_data import CallbackData


class Papers(CallbackData, prefix="pap"):
    """«Бумаги» of a protocol."""

    minutes: int


class Paper(CallbackData, prefix="pam"):
    """One of them: views/papers/papers.py names the kinds."""

    minutes: int
    what: str
