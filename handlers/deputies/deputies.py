"""Deputies, who leads, who acts for the director; protocols handed over."""

from datetime import date

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import NotFound, Stale, WrongInput, WrongState
from domain.people import Lead
from handlers import show
from handlers.states import Acting
from handlers.taps import Taps
from handlers.typed_input import TYPED, typed_date
from services.assignments import shares
from services.context import Context
from services.deputies import acting, acting_ends, deputies, handovers
from services.people.invitations import NewInvitation
from views import callbacks as cb
from views.assignments.shares import share_card
from views.deputies import deputies as views
from views.deputies import handovers as handover_views
from views.joining import invitations
from views.texts.deputies import deputies as texts

router = Router(name=__name__)
taps = Taps()


@router.message(Command("deputy"))
async def on_deputy(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, views.staff_card(await deputies.staff(ctx)))


@taps.on(cb.Deputies)
async def on_deputies(query: CallbackQuery, data: cb.Deputies, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.staff_card(await deputies.staff(ctx, data.organisation)))


@taps.on(cb.InviteDeputy)
async def on_invite(query: CallbackQuery, data: cb.InviteDeputy, bot: Bot, ctx: Context) -> None:
    """«Пригласить заместителя»: the letter to forward, then what to do with it."""
    room = acting if data.official else deputies
    await _hand_link(bot, query.from_user.id, await room.invite_deputy(ctx, data.organisation))


async def _hand_link(bot: Bot, chat_id: int, made: NewInvitation) -> None:
    username = (await bot.me()).username or ""
    await show.send(bot, chat_id, invitations.letter_card(made, username))
    await show.send(bot, chat_id, invitations.note_card(made))


@taps.on(cb.DropDeputy)
async def on_drop(query: CallbackQuery, data: cb.DropDeputy, bot: Bot, ctx: Context) -> None:
    """«Отключить»: the question, then it is done."""
    if data.sure:
        await show.replace(
            query, bot, views.staff_card(await deputies.drop_deputy(ctx, data.organisation, data.person))
        )
        return
    staff = await deputies.staff(ctx, data.organisation)
    name = next((member.name for member in staff.deputies if member.person_id == data.person), "")
    if not name:
        raise NotFound("member_gone")
    await show.replace(query, bot, views.drop_card(name, data.organisation, data.person))


@taps.on(cb.KeepDeputy)
async def on_keep(query: CallbackQuery, data: cb.KeepDeputy, bot: Bot, ctx: Context) -> None:
    """«Оставить» a deputy of the former director."""
    found = await deputies.keep_deputy(ctx, data.organisation, data.person)
    await show.replace(query, bot, views.confirm_deputies_card(found))


@taps.on(cb.SetLead)
async def on_lead(query: CallbackQuery, data: cb.SetLead, bot: Bot, ctx: Context) -> None:
    """«Кто ведёт»."""
    if data.lead not in tuple(Lead):
        raise Stale
    await show.replace(query, bot, views.staff_card(await deputies.set_lead(ctx, data.organisation, Lead(data.lead))))


# --- acting for the director -------------------------------------------------------------------------------------


@taps.on(cb.AskActing)
async def on_ask_acting(query: CallbackQuery, data: cb.AskActing, bot: Bot, ctx: Context) -> None:
    """«Я исполняю обязанности»: the day, then the request goes to the official."""
    if data.until:
        staff = await acting.ask(ctx, data.organisation, date.fromordinal(data.until))
        await show.replace(query, bot, views.staff_card(staff))
        return
    staff = await deputies.staff(ctx, data.organisation)
    await show.replace(query, bot, views.ask_acting_card(staff, await acting.today(ctx, data.organisation)))


@taps.on(cb.AppointActing)
async def on_appoint(query: CallbackQuery, data: cb.AppointActing, bot: Bot, ctx: Context) -> None:
    """«Назначить и. о.»: whom, through which day, done."""
    if data.until:
        found = await acting.appoint(ctx, data.organisation, data.person, date.fromordinal(data.until))
        await show.replace(query, bot, views.appointed_card(found))
        return
    found = await acting.candidates(ctx, data.organisation)
    card = views.until_card(found, data.person) if data.person else views.candidates_card(found)
    await show.replace(query, bot, card)


@taps.on(cb.TypeActingDay, types=lambda _: True)
async def on_type_day(query: CallbackQuery, data: cb.TypeActingDay, bot: Bot, ctx: Context, state: FSMContext) -> None:
    await acting.today(ctx, data.organisation)
    await state.set_state(Acting.day)
    await state.set_data({"organisation": data.organisation, "person": data.person})
    await show.send(bot, query.from_user.id, views.type_day_card())


@router.message(Acting.day, *TYPED)
async def on_typed_day(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The last day, typed."""
    found = await state.get_data()
    place, person = found["organisation"], found["person"]
    until = typed_date(message.text, await acting.today(ctx, place))
    try:
        if person:
            card = views.appointed_card(await acting.appoint(ctx, place, person, until))
        else:
            card = views.staff_card(await acting.ask(ctx, place, until))
    except WrongInput:
        raise  # the dialogue goes on: another day may be typed
    except Exception:
        await state.clear()
        raise
    await state.clear()
    await show.answer(message, bot, card)


@taps.on(cb.StopActing)
async def on_stop(query: CallbackQuery, data: cb.StopActing, bot: Bot, ctx: Context) -> None:
    """«Завершить досрочно», «Я вернулся(ась)»."""
    name = await acting_ends.stop(ctx, data.organisation, data.person)
    await show.replace(query, bot, views.stopped_card(name, data.organisation, official=ctx.actor.controls))


# --- a protocol to the deputy ------------------------------------------------------------------------------------


@taps.on(cb.HandOver)
async def on_hand_over(query: CallbackQuery, data: cb.HandOver, bot: Bot, ctx: Context) -> None:
    """«Передать заместителю»: at once to the only one, else a choice; without any: how to invite one."""
    try:
        offer = await handovers.hand_over(ctx, data.minutes, data.organisation, data.person)
    except WrongState:
        await show.send(bot, query.from_user.id, views.no_deputy_card(data.organisation))
        return
    if offer.given_to:
        await bot.answer_callback_query(query.id, text=texts.given_toast(offer.given_to)[:200])
    await show.send(bot, query.from_user.id, handover_views.offer_card(offer))


@taps.on(cb.TakeBack)
async def on_take_back(query: CallbackQuery, data: cb.TakeBack, bot: Bot, ctx: Context) -> None:
    """«Вернуть себе»: the protocol's message is at hand again."""
    await handovers.take_back(ctx, data.minutes, data.organisation)
    await bot.answer_callback_query(query.id, text=texts.taken_back_toast())
    share = await shares.share(ctx, data.minutes, data.organisation)
    await show.replace(query, bot, share_card(share))


@taps.on(cb.HandOverOne)
async def on_hand_over_one(query: CallbackQuery, bot: Bot, ctx: Context) -> None:
    """«Передать заместителю» from a digest: which protocol."""
    await show.send(bot, query.from_user.id, handover_views.protocols_card(await handovers.protocols(ctx)))
