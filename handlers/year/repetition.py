"""«Завершить повтор» of a decision that asks for a report every period."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers import show
from handlers.states import Ending
from handlers.taps import Taps
from handlers.typed_input import TYPED
from services.context import Context
from services.year import repetition
from views import callbacks as cb
from views.texts.year.repetition import REASONS, TOAST
from views.year import repetition as views

router = Router(name=__name__)
taps = Taps()


@taps.on(cb.EndRepeat, types=lambda data: bool(data.what) and not data.reason)
async def on_end(query: CallbackQuery, data: cb.EndRepeat, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The question, then the reason, then the end; another reason is typed."""
    if data.what not in ("", views.KEEP, views.CANCEL) or data.reason > len(REASONS):
        raise Stale
    if not data.what or data.reason < 0:
        await show.replace(query, bot, views.end_card(await repetition.repetition(ctx, data.decision), data.what))
    elif data.reason == 0:
        await repetition.repetition(ctx, data.decision)
        await state.set_state(Ending.repetition)
        await state.set_data({"decision": data.decision, "cancel": data.what == views.CANCEL})
        await show.send(bot, query.from_user.id, views.type_reason_card())
    else:
        why = REASONS[data.reason - 1][1]
        cancelled = await repetition.end(ctx, data.decision, why, cancel_open=data.what == views.CANCEL)
        await bot.answer_callback_query(query.id, text=TOAST)
        await show.replace(query, bot, views.ended_card(data.decision, cancelled))


@router.message(Ending.repetition, *TYPED)
async def on_reason(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    cancelled = await repetition.end(ctx, found["decision"], message.text or "", cancel_open=found["cancel"])
    await state.clear()
    await show.answer(message, bot, views.ended_card(found["decision"], cancelled))
