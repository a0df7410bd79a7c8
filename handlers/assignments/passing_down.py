"""An authority passes items down to its organisations and reports upward what they answered."""

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from handlers import show
from handlers.assignments.screens import item_screen
from handlers.drafts.screens import draft_screen
from handlers.taps import Taps
from services.assignments import passed_down, passing_down
from services.context import Context
from services.drafts import drafts
from services.people.actors import renewed
from services.reports import collecting
from views import callbacks as cb
from views.assignments import passing_down as views
from views.reports import handing_in

taps = Taps()


async def _passing(query: CallbackQuery, bot: Bot, ctx: Context, minutes_id: int) -> None:
    """The draft for those below. Its rights may have come with the tap, so the actor is loaded anew."""
    fresh = await renewed(ctx)
    await show.send(bot, query.from_user.id, views.pass_card(await drafts.show(fresh, minutes_id)))


@taps.on(cb.PassDown)
async def on_pass_down(query: CallbackQuery, data: cb.PassDown, bot: Bot, ctx: Context) -> None:
    """«Довести до подведомственных»."""
    await _passing(query, bot, ctx, await passing_down.start(ctx, data.id))


@taps.on(cb.PassAll)
async def on_pass_all(query: CallbackQuery, data: cb.PassAll, bot: Bot, ctx: Context) -> None:
    """«Довести всё (N)» of a protocol."""
    await _passing(query, bot, ctx, await passing_down.start_all(ctx, data.minutes, data.organisation))


@taps.on(cb.DropPassing, fresh=lambda ctx, data: draft_screen(ctx, data.id))
async def on_drop(query: CallbackQuery, data: cb.DropPassing, bot: Bot, ctx: Context) -> None:
    """«Не доводить»: the draft goes, the item stays."""
    draft = (await drafts.show(ctx, data.id)).draft
    await drafts.delete_draft(ctx, data.id, data.version)
    first = draft.items[0].passed_from if len(draft.items) == 1 else None
    await show.replace(query, bot, views.dropped_card(first))


@taps.on(cb.ReportUp, fresh=lambda ctx, data: item_screen(ctx, data.id))
async def on_report_up(query: CallbackQuery, data: cb.ReportUp, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Отчитаться: 14 из 14»: a report that the totals go up with by themselves."""
    found = await passed_down.gathered(ctx, data.id)
    collected = await collecting.start(ctx, data.id, found.assignment.version)
    sent = await show.send(bot, query.from_user.id, handing_in.collecting_card(collected))
    await state.set_data({"prompt": sent})
