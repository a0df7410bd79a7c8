"""A corrected version of sent minutes: tick what is to be applied, say why, done."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import Stale
from handlers import show
from handlers.drafts.screens import draft_screen
from handlers.outdated import or_fresh
from handlers.states import Amending
from handlers.taps import Taps
from handlers.typed_input import TYPED
from services.amendments import by_file
from services.context import Context
from services.overview import protocols
from views import callbacks as cb
from views.amendments.by_file import changes_card, why_card
from views.card import Card
from views.overview.protocols import protocol_card
from views.texts.amendments import amendments as amending
from views.texts.amendments import by_file as by_file_texts

router = Router(name=__name__)
taps = Taps()


@taps.on(cb.AmendByFile, fresh=lambda ctx, data: draft_screen(ctx, data.id))
async def on_changes(query: CallbackQuery, data: cb.AmendByFile, bot: Bot, ctx: Context) -> None:
    """What the version changes; then why."""
    plan = await by_file.plan_file(ctx, data.id, data.skip)
    ready = data.ask and plan.chosen and not plan.doubts
    await show.replace(query, bot, why_card(plan) if ready else changes_card(plan))


@taps.on(cb.AmendByFileSure, types=lambda data: not data.reason, fresh=lambda ctx, data: draft_screen(ctx, data.id))
async def on_sure(query: CallbackQuery, data: cb.AmendByFileSure, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """A ready reason applies it; another one is typed."""
    if not data.reason:
        await by_file.plan_file(ctx, data.id, data.skip)  # only who may do it is asked
        await state.set_state(Amending.merge_reason)
        await state.set_data({"minutes": data.id, "version": data.version, "skip": data.skip})
        await show.send(bot, query.from_user.id, Card(amending.ASK_REASON))
        return
    if not 0 < data.reason <= len(by_file_texts.MERGE_REASONS):
        raise Stale
    reason = by_file_texts.MERGE_REASONS[data.reason - 1]
    told = (await by_file.plan_file(ctx, data.id, data.skip)).organisations
    earlier = await by_file.apply_file(ctx, data.id, data.version, data.skip, reason)
    await bot.answer_callback_query(query.id, text=amending.done(told))
    await show.replace(query, bot, protocol_card(await protocols.protocol(ctx, earlier)))


@router.message(Amending.merge_reason, *TYPED)
@or_fresh(lambda ctx, found: draft_screen(ctx, found["minutes"]))
async def on_reason(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    found = await state.get_data()
    told = (await by_file.plan_file(ctx, found["minutes"], found["skip"])).organisations
    where = (found["minutes"], found["version"], found["skip"])
    earlier = await by_file.apply_file(ctx, *where, message.text or "")
    await state.clear()
    await show.answer(message, bot, Card(amending.done(told)))
    await show.answer(message, bot, protocol_card(await protocols.protocol(ctx, earlier)))
