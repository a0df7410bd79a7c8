"""Buttons of sending."""

from aiogram.filters.callback_data import CallbackData


class Publish(CallbackData, prefix="pub"):
    """«Направить N организациям» now or «Утром в 09:00»."""

    id: int
    version: int
    morning: bool = False


class KeepOriginal(CallbackData, prefix="keep"):
    """«Показывать протокол целиком» on the sending screen, and back."""

    id: int
    version: int


class Letter(CallbackData, prefix="letter"):
    """«Письмо для почты»: to one organisation; 0: to all of the protocol that nobody represents."""

    minutes: int
    organisation: int = 0
