"""«Передать дела» of an official."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from domain.errors import NotFound, Stale
from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.people import departure
from views import callbacks as cb
from views.people import departure as views

router = Router(name=__name__)
taps = Taps()


@taps.on(cb.HandDuties)
async def on_hand_duties(query: CallbackQuery, data: cb.HandDuties, bot: Bot, ctx: Context) -> None:
    """Whom to, then the question, then it is done."""
    if data.how not in ("", "keep", "cut"):
        raise Stale
    if data.how:
        passed = await departure.hand(ctx, data.person, data.successor, cut=data.how == "cut")
        await show.replace(query, bot, views.passed_card(passed))
        return
    found = await departure.departure(ctx, data.person)
    if not data.successor:
        await show.replace(query, bot, views.departure_card(found))
        return
    if not any(each.person_id == data.successor for each in found.successors):
        raise NotFound("member_gone")
    await show.replace(query, bot, views.sure_card(found, data.successor))
