"""The first minutes: the link, two screens, the menu and help."""

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers import show
from handlers.states import Typing
from handlers.taps import Taps
from services.context import Context
from services.joining import invitation_codes, onboarding
from services.overview.home import first_day, home
from views import callbacks as cb
from views.card import Card
from views.joining import onboarding as views
from views.overview import home as home_views
from views.texts.overview.home import MENU_WORDS

router = Router(name=__name__)
taps = Taps()


async def first_screen(ctx: Context, *, full: bool = False) -> Card:
    """The menu; for the admin of a new authority its first steps, unless `full`."""
    if ctx.actor.controls and not full:
        day = await first_day(ctx)
        if day.is_mine and not day.over:
            return home_views.first_day_card(day)
    return home_views.home_card(await home(ctx))


@router.message(CommandStart())
async def on_start(message: Message, command: CommandObject, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """/start, or a link with a code."""
    code = (command.args or "").strip()
    card = await _through_door(ctx, state, code) if code else await first_screen(ctx)
    await show.answer(message, bot, card)


async def _through_door(ctx: Context, state: FSMContext, code: str) -> Card:
    opened = await invitation_codes.open_invitation(ctx, code)
    if opened.already or (opened.organisation_id is None and opened.represents):
        return views.already_card(opened)
    if opened.organisation_id is None:
        return await _places(ctx, state, opened.invitation_id)
    return views.who_card(opened)


async def _places(ctx: Context, state: FSMContext, invitation: int, place: int = -1, page: int = 0) -> Card:
    choices = await onboarding.choices(ctx, invitation, place=None if place < 0 else place, page=page)
    await state.set_state(Typing.own_organisation)
    await state.set_data({"invitation": invitation})
    return views.places_card(choices)


@taps.on(cb.JoinPlaces)
async def on_places(query: CallbackQuery, data: cb.JoinPlaces, bot: Bot, ctx: Context, state: FSMContext) -> None:
    await show.replace(query, bot, await _places(ctx, state, data.invitation, data.place, data.page))


@router.message(Typing.own_organisation, F.text)
async def on_typed_organisation(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A part of the name instead of turning pages."""
    invitation = (await state.get_data())["invitation"]
    found = await onboarding.choices_by_text(ctx, invitation, message.text or "")
    await show.answer(message, bot, views.places_card(found))


@taps.on(cb.JoinPick)
async def on_pick(query: CallbackQuery, data: cb.JoinPick, bot: Bot, ctx: Context) -> None:
    opened = await onboarding.pick(ctx, data.invitation, data.organisation)
    await show.replace(
        query, bot, views.already_card(opened) if opened.already else views.who_card(opened, picked=True)
    )


@taps.on(cb.JoinAs)
async def on_introduced(query: CallbackQuery, data: cb.JoinAs, bot: Bot, ctx: Context) -> None:
    """«Да, это я» or «Я другой сотрудник»; who agreed before is not asked again."""
    step = await onboarding.introduce(ctx, data.invitation, data.organisation, says_director=data.director)
    if step.needs_consent and not step.opened.already:
        await show.replace(query, bot, views.consent_card(step))
        return
    await _join(query, bot, ctx, step, None)


@taps.on(cb.JoinAgree)
async def on_agreed(query: CallbackQuery, data: cb.JoinAgree, bot: Bot, ctx: Context) -> None:
    """«Согласен(на)»; a text that has changed since is shown anew."""
    step = await onboarding.introduce(ctx, data.invitation, data.organisation, says_director=data.director)
    try:
        await _join(query, bot, ctx, step, data.consent)
    except Stale:
        await show.replace(query, bot, views.consent_card(step))


async def _join(query: CallbackQuery, bot: Bot, ctx: Context, step: onboarding.Step, consent: str | None) -> None:
    opened = step.opened
    outcome = await onboarding.join(
        ctx,
        opened.invitation_id,
        opened.organisation_id or 0,
        says_director=step.says_director,
        name=query.from_user.full_name,
        consent=consent,
    )
    await show.replace(query, bot, views.outcome_card(outcome))


@taps.on(cb.JoinDecline)
async def on_declined(query: CallbackQuery, data: cb.JoinDecline, bot: Bot, ctx: Context) -> None:
    await onboarding.decline(ctx, data.invitation)
    await show.replace(query, bot, views.declined_card())


# --- the menu and help -------------------------------------------------------------------------------------------


@taps.on(cb.Menu)
async def on_menu_tap(query: CallbackQuery, data: cb.Menu, bot: Bot, ctx: Context) -> None:
    """A new message: the one tapped keeps what it told."""
    await show.send(bot, query.from_user.id, await first_screen(ctx, full=data.full))


@router.message(Command("menu"))
@router.message(F.text.casefold().in_(MENU_WORDS))
async def on_menu(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, await first_screen(ctx, full=True))


@router.message(Command("help"))
async def on_help(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, home_views.help_card(await home(ctx)))


@taps.on(cb.Help)
async def on_help_tap(query: CallbackQuery, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, home_views.help_card(await home(ctx)))
