"""An official judges a report: looks, accepts, sends back."""

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers import show
from handlers.states import Judging
from handlers.taps import Taps
from services.context import Context
from services.files import FileStore
from services.reports import judging, return_reasons
from services.reports.judging import ReportCard
from views import callbacks as cb
from views.card import Card
from views.reports import judging as report_views
from views.reports.return_reasons import READY
from views.texts.reports import judging as texts

router = Router(name=__name__)
taps = Taps()


async def report_screen(ctx: Context, report_id: int) -> Card:
    """The report as it is now. Raises NotFound, NotAllowed."""
    return report_views.report_card(await judging.show_report(ctx, report_id))


@taps.on(cb.OpenReport)
async def on_report(query: CallbackQuery, data: cb.OpenReport, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, await report_screen(ctx, data.id))


@taps.on(cb.ReportEvidence)
async def on_evidence(query: CallbackQuery, data: cb.ReportEvidence, bot: Bot, ctx: Context, files: FileStore) -> None:
    """The originals come back."""
    card = report_views.evidence_card(await judging.show_report(ctx, data.report))
    await show.send(bot, query.from_user.id, card, files=files.get)


@taps.on(cb.Accept, fresh=lambda ctx, data: report_screen(ctx, data.report))
async def on_accept(query: CallbackQuery, data: cb.Accept, bot: Bot, ctx: Context) -> None:
    """«Принять»."""
    card = await judging.accept(ctx, data.report)
    await bot.answer_callback_query(query.id, text=texts.ACCEPTED_TOAST)
    await show.replace(query, bot, report_views.report_card(card))


@taps.on(cb.SendBack, fresh=lambda ctx, data: report_screen(ctx, data.report))
async def on_send_back(query: CallbackQuery, data: cb.SendBack, bot: Bot, ctx: Context) -> None:
    """«Вернуть»: ready reasons."""
    ready = await return_reasons.of_report(ctx, data.report, READY)
    card = await judging.show_report(ctx, data.report, rework_days=data.days)
    if not card.actions:
        raise Stale
    await show.replace(query, bot, report_views.send_back_card(card, ready, data.days))


@taps.on(cb.SendBackReason, types=lambda data: not data.reason, fresh=lambda ctx, data: report_screen(ctx, data.report))
async def on_reason(query: CallbackQuery, data: cb.SendBackReason, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A ready reason sends back at once; another one is typed."""
    if not data.reason:
        await state.set_state(Judging.reason)
        await state.set_data({"report": data.report, "days": data.days})
        await show.send(bot, query.from_user.id, Card(texts.ASK_REASON))
        return
    ready = {each.id: each for each in await return_reasons.of_report(ctx, data.report, READY)}
    if data.reason not in ready:
        raise Stale
    chosen = ready[data.reason]
    card = await judging.send_back(ctx, data.report, chosen.reason, chosen.what_to_do, days=data.days)
    await bot.answer_callback_query(query.id, text=texts.SENT_BACK_TOAST)
    await show.replace(query, bot, report_views.report_card(card))


@router.message(Judging.reason, F.text, ~F.text.startswith("/"))
async def on_typed_reason(message: Message, bot: Bot, state: FSMContext) -> None:
    await state.update_data(reason=message.text)
    await state.set_state(Judging.what_to_do)
    await show.answer(message, bot, Card(texts.ASK_WHAT_TO_DO))


@router.message(Judging.what_to_do, F.text, ~F.text.startswith("/"))
async def on_typed_what(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    try:
        card = await judging.send_back(ctx, found["report"], found["reason"], message.text or "", days=found["days"])
    except Stale:
        card = await judging.show_report(ctx, found["report"])
    await state.clear()
    await show.answer(message, bot, report_views.report_card(card))


async def _gallery(bot: Bot, chat_id: int, report: ReportCard | None, files: FileStore) -> None:
    """A report that waits: its photos as an album, under them the card with the judgement."""
    if report is None:
        await show.send(bot, chat_id, report_views.nothing_to_review_card())
        return
    await show.album(bot, chat_id, report_views.gallery(report), files=files.get)
    await show.send(bot, chat_id, report_views.report_card(report))


@taps.on(cb.Review)
async def on_review_tap(query: CallbackQuery, data: cb.Review, bot: Bot, ctx: Context, files: FileStore) -> None:
    """The next report on the spot when it has no photos; the first one apart: the digest it came from stays."""
    report = await judging.next_report(ctx, data.after)
    if data.after and not (report and report_views.gallery(report)):
        card = report_views.report_card(report) if report else report_views.nothing_to_review_card()
        await show.replace(query, bot, card)
    else:
        await _gallery(bot, query.from_user.id, report, files)


@taps.on(cb.ReviewItem)
async def on_review_item(query: CallbackQuery, data: cb.ReviewItem, bot: Bot, ctx: Context, files: FileStore) -> None:
    """One item's reports, one after another."""
    report = await judging.next_report(ctx, decision_id=data.decision)
    await _gallery(bot, query.from_user.id, report, files)


@router.message(Command("review"))
async def on_review(message: Message, bot: Bot, ctx: Context, files: FileStore) -> None:
    await _gallery(bot, message.chat.id, await judging.next_report(ctx), files)
