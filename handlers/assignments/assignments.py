"""A director's day: acknowledge, open an item, collect a report, hand it in."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import DomainError, Stale, WrongState
from domain.minutes.model import ControlForm
from handlers import show
from handlers.taps import Taps
from handlers.year.year_form import show_form
from services.assignments import acknowledging, item_cards, shares
from services.context import Context
from services.files import FileStore
from services.overview import tasks
from services.reports import collecting, handing_in, several_items
from services.year import year_form
from views import callbacks as cb
from views.assignments import item_cards as views
from views.assignments.shares import full_text_card, share_card
from views.card import Attachment, Card
from views.format import bold
from views.overview.tasks import tasks_card
from views.reports import handing_in as responding
from views.reports import several_items as several_items_views
from views.reports import short_forms
from views.texts.assignments import items as texts
from views.texts.assignments import shares as shares_texts
from views.texts.errors import sentence
from views.texts.minutes import minutes_name

router = Router(name=__name__)
taps = Taps()


async def _item(query: CallbackQuery, bot: Bot, ctx: Context, assignment_id: int) -> None:
    await show.replace(query, bot, views.item_card(await item_cards.item_card(ctx, assignment_id)))


async def _outdated(query: CallbackQuery, bot: Bot, ctx: Context, error: DomainError, assignment_id: int) -> None:
    """An old button: say what happened and show the item as it is."""
    await bot.answer_callback_query(query.id, text=sentence(error)[:200], show_alert=True)
    await _item(query, bot, ctx, assignment_id)


@taps.on(cb.Acknowledge)
async def on_acknowledge(query: CallbackQuery, data: cb.Acknowledge, bot: Bot, ctx: Context) -> None:
    """«Ознакомлен(а)»: once pressed, the button leaves the message; the others stay."""
    done = await acknowledging.acknowledge(ctx, data.minutes, data.organisation)
    toast = texts.ACKNOWLEDGED_TOAST if done else texts.ACKNOWLEDGED_BEFORE
    await bot.answer_callback_query(query.id, text=toast)
    share = await shares.share(ctx, data.minutes, data.organisation)
    await show.replace(query, bot, share_card(share))


@taps.on(cb.OpenShare)
async def on_share(query: CallbackQuery, data: cb.OpenShare, bot: Bot, ctx: Context) -> None:
    share = await shares.share(ctx, data.minutes, data.organisation)
    await show.send(bot, query.from_user.id, share_card(share))


@taps.on(cb.FullText)
async def on_full_text(query: CallbackQuery, data: cb.FullText, bot: Bot, ctx: Context) -> None:
    share = await shares.share(ctx, data.minutes, data.organisation)
    await show.send(bot, query.from_user.id, full_text_card(share))


@taps.on(cb.Original)
async def on_original(query: CallbackQuery, data: cb.Original, bot: Bot, ctx: Context, files: FileStore) -> None:
    """«Протокол целиком»: the file as it came, or the pasted text."""
    found = await shares.original(ctx, data.minutes)
    name = found.file_name or shares_texts.original_name(found.minutes.number)
    text = None if found.sha256 else found.text.encode()
    attachment = Attachment(name, data=text, sha256=found.sha256 or "")
    await show.send(
        bot, query.from_user.id, Card(bold(minutes_name(found.minutes)), attachments=(attachment,)), files=files.get
    )


@taps.on(cb.OpenAssignment)
async def on_open(query: CallbackQuery, data: cb.OpenAssignment, bot: Bot, ctx: Context) -> None:
    """An item's card, as a message of its own: the list it came from stays."""
    await show.send(bot, query.from_user.id, views.item_card(await item_cards.item_card(ctx, data.id)))


@taps.on(cb.StartReport)
async def on_start(query: CallbackQuery, data: cb.StartReport, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Исполнено»; a line of the year form is answered there."""
    if await year_form.is_line(ctx, data.id):
        form, place = await year_form.form_of(ctx, data.id)
        await show_form(query, bot, state, form, place)
        return
    try:
        collected = await collecting.start(ctx, data.id, data.version)
    except (Stale, WrongState) as error:
        await _outdated(query, bot, ctx, error, data.id)
        return
    sent = await show.send(bot, query.from_user.id, responding.collecting_card(collected))
    await state.set_data({"prompt": sent})


@taps.on(cb.NotNeeded)
async def on_not_needed(query: CallbackQuery, data: cb.NotNeeded, bot: Bot, ctx: Context) -> None:
    """«Не потребовалось»."""
    try:
        handed_in = await handing_in.not_needed(ctx, data.id, data.version)
    except (Stale, WrongState) as error:
        await _outdated(query, bot, ctx, error, data.id)
        return
    await show.replace(query, bot, responding.receipt_card(handed_in))


@taps.on(cb.HandIn)
async def on_hand_in(query: CallbackQuery, data: cb.HandIn, bot: Bot, ctx: Context) -> None:
    """«Отправить отчёт»."""
    try:
        handed_in = await handing_in.hand_in(ctx, data.report)
    except (Stale, WrongState) as error:
        await _outdated(query, bot, ctx, error, await collecting.assignment_of(ctx, data.report))
        return
    await show.replace(query, bot, responding.receipt_card(handed_in))


@taps.on(cb.DropReport)
async def on_drop(query: CallbackQuery, data: cb.DropReport, bot: Bot, ctx: Context) -> None:
    """«Отмена» of a report being collected."""
    try:
        item = await collecting.drop(ctx, data.report)
    except Stale as error:
        await _outdated(query, bot, ctx, error, await collecting.assignment_of(ctx, data.report))
        return
    await show.replace(query, bot, responding.dropped_card(item))


@taps.on(cb.Withdraw)
async def on_withdraw(query: CallbackQuery, data: cb.Withdraw, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Отозвать и исправить»."""
    try:
        collected = await handing_in.withdraw(ctx, data.id, data.version)
    except (Stale, WrongState) as error:
        await _outdated(query, bot, ctx, error, data.id)
        return
    if collected.assignment.form is ControlForm.YEARLY:
        form, place = await year_form.form_of(ctx, data.id)
        await show_form(query, bot, state, form, place)
        return
    await show.replace(query, bot, responding.collecting_card(collected))
    if query.message is not None:
        await state.set_data({"prompt": query.message.message_id})


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


@taps.on(cb.Tasks)
async def on_tasks_page(query: CallbackQuery, data: cb.Tasks, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, tasks_card(await tasks.tasks(ctx, data.page)))


@router.message(Command("tasks"))
async def on_tasks(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, tasks_card(await tasks.tasks(ctx)))
