"""A report is begun, handed in, withdrawn."""

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from handlers import show
from handlers.assignments.screens import item_screen
from handlers.taps import Taps
from handlers.year.year_form import show_form
from services.context import Context
from services.reports import collecting, correcting, handing_in
from services.reports.handing_in import HandedIn
from services.year import year_form
from views import callbacks as cb
from views.card import Card
from views.reports import handing_in as responding

taps = Taps()


async def item_of_report(ctx: Context, report_id: int) -> Card:
    """The item that a report of the actor's organisation is for."""
    return await item_screen(ctx, await collecting.assignment_of(ctx, report_id))


@taps.on(cb.StartReport, fresh=lambda ctx, data: item_screen(ctx, data.id))
async def on_start(query: CallbackQuery, data: cb.StartReport, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Исполнено»; a line of the year form is answered there."""
    if await year_form.is_line(ctx, data.id):
        form, place = await year_form.form_of(ctx, data.id)
        await show_form(query, bot, state, form, place)
        return
    collected = await collecting.start(ctx, data.id, data.version)
    sent = await show.send(bot, query.from_user.id, responding.collecting_card(collected))
    await state.set_data({"prompt": sent})


@taps.on(cb.NotNeeded, fresh=lambda ctx, data: item_screen(ctx, data.id))
async def on_not_needed(query: CallbackQuery, data: cb.NotNeeded, bot: Bot, ctx: Context) -> None:
    """«Не потребовалось»."""
    handed_in = await handing_in.not_needed(ctx, data.id, data.version)
    await show.replace(query, bot, responding.receipt_card(handed_in))


@taps.on(cb.HandIn, fresh=lambda ctx, data: item_of_report(ctx, data.report))
async def on_hand_in(query: CallbackQuery, data: cb.HandIn, bot: Bot, ctx: Context) -> None:
    """«Отправить отчёт»."""
    found = await handing_in.hand_in(ctx, data.report)
    card = responding.receipt_card(found) if isinstance(found, HandedIn) else responding.empty_card(found)
    await show.replace(query, bot, card)


@taps.on(cb.HandInEmpty, fresh=lambda ctx, data: item_of_report(ctx, data.report))
async def on_hand_in_empty(query: CallbackQuery, data: cb.HandInEmpty, bot: Bot, ctx: Context) -> None:
    """«Отправить без документа», after the question."""
    found = await handing_in.hand_in(ctx, data.report, empty=True)
    assert isinstance(found, HandedIn)  # noqa: S101 - nothing is left to ask
    await show.replace(query, bot, responding.receipt_card(found))


@taps.on(cb.Pieces, fresh=lambda ctx, data: item_of_report(ctx, data.report))
async def on_pieces(query: CallbackQuery, data: cb.Pieces, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Убрать лишнее»: what has come, then without the one taken out."""
    collected = await collecting.pieces(ctx, data.report, data.drop)
    chosen = data.drop or not collected.report.evidence
    await show.replace(
        query, bot, responding.collecting_card(collected) if chosen else responding.pieces_card(collected)
    )
    if query.message is not None:
        await state.set_data({"prompt": query.message.message_id})


@taps.on(cb.DropReport, fresh=lambda ctx, data: item_of_report(ctx, data.report))
async def on_drop(query: CallbackQuery, data: cb.DropReport, bot: Bot, ctx: Context) -> None:
    """«Отмена» of a report being collected."""
    item = await collecting.drop(ctx, data.report)
    await show.replace(query, bot, responding.dropped_card(item))


@taps.on(cb.Withdraw, fresh=lambda ctx, data: item_screen(ctx, data.id))
async def on_withdraw(query: CallbackQuery, data: cb.Withdraw, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Исправить»: the version before stands until the new one is sent."""
    if await year_form.is_line(ctx, data.id):
        await handing_in.withdraw(ctx, data.id, data.version)
        form, place = await year_form.form_of(ctx, data.id)
        await show_form(query, bot, state, form, place)
        return
    collected = await correcting.start(ctx, data.id, data.version)
    sent = await show.send(bot, query.from_user.id, responding.collecting_card(collected))
    await state.set_data({"prompt": sent})


@taps.on(cb.TakeReport, fresh=lambda ctx, data: item_screen(ctx, data.id))
async def on_take_back(query: CallbackQuery, data: cb.TakeReport, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Отозвать отчёт»."""
    collected = await handing_in.withdraw(ctx, data.id, data.version)
    await show.replace(query, bot, responding.withdrawn_card(collected.assignment))
    await state.set_data({})
