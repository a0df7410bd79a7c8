"""«Возобновить контроль»: why and until when."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers import show
from handlers.assignments.screens import controlled_screen
from handlers.states import Resuming
from handlers.taps import Taps
from handlers.typed_input import TYPED
from services.context import Context
from services.reports import resuming
from views import callbacks as cb
from views.assignments import controlled_items as controlled_views
from views.card import Card
from views.reports import resuming as views
from views.texts.reports import resuming as texts

router = Router(name=__name__)
taps = Taps()


@taps.on(cb.Resume, fresh=lambda ctx, data: controlled_screen(ctx, data.id))
async def on_resume(query: CallbackQuery, data: cb.Resume, bot: Bot, ctx: Context) -> None:
    """«Возобновить контроль»: why and until when."""
    card = views.resume_card(await resuming.plan_resume(ctx, data.id, data.days), data.days)
    await show.replace(query, bot, card)


@taps.on(cb.ResumeReason, types=lambda data: not data.reason, fresh=lambda ctx, data: controlled_screen(ctx, data.id))
async def on_reason(query: CallbackQuery, data: cb.ResumeReason, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A ready reason resumes at once; another one is typed."""
    if not data.reason:
        await resuming.plan_resume(ctx, data.id, data.days)  # refuses before anything is typed
        await state.set_state(Resuming.reason)
        await state.set_data({"assignment": data.id, "days": data.days})
        await show.send(bot, query.from_user.id, Card(texts.ASK_REASON))
        return
    if not 0 < data.reason <= len(texts.REASONS):
        raise Stale
    card = controlled_views.controlled_item_card(
        await resuming.resume(ctx, data.id, texts.REASONS[data.reason - 1][1], days=data.days)
    )
    await bot.answer_callback_query(query.id, text=texts.TOAST)
    await show.replace(query, bot, card)


@router.message(Resuming.reason, *TYPED)
async def on_typed_reason(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    done = await resuming.resume(ctx, found["assignment"], message.text or "", days=found["days"])
    await state.clear()
    await show.answer(message, bot, controlled_views.controlled_item_card(done))
