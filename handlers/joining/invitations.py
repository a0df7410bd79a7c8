"""Links that let in and requests that wait."""

import asyncio

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from domain.errors import NotAllowed, WrongInput
from domain.people import Role
from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.joining import join_requests
from services.organisations import organisations
from services.people import invitations
from services.people.invitations import NewInvitation
from views import callbacks as cb
from views.card import Card
from views.joining import invitations as views
from views.joining import join_requests as join_requests_views
from views.organisations.organisations import found_card
from views.papers.invitations import link_table
from views.texts.joining.invitations import SHEET_NAME

router = Router(name=__name__)
taps = Taps()


async def _hand_over(bot: Bot, chat_id: int, made: NewInvitation) -> None:
    """The letter to forward, then what to do with it."""
    await show.send(bot, chat_id, views.letter_card(made, await _username(bot)))
    await show.send(bot, chat_id, views.note_card(made))


async def _username(bot: Bot) -> str:
    return (await bot.me()).username or ""


@router.message(Command("invite"))
async def on_invite(message: Message, command: CommandObject, bot: Bot, ctx: Context) -> None:
    """/invite: the common link; /invite NAME: a personal one."""
    wanted = (command.args or "").strip()
    if not ctx.actor.controls:
        raise NotAllowed
    if not wanted:
        await _hand_over(bot, message.chat.id, await invitations.invite_all(ctx))
        return
    found = await organisations.search(ctx, wanted)
    if found.total == 1:
        made = await invitations.invite_organisation(ctx, found.lines[0].id)
        await _hand_over(bot, message.chat.id, made)
    else:
        await show.answer(message, bot, views.which_card(found) if found.lines else found_card(found))


@taps.on(cb.InviteOrganisation)
async def on_invite_one(query: CallbackQuery, data: cb.InviteOrganisation, bot: Bot, ctx: Context) -> None:
    await _hand_over(bot, query.from_user.id, await invitations.invite_organisation(ctx, data.organisation))


@taps.on(cb.InviteAll)
async def on_invite_all(query: CallbackQuery, data: cb.InviteAll, bot: Bot, ctx: Context) -> None:
    """The common link, or the sheet with a link for each."""
    if not data.sheet:
        await _hand_over(bot, query.from_user.id, await invitations.invite_all(ctx))
        return
    sheet = await invitations.links_for_all(ctx)
    table = await asyncio.to_thread(link_table, sheet, await _username(bot))
    await show.send(bot, query.from_user.id, views.sheet_card(sheet, SHEET_NAME, table))


@taps.on(cb.InviteOfficial)
async def on_invite_official(query: CallbackQuery, data: cb.InviteOfficial, bot: Bot, ctx: Context) -> None:
    """«Пригласить сотрудника»: the role, then the link."""
    if not data.role:
        await show.replace(query, bot, views.roles_card())
    elif data.role not in invitations.STAFF:
        raise WrongInput("role_unknown")
    else:
        await _hand_over(bot, query.from_user.id, await invitations.invite_official(ctx, Role(data.role)))


@taps.on(cb.RevokeInvitation)
async def on_revoke(query: CallbackQuery, data: cb.RevokeInvitation, bot: Bot, ctx: Context) -> None:
    count = await invitations.revoke(ctx, data.id, earlier=data.earlier)
    await show.replace(query, bot, views.revoked_card(count))


# --- requests ----------------------------------------------------------------------------------------------------


@taps.on(cb.JoinRequests)
async def on_requests(query: CallbackQuery, data: cb.JoinRequests, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, join_requests_views.requests_card(await join_requests.waiting(ctx, data.page)))


@taps.on(cb.OpenRequest)
async def on_request(query: CallbackQuery, data: cb.OpenRequest, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, await _request(ctx, data.id))


async def _request(ctx: Context, request_id: int) -> Card:
    return join_requests_views.request_card(await join_requests.request(ctx, request_id))


@taps.on(cb.DecideRequest, fresh=lambda ctx, data: _request(ctx, data.id))
async def on_decide(query: CallbackQuery, data: cb.DecideRequest, bot: Bot, ctx: Context) -> None:
    """«Подтвердить» or «Отклонить»; decided by somebody else meanwhile: how it stands."""
    decided = await join_requests.decide(ctx, data.id, confirm=data.confirm)
    await show.replace(query, bot, join_requests_views.request_card(decided))


@taps.on(cb.ConfirmRequests)
async def on_confirm_all(query: CallbackQuery, data: cb.ConfirmRequests, bot: Bot, ctx: Context) -> None:
    """«Подтвердить всех (N)»."""
    confirmed = await join_requests.confirm_all(ctx, data.last)
    await show.replace(
        query, bot, join_requests_views.confirmed_card(confirmed, await join_requests.count_waiting(ctx))
    )
