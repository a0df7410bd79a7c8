"""Buttons of deputies, absence and a new director."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from views.callbacks.numbers import YearOrPresent

#: A day as its ordinal; 0: not chosen yet.
Ordinal = Annotated[int, Field(ge=0, le=3_652_059)]


class Deputies(CallbackData, prefix="dep"):
    """`/deputy`: the people of an organisation of the actor; 0: the first one."""

    organisation: int = 0


class InviteDeputy(CallbackData, prefix="depi"):
    """«Пригласить заместителя»; `official`: from the card of an official."""

    organisation: int
    official: bool = False


class DropDeputy(CallbackData, prefix="depx"):
    """«Отключить» a deputy; `sure` after the question."""

    organisation: int
    person: int
    sure: bool = False


class KeepDeputy(CallbackData, prefix="depk"):
    """«Оставить» a deputy of the former director."""

    organisation: int
    person: int


class SetLead(CallbackData, prefix="lead"):
    """«Кто ведёт»."""

    organisation: int
    lead: str


class AskActing(CallbackData, prefix="acta"):
    """«Я исполняю обязанности»: the last day, or the question about it."""

    organisation: int
    until: Ordinal = 0


class AppointActing(CallbackData, prefix="acts"):
    """«Назначить и. о.»: the person, then the last day."""

    organisation: int
    person: int = 0
    until: Ordinal = 0


class TypeActingDay(CallbackData, prefix="actt"):
    """«Другая дата»; without `person` the actor asks for themselves."""

    organisation: int
    person: int = 0


class StopActing(CallbackData, prefix="actx"):
    """«Завершить досрочно», «Я вернулся(ась)»."""

    organisation: int
    person: int


class HandOver(CallbackData, prefix="ho"):
    """«Передать заместителю» the whole protocol; `person` chosen of several."""

    minutes: int
    organisation: int
    person: int = 0


class TakeBack(CallbackData, prefix="hob"):
    """«Вернуть себе» a protocol."""

    minutes: int
    organisation: int


class HandOverOne(CallbackData, prefix="hos"):
    """«Передать заместителю» from a digest: which protocol."""


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


class HandDuties(CallbackData, prefix="duty"):
    """«Передать дела»: whose (0: one's own), to whom, and at last whether access ends too."""

    person: int = 0
    successor: int = 0
    how: str = ""  # "", "keep", "cut"


class Privacy(CallbackData, prefix="priv"):
    """What is stored about me; `file`: as .json."""

    file: bool = False


class Trail(CallbackData, prefix="trail"):
    """«История» of one assignment, a page."""

    id: int
    page: int = 0


class Trails(CallbackData, prefix="trails"):
    """`/audit`: assignments that changed last, a page."""

    page: int = 0
