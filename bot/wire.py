"""The wire to Telegram: what every call of the bot passes on its way there and back."""

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.methods import AnswerCallbackQuery, EditMessageText, Response, SendMessage
from aiogram.types import LinkPreviewOptions

from bot.clock import Clock
from bot.config import Settings
from bot.middlewares import AnsweredTaps
from scheduler.once import Once
from scheduler.pacing import Pace, Pacer
from scheduler.watch import Line, Watch

#: Held for good: pydantic forgets the model of an answer between two calls, and makes it anew at the price of a query.
_ANSWERS = tuple(Response[kind.__returning__] for kind in (AnswerCallbackQuery, EditMessageText, SendMessage))  # type: ignore[name-defined]


def session_of(settings: Settings) -> BaseSession:
    api = TelegramAPIServer.from_base(settings.bot_api_url) if settings.bot_api_url else PRODUCTION
    return AiohttpSession(proxy=settings.bot_proxy, api=api)


def bot_of(settings: Settings, session: BaseSession, clock: Clock, answers: AnsweredTaps, watch: Watch) -> Bot:
    for each in (answers, Once(), Pace(Pacer(clock.seconds, clock.sleep)), Line(watch)):
        session.middleware(each)
    defaults = DefaultBotProperties(parse_mode="HTML", link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(settings.bot_token.get_secret_value(), session=session, default=defaults)
