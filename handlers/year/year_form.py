"""«Годовой итог»: filled in line by line; its totals."""

from contextlib import suppress

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import NotFound, WrongState
from handlers import show
from handlers.incoming import incoming_of
from handlers.outdated import toast
from handlers.states import Answering
from handlers.taps import Taps
from services.context import Context
from services.year import year_answers, year_form, year_totals
from services.year.year_form import YearForm
from views import callbacks as cb
from views.year import year_form as views

router = Router(name=__name__)
taps = Taps()

ANSWERS = frozenset({"text", "photo", "document", "voice", "video", "audio"})


async def show_form(query: CallbackQuery, bot: Bot, state: FSMContext, form: YearForm, place: int | None) -> None:
    """The form in place of the tapped message; what is typed next answers the line at `place`, if it is open."""
    place = place if place is not None and form.lines[place].open else form.next_open()
    await _listen(state, form, place, query.message.message_id if query.message else 0)
    await show.replace(query, bot, views.form_card(form, place))


async def _listen(state: FSMContext, form: YearForm, place: int | None, prompt: int) -> None:
    if place is None or not form.lines[place].open:
        await state.clear()
        return
    await state.set_state(Answering.line)
    await state.set_data({"assignment": form.lines[place].assignment.id, "prompt": prompt})


@taps.on(cb.YearForm)
async def on_form(query: CallbackQuery, data: cb.YearForm, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Заполнить», a line's number, «Пропустить»."""
    form = await year_form.form(ctx, data.organisation, data.year)
    place = data.place if 0 <= data.place < len(form.lines) else form.next_open()
    await show_form(query, bot, state, form, place)


@taps.on(cb.YearLater)
async def on_later(query: CallbackQuery, data: cb.YearLater, bot: Bot, ctx: Context) -> None:
    """«Позже»."""
    await show.replace(query, bot, views.later_card(await year_form.form(ctx, data.organisation, data.year)))


@taps.on(cb.YearNotNeeded)
async def on_not_needed(
    query: CallbackQuery, data: cb.YearNotNeeded, bot: Bot, ctx: Context, state: FSMContext
) -> None:
    """«Не потребовалось» for a line."""
    try:
        form, place = await year_answers.not_needed(ctx, data.id)
    except WrongState as error:
        await toast(query, bot, error)
        form, place = await year_form.form_of(ctx, data.id)
    await show_form(query, bot, state, form, form.next_open(place))


@taps.on(cb.YearSend)
async def on_send(query: CallbackQuery, data: cb.YearSend, bot: Bot, ctx: Context) -> None:
    """«Отправить итог»."""
    await show.replace(query, bot, views.sent_card(await year_answers.send(ctx, data.organisation, data.year)))


@router.message(Answering.line, F.content_type.in_(ANSWERS), F.text.is_(None) | ~F.text.startswith("/"))
async def on_answer(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The answer to a line; the form follows to the bottom with the next line."""
    asked = await state.get_data()
    try:
        form, place = await year_answers.answer(ctx, asked["assignment"], incoming_of(message))
    except (WrongState, NotFound):
        await state.clear()
        form, place = await year_form.form_of(ctx, asked["assignment"])
    following = form.next_open(place) if form.lines[place].ready or not form.lines[place].open else place
    with suppress(TelegramBadRequest):
        if asked.get("prompt"):
            await bot.delete_message(message.chat.id, asked["prompt"])
    sent = await show.answer(message, bot, views.form_card(form, following))
    await _listen(state, form, following, sent)


# --- of the official ---------------------------------------------------------------------------------------------


@taps.on(cb.YearTotals)
async def on_totals(query: CallbackQuery, data: cb.YearTotals, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.totals_card(await year_totals.totals(ctx, data.year)))


@taps.on(cb.YearRemind)
async def on_remind(query: CallbackQuery, data: cb.YearRemind, bot: Bot, ctx: Context) -> None:
    """«Напомнить»: whom it reaches, then the message."""
    if data.sure:
        await show.replace(query, bot, views.reminded_card(await year_totals.remind(ctx, data.year)))
    else:
        await show.replace(query, bot, views.remind_card(await year_totals.plan_reminder(ctx, data.year)))


@taps.on(cb.YearSheet)
async def on_sheet(query: CallbackQuery, data: cb.YearSheet, bot: Bot, ctx: Context) -> None:
    await show.send(bot, query.from_user.id, views.sheet_card(await year_totals.totals(ctx, data.year)))
