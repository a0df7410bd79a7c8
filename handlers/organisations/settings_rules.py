"""Rules of the authority, one tap each; the own hour of the digest."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import NotAllowed, Stale, WrongInput
from domain.minutes.typed_dates import Wanted
from domain.school_year import MonthDay
from handlers import show
from handlers.states import Typing
from handlers.taps import Taps
from handlers.typed_input import TYPED, date_of, typed_date
from services.context import Context
from services.organisations import settings, settings_rules
from services.organisations.settings_rules import RULES
from views import callbacks as cb
from views.organisations import settings_rules as views
from views.texts.organisations.settings_rules import GROUP_OF, GROUPS, split_day

router = Router(name=__name__)
taps = Taps()


def _known(name: str) -> str:
    if name not in RULES:
        raise Stale
    return name


@taps.on(cb.SettingsGroup)
async def on_group(query: CallbackQuery, data: cb.SettingsGroup, bot: Bot, ctx: Context) -> None:
    """One group of rules with the values of now."""
    if data.group not in GROUPS:
        raise Stale
    await show.replace(query, bot, views.group_card(await settings_rules.rules(ctx), data.group))


@taps.on(cb.SettingChoices)
async def on_choices(query: CallbackQuery, data: cb.SettingChoices, bot: Bot, ctx: Context) -> None:
    shown = await settings_rules.rules(ctx)
    if not shown.administers_it:
        raise NotAllowed
    await show.replace(query, bot, views.choices_card(shown, _known(data.name)))


@taps.on(cb.SetRule)
async def on_set(query: CallbackQuery, data: cb.SetRule, bot: Bot, ctx: Context) -> None:
    """A choice; the group follows with its new value."""
    await settings_rules.set_rule(ctx, data.name, data.code)
    await show.replace(query, bot, views.group_card(await settings_rules.rules(ctx), GROUP_OF[data.name]))


@taps.on(cb.TypeYearDate, types=lambda _: True)
async def on_type_date(query: CallbackQuery, data: cb.TypeYearDate, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Другая дата» of the school year."""
    if not (await settings_rules.rules(ctx)).administers_it:
        raise NotAllowed
    await state.set_state(Typing.year_date)
    await state.set_data({"name": _known(data.name)})
    await show.send(bot, query.from_user.id, views.ask_date_card())


@router.message(Typing.year_date, *TYPED)
async def on_date(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    name = _known((await state.get_data()).get("name", ""))
    day = typed_date(message.text, (await settings_rules.rules(ctx)).today, Wanted.ANY)
    await settings_rules.set_rule(ctx, name, MonthDay(day.month, day.day).code)
    await state.clear()
    await show.answer(message, bot, views.group_card(await settings_rules.rules(ctx), GROUP_OF[name]))


@taps.on(cb.AddDay)
async def on_add_day(query: CallbackQuery, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Добавить день» to the own calendar."""
    if not (await settings_rules.rules(ctx)).administers_it:
        raise NotAllowed
    await state.set_state(Typing.calendar_day)
    await show.send(bot, query.from_user.id, views.ask_day_card())


@router.message(Typing.calendar_day, *TYPED)
async def on_day(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«04.11.2026 рабочий, перенос»."""
    found = split_day(message.text or "")
    if found is None:
        raise WrongInput("day_kind_unreadable")
    words, is_working, note = found
    day = typed_date(words, (await settings_rules.rules(ctx)).today, Wanted.ANY)
    await settings_rules.correct_day(ctx, day, note, is_working=is_working)
    await state.clear()
    await show.answer(message, bot, views.group_card(await settings_rules.rules(ctx), "days"))


@taps.on(cb.DropDay)
async def on_drop_day(query: CallbackQuery, data: cb.DropDay, bot: Bot, ctx: Context) -> None:
    """«Убрать»: the day is as the production calendar has it."""
    await settings_rules.drop_day(ctx, date_of(f"d{data.day}"))
    await show.replace(query, bot, views.group_card(await settings_rules.rules(ctx), "days"))


# --- of a person -------------------------------------------------------------------------------------------------


@taps.on(cb.OwnHour)
async def on_own_hour(query: CallbackQuery, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.own_hour_card(await settings.own_settings(ctx)))


@taps.on(cb.SetOwnHour)
async def on_set_own_hour(query: CallbackQuery, data: cb.SetOwnHour, bot: Bot, ctx: Context) -> None:
    """The hour of the own digest; 0: as the authority has it."""
    await settings.set_digest_hour(ctx, data.hour or None)
    await show.replace(query, bot, views.own_hour_card(await settings.own_settings(ctx)))


@taps.on(cb.SetRhythm)
async def on_set_rhythm(query: CallbackQuery, data: cb.SetRhythm, bot: Bot, ctx: Context) -> None:
    """How often the own digest comes."""
    await settings.set_rhythm(ctx, data.code)
    await show.replace(query, bot, views.own_hour_card(await settings.own_settings(ctx)))
