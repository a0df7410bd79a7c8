"""«Повторить» of an admin: what failed for good begins anew."""

from collections.abc import Callable, Sequence

from aiogram import Bot
from aiogram.types import CallbackQuery

from handlers import show
from handlers.taps import Taps
from services.context import Context
from services.delivery import repeating
from services.delivery.inbox import Incoming
from views import callbacks as cb
from views.delivery import set_aside as views

taps = Taps()

#: Hands stored updates to whoever handles them.
TakeUp = Callable[[Sequence[Incoming]], None]


@taps.on(cb.SetAside)
async def on_set_aside(query: CallbackQuery, data: cb.SetAside, bot: Bot, ctx: Context, take_up: TakeUp) -> None:
    if not data.again:
        await show.replace(query, bot, views.set_aside_card(await repeating.waiting(ctx)))
        return
    repeated = await repeating.repeat(ctx)
    await show.replace(query, bot, views.repeated_card(repeated))
    take_up(repeated.updates)
