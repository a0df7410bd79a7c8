"""Buttons of reminders and of long delays."""

from aiogram.filters.callback_data import CallbackData


class RemindOverdue(CallbackData, prefix="ovr"):
    """«Напомнить не отчитавшимся»; `sure` after the confirmation."""

    by: str = "o"
    only: int = 0
    sure: bool = False
    apart: bool = False


class Remind(CallbackData, prefix="rmd"):
    """`/remind`: everybody, an organisation ("o"), protocol ("m") or group ("g"); "gs" the groups, "ms" protocols."""

    by: str = ""
    only: int = 0


class RemindDo(CallbackData, prefix="rmdo"):
    """Remind of what: "late", "owing", "unread"; `sure` after the question, `note`: a comment is typed next."""

    what: str
    by: str = ""
    only: int = 0
    sure: bool = False
    note: bool = False


class RemindNoted(CallbackData, prefix="rmdn"):
    """«Да, напомнить» with the comment that was typed."""


class Decide(CallbackData, prefix="dec"):
    """«Решите»: items late for long, a page; `apart`: as a message of its own."""

    page: int = 0
    apart: bool = False


class TellHead(CallbackData, prefix="head"):
    """«Доложить руководителю»."""

    id: int
    version: int


class Heads(CallbackData, prefix="heads"):
    """Who is the head of the authority: `person` is marked or unmarked; 0 only shows."""

    person: int = 0
    is_head: bool = False
