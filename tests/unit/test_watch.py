"""Trouble that lasts: counted, told after ten minutes, once until it is over, later when nobody could be told."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from domain.outbox import Failure
from sandbox.clock import StandingClock
from scheduler.watch import TOLD_AFTER, Lasting, Watch

NOON = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
CUT = ConnectionResetError()


class Strange(Exception):
    """Of a library that nobody has met."""


class Admins:
    def __init__(self) -> None:
        self.heard: list[tuple[str, int]] = []
        self.over: list[timedelta] = []
        self.is_reachable = True

    async def tell(self, found: Sequence[Lasting]) -> bool:
        if self.is_reachable:
            self.heard += [(each.name, each.count) for each in found if each.until is None]
            self.over += [each.until - each.since for each in found if each.until is not None]
        return self.is_reachable


def watching() -> tuple[StandingClock, Watch, Admins]:
    clock = StandingClock(NOON)
    return clock, Watch(clock), Admins()


async def test_trouble_is_told_after_ten_minutes_and_once() -> None:
    clock, watch, admins = watching()
    for number in range(3):
        watch.failed(f"notice {number}", CUT, watch.answers)
    clock.move_to(NOON + TOLD_AFTER - timedelta(seconds=1))
    await watch.look(admins.tell)
    assert admins.heard == []
    for minutes in range(10, 60, 10):
        clock.move_to(NOON + timedelta(minutes=minutes))
        watch.failed("notice 1", CUT, watch.answers)
        await watch.look(admins.tell)
    assert admins.heard == [("ConnectionResetError", 3)]


async def test_what_passes_sooner_is_told_nobody_and_what_comes_again_is_told_again() -> None:
    clock, watch, admins = watching()
    for hour in range(3):
        clock.move_to(NOON + timedelta(hours=hour))
        watch.failed("update 1", CUT, watch.answers)
        clock.move_to(clock() + timedelta(minutes=hour * 8))
        await watch.look(admins.tell)
        watch.ended("update 1")
    assert admins.heard == [("ConnectionResetError", 1)]


async def test_an_outage_that_kept_the_admins_away_too_is_told_when_it_is_over() -> None:
    clock, watch, admins = watching()
    admins.is_reachable = False
    watch.failed("polling", CUT, watch.answers)
    clock.move_to(NOON + timedelta(hours=2))
    await watch.look(admins.tell)
    watch.ended("polling")
    admins.is_reachable = True
    for _ in range(2):
        await watch.look(admins.tell)
    assert (admins.heard, admins.over) == ([], [timedelta(hours=2)])


async def test_what_was_told_is_told_to_be_over_once_whatever_its_names_were() -> None:
    clock, watch, admins = watching()
    for minutes, error in ((0, CUT), (11, CUT), (12, TimeoutError()), (14, CUT)):
        clock.move_to(NOON + timedelta(minutes=minutes))
        watch.failed("polling", error, watch.answers)
        await watch.look(admins.tell)
    watch.ended("polling")
    for _ in range(3):
        await watch.look(admins.tell)
    assert (admins.heard, admins.over) == ([("ConnectionResetError", 1)], [timedelta(minutes=14)])


async def test_what_waits_for_its_next_try_is_no_outage_once_the_line_works() -> None:
    clock, watch, admins = watching()
    watch.failed("notice 1", CUT, watch.answers)
    clock.move_to(NOON + timedelta(minutes=15))
    assert watch.silence() == watch.longest() == 900
    watch.answered()
    await watch.look(admins.tell)
    assert (admins.heard, admins.over, watch.silence()) == ([], [], 0)
    assert watch.longest() == 900


def test_who_fails_while_others_are_served_fails_alone() -> None:
    _, watch, _ = watching()
    before = watch.answers
    assert watch.failed("a", CUT, before).alone == 0
    watch.answered()
    trouble = watch.failed("a", CUT, before)
    assert (trouble.tries, trouble.alone) == (2, 1)
    assert watch.failed("a", OSError(28, "No space left"), before).alone == 1
    assert watch.failed("b", Strange(), watch.answers).alone == 1


def test_what_nobody_knows_is_an_error_of_the_log_at_once(caplog: pytest.LogCaptureFixture) -> None:
    _, watch, _ = watching()
    watch.failed("a", CUT, watch.answers)
    watch.failed("b", OSError(24, "Too many open files"), watch.answers)
    watch.failed("c", Strange(), watch.answers)
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING", "ERROR"]
    assert "EMFILE" in caplog.text
    assert str(Failure.UNKNOWN) in caplog.text
