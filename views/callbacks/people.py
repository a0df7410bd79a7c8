"""Buttons of people: officials, one's own name, what is stored."""

from aiogram.filters.callback_data import CallbackData


class HandDuties(CallbackData, prefix="duty"):
    """«Передать дела»: whose (0: one's own), to whom, and at last whether access ends too."""

    person: int = 0
    successor: int = 0
    how: str = ""  # "", "keep", "cut"


class Privacy(CallbackData, prefix="priv"):
    """What is stored about me; `file`: as .json."""

    file: bool = False


class Forget(CallbackData, prefix="forget"):
    """«Стереть мои данные»; `sure` after the question."""

    sure: bool = False


class OwnName(CallbackData, prefix="name"):
    """«Исправить имя»."""


class Users(CallbackData, prefix="users"):
    """The people of the authority."""


class RemoveMember(CallbackData, prefix="remove"):
    """«Отключить» somebody; `sure` after the question."""

    person: int
    organisation: int
    sure: bool = False
