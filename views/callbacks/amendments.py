"""Buttons of amendments after sending."""

from aiogram.filters.callback_data import CallbackData


class Amend(CallbackData, prefix="am"):
    """«Изменить» minutes that were sent: a screen (item, dates, ones, orgs) or an Amendment, a value chosen for it."""

    id: int
    what: str
    value: str = ""


class AmendSure(CallbackData, prefix="amy"):
    """An Amendment with a ready reason, which does it; 0 is «Другая причина», typed."""

    id: int
    version: int
    what: str
    value: str = ""
    reason: int


class AmendByFile(CallbackData, prefix="mg"):
    """«Что изменилось» in a corrected version: `skip` marks the parts not to be applied; `ask` for the reason."""

    id: int
    skip: int = 0
    ask: bool = False


class AmendByFileSure(CallbackData, prefix="mgy"):
    """Apply the parts not marked, for a ready reason; 0 is «Другая причина», typed."""

    id: int
    version: int
    skip: int
    reason: int
