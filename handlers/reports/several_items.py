"""«Несколько пунктов сразу»."""

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from domain.errors import Stale
from handlers import show
from handlers.reports.handing_in import item_of_report
from handlers.taps import Taps
from services.context import Context
from services.reports import several_items
from views import callbacks as cb
from views.reports import handing_in as responding
from views.reports import several_items as several_items_views
from views.reports import short_forms

taps = Taps()


@taps.on(cb.Tick, fresh=lambda ctx, data: item_of_report(ctx, data.report))
async def on_tick(query: CallbackQuery, data: cb.Tick, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Несколько пунктов сразу»: tick items; «Готово» goes on collecting for all of them."""
    try:
        ticked = several_items_views.unpacked(data.ticked)
        found = await several_items.ticks(ctx, data.report, ticked)
    except ValueError:
        raise Stale from None
    await state.update_data(also=sorted(found.ticked), report=data.report)
    if data.done:
        await show.replace(
            query, bot, several_items_views.with_ticks(responding.collecting_card(found.collected), found)
        )
    else:
        await show.replace(query, bot, several_items_views.ticks_card(found))


@taps.on(cb.HandInSeveral, fresh=lambda ctx, data: item_of_report(ctx, data.report))
async def on_hand_in_several(query: CallbackQuery, data: cb.HandInSeveral, bot: Bot, ctx: Context) -> None:
    """«Отправить по N пунктам»."""
    try:
        handed_in = await several_items.hand_in_several(ctx, data.report, several_items_views.unpacked(data.ticked))
    except ValueError:
        raise Stale from None
    await show.replace(query, bot, short_forms.handed_in_card(handed_in))
