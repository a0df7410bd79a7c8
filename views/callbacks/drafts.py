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


class Document(CallbackData, prefix="doc"):
    """«Как прочитан документ»: the page that holds a part of it."""

    id: int
    part: int = 0


class PickPart(CallbackData, prefix="docp"):
    """«Сделать пунктом», «Это не пункт» on such a page: which part is meant."""

    id: int
    part: int
    item: bool


class MarkPart(CallbackData, prefix="docm"):
    """A part is an item, or is none."""

    id: int
    version: int
    part: int
    item: bool


class PastedWhole(CallbackData, prefix="whole"):
    """«Это весь текст» of a long pasted protocol."""


class WhoTyped(CallbackData, prefix="who"):
    """«Да, им»: the organisations understood from typed words."""


class WhoAgain(CallbackData, prefix="who2"):
    """«Написать иначе»."""


class GoOn(CallbackData, prefix="goon"):
    """«Продолжить» a typed dialogue that was left; `message` is what was typed since."""

    message: int


class NotThat(CallbackData, prefix="gono"):
    """«Нет, это другое»: what was typed does not belong to the dialogue that was left."""

    message: int


class MakeDecision(CallbackData, prefix="mkd"):
    """«Создать пункт» of words that look like a decision; `message` is where they stand."""

    message: int


class RememberedPhrases(CallbackData, prefix="rem"):
    """«Что я запомнил», a page."""

    page: int = 0


class ForgetPhrase(CallbackData, prefix="rmf"):
    """«Забыть» one of them; `mark`: a digest of the phrase."""

    mark: str
    page: int = 0
