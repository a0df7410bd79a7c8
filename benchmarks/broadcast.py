"""B1, B2, B3: a protocol to everybody, in virtual time, against the sandbox with its flood control on."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from benchmarks.loops import VirtualClock, run
from benchmarks.process import app_of, clock_here, sandbox_session, telegram_of
from benchmarks.rows import Row, Sizes
from benchmarks.town import FIRST_CHAT, NOW, OFFICIAL, Town, town_of
from bot.app import App
from db.models import Notice, NoticeKind, NoticeState
from db.outbox import WAITING
from sandbox.faults import TIMEOUT, retry_after
from sandbox.journal import Call
from sandbox.telegram import Telegram
from scheduler.pacing import RATE
from views.callbacks import Tasks

#: A round trip to the platform, seconds.
LATENCY = 0.04
DUE = NOW.date().replace(day=20)
#: Of 1 % trouble a third each: refused for haste, no answer, blocked.
TROUBLE = 0.01 / 3
#: Taps during a broadcast: one every so many seconds.
BETWEEN_TAPS = 0.21
IMPATIENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a broadcast."""

    people: int
    seconds: float  # from the first message to the last one that belongs to the broadcast
    refused: int  # 429 of the platform's own, not the injected ones
    lost: int
    doubled: int
    most_a_second: int
    undeliverable: int


def measure(sizes: Sizes) -> Iterator[Row]:
    people = sizes.people
    yield from _rows("B1", f"broadcast of {people}", run(_broadcast(people)))
    troubled = run(_broadcast(people, troubled=True))
    harm = troubled.lost + troubled.doubled
    yield Row(
        "B2",
        "the same with 1 % of 429, timeouts, blocks: lost + doubled",
        harm,
        0,
        detail=f"{troubled.undeliverable} recorded as undeliverable, {_lasted(troubled):.3f} × N/{RATE:g}",
    )
    waits = run(_taps_meanwhile(people))
    worst = waits[-1 - len(waits) // 100]
    detail = f"{len(waits)} taps, median {waits[len(waits) // 2] * 1000:.0f} ms, in virtual time"
    yield Row("B3", "added wait of a tap in a broadcast, p99, ms", worst * 1000, 100, detail=detail)


def _rows(code: str, what: str, outcome: Outcome) -> Iterator[Row]:
    yield Row(code, f"{what} ÷ N/{RATE:g} at {LATENCY * 1000:.0f} ms latency", _lasted(outcome), 1.02)
    counts = f"{outcome.refused} × 429, {outcome.lost} lost, {outcome.doubled} doubled"
    yield Row(code, "its 429s + lost + doubled", outcome.refused + outcome.lost + outcome.doubled, 0, detail=counts)
    yield Row(code, "most messages in any second", outcome.most_a_second, 30)


def _lasted(outcome: Outcome) -> float:
    return outcome.seconds / (outcome.people / RATE)


async def _broadcast(people: int, *, troubled: bool = False) -> Outcome:
    async with town_of(people) as town:
        clock = clock_here()
        telegram = telegram_of(town, clock)
        if troubled:
            _make_trouble(telegram, people)
        await _announce(town)
        async with _delivering(town, telegram, clock) as app:
            await _until_sent(app, clock)
        return await _outcome(town, telegram)


def _make_trouble(telegram: Telegram, people: int) -> None:
    telegram.faults.sometimes(retry_after(1), TROUBLE, seed=1, method="sendMessage")
    telegram.faults.sometimes(TIMEOUT, TROUBLE, seed=2, method="sendMessage")
    for person in list(telegram.people.values())[-max(1, round(people * TROUBLE)) :]:
        person.blocks()
    telegram.take_raw_updates()


async def _announce(town: Town, schools: int | None = None) -> None:
    """Send a protocol of three items; the first `schools` of them get it."""
    await town.send(await town.draft(3, DUE, town.schools[:schools]))


@asynccontextmanager
async def _delivering(town: Town, telegram: Telegram, clock: VirtualClock) -> AsyncIterator[App]:
    """The process with its delivery running and woken every second, as the tick does."""

    async def tick() -> None:
        while True:
            app.delivery.wake()
            await clock.sleep(1)

    async with app_of(town, clock, sandbox_session(telegram, LATENCY)) as app:
        app.tasks.start(app.delivery.run(), "delivery")
        app.tasks.start(tick(), "tick")
        yield app


async def _until_sent(app: App, clock: VirtualClock) -> None:
    query = select(func.count(Notice.id)).where(Notice.kind == NoticeKind.PROTOCOL, Notice.state.in_(WAITING))
    while True:
        await clock.sleep(1)
        async with app.db.read() as session:
            if not await session.scalar(query):
                return


async def _outcome(town: Town, telegram: Telegram) -> Outcome:
    async with town.db.read() as session:
        states = Counter(await session.scalars(select(Notice.state).where(Notice.kind == NoticeKind.PROTOCOL)))
    official = FIRST_CHAT + OFFICIAL
    arrived = [call for call in telegram.journal.calls("sendMessage", accepted=True) if call.chat_id != official]
    copies = Counter(call.chat_id for call in arrived)
    people, undeliverable = len(town.schools), states[NoticeState.UNDELIVERABLE]
    refused = [call for call in telegram.journal.calls() if call.result.startswith("Too Many Requests")]
    return Outcome(
        people,
        seconds=_span(arrived),
        refused=len(refused),
        lost=people - len(copies) - undeliverable,
        doubled=sum(copies.values()) - len(copies),
        most_a_second=_most_in_a_second([call.at for call in arrived]),
        undeliverable=undeliverable,
    )


def _span(calls: list[Call]) -> float:
    """From the moment the first message left to the answer to the last."""
    return (calls[-1].at - calls[0].at).total_seconds() + 2 * LATENCY


def _most_in_a_second(moments: list[datetime]) -> int:
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= IMPATIENT:
            first += 1
        most = max(most, last - first + 1)
    return most


async def _taps_meanwhile(people: int) -> list[float]:
    """Seconds that a broadcast adds to the answer to a tap, least first. Those who tap are not among its readers."""
    async with town_of(2 * people) as town:
        clock = clock_here()
        telegram = telegram_of(town, clock)
        async with _delivering(town, telegram, clock) as app:
            alone = await _answer(app, telegram, clock, town.schools[-1])
            await _announce(town, people)
            delivered = app.tasks.start(_until_sent(app, clock), "watch")
            answers = []
            for school in town.schools[people:-1]:
                await clock.sleep(BETWEEN_TAPS)
                if delivered.done():
                    break
                answers.append(app.tasks.start(_answer(app, telegram, clock, school), "tap"))
            waits = await asyncio.gather(*answers)
    return sorted(wait - alone for wait in waits)


async def _answer(app: App, telegram: Telegram, clock: VirtualClock, school: int) -> float:
    """Seconds from a tap on «Мои пункты» to the card being changed."""
    person = telegram.people[FIRST_CHAT + school]
    card = telegram.post(person.chat, telegram.bot, "Меню")
    person.taps_data(Tasks().pack(), on=card)
    start = clock.seconds()
    await app.inbox.receive(telegram.take_raw_updates())
    while not telegram.journal.calls("editMessageText", person.id, accepted=True):
        await clock.sleep(0.005)
    return clock.seconds() - start
