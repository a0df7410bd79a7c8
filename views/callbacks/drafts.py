"""Buttons of a draft."""

from aiogram.filters.callback_data import CallbackData


class Draft(CallbackData, prefix="d"):
    """The draft card."""

    id: int


class DraftDo(CallbackData, prefix="dd"):
    """What to do with a draft: doubts, items, preview, confirm, delete, …"""

    id: int
    what: str
    version: int = 0


class Doubt(CallbackData, prefix="dq"):
    """An answer to a doubt: its place in the queue, the option chosen and the version seen."""

    id: int
    version: int
    place: int
    option: str


class DraftItem(CallbackData, prefix="di"):
    """The item screen."""

    id: int


class EditItem(CallbackData, prefix="de"):
    """One edit on the item screen: the field and its new value, or only the field to open its screen."""

    id: int
    version: int
    field: str
    value: str = ""


class PastedWhole(CallbackData, prefix="whole"):
    """«Это весь текст» of a long pasted protocol."""


class WhoTyped(CallbackData, prefix="who"):
    """«Да, им»: the organisations understood from typed words."""


class WhoAgain(CallbackData, prefix="who2"):
    """«Написать иначе»."""
