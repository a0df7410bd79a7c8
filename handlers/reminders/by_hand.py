"""`/remind`: whom, of what, with a word from the official."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import NotFound, Stale
from handlers import show
from handlers.states import Reminding
from handlers.taps import Taps
from handlers.typed_input import TYPED
from services.context import Context
from services.overview import protocols, unread
from services.reminders import by_hand
from services.reminders.by_hand import What, Whom
from views import callbacks as cb
from views.card import Card
from views.overview.unread import unread_card
from views.reminders import by_hand as views
from views.texts.overview import overdue
from views.texts.overview import unread as unread_texts
from views.texts.reminders import by_hand as texts

router = Router(name=__name__)
taps = Taps()


@router.message(Command("remind"))
async def on_remind(message: Message, command: CommandObject, bot: Bot, ctx: Context) -> None:
    """/remind, or of one organisation, protocol or group: /remind Берёзовская."""
    wanted = (command.args or "").strip()
    if wanted.lower() in unread_texts.WORDS:
        await show.answer(message, bot, unread_card(await unread.unread(ctx)))
        return
    if wanted.lower().startswith(overdue.MINUTES_WORD):
        wanted = wanted[len(overdue.MINUTES_WORD) :].strip()
    found = await by_hand.find_whom(ctx, wanted) if wanted else None
    choice = await by_hand.choice(ctx, found or by_hand.EVERYBODY)
    await show.answer(message, bot, views.choice_card(choice, not_found="" if found else wanted))


@taps.on(cb.Remind)
async def on_remind_tap(query: CallbackQuery, data: cb.Remind, bot: Bot, ctx: Context) -> None:
    """The start, narrowed to a protocol or a group."""
    if data.by == views.GROUPS:
        card = views.groups_card(await by_hand.choice(ctx))
    elif data.by == views.PROTOCOLS:
        await by_hand.choice(ctx)  # refuses those who only look
        card = views.protocols_card(await protocols.protocols(ctx))
    else:
        card = views.choice_card(await by_hand.choice(ctx, Whom(data.by, data.only)))
    await show.replace(query, bot, card)


@taps.on(cb.RemindDo, types=lambda data: bool(data.note))
async def on_do(query: CallbackQuery, data: cb.RemindDo, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The question, the comment, or the reminder itself."""
    what, whom = _what(data.what), Whom(data.by, data.only)
    if data.sure:
        done = await by_hand.remind(ctx, what, whom)
        await show.replace(query, bot, views.reminded_card(done, whom, what))
        return
    plan = await by_hand.plan_reminder(ctx, what, whom)
    if data.note:
        await state.set_state(Reminding.comment)
        await state.set_data({"what": str(what), "by": whom.by, "only": whom.only})
        await show.send(bot, query.from_user.id, Card(texts.ASK_COMMENT))
    else:
        await show.replace(query, bot, views.question_card(plan, what, whom))


def _what(code: str) -> What:
    try:
        return What(code)
    except ValueError:
        raise Stale from None


@router.message(Reminding.comment, *TYPED)
async def on_comment(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """Shown back before it goes out; typing again replaces it."""
    comment = by_hand.check_comment(message.text or "")
    found = await state.get_data()
    what, whom = What(found["what"]), Whom(found["by"], found["only"])
    plan = await by_hand.plan_reminder(ctx, what, whom)
    await state.update_data(comment=comment)
    await show.answer(message, bot, views.question_card(plan, what, whom, comment))


@taps.on(cb.RemindNoted, keeps_dialogue=True)
async def on_noted(query: CallbackQuery, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """«Да, напомнить» with the comment."""
    found = await state.get_data()
    if "comment" not in found:
        raise NotFound
    what, whom = What(found["what"]), Whom(found["by"], found["only"])
    done = await by_hand.remind(ctx, what, whom, comment=found["comment"])
    await state.clear()
    await show.replace(query, bot, views.reminded_card(done, whom, what))


@taps.on(cb.RemindOverdue)
async def on_remind_overdue(query: CallbackQuery, data: cb.RemindOverdue, bot: Bot, ctx: Context) -> None:
    """«Напомнить не отчитавшимся»: whom it reaches, then the message."""
    whom = Whom(data.by, data.only)
    if data.sure:
        done = await by_hand.remind(ctx, whom=whom)
        await show.replace(query, bot, views.reminded_card(done, whom))
    else:
        plan = await by_hand.plan_reminder(ctx, whom=whom)
        await show.put(query, bot, views.late_card(plan, whom), apart=data.apart)
