"""Settings of the authority; of oneself there is the name."""

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import NotAllowed, WrongInput
from domain.people import READING
from handlers import show
from handlers.joining.onboarding import first_screen
from handlers.states import Typing
from handlers.taps import Taps
from services.context import Context
from services.organisations import settings
from services.overview.home import first_day, home
from views import callbacks as cb
from views.card import Card
from views.organisations import settings as views
from views.organisations import settings_rules as rule_views
from views.overview import home as home_views

router = Router(name=__name__)
taps = Taps()


async def _settings(ctx: Context) -> Card:
    if ctx.actor.organisations(READING):
        return views.settings_card(await settings.settings(ctx))
    if ctx.actor.known:
        return rule_views.own_card(await settings.own_settings(ctx))
    shown = await home(ctx)
    return views.own_settings_card(shown) if ctx.actor.person_id else home_views.home_card(shown)


@router.message(Command("settings"))
async def on_settings(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, await _settings(ctx))


@taps.on(cb.Settings)
async def on_settings_tap(query: CallbackQuery, data: cb.Settings, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """All settings, or the question about one."""
    if data.what and not (await settings.settings(ctx)).administers_it:
        raise NotAllowed
    if data.what == "name":
        await state.set_state(Typing.authority_name)
        await show.send(bot, query.from_user.id, views.ask_name_card())
    elif data.what == "contact":
        await state.set_state(Typing.authority_contact)
        await show.send(bot, query.from_user.id, views.ask_contact_card())
    elif data.what == "zone":
        await show.replace(query, bot, views.zones_card(ctx.now))
    elif data.what == "hours":
        await show.replace(query, bot, views.hours_card())
    else:
        await show.replace(query, bot, await _settings(ctx))


@router.message(Typing.authority_name, F.text)
async def on_name(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The name; a new authority goes on with its next step."""
    changed = await settings.set_name(ctx, message.text or "")
    await state.clear()
    is_over = (await first_day(ctx)).over
    await show.answer(message, bot, views.settings_card(changed) if is_over else await first_screen(ctx))


@router.message(Typing.authority_contact, F.text)
async def on_contact(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    changed = await settings.set_contact(ctx, message.text or "")
    await state.clear()
    await show.answer(message, bot, views.settings_card(changed))


@taps.on(cb.SetZone)
async def on_zone(query: CallbackQuery, data: cb.SetZone, bot: Bot, ctx: Context) -> None:
    if not 0 <= data.place < len(settings.ZONES):
        raise WrongInput("zone_unknown")
    await show.replace(query, bot, views.settings_card(await settings.set_timezone(ctx, settings.ZONES[data.place])))


@taps.on(cb.SetHours)
async def on_hours(query: CallbackQuery, data: cb.SetHours, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.settings_card(await settings.set_hours(ctx, data.starts, data.ends)))
