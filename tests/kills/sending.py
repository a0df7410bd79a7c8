"""Stages of an official's side that are killed: import, publication, delivery."""

from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import func, select

from db.models import (
    Addressee,
    Assignment,
    Audit,
    Checkpoint,
    Decision,
    Minutes,
    MinutesState,
    Notice,
    NoticeKind,
    NoticeState,
    ReminderStep,
)
from services.files import FileStore
from tests.kills.world import Act, World, counted, marker, sent_out, shown
from tests.patience import until
from tests.stories.protocols import protocol


class Import:
    """An official sends two files, then a text so long that it comes in parts."""

    ITEMS = (4, 2, 12)

    def __init__(self, world: World) -> None:
        self.world = world
        self.files = FileStore(world.story.folder / "evidence")

    def _texts(self, number: int) -> list[str]:
        padding = ", чтобы к каникулам всё было готово и проверено, " * 6
        return [
            protocol(f"{number * 10 + part}", items, padding=padding if items > 10 else "")
            for part, items in enumerate(self.ITEMS, 1)
        ]

    async def prepare(self, number: int) -> Sequence[Act]:
        person, texts = self.world.town.official.person, self._texts(number)
        before = marker(person)

        async def act() -> None:
            for text in texts[:2]:
                person.uploads_document(text.encode(), f"протокол {number}.txt")
            person.sends(texts[2])
            for part in (1, 2, 3):
                await shown(person, f"Протокол № {number * 10 + part} ", after=before)

        return [act]

    async def check_killed(self, number: int) -> None:
        for part, items in enumerate(self.ITEMS, 1):
            if await counted(self.world, Minutes.number == str(number * 10 + part)):
                await self._check_whole(number * 10 + part, items)

    async def check(self, number: int) -> None:
        for part, (items, text) in enumerate(zip(self.ITEMS, self._texts(number), strict=True), 1):
            minutes = await self._check_whole(number * 10 + part, items)
            if minutes.file_sha256:
                assert self.files.get(minutes.file_sha256) == text.encode()

    async def _check_whole(self, name: int, items: int) -> Minutes:
        async with self.world.db.read() as session:
            minutes = (await session.scalars(select(Minutes).where(Minutes.number == str(name)))).one()
            decisions = list(await session.scalars(select(Decision.id).where(Decision.minutes_id == minutes.id)))
        assert len(decisions) == items
        assert await counted(self.world, Checkpoint.decision_id.in_(decisions)) == items
        assert await counted(self.world, Addressee.decision_id.in_(decisions)) == items
        taken = (Audit.action == "minutes_taken", Audit.subject_id == minutes.id)
        assert await counted(self.world, *taken) == 1
        return minutes


class Publication:
    """An official presses «Направить N организациям», twice."""

    ITEMS = 4

    def __init__(self, world: World) -> None:
        self.world = world
        self.minutes_id = 0
        self.steps = 0

    async def prepare(self, number: int) -> Sequence[Act]:
        official = self.world.town.official
        await official.uploads(protocol(number, self.ITEMS).encode(), f"протокол {number}.txt")
        await official.taps("Направить")
        message, label = official.screen, next(each for each in official.buttons if each.startswith("Направить"))
        async with self.world.db.read() as session:
            self.minutes_id = (await session.scalars(select(func.max(Minutes.id)))).one()

        async def act() -> None:
            official.person.taps(label, on=message)
            official.person.taps(label, on=message)
            await until(lambda: "направлен " in message.text)

        return [act]

    async def check_killed(self, number: int) -> None:
        if await counted(self.world, Minutes.id == self.minutes_id, Minutes.state == MinutesState.SENT):
            await self._check_all()
        else:
            assert set(await self._made()) == {0}

    async def check(self, number: int) -> None:
        await self._check_all()

    async def _check_all(self) -> None:
        assignments, steps, notices, sent, assigned = await self._made()
        self.steps = self.steps or steps
        schools = [name for name in self.world.town.organisations if name.startswith("МКОУ")]
        assert assignments == assigned == self.ITEMS * len(schools)
        assert notices == len(self.world.town.directors)
        assert steps == self.steps > 0
        assert sent == 1

    async def _made(self) -> tuple[int, ...]:
        """What a publication makes: assignments, steps, notices, audit of the minutes and of the assignments."""
        own = select(Assignment.id).where(Assignment.minutes_id == self.minutes_id)
        return (
            await counted(self.world, Assignment.minutes_id == self.minutes_id),
            await counted(self.world, ReminderStep.assignment_id.in_(own)),
            await counted(self.world, Notice.minutes_id == self.minutes_id, Notice.kind == NoticeKind.PROTOCOL),
            await counted(self.world, Audit.action == "minutes_sent", Audit.subject_id == self.minutes_id),
            await counted(self.world, Audit.action == "assigned", Audit.subject_id.in_(own)),
        )


class Delivery:
    """Two protocols wait for every director when the bot starts."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.before: dict[int, int] = {}
        self.minutes: list[int] = []

    async def prepare(self, number: int) -> Sequence[Act]:
        self.before = {someone.id: marker(someone.person) for someone in self.world.town.directors.values()}
        self.minutes = [await sent_out(self.world, number * 10 + part, 2) for part in (1, 2)]
        return []

    async def check_killed(self, number: int) -> None:
        """A director may have any part of the messages; what was marked as sent has arrived."""
        await self._check_marked()

    async def check(self, number: int) -> None:
        notices = (Notice.minutes_id.in_(self.minutes), Notice.state == NoticeState.SENT)
        assert await counted(self.world, *notices) == 2 * len(self.world.town.directors)
        await self._check_marked()
        for someone in self.world.town.directors.values():
            new = [message for message in someone.received if message.id > self.before[someone.id]]
            first = [
                next(message.id for message in new if f"№ {number * 10 + part} " in message.text) for part in (1, 2)
            ]
            assert all(one < other for one, other in pairwise(first)), "out of order"

    async def _check_marked(self) -> None:
        query = select(Notice.message_id).where(Notice.minutes_id.in_(self.minutes), Notice.state == NoticeState.SENT)
        async with self.world.db.read() as session:
            marked = {int(each or 0) for each in await session.scalars(query)}
        directors = self.world.town.directors.values()
        assert marked <= {message.id for someone in directors for message in someone.received}
