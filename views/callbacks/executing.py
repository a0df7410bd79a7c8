"""Buttons of a director's cards."""

from aiogram.filters.callback_data import CallbackData

from views.callbacks.numbers import Year, YearOrPresent


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


class OpenAssignment(CallbackData, prefix="a"):
    """An item's card."""

    id: int


class StartReport(CallbackData, prefix="rep"):
    """«Исполнено»: begin to collect a report."""

    id: int
    version: int


class NotNeeded(CallbackData, prefix="nn"):
    """«Не потребовалось» as the whole answer."""

    id: int
    version: int


class HandIn(CallbackData, prefix="hand"):
    """«Отправить отчёт»."""

    report: int


class DropReport(CallbackData, prefix="drop"):
    """«Отмена» of a report that is being collected."""

    report: int


class Contributions(CallbackData, prefix="ctr"):
    """«Дополнили (N)»: what the others have sent to the item of the one responsible."""

    id: int


class Withdraw(CallbackData, prefix="wdr"):
    """«Отозвать и исправить»."""

    id: int
    version: int


class LooseTo(CallbackData, prefix="lt"):
    """An item for messages sent without a button; `first` of them names the question."""

    first: int
    id: int


class LooseOther(CallbackData, prefix="lo"):
    """«Другой»: all open items for these messages, a page."""

    first: int
    page: int = 0


class LooseDrop(CallbackData, prefix="ld"):
    """«Это не отчёт»."""

    first: int


class Tick(CallbackData, prefix="tick"):
    """«Несколько пунктов сразу»: the items ticked for a report being collected, ids in base 36."""

    report: int
    ticked: str = ""
    done: bool = False


class HandInSeveral(CallbackData, prefix="hands"):
    """«Отправить отчёт» for several items."""

    report: int
    ticked: str


class DueCalendar(CallbackData, prefix="dcal"):
    """«Календарь» of a director: due dates by month; `file`: as a file for the telephone's calendar."""

    file: bool = False


class YearForm(CallbackData, prefix="yf"):
    """The year form of an organisation, or one line of it to answer; -1: the first without an answer."""

    organisation: int
    year: Year
    place: int = -1


class YearLater(CallbackData, prefix="yl"):
    """«Позже»."""

    organisation: int
    year: Year


class YearNotNeeded(CallbackData, prefix="ynn"):
    """«Не потребовалось» for one line of the year form."""

    id: int


class YearSend(CallbackData, prefix="ys"):
    """«Отправить итог»."""

    organisation: int
    year: Year


class June(CallbackData, prefix="june"):
    """The June question: "" the list, "one" by one (`only`: its place), "ask", "cancel", "keep", "agenda"."""

    what: str = ""
    only: int = 0


class YearTotals(CallbackData, prefix="yt"):
    """Totals of the year forms of a school year; 0: the latest."""

    year: YearOrPresent = 0


class YearRemind(CallbackData, prefix="yr"):
    """«Напомнить» to those who have not handed in the year form; `sure` after the question."""

    year: Year
    sure: bool = False


class YearSheet(CallbackData, prefix="yx"):
    """The year forms as a table."""

    year: Year


class Tasks(CallbackData, prefix="tasks"):
    """«Мои пункты», a page."""

    page: int = 0


class Original(CallbackData, prefix="orig"):
    """«Протокол целиком»."""

    minutes: int
