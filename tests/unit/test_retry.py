"""The decision after a failed attempt, as a table."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.outbox import (
    ALONE_LASTS,
    ALONE_TRIES,
    BROKEN_ATTEMPTS,
    LONGEST_WAIT,
    PASSING,
    UNKNOWN_LASTS,
    UNREACHABLE,
    Decision,
    Failure,
    Trouble,
    Verdict,
    decide_retry,
)

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def decided(failure: Failure, attempts: int = 0, tries: int = 1, chance: float = 0.0, wait: float = 7) -> Decision:
    return decide_retry(failure, attempts, Trouble(NOW, tries), NOW, chance=chance, retry_after=wait)


@pytest.mark.parametrize(
    ("failure", "attempts", "tries", "verdict", "least", "most", "counted"),
    [
        (Failure.FLOOD, 0, 1, Verdict.AGAIN, 7, 7, False),
        (Failure.FLOOD, 40, 99, Verdict.AGAIN, 7, 7, False),
        (Failure.NETWORK, 0, 1, Verdict.AGAIN, 1, 2, False),
        (Failure.NETWORK, 0, 2, Verdict.AGAIN, 2, 4, False),
        (Failure.NETWORK, 0, 6, Verdict.AGAIN, 32, 64, False),
        (Failure.NETWORK, 0, 500, Verdict.AGAIN, 300, 600, False),
        (Failure.CONFLICT, 0, 500, Verdict.AGAIN, 300, 600, False),
        (Failure.DATABASE, 99, 1, Verdict.AGAIN, 1, 2, False),
        (Failure.MACHINE, 99, 1, Verdict.AGAIN, 1, 2, False),
        (Failure.TOKEN, 99, 1, Verdict.AGAIN, 1, 2, False),
        (Failure.UNKNOWN, 99, 1, Verdict.AGAIN, 1, 2, False),
        (Failure.BROKEN, 0, 1, Verdict.AGAIN, 1, 2, True),
        (Failure.BROKEN, BROKEN_ATTEMPTS - 1, 1, Verdict.DEAD, 0, 0, True),
        (Failure.BLOCKED, 0, 1, Verdict.UNDELIVERABLE, 0, 0, True),
        (Failure.NOT_FOUND, 3, 1, Verdict.UNDELIVERABLE, 0, 0, True),
        (Failure.REFUSED, 0, 1, Verdict.DEAD, 0, 0, True),
    ],
)
def test_the_table(
    failure: Failure, attempts: int, tries: int, verdict: Verdict, least: float, most: float, counted: bool
) -> None:
    for chance in (0.0, 0.5, 0.999):
        decision = decided(failure, attempts, tries, chance)
        assert decision.verdict is verdict
        assert timedelta(seconds=least) <= decision.wait <= timedelta(seconds=most)
        assert decision.counted is counted


def test_every_failure_passes_or_is_the_persons_or_ours() -> None:
    assert set(Failure) - PASSING - UNREACHABLE == {Failure.REFUSED, Failure.BROKEN}
    assert not PASSING & UNREACHABLE


@pytest.mark.parametrize("failure", sorted(PASSING))
def test_what_passes_is_waited_for_however_long_it_lasts(failure: Failure) -> None:
    outage = Trouble(NOW, tries=10_000)
    decision = decide_retry(failure, 0, outage, NOW + timedelta(days=30), chance=0.5)
    assert (decision.verdict, decision.counted) == (Verdict.AGAIN, False)


@pytest.mark.parametrize(("failure", "lasts"), [(Failure.NETWORK, ALONE_LASTS), (Failure.UNKNOWN, UNKNOWN_LASTS)])
def test_what_fails_alone_is_given_up_after_many_tries_and_some_time(failure: Failure, lasts: timedelta) -> None:
    for alone, time, verdict in (
        (ALONE_TRIES, lasts, Verdict.DEAD),
        (ALONE_TRIES - 1, lasts, Verdict.AGAIN),
        (ALONE_TRIES, lasts - timedelta(seconds=1), Verdict.AGAIN),
    ):
        trouble = Trouble(NOW, tries=alone, alone=alone)
        assert decide_retry(failure, 0, trouble, NOW + time, chance=0).verdict is verdict


def test_waits_grow_to_the_longest_and_are_spread() -> None:
    waits = [decided(Failure.NETWORK, tries=tries, chance=0.99).wait for tries in range(1, 30)]
    assert waits == sorted(waits)
    assert waits[-1] <= LONGEST_WAIT
    assert decided(Failure.NETWORK, tries=6, chance=0.0).wait < decided(Failure.NETWORK, tries=6, chance=0.99).wait


def test_a_flood_without_a_time_waits_at_all() -> None:
    assert decided(Failure.FLOOD, wait=0).wait >= timedelta(seconds=1)
