"""Buttons of reports: collected, handed in, entered by telephone, judged."""

from aiogram.filters.callback_data import CallbackData

from views.callbacks.numbers import Days


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


class Pieces(CallbackData, prefix="pcs"):
    """«Убрать лишнее»: the messages of a report being collected; `drop` one of them."""

    report: int
    drop: int = 0


class HandInEmpty(CallbackData, prefix="hande"):
    """«Отправить без документа», after the question."""

    report: int


class DropReport(CallbackData, prefix="drop"):
    """«Отмена» of a report that is being collected."""

    report: int


class Withdraw(CallbackData, prefix="wdr"):
    """«Исправить»; of a year form it withdraws the line."""

    id: int
    version: int


class TakeReport(CallbackData, prefix="trp"):
    """«Отозвать отчёт»: until it is judged."""

    id: int
    version: int


class UnpromptedTo(CallbackData, prefix="lt"):
    """An item for messages sent without a button; `first` of them names the question."""

    first: int
    id: int


class UnpromptedOther(CallbackData, prefix="lo"):
    """«Другой»: all open items for these messages, a page."""

    first: int
    page: int = 0


class UnpromptedDrop(CallbackData, prefix="ld"):
    """«Это не отчёт»."""

    first: int


class UnpromptedAsk(CallbackData, prefix="lq"):
    """«Это вопрос»: about this item; without one, a page of the items to choose from."""

    first: int
    id: int = 0
    page: int = 0


class Tick(CallbackData, prefix="tick"):
    """«Несколько пунктов сразу»: the items ticked for a report being collected, ids in base 36."""

    report: int
    ticked: str = ""
    done: bool = False


class HandInSeveral(CallbackData, prefix="hands"):
    """«Отправить отчёт» for several items."""

    report: int
    ticked: str


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


class Review(CallbackData, prefix="rv"):
    """Reports waiting for a judgement; `after` is the last one shown."""

    after: int = 0


class ReviewItem(CallbackData, prefix="rvi"):
    """Reports of one item that wait for a judgement, one after another."""

    decision: int


class OpenReport(CallbackData, prefix="r"):
    """A report's card."""

    id: int


class ReportEvidence(CallbackData, prefix="ev"):
    """«Приложения» of a report."""

    report: int


class Accept(CallbackData, prefix="acc"):
    """«Принять»."""

    report: int


class AcceptAll(CallbackData, prefix="acca"):
    """«Принять все (N)» of one item; with `last`, the newest report shown, after the question."""

    decision: int
    last: int = 0


class SendBack(CallbackData, prefix="back"):
    """«Вернуть»: choose a reason; `days` working days for the rework."""

    report: int
    days: Days = 3


class SendBackReason(CallbackData, prefix="bkr"):
    """A ready reason; 0 is «Другая причина», typed."""

    report: int
    reason: int
    days: Days = 3


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
