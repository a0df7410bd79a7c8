"""An official's day: judge reports, ask who is late, look at protocols."""

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import DomainError, Stale, WrongState
from handlers import show
from handlers.states import Judging
from handlers.taps import Taps
from services.context import Context
from services.files import FileStore
from services.overview import due, overdue, protocols
from services.reminders import by_hand
from services.reports import judging, return_reasons
from services.reports.judging import ReportCard
from views import callbacks as cb
from views.card import Card
from views.overview import overdue as overdue_views
from views.overview import protocols as protocol_views
from views.reminders import by_hand as nudge_views
from views.reports import judging as report_views
from views.reports.return_reasons import READY
from views.texts.errors import sentence
from views.texts.overview import overdue as overdue_texts
from views.texts.reports import judging as texts

router = Router(name=__name__)
taps = Taps()

DUE_DAYS = 7
FURTHEST = 366


# --- reports -----------------------------------------------------------------------------------------------------


async def _report(query: CallbackQuery, bot: Bot, ctx: Context, report_id: int) -> None:
    await show.replace(query, bot, report_views.report_card(await judging.show_report(ctx, report_id)))


async def _outdated(query: CallbackQuery, bot: Bot, ctx: Context, error: DomainError, report_id: int) -> None:
    await bot.answer_callback_query(query.id, text=sentence(error)[:200], show_alert=True)
    await _report(query, bot, ctx, report_id)


@taps.on(cb.OpenReport)
async def on_report(query: CallbackQuery, data: cb.OpenReport, bot: Bot, ctx: Context) -> None:
    await _report(query, bot, ctx, data.id)


@taps.on(cb.ReportEvidence)
async def on_evidence(query: CallbackQuery, data: cb.ReportEvidence, bot: Bot, ctx: Context, files: FileStore) -> None:
    """The originals come back."""
    card = report_views.evidence_card(await judging.show_report(ctx, data.report))
    await show.send(bot, query.from_user.id, card, files=files.get)


@taps.on(cb.Accept)
async def on_accept(query: CallbackQuery, data: cb.Accept, bot: Bot, ctx: Context) -> None:
    """«Принять»."""
    try:
        card = await judging.accept(ctx, data.report)
    except (Stale, WrongState) as error:
        await _outdated(query, bot, ctx, error, data.report)
        return
    await bot.answer_callback_query(query.id, text=texts.ACCEPTED_TOAST)
    await show.replace(query, bot, report_views.report_card(card))


@taps.on(cb.SendBack)
async def on_send_back(query: CallbackQuery, data: cb.SendBack, bot: Bot, ctx: Context) -> None:
    """«Вернуть»: ready reasons."""
    ready = await return_reasons.of_report(ctx, data.report, READY)
    card = await judging.show_report(ctx, data.report, rework_days=data.days)
    if not card.actions:
        await _outdated(query, bot, ctx, Stale(), data.report)
        return
    await show.replace(query, bot, report_views.send_back_card(card, ready, data.days))


@taps.on(cb.SendBackReason)
async def on_reason(query: CallbackQuery, data: cb.SendBackReason, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A ready reason sends back at once; another one is typed."""
    if not data.reason:
        await state.set_state(Judging.reason)
        await state.set_data({"report": data.report, "days": data.days})
        await show.send(bot, query.from_user.id, Card(texts.ASK_REASON))
        return
    try:
        ready = {each.id: each for each in await return_reasons.of_report(ctx, data.report, READY)}
        if data.reason not in ready:
            raise Stale
        chosen = ready[data.reason]
        card = await judging.send_back(ctx, data.report, chosen.reason, chosen.what_to_do, days=data.days)
    except (Stale, WrongState) as error:
        await _outdated(query, bot, ctx, error, data.report)
        return
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


# --- overdue and due ---------------------------------------------------------------------------------------------


@router.message(Command("overdue"))
async def on_overdue(message: Message, command: CommandObject, bot: Bot, ctx: Context) -> None:
    """/overdue, or of one organisation: /overdue Берёзовская."""
    wanted = (command.args or "").strip()
    if wanted.lower().startswith(overdue_texts.MINUTES_WORD):
        wanted = wanted[len(overdue_texts.MINUTES_WORD) :].strip()
    found = await overdue.find_subject(ctx, wanted) if wanted else None
    by, only = found or (overdue.BY_ORGANISATION, 0)
    listed = await overdue.overdue(ctx, by=by, only=only)
    await show.answer(message, bot, overdue_views.overdue_card(listed, not_found="" if found else wanted))


async def _put(query: CallbackQuery, bot: Bot, card: Card, *, apart: bool) -> None:
    if apart:
        await show.send(bot, query.from_user.id, card)
    else:
        await show.replace(query, bot, card)


@taps.on(cb.Overdue)
async def on_overdue_tap(query: CallbackQuery, data: cb.Overdue, bot: Bot, ctx: Context) -> None:
    listed = await overdue.overdue(ctx, by=data.by, only=data.only, page=data.page)
    await _put(query, bot, overdue_views.overdue_card(listed), apart=data.apart)


@taps.on(cb.RemindOverdue)
async def on_remind(query: CallbackQuery, data: cb.RemindOverdue, bot: Bot, ctx: Context) -> None:
    """«Напомнить не отчитавшимся»: whom it reaches, then the message."""
    whom = by_hand.Whom(data.by, data.only)
    if data.sure:
        done = await by_hand.nudge(ctx, whom=whom)
        await show.replace(query, bot, nudge_views.nudged_card(done, whom))
    else:
        plan = await by_hand.plan_nudge(ctx, whom=whom)
        await _put(query, bot, nudge_views.late_card(plan, whom), apart=data.apart)


@router.message(Command("due"))
async def on_due(message: Message, command: CommandObject, bot: Bot, ctx: Context) -> None:
    """/due, /due 14."""
    typed = (command.args or "").strip()
    days = min(int(typed), FURTHEST) if typed.isdecimal() else DUE_DAYS
    await show.answer(message, bot, overdue_views.due_card(await due.due(ctx, days)))


@taps.on(cb.Due)
async def on_due_tap(query: CallbackQuery, data: cb.Due, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, overdue_views.due_card(await due.due(ctx, data.days, data.page)))


# --- protocols ---------------------------------------------------------------------------------------------------


@router.message(Command("protocols"))
async def on_protocols(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, protocol_views.protocols_card(await protocols.protocols(ctx)))


@taps.on(cb.Protocols)
async def on_protocols_tap(query: CallbackQuery, data: cb.Protocols, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, protocol_views.protocols_card(await protocols.protocols(ctx, data.page)))


@taps.on(cb.Protocol)
async def on_protocol(query: CallbackQuery, data: cb.Protocol, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, protocol_views.protocol_card(await protocols.protocol(ctx, data.id), data.page))


@taps.on(cb.ProtocolItem)
async def on_protocol_item(query: CallbackQuery, data: cb.ProtocolItem, bot: Bot, ctx: Context) -> None:
    await show.replace(
        query, bot, protocol_views.item_rows_card(await protocols.item_rows(ctx, data.decision, data.page))
    )
