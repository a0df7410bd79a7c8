"""Buttons of the year form, of repeating and open-ended duties."""

from aiogram.filters.callback_data import CallbackData

from views.callbacks.numbers import Year, YearOrPresent


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


class OpenEnded(CallbackData, prefix="june"):
    """The June question: "" the list, "one" by one (`only`: its place), "ask", "cancel", "keep", "agenda"."""

    what: str = ""
    only: int = 0


class EndRepeat(CallbackData, prefix="erp"):
    """«Завершить повтор»: what becomes of the open ones (keep, cancel), the ready reason; 0: typed, -1: not asked."""

    decision: int
    what: str = ""
    reason: int = -1
