"""The pace in virtual time: nobody waits for real."""

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, SendChatAction, SendMediaGroup, SendMessage, TelegramMethod
from aiogram.types import InputMediaPhoto

from scheduler.pacing import CHAT_BURST, FLOODED_CHATS, Lane, Pace, Pacer, outbox_lane

TURNS = 8


class Time:
    """Time that moves to the next sleeper when everybody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []
        self._numbers = itertools.count()

    def seconds(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._numbers), woken))
        await woken.wait()

    async def run(self, *work: Awaitable[object]) -> None:
        """Until all the work is done."""
        together = asyncio.gather(*work)
        while not together.done():
            for _ in range(TURNS):
                await asyncio.sleep(0)
            if self._sleepers and not together.done():
                self.now, _, woken = heapq.heappop(self._sleepers)
                woken.set()
        await together


def most_in_any_second(moments: list[float]) -> int:
    ordered = sorted(moments)
    return max(sum(start <= each < start + 1 for each in ordered) for start in ordered)


def sender(pacer: Pacer, time: Time, sent: list[float], chat: int, lane: Lane) -> Callable[[], Awaitable[None]]:
    async def send() -> None:
        await pacer.turn(chat, lane)
        sent.append(time.now)

    return send


async def test_never_more_than_thirty_in_any_second_and_no_time_lost() -> None:
    time = Time()
    pacer, sent = Pacer(time.seconds, time.sleep), []  # type: tuple[Pacer, list[float]]
    await time.run(*(sender(pacer, time, sent, chat, Lane.OUTBOX)() for chat in range(300)))
    assert most_in_any_second(sent) <= 30
    assert max(sent) - min(sent) <= 300 / 28 * 1.02


async def test_one_chat_gets_a_small_burst_then_one_a_second() -> None:
    time = Time()
    pacer, sent = Pacer(time.seconds, time.sleep), []  # type: tuple[Pacer, list[float]]
    await time.run(*(sender(pacer, time, sent, 7, Lane.ANSWER)() for _ in range(12)))
    assert sum(each < 101 for each in sent) <= CHAT_BURST + 1
    assert 12 - CHAT_BURST - 0.5 <= max(sent) - 100 <= 12 - CHAT_BURST + 0.5


async def test_an_answer_overtakes_the_outbox() -> None:
    time = Time()
    pacer, outbox, answers = Pacer(time.seconds, time.sleep), [], []  # type: tuple[Pacer, list[float], list[float]]

    async def tap() -> None:
        await time.sleep(1)
        asked = time.now
        await pacer.turn(9_999, Lane.ANSWER)
        answers.append(time.now - asked)

    await time.run(tap(), *(sender(pacer, time, outbox, chat, Lane.OUTBOX)() for chat in range(100)))
    assert answers[0] <= 0.1
    assert len(outbox) == 100


async def test_a_cancelled_turn_leaves_the_queue() -> None:
    time = Time()
    pacer, sent = Pacer(time.seconds, time.sleep), []  # type: tuple[Pacer, list[float]]
    pacer.hold(1, 5)
    waiting = asyncio.gather(pacer.turn(1, Lane.ANSWER))
    for _ in range(TURNS):
        await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    await time.run(sender(pacer, time, sent, 2, Lane.OUTBOX)())
    assert len(sent) == 1


class Wire:
    """The other end of the session: refuses the first calls with 429 when told so."""

    def __init__(self, time: Time, refusals: int = 0) -> None:
        self._time = time
        self.refusals = refusals
        self.calls: list[tuple[str, float]] = []

    async def __call__(self, bot: Bot, method: TelegramMethod[object]) -> None:
        self.calls.append((method.__api_method__, self._time.now))
        if self.refusals:
            self.refusals -= 1
            raise TelegramRetryAfter(method, "Too Many Requests: retry after 5", 5)


BOT = Bot("42:TEST-TOKEN")


async def test_a_direct_answer_waits_out_a_429() -> None:
    time = Time()
    wire = Wire(time, refusals=1)
    pace: Any = Pace(Pacer(time.seconds, time.sleep))
    await time.run(pace(wire, BOT, SendMessage(chat_id=1, text="…")))
    first, second = (moment for _, moment in wire.calls)
    assert second - first >= 5


@pytest.mark.parametrize(("flooded", "waits"), [(1, False), (FLOODED_CHATS, True)], ids=["its chat", "everybody"])
async def test_a_429_holds_its_chat_and_one_of_many_chats_everybody(flooded: int, waits: bool) -> None:
    """The outbox gets its 429 back and tries later."""
    time = Time()
    wire = Wire(time, refusals=flooded)
    pace: Any = Pace(Pacer(time.seconds, time.sleep))
    refused = []

    async def broadcast(chat: int) -> None:
        with outbox_lane():
            try:
                await pace(wire, BOT, SendMessage(chat_id=chat, text="…"))
            except TelegramRetryAfter:
                refused.append(time.now)

    for chat in range(1, flooded + 1):
        await time.run(broadcast(chat))
    await time.run(pace(wire, BOT, SendMessage(chat_id=99, text="…")))
    await time.run(pace(wire, BOT, SendMessage(chat_id=1, text="…")))
    assert len(refused) == flooded
    other, same = (moment - refused[-1] for _, moment in wire.calls[flooded:])
    assert (other >= 4) is waits
    assert same >= 4


async def test_answers_to_taps_and_signs_of_typing_are_not_paced_and_albums_count_each_photo() -> None:
    time = Time()
    wire = Wire(time)
    pace: Any = Pace(Pacer(time.seconds, time.sleep))
    free = [AnswerCallbackQuery(callback_query_id="1"), SendChatAction(chat_id=1, action="typing")] * 20
    await time.run(*(pace(wire, BOT, call) for call in free))
    assert time.now == 100.0
    album: list[Any] = [InputMediaPhoto(media="x")] * 10
    await time.run(*(pace(wire, BOT, SendMediaGroup(chat_id=chat, media=album)) for chat in range(2, 14)))
    assert time.now - 100 >= 110 / 28 * 0.9
