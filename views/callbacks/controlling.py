"""Buttons of an official's cards."""

from aiogram.filters.callback_data import CallbackData

from views.callbacks.numbers import Days


class Review(CallbackData, prefix="rv"):
    """Reports waiting for a judgement; `after` is the last one shown."""

    after: int = 0


class ReviewItem(CallbackData, prefix="rvi"):
    """Reports of one item that wait for a judgement, one after another."""

    decision: int


class OpenReport(CallbackData, prefix="r"):
    """A report's card."""

    id: int


class Accept(CallbackData, prefix="acc"):
    """«Принять»."""

    report: int


class AcceptAll(CallbackData, prefix="acca"):
    """«Принять все (N)» of one item; with `last`, the newest report shown, after the question."""

    decision: int
    last: int = 0


class Resume(CallbackData, prefix="res"):
    """«Возобновить контроль»: choose the reason; `days` working days for the new report."""

    id: int
    days: Days = 3


class ResumeReason(CallbackData, prefix="resr"):
    """A ready reason by its number; 0 is typed."""

    id: int
    reason: int
    days: Days = 3


class ReturnReasons(CallbackData, prefix="rrs"):
    """«Причины возврата» of the authority."""


class EditReasons(CallbackData, prefix="rre"):
    """Change them: "add" typed, "drop" one by its id, "restore" the ready ones."""

    do: str
    id: int = 0


class SendBack(CallbackData, prefix="back"):
    """«Вернуть»: choose a reason; `days` working days for the rework."""

    report: int
    days: Days = 3


class SendBackReason(CallbackData, prefix="bkr"):
    """A ready reason; 0 is «Другая причина», typed."""

    report: int
    reason: int
    days: Days = 3


class ReportEvidence(CallbackData, prefix="ev"):
    """«Приложения» of a report."""

    report: int


class Overdue(CallbackData, prefix="ov"):
    """The overdue list: by organisation ("o") or by minutes ("m"), one of them or all, a page."""

    by: str = "o"
    only: int = 0
    page: int = 0
    apart: bool = False  # as a message of its own: the one it stands on is kept


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


class Due(CallbackData, prefix="due"):
    """What is due within `days`."""

    days: Days
    page: int = 0


class Protocols(CallbackData, prefix="prs"):
    """The list of protocols, a page."""

    page: int = 0


class Protocol(CallbackData, prefix="pr"):
    """One protocol's card: how its items stand, a page."""

    id: int
    page: int = 0


class ProtocolItem(CallbackData, prefix="pri"):
    """How one item of a protocol stands, organisation by organisation."""

    decision: int
    page: int = 0


class EndRepeat(CallbackData, prefix="erp"):
    """«Завершить повтор»: what becomes of the open ones (keep, cancel), the ready reason; 0: typed, -1: not asked."""

    decision: int
    what: str = ""
    reason: int = -1


class OpenCase(CallbackData, prefix="case"):
    """One assignment as its controller sees it."""

    id: int


class Amend(CallbackData, prefix="am"):
    """«Изменить» minutes that were sent: a screen (item, dates, ones, orgs) or an Amendment, a value chosen for it."""

    id: int
    what: str
    value: str = ""


class Merge(CallbackData, prefix="mg"):
    """«Что изменилось» in a corrected version: `skip` marks the parts not to be applied; `ask` for the reason."""

    id: int
    skip: int = 0
    ask: bool = False


class MergeSure(CallbackData, prefix="mgy"):
    """Apply the parts not marked, for a ready reason; 0 is «Другая причина», typed."""

    id: int
    version: int
    skip: int
    reason: int


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


class OverdueTable(CallbackData, prefix="ovx"):
    """«Excel» of the overdue list: all of it, or of one organisation or protocol."""

    by: str = "o"
    only: int = 0


class AmendSure(CallbackData, prefix="amy"):
    """An Amendment with a ready reason, which does it; 0 is «Другая причина», typed."""

    id: int
    version: int
    what: str
    value: str = ""
    reason: int


class OrganisationCard(CallbackData, prefix="org"):
    """One organisation: its people and open items."""

    id: int
