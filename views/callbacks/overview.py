"""Buttons of lists: the menu, items, dates, history, overdue, protocols."""

from aiogram.filters.callback_data import CallbackData

from views.callbacks.numbers import Days, YearOrPresent


class Menu(CallbackData, prefix="menu"):
    """«Меню»: what /start shows; `full`: past the first steps of a new authority."""

    full: bool = False


class Help(CallbackData, prefix="help"):
    """«Помощь» for the role of whoever asks."""


class Tasks(CallbackData, prefix="tasks"):
    """«Мои пункты», a page."""

    page: int = 0


class TasksApart(CallbackData, prefix="tska"):
    """«Мои пункты» under a message that stays, a receipt."""


class DueCalendar(CallbackData, prefix="dcal"):
    """«Календарь» of a director: due dates by month; `file`: as a file for the telephone's calendar."""

    file: bool = False


class History(CallbackData, prefix="hist"):
    """«Что сдано моей организацией»: a school year by its first calendar year (0: the latest), a page."""

    year: YearOrPresent = 0
    page: int = 0


class HistoryReport(CallbackData, prefix="hrep"):
    """A report of one's own organisation, with its evidence again."""

    report: int


class HistoryFiles(CallbackData, prefix="hfil"):
    """«Приложения» of such a report."""

    report: int


class Overdue(CallbackData, prefix="ov"):
    """The overdue list: by organisation ("o") or by minutes ("m"), one of them or all, a page."""

    by: str = "o"
    only: int = 0
    page: int = 0
    apart: bool = False  # as a message of its own: the one it stands on is kept


class OverdueTable(CallbackData, prefix="ovx"):
    """«Excel» of the overdue list: all of it, or of one organisation or protocol."""

    by: str = "o"
    only: int = 0


class Due(CallbackData, prefix="due"):
    """What is due within `days`."""

    days: Days
    page: int = 0


class DueWithin(CallbackData, prefix="dueu"):
    """The same of a municipality ("u", by one of its organisations) or a group ("g")."""

    days: Days
    by: str
    only: int
    page: int = 0


class DueTable(CallbackData, prefix="duex"):
    """«Excel» of that list."""

    days: Days
    by: str = ""
    only: int = 0


class Filters(CallbackData, prefix="flt"):
    """«Отобрать…» of the overdue list, or of what is due within `days`."""

    due: bool = False
    days: Days = 7


class Protocols(CallbackData, prefix="prs"):
    """The list of protocols, a page."""

    page: int = 0


class Protocol(CallbackData, prefix="pr"):
    """One protocol's card: how its items stand, a page."""

    id: int
    page: int = 0


class Unread(CallbackData, prefix="unr"):
    """Who has not acknowledged, by name: of a protocol or of all, a page."""

    minutes: int = 0
    page: int = 0


class UnreadTable(CallbackData, prefix="unrx"):
    """«Excel» of that list."""

    minutes: int = 0


class ProtocolItem(CallbackData, prefix="pri"):
    """How one item of a protocol stands, organisation by organisation."""

    decision: int
    page: int = 0


class Trail(CallbackData, prefix="trail"):
    """«История» of one assignment, a page."""

    id: int
    page: int = 0


class Trails(CallbackData, prefix="trails"):
    """`/audit`: assignments that changed last, a page."""

    page: int = 0


class Stats(CallbackData, prefix="stt"):
    """`/stats` by organisation ("o"), by month ("t") or by protocol ("m"), a page."""

    by: str = "o"
    page: int = 0
