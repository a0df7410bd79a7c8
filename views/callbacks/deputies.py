"""Buttons of deputies, of who leads and who acts for the director."""

from aiogram.filters.callback_data import CallbackData

from views.callbacks.numbers import Ordinal


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
