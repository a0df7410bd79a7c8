"""Buttons of an authority between those above and those below."""

from aiogram.filters.callback_data import CallbackData


class PassDown(CallbackData, prefix="pd"):
    """«Довести до подведомственных» one item."""

    id: int


class PassAll(CallbackData, prefix="pda"):
    """«Довести всё (N)» of a protocol that an authority got."""

    minutes: int
    organisation: int


class DropPassing(CallbackData, prefix="pdx"):
    """«Не доводить»: the draft for those below goes."""

    id: int
    version: int


class Called(CallbackData, prefix="called"):
    """«Ознакомлены по телефону» with a protocol; `case`: the card it stands on, to be shown fresh."""

    minutes: int
    organisation: int
    case: int = 0


class EnterAnswer(CallbackData, prefix="en"):
    """«Внести ответ» for an organisation, or for an item of the authority itself."""

    id: int
    version: int


class EnteredDo(CallbackData, prefix="end"):
    """What to do with an answer being entered: done, none («Не потребовалось»), day, drop."""

    report: int
    what: str


class EnterList(CallbackData, prefix="enl"):
    """«Внести ответ за организацию» under the overdue list, a page of it."""

    by: str = "o"
    only: int = 0
    page: int = 0


class Letter(CallbackData, prefix="letter"):
    """«Письмо для почты»: to one organisation; 0: to all of the protocol that nobody represents."""

    minutes: int
    organisation: int = 0


class OwnItems(CallbackData, prefix="own"):
    """«Наши пункты»: all of them or of one protocol, a page; `apart`: as a message of its own."""

    only: int = 0
    page: int = 0
    apart: bool = False


class OwnItem(CallbackData, prefix="owi"):
    """One item of the authority itself."""

    id: int


class Appoint(CallbackData, prefix="app"):
    """«Назначить сотрудника»: choose whom."""

    id: int


class AppointTo(CallbackData, prefix="apt"):
    """The employee chosen."""

    id: int
    version: int
    person: int


class OwnDate(CallbackData, prefix="owd"):
    """«Срок» of an item of the authority: "" the choices, a day, "none", "type"."""

    id: int
    version: int
    day: str = ""


class ReportUp(CallbackData, prefix="up"):
    """«Отчитаться: 14 из 14»: an authority's report begins with the totals of those below."""

    id: int
