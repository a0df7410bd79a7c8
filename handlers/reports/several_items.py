"""«Несколько пунктов сразу»."""

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from domain.errors import Stale, WrongState
from handlers import show
from handlers.assignments.items import _outdated
from handlers.taps import Taps
from services.context import Context
from services.reports import collecting, several_items
from views import callbacks as cb
from views.reports import handing_in as responding
from views.reports import several_items as several_items_views
from views.reports import short_forms

taps = Taps()


@taps.on(cb.Tick)
async def on_tick(query: CallbackQuery, data: cb.Tick, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Несколько пунктов сразу»: tick items; «Готово» goes on collecting for all of them."""
    try:
        ticked = several_items_views.unpacked(data.ticked)
        found = await several_items.ticks(ctx, data.report, ticked)
    except ValueError:
        raise Stale from None
    except Stale as error:
        await _outdated(query, bot, ctx, error, await collecting.assignment_of(ctx, data.report))
        return
    await state.update_data(also=sorted(found.ticked), report=data.report)
    if data.done:
        await show.replace(
            query, bot, several_items_views.with_ticks(responding.collecting_card(found.collected), found)
        )
    else:
        await show.replace(query, bot, several_items_views.ticks_card(found))


@taps.on(cb.HandInSeveral)
async def on_hand_in_several(query: CallbackQuery, data: cb.HandInSeveral, bot: Bot, ctx: Context) -> None:
    """«Отправить по N пунктам»."""
    try:
        handed_in = await several_items.hand_in_several(ctx, data.report, several_items_views.unpacked(data.ticked))
    except ValueError:
        raise Stale from None
    except (Stale, WrongState) as error:
        await _outdated(query, bot, ctx, error, await collecting.assignment_of(ctx, data.report))
        return
    await show.replace(query, bot, short_forms.handed_in_card(handed_in))
