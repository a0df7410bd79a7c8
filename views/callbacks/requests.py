"""Buttons of what an organisation asks for beside its report, and of the answers to it."""

from aiogram.filters.callback_data import CallbackData

from views.callbacks.numbers import Day, Month


class MoveDate(CallbackData, prefix="mv"):
    """Another date: "ask" for it, "grant" another one than asked for (`id` of the request), "extend" unasked."""

    what: str
    id: int
    version: int = 0


class MoveMonth(CallbackData, prefix="mvm"):
    """«Календарь» of the same: a month, 202610."""

    what: str
    id: int
    version: int
    month: Month


class MoveTo(CallbackData, prefix="mvd"):
    """A day chosen, 20261020; 0: it is typed next."""

    what: str
    id: int
    version: int
    day: Day


class MoveReason(CallbackData, prefix="mvr"):
    """Why more time is asked for: a ready reason by its number, 0 is typed. Sends the request."""

    id: int
    version: int
    day: Day
    reason: int


class NoDay(CallbackData, prefix="noday"):
    """A day of the calendar that cannot be chosen."""


class TakeBackTime(CallbackData, prefix="mvx"):
    """«Отозвать просьбу»."""

    id: int
    version: int


class OpenExtension(CallbackData, prefix="xo"):
    """A request for more time."""

    id: int


class RefuseTime(CallbackData, prefix="xn"):
    """«Отклонить»: -1 chooses the reason, 0 is typed."""

    id: int
    reason: int = -1


class NextRequest(CallbackData, prefix="asks"):
    """The next request ("extension"), dispute or question that waits; `after` is the last one shown."""

    kind: str
    after: int = 0


class Disputes(CallbackData, prefix="dis"):
    """«Не относится к нам»: -1 chooses the reason, 0 is typed; a ready one disputes."""

    id: int
    version: int
    reason: int = -1


class TakeBackDispute(CallbackData, prefix="disx"):
    """«Отозвать, пункт наш»."""

    id: int
    version: int


class OpenDispute(CallbackData, prefix="dsp"):
    """A dispute."""

    id: int


class KeepDisputed(CallbackData, prefix="dsk"):
    """«Оставить»: -1 chooses the words for the organisation, 0 they are typed, 1 none."""

    id: int
    reason: int = -1


class CancelDisputed(CallbackData, prefix="dsc"):
    """«Отменить для неё», or with `alike` «для всех такого вида»; `sure` after the question."""

    id: int
    alike: bool = False
    sure: bool = False


class CancelAssignment(CallbackData, prefix="cxl"):
    """«Отменить» one assignment: -1 chooses the reason, 0 is typed."""

    id: int
    version: int
    reason: int = -1


class Reroute(CallbackData, prefix="rer"):
    """«Передать другой организации»: its name is typed, one is chosen, then the reason as above."""

    id: int
    version: int
    organisation: int = 0
    reason: int = -1


class Ask(CallbackData, prefix="ask"):
    """«Задать вопрос»: typed next."""

    id: int


class Thread(CallbackData, prefix="thr"):
    """«Переписка» on an item, of either side."""

    id: int


class Answer(CallbackData, prefix="ans"):
    """«Ответить» or «Ответить всем»: typed next."""

    id: int
    to_all: bool = False
