"""A town whose bot is a process that can be killed, and how a test looks at it from outside."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from db.engine import Database
from db.models import InboxUpdate, Notice
from db.outbox import WAITING
from sandbox.model import Message
from sandbox.people import Person
from sandbox.server import SandboxServer
from services.drafts import drafts, intake
from services.files import FileStore
from services.sending import publish
from services.upkeep.checking import check
from tests.kills.forks import Forks
from tests.patience import until
from tests.stories.protocols import protocol
from tests.stories.town import Town
from tests.story import Story

#: What somebody does while the bot works.
Act = Callable[[], Awaitable[None]]


@dataclass
class World:
    """A town whose bot is another process."""

    story: Story
    town: Town
    forks: Forks
    server: SandboxServer

    @property
    def db(self) -> Database:
        return self.story.db

    async def check(self) -> None:
        """Every invariant of the product holds."""
        found = await check(self.db, FileStore(self.story.folder / "evidence"))
        assert [each for each in found if each.ids] == []

    async def start(self) -> int:
        """A process that has begun to poll."""
        before = len(self.story.telegram.journal.calls("getUpdates"))
        pid = await self.forks.start(self.story.clock())
        await until(lambda: len(self.story.telegram.journal.calls("getUpdates")) > before)
        return pid

    async def is_quiet(self) -> bool:
        """Nothing waits to be fetched, handled or sent."""
        if self.story.telegram.updates.pending:
            return False
        async with self.db.read() as session:
            updates = select(func.count()).select_from(InboxUpdate).where(InboxUpdate.handled_at.is_(None))
            notices = select(func.count(Notice.id)).where(Notice.state.in_(WAITING))
            return not await session.scalar(updates) and not await session.scalar(notices)

    async def settled(self) -> None:
        await until(self.is_quiet, pause=0.02)

    def repeats(self) -> int:
        """Messages of this round that came again with the same words."""
        calls = self.story.telegram.journal.calls(accepted=True)
        sent = [call.digest for call in calls if call.method.startswith("send") and call.method != "sendChatAction"]
        return len(sent) - len(set(sent))


@asynccontextmanager
async def living(story: Story, town: Town) -> AsyncIterator[World]:
    """The world of a story whose bot can be killed."""
    story.telegram.enforce_pace = False  # its clock stands while the processes run
    async with SandboxServer(story.telegram) as server:
        settings = {
            "BOT_TOKEN": story.telegram.token,
            "ADMIN_IDS": str(town.official.id),
            "DATA_DIR": str(story.folder),
            "DATABASE_URL": story.db.url.render_as_string(hide_password=False),
            "BOT_API_URL": server.url,
        }
        async with Forks(story.folder.parent / "bot.log", settings) as forks:
            yield World(story, town, forks, server)


async def shown(person: Person, *parts: str, after: int = 0) -> Message:
    """Wait until the bot has shown a message with one of these parts, newer than the message `after`."""

    def found() -> Message | None:
        new = (message for message in reversed(person.received) if message.id > after)
        return next((message for message in new if any(part in message.text for part in parts)), None)

    await until(found)
    message = found()
    assert message is not None
    return message


async def counted(world: World, *conditions: ColumnElement[bool]) -> int:
    """Rows that the killed process and its successor have committed."""
    async with world.db.read() as session:
        return await session.scalar(select(func.count()).where(*conditions)) or 0


async def sent_out(world: World, name: int, items: int) -> int:
    """Publish protocol `name` in this process, deliver nothing; returns the id of the minutes."""
    ctx = await world.town.context(world.town.official)
    reading = await world.story.app.reader.read_text(protocol(name, items))
    draft = (await drafts.show(ctx, (await intake.take(ctx, reading)).minutes_id)).draft
    await publish.send(ctx, draft.id, draft.version)
    return draft.id


def marker(person: Person) -> int:
    return max((message.id for message in person.received), default=0)
