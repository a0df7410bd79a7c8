"""U1, U1b, U2: what a tap costs beside the same by hand, among a million assignments, and to find its handler."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import aiosqlite
from aiogram import Bot, Dispatcher, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message, Update
from sqlalchemy import insert, select

from benchmarks.by_hand import Transaction, copied, opened, play, written_down
from benchmarks.cpu import counted
from benchmarks.filling import fill
from benchmarks.loops import VirtualClock, run, virtual_loop
from benchmarks.process import QuietSession, app_of, clock_here, telegram_of
from benchmarks.rows import Row, Sizes
from benchmarks.town import FIRST_CHAT, NOW, Town, town_of
from bot.app import App
from db.engine import Database
from db.models import Assignment, Evidence, Report
from domain.lifecycle import State
from domain.reports import EvidenceKind, ReportState
from handlers.all import TAPS
from handlers.taps import Taps
from sandbox.telegram import TOKEN, Telegram
from views.callbacks import HandIn

#: Passes of both sides take turns, and the median of their ratios counts: a busy machine slows both down.
PASSES = 5

Payload = dict[str, Any]
#: Processor time of one tap on both sides.
Pair = tuple[float, float]


class Last(CallbackData, prefix="benchlast"):
    """A button registered after all others."""

    id: int


@dataclass(frozen=True, slots=True)
class Tap:
    """Processor time of one tap: the product's, by hand with its dispatch and answer, its statements alone, nothing."""

    ours: float
    by_hand: float
    statements: float
    nothing: float


def measure(sizes: Sizes) -> Iterator[Row]:
    tap, asked = run(_beside_hand(sizes.taps))
    detail = f"{tap.ours * 1000:.1f} ÷ {tap.statements * 1000:.1f} CPU-ms, {asked} statements; 2.5 after that"
    what = "CPU of «Отправить отчёт» ÷ the same reads and writes by hand on aiosqlite"
    yield Row("U1", what, tap.ours / tap.statements, 4, detail=detail)
    what = "the same ÷ the tap by hand with aiogram's dispatch and answer, a figure"
    yield Row("U1", what, tap.ours / tap.by_hand, 4, detail=f"beside {tap.by_hand * 1000:.1f} CPU-ms")
    detail = f"{1 / tap.ours:.0f} ÷ {1 / tap.nothing:.0f} taps/CPU-s"
    yield Row("U1", "taps/CPU-s ÷ no-op dispatch, a figure", tap.nothing / tap.ours, 0, at_least=True, detail=detail)
    many, few = run(_among(sizes))
    what = f"CPU of the same tap among {sizes.assignments} assignments ÷ among {sizes.small}"
    yield Row("U1b", what, many / few, 1.1, detail=f"{many * 1000:.1f} ÷ {few * 1000:.1f} CPU-ms")
    (last, single), known = run(_lookup(sizes.taps))
    yield Row("U2", "last registered button ÷ single no-op handler, CPU", last / single, 1.3, detail=f"{known} buttons")


async def _beside_hand(count: int) -> tuple[Tap, int]:
    """The typical tap of all passes, and how many statements it asks."""
    async with _ready(count) as (town, taps):
        scripts = await _written_down(town, taps)
        connection, whole = await opened(copied(town.db, "statements.db")), await opened(copied(town.db, "whole.db"))
        answered = _by_hand(whole, {tap["update_id"]: script for tap, script in zip(taps, scripts, strict=True)})
        clock, passes = clock_here(), []
        async with app_of(town, clock, QuietSession()) as app:
            for start in range(min(PASSES, count)):
                some, said = taps[start::PASSES], scripts[start::PASSES]
                ours = await _handled(app, clock, some)
                by_hand = await _seconds_a_tap(answered, some)
                with counted() as spent:
                    for script in said:
                        await play(connection, script)
                nothing = await _seconds_a_tap(_single(), some)
                passes.append(Tap(ours, by_hand, spent.seconds / len(said), nothing))
        await _check_handed_in(town, count)
        await connection.close()
        await whole.close()
    typical = sorted(passes, key=lambda tap: tap.ours / tap.statements)[len(passes) // 2]
    return typical, sum(len(transaction.statements) for transaction in scripts[-1])


async def _among(sizes: Sizes) -> Pair:
    """Processor time of one tap with many assignments in the database, and with few; passes take turns."""
    clock = clock_here()
    async with (
        _ready(sizes.taps, sizes.assignments) as (large, taps),
        _ready(sizes.taps, sizes.small) as (small, same),
        app_of(large, clock, QuietSession()) as many,
        app_of(small, clock, QuietSession()) as few,
    ):
        pairs = [
            (await _handled(many, clock, taps[start::PASSES]), await _handled(few, clock, same[start::PASSES]))
            for start in range(min(PASSES, sizes.taps))
        ]
    return _typical(pairs)


@asynccontextmanager
async def _ready(count: int, assignments: int = 0) -> AsyncIterator[tuple[Town, list[Payload]]]:
    """A town, with others' assignments in its database, where everybody has only to press «Отправить отчёт»."""
    async with town_of(count) as town:
        await town.send(await town.draft(1, NOW.date().replace(day=20)))
        if assignments:
            await fill(town, assignments)
        reports = await _collect(town)
        yield town, _payloads(telegram_of(town, clock_here()), reports)


async def _written_down(town: Town, taps: list[Payload]) -> list[list[Transaction]]:
    """What the product asks for each tap, on a copy of the town."""
    url = town.db.url.set(database=str(copied(town.db, "rehearsal.db"))).render_as_string(hide_password=False)
    db, clock, found = Database(url), clock_here(), []
    virtual_loop().watch(db)
    async with app_of(replace(town, db=db), clock, QuietSession()) as app:
        for tap in taps:
            with written_down(app.db) as script:
                await _handled(app, clock, [tap])
            found.append(script)
    await db.close()
    return found


def _by_hand(connection: aiosqlite.Connection, scripts: Mapping[int, list[Transaction]]) -> Dispatcher:
    """A bot written by hand: one handler asks the database and answers."""

    async def handle(query: CallbackQuery, event_update: Update) -> None:
        await play(connection, scripts[event_update.update_id])
        await query.answer()
        if isinstance(query.message, Message):
            await query.message.edit_text("Отчёт получен")

    dispatcher = Dispatcher()
    dispatcher.callback_query.register(handle)
    return dispatcher


def _typical(pairs: list[Pair]) -> Pair:
    """The pair with the median ratio."""
    return sorted(pairs, key=lambda pair: pair[0] / pair[1])[len(pairs) // 2]


async def _handled(app: App, clock: VirtualClock, taps: list[Payload]) -> float:
    """Processor time of one tap of these, each by itself, through the stored updates."""
    with counted() as spent:
        for tap in taps:
            await app.inbox.receive([tap])
            await app.inbox.idle()
            await clock.sleep(1)
    return spent.seconds / len(taps)


async def _collect(town: Town) -> dict[int, int]:
    """A report of one photo at every school, ready to be handed in. School → report."""
    async with town.db.write() as session:
        owed = select(Assignment.id, Assignment.organisation_id).where(Assignment.state == State.ASSIGNED)
        rows = (await session.execute(owed)).all()
        reports = [
            {"assignment_id": id_, "number": 1, "state": ReportState.DRAFT, "author_id": school, "touched_at": NOW}
            for id_, school in rows
        ]
        await session.execute(insert(Report), reports)
        drafts = select(Report.author_id, Report.id).where(Report.state == ReportState.DRAFT)
        found = dict((await session.execute(drafts)).all())
        photos = [
            {"report_id": report, "message_key": "1:1", "kind": EvidenceKind.PHOTO, "file_id": "x"}
            for report in found.values()
        ]
        await session.execute(insert(Evidence), photos)
    return found


def _payloads(telegram: Telegram, reports: dict[int, int]) -> list[Payload]:
    """Raw updates of everybody's tap on «Отправить отчёт»."""
    for school, report in reports.items():
        person = telegram.people[FIRST_CHAT + school]
        card = telegram.post(person.chat, telegram.bot, "Отчёт")
        person.taps_data(HandIn(report=report).pack(), on=card)
    return telegram.take_raw_updates()


async def _check_handed_in(town: Town, count: int) -> None:
    async with town.db.read() as session:
        states = (await session.scalars(select(Report.state))).all()
    assert states == [ReportState.HANDED_IN] * count


async def _nothing(_query: CallbackQuery, **_names: Any) -> None:
    """The handler that everything is compared with."""


def _single() -> Dispatcher:
    """aiogram with one handler that does nothing."""
    dispatcher = Dispatcher()
    dispatcher.callback_query.register(_nothing)
    return dispatcher


def _all_buttons() -> tuple[Dispatcher, int]:
    """Our lookup with every button of the product and the one that does nothing behind them."""
    taps, router, dispatcher = Taps(), Router(), Dispatcher()
    for part in TAPS:
        taps.include(part)
    taps.on(Last)(_nothing)
    taps.mount(router)
    dispatcher.include_router(router)
    return dispatcher, len(taps.prefixes)


async def _lookup(count: int) -> tuple[Pair, int]:
    clock = clock_here()
    telegram = Telegram(clock)
    person = telegram.person("Директор")
    person.starts()
    telegram.take_raw_updates()
    card = telegram.post(person.chat, telegram.bot, "Карточка")
    for number in range(count):
        person.taps_data(Last(id=number).pack(), on=card)
    taps = telegram.take_raw_updates()
    dispatcher, known = _all_buttons()
    single = _single()
    pairs = [(await _seconds_a_tap(dispatcher, taps), await _seconds_a_tap(single, taps)) for _ in range(PASSES)]
    return _typical(pairs), known


async def _seconds_a_tap(dispatcher: Dispatcher, taps: list[Payload]) -> float:
    """Processor time of one raw update."""
    bot = Bot(TOKEN, session=QuietSession())
    with counted() as spent:
        for tap in taps:
            await dispatcher.feed_raw_update(bot, tap)
    return spent.seconds / len(taps)
