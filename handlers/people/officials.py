"""Officials, one's own name, leaving."""

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import NotAllowed, NotFound
from domain.people import READING
from handlers import show
from handlers.states import Typing
from handlers.taps import Taps
from services.context import Context
from services.organisations import organisations
from services.people import forgetting, officials
from views import callbacks as cb
from views.card import Card
from views.people import officials as views
from views.texts.people import officials as texts

router = Router(name=__name__)
taps = Taps()


@router.message(Command("users"))
async def on_users(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, views.officials_card(await officials.officials(ctx)))


@taps.on(cb.Users)
async def on_users_tap(query: CallbackQuery, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.officials_card(await officials.officials(ctx)))


@taps.on(cb.RemoveMember)
async def on_remove(query: CallbackQuery, data: cb.RemoveMember, bot: Bot, ctx: Context) -> None:
    """«Отключить»: the question, then it is done."""
    is_official = data.organisation in ctx.actor.organisations(READING)
    if data.sure:
        name = await officials.remove(ctx, data.person, data.organisation)
        await show.replace(query, bot, views.removed_card(name, data.organisation, is_official=is_official))
        return
    if is_official:
        members = (await officials.officials(ctx)).members
    else:
        members = (await organisations.card(ctx, data.organisation)).members
    name = next((member.name for member in members if member.person_id == data.person), "")
    if not name:
        raise NotFound("member_gone")
    await show.replace(query, bot, views.remove_card(name, data.person, data.organisation, is_official=is_official))


# --- oneself -----------------------------------------------------------------------------------------------------


@taps.on(cb.OwnName)
async def on_own_name(query: CallbackQuery, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Исправить имя»."""
    if not ctx.actor.person_id:
        raise NotAllowed
    await state.set_state(Typing.own_name)
    await show.send(bot, query.from_user.id, views.ask_name_card())


@router.message(Typing.own_name, F.text)
async def on_typed_name(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    name = await officials.rename(ctx, message.text or "")
    await state.clear()
    await show.answer(message, bot, views.renamed_card(name))


@router.message(Command("forget"))
async def on_forget(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, views.forget_card() if ctx.actor.person_id else Card(texts.NOTHING_TO_FORGET))


@taps.on(cb.Forget)
async def on_forget_tap(query: CallbackQuery, data: cb.Forget, bot: Bot, ctx: Context) -> None:
    """The question, then everything of the person is erased."""
    if not ctx.actor.person_id:
        await show.replace(query, bot, Card(texts.NOTHING_TO_FORGET))
    elif data.sure:
        await forgetting.forget(ctx)
        await show.replace(query, bot, views.forgotten_card())
    else:
        await show.replace(query, bot, views.forget_card())
