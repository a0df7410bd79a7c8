"""Buttons of items: of an organisation, of its controller, of the authority itself, passed down."""

from aiogram.filters.callback_data import CallbackData


class Acknowledge(CallbackData, prefix="ack"):
    """«Ознакомлен(а)» with a protocol of one organisation."""

    minutes: int
    organisation: int


class OpenShare(CallbackData, prefix="sh"):
    """A protocol's message for one organisation, anew."""

    minutes: int
    organisation: int


class FullText(CallbackData, prefix="full"):
    """«Полный текст» of a protocol for one organisation."""

    minutes: int
    organisation: int


class Original(CallbackData, prefix="orig"):
    """«Протокол целиком»."""

    minutes: int


class OpenAssignment(CallbackData, prefix="a"):
    """An item's card."""

    id: int


class OpenControlledItem(CallbackData, prefix="case"):
    """One assignment as its controller sees it."""

    id: int


class Contributions(CallbackData, prefix="ctr"):
    """«Дополнили (N)»: what the others have sent to the item of the one responsible."""

    id: int


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


class ReportUp(CallbackData, prefix="up"):
    """«Отчитаться: 14 из 14»: an authority's report begins with the totals of those below."""

    id: int


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


class AppointRest(CallbackData, prefix="apr"):
    """«Назначить остальные сразу»: own items without an employee, `only` of a protocol; `person`: whom, 0 asks."""

    only: int = 0
    person: int = 0


class OwnDate(CallbackData, prefix="owd"):
    """«Срок» of an item of the authority: "" the choices, a day, "none", "type"."""

    id: int
    version: int
    day: str = ""
