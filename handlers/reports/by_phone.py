"""Organisations outside the bot: calls, answers entered for them."""

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.minutes.typed_dates import Wanted
from handlers import show
from handlers.assignments.screens import controlled_screen, own_screen
from handlers.incoming import incoming_of
from handlers.states import Entering
from handlers.taps import Taps
from handlers.typed_input import TYPED, typed_date
from services.assignments import controlled_items
from services.context import Context
from services.overview import overdue
from services.reports import by_phone
from views import callbacks as cb
from views.assignments.controlled_items import controlled_item_card
from views.card import Card
from views.reports import by_phone as views
from views.texts.reports import by_phone as texts

router = Router(name=__name__)
taps = Taps()

EVIDENCE = frozenset({"text", "photo", "document", "voice", "video", "audio"})


@taps.on(cb.Called)
async def on_called(query: CallbackQuery, data: cb.Called, bot: Bot, ctx: Context) -> None:
    """«Ознакомлены по телефону»: the card it stands on stays, an item's card is shown fresh."""
    done = await by_phone.called(ctx, data.minutes, data.organisation)
    await bot.answer_callback_query(query.id, text=texts.called(done) if done else texts.CALLED_BEFORE)
    if data.case:
        await show.replace(query, bot, await controlled_screen(ctx, data.case))


async def _fresh(ctx: Context, assignment_id: int) -> Card:
    found = await controlled_items.controlled_item(ctx, assignment_id)
    return await own_screen(ctx, assignment_id) if found.assignment.is_own else controlled_item_card(found)


@taps.on(cb.EnterAnswer, fresh=lambda ctx, data: _fresh(ctx, data.id))
async def on_enter(query: CallbackQuery, data: cb.EnterAnswer, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Внести ответ»: what comes next is the organisation's answer, until another button or command."""
    entering = await by_phone.enter(ctx, data.id, data.version)
    await state.set_state(Entering.report)
    await state.set_data({"report": entering.report.id})
    await show.send(bot, query.from_user.id, views.entering_card(entering))


@router.message(Entering.report, F.content_type.in_(EVIDENCE), F.text.is_(None) | ~F.text.startswith("/"))
async def on_evidence(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """One more message of the answer."""
    report = (await state.get_data())["report"]
    await show.answer(message, bot, views.entering_card(await by_phone.add(ctx, report, incoming_of(message))))


@taps.on(cb.EnteredDo)
async def on_entered(query: CallbackQuery, data: cb.EnteredDo, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The buttons under what has been collected."""
    if data.what == "day":
        await state.set_state(Entering.day)
        await state.set_data({"report": data.report})
        await show.send(bot, query.from_user.id, Card(texts.ASK_DAY))
    elif data.what == "drop":
        await show.replace(query, bot, views.dropped_card(await by_phone.drop(ctx, data.report)))
    else:
        done = await by_phone.finish(ctx, data.report, not_needed=data.what == "none")
        await show.replace(query, bot, views.entered_card(done))


@router.message(Entering.day, *TYPED)
async def on_day(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The day the organisation has answered."""
    report = (await state.get_data())["report"]
    today = await by_phone.today_of(ctx, report)
    entering = await by_phone.set_day(ctx, report, typed_date(message.text, today, Wanted.GONE))
    await state.set_state(Entering.report)
    await show.answer(message, bot, views.entering_card(entering))


@taps.on(cb.EnterList)
async def on_list(query: CallbackQuery, data: cb.EnterList, bot: Bot, ctx: Context) -> None:
    """«Внести ответ за организацию» under the overdue list."""
    listed = await overdue.overdue(ctx, by=data.by, only=data.only, page=data.page)
    await show.replace(query, bot, views.choose_card(listed))
