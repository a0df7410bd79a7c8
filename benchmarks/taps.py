"""U1, U2: what a tap costs beside a dispatch of aiogram that does nothing."""

from collections.abc import Iterator
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery
from sqlalchemy import insert, select

from benchmarks.cpu import counted
from benchmarks.loops import VirtualClock, run
from benchmarks.process import QuietSession, app_of, clock_here, telegram_of
from benchmarks.rows import Row, Sizes
from benchmarks.town import FIRST_CHAT, NOW, Town, town_of
from bot.app import App
from db.models import Assignment, Evidence, Report
from domain.reports import EvidenceKind, ReportState
from handlers.all import TAPS
from handlers.taps import Taps
from sandbox.telegram import TOKEN, Telegram
from views.callbacks import HandIn

#: Taps that come at once; the next ones when the pace allows.
TOGETHER = 16
#: Passes of both sides take turns, and the median of their ratios counts: a busy machine slows both down.
PASSES = 5

Payload = dict[str, Any]
#: Processor time of one tap on both sides.
Pair = tuple[float, float]


class Last(CallbackData, prefix="benchlast"):
    """A button registered after all others."""

    id: int


def measure(sizes: Sizes) -> Iterator[Row]:
    ours, nothing = run(_taps(sizes.taps))
    what = "taps/CPU-s of «Отправить отчёт» ÷ no-op dispatch"
    detail = f"{1 / ours:.0f} ÷ {1 / nothing:.0f}, the goal after that is 0.30"
    yield Row("U1", what, nothing / ours, 0.12, at_least=True, detail=detail)
    (last, single), known = run(_lookup(sizes.taps))
    yield Row("U2", "last registered button ÷ single no-op handler, CPU", last / single, 1.3, detail=f"{known} buttons")


async def _taps(count: int) -> Pair:
    """Processor time of handing in, and of doing nothing."""
    async with town_of(count) as town:
        await town.send(await town.draft(1, NOW.date().replace(day=20)))
        reports = await _collect(town)
        clock = clock_here()
        taps = _payloads(telegram_of(town, clock), reports)
        async with app_of(town, clock, QuietSession()) as app:
            passes = [taps[start::PASSES] for start in range(min(PASSES, count))]
            pairs = [(await _handled(app, clock, each), await _seconds_a_tap(_single(), taps)) for each in passes]
        await _check_handed_in(town, count)
    return _typical(pairs)


def _typical(pairs: list[Pair]) -> Pair:
    """The pair with the median ratio."""
    return sorted(pairs, key=lambda pair: pair[0] / pair[1])[len(pairs) // 2]


async def _handled(app: App, clock: VirtualClock, taps: list[Payload]) -> float:
    """Processor time of one tap of these, through the stored updates."""
    with counted() as spent:
        for start in range(0, len(taps), TOGETHER):
            await app.inbox.receive(taps[start : start + TOGETHER])
            await app.inbox.idle()
            await clock.sleep(1)
    return spent.seconds / len(taps)


async def _collect(town: Town) -> dict[int, int]:
    """A report of one photo at every school, ready to be handed in. School → report."""
    async with town.db.write() as session:
        rows = (await session.execute(select(Assignment.id, Assignment.organisation_id))).all()
        reports = [
            {"assignment_id": id_, "number": 1, "state": ReportState.DRAFT, "author_id": school, "touched_at": NOW}
            for id_, school in rows
        ]
        await session.execute(insert(Report), reports)
        found = dict((await session.execute(select(Report.author_id, Report.id))).all())
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
