"""The composition root: the only module that sees every room."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.types import Update

from bot.alerts import Alerts
from bot.chores import chores
from bot.clock import Clock
from bot.config import Settings
from bot.fsm import Storage
from bot.health import Look
from bot.inbox import Inbox, Payload
from bot.menus import OwnMenus, menu_of
from bot.middlewares import AnsweredTaps, AsSeen, FromLostTime, Haste, PrivateOnly, Unfinished, WhoActs, WordsOnly
from bot.polling import Poller
from bot.tasks import Tasks
from bot.webhook import Webhook
from bot.wire import bot_of, session_of
from db.alive import Alive
from db.engine import Database
from db.fsm import Conversations, Row
from db.outbox import DueNotice
from domain.people import Actor, Platform
from domain.signs import Reading
from handlers import show
from handlers.all import assemble
from scheduler import ticks
from scheduler.delivery import Delivery
from scheduler.jobs import Tick
from scheduler.pulse import Pulse
from scheduler.watch import Watch
from services.delivery.notices import facts_for
from services.delivery.signs import Place, measure
from services.drafts.reading import Reader
from services.files import FileStore
from services.people.officials import ensure_admin
from views.card import Card
from views.delivery.notices import render
from views.texts import process
from views.texts.commands import COMMON


@dataclass(frozen=True, slots=True)
class App:
    """Everything that runs, wired together."""

    settings: Settings
    clock: Clock
    db: Database
    bot: Bot
    dispatcher: Dispatcher
    tasks: Tasks
    inbox: Inbox
    poller: Poller
    webhook: Webhook | None
    pulse: Pulse
    look: Look
    delivery: Delivery
    ticks: tuple[Tick, ...]
    reader: Reader
    alive: Alive

    @property
    def receiver(self) -> Poller | Webhook:
        """How updates come: brought by the platform where WEBHOOK_URL says so, else asked for."""
        return self.webhook or self.poller

    async def greet(self) -> None:
        """Make sure of the token, say how updates are to come, show the menu of commands."""
        await self.bot.me()
        await self.receiver.announce()
        await self.bot.set_my_commands(menu_of(COMMON))

    async def close(self) -> None:
        await self.reader.close()
        await self.bot.session.close()
        await self.alive.end()
        await self.db.close()


def build(settings: Settings, *, clock: Clock, session: BaseSession | None = None, reader: Reader | None = None) -> App:
    """Wire everything; nothing runs and nothing is read or written yet."""
    db, tasks, watch = Database(settings.database), Tasks(), Watch(clock)
    pulse = Pulse(clock.seconds, watch)
    place = Place(settings.data_dir, settings.vault, settings.disk_free_mb * 1024 * 1024)
    files, reader = FileStore(settings.data_dir / "evidence"), reader or Reader()
    answers = AnsweredTaps()
    bot = bot_of(settings, session or session_of(settings), clock, answers, watch)
    delivery = _delivery(db, clock, watch, bot, files)
    conversations = Conversations(db, clock)
    given = {"files": files, "reader": reader, "vault": settings.vault, "place": place, "pulse": pulse}
    dispatcher = _dispatcher(settings, db, clock, conversations, given)

    async def look() -> tuple[Reading, ...]:
        return await measure(db, place, pulse, clock())

    async def handle(payload: Payload) -> dict[str, Row]:
        update = Update.model_validate(payload, context={"bot": bot})
        with conversations.held() as changes:
            async with answers.around(bot, update):
                await dispatcher.feed_update(bot, update)
        return changes

    async def give_up(payload: Payload) -> None:
        who = next((part["from"] for part in payload.values() if isinstance(part, dict) and "from" in part), None)
        if who is not None:
            await bot.send_message(who["id"], process.failed())

    inbox, alive = Inbox(db, clock, tasks, watch, handle, give_up, delivery.wake), Alive(db)
    dispatcher["take_up"] = inbox.take_up
    allowed = dispatcher.resolve_used_update_types()
    poller = Poller(bot, inbox, clock, watch, pulse, allowed)
    webhook = Webhook(bot, settings.hook, inbox, clock, watch, pulse, allowed) if settings.hook else None
    table = ticks.table(
        db,
        clock,
        delivery,
        pulse,
        *chores(settings, db, clock, watch, bot, files),
        Tick("trouble", 60, Alerts(settings, db, clock, bot, watch, look).look),
        Tick("alive", 60, alive.renew),
        Tick("conversations", 3600, conversations.prune),
    )
    return App(
        settings, clock, db, bot, dispatcher, tasks, inbox, poller, webhook, pulse, look, delivery, table, reader, alive
    )


def _delivery(db: Database, clock: Clock, watch: Watch, bot: Bot, files: FileStore) -> Delivery:
    async def compose(notice: DueNotice, now: datetime) -> Card | None:
        facts = await facts_for(db, notice, now)
        return None if facts is None else render(facts)

    async def send(chat_id: int, card: Card, silent: bool) -> str:
        return str(await show.send(bot, chat_id, card, silent=silent, files=files.get))

    return Delivery(db, clock, watch, compose, send)


def _dispatcher(
    settings: Settings, db: Database, clock: Clock, conversations: Conversations, given: dict[str, Any]
) -> Dispatcher:
    """`given` reaches handlers by name."""

    async def admit(user_id: int, chat_id: int, name: str) -> Actor:
        platform, ids = Platform.TELEGRAM, settings.admin_ids
        return await ensure_admin(db, clock(), platform, user_id, chat_id, name, ids, settings.timezone)

    dispatcher = Dispatcher(storage=Storage(conversations), **given)
    dispatcher.update.outer_middleware(PrivateOnly())
    dispatcher.update.outer_middleware(WhoActs(db, clock, settings.admin_ids, admit))
    dispatcher.update.outer_middleware(OwnMenus())
    dispatcher.callback_query.outer_middleware(Haste(clock))
    dispatcher.callback_query.outer_middleware(FromLostTime(db))
    dispatcher.message.outer_middleware(AsSeen())
    dispatcher.edited_message.outer_middleware(AsSeen())
    dispatcher.message.outer_middleware(Unfinished(conversations, clock))
    dispatcher.message.outer_middleware(WordsOnly())
    dispatcher.include_router(assemble())
    return dispatcher
