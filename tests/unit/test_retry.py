"""The decision after a failed attempt, as a table; and what exceptions mean."""

from datetime import timedelta

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage

from domain.outbox import BROKEN_ATTEMPTS, LONGEST_WAIT, Failure, Verdict, decide_retry
from scheduler.failures import failure_of, wait_of

CALL = SendMessage(chat_id=1, text="…")


@pytest.mark.parametrize(
    ("failure", "attempts", "verdict", "least", "most", "counted"),
    [
        (Failure.FLOOD, 0, Verdict.AGAIN, 7, 7, False),
        (Failure.FLOOD, 40, Verdict.AGAIN, 7, 7, False),
        (Failure.NETWORK, 0, Verdict.AGAIN, 1, 2, True),
        (Failure.NETWORK, 1, Verdict.AGAIN, 2, 4, True),
        (Failure.NETWORK, 5, Verdict.AGAIN, 32, 64, True),
        (Failure.NETWORK, 500, Verdict.AGAIN, 300, 600, True),
        (Failure.BROKEN, 0, Verdict.AGAIN, 1, 2, True),
        (Failure.BROKEN, BROKEN_ATTEMPTS - 1, Verdict.DEAD, 0, 0, True),
        (Failure.BLOCKED, 0, Verdict.UNDELIVERABLE, 0, 0, True),
        (Failure.NOT_FOUND, 3, Verdict.UNDELIVERABLE, 0, 0, True),
        (Failure.REFUSED, 0, Verdict.DEAD, 0, 0, True),
    ],
)
def test_the_table(failure: Failure, attempts: int, verdict: Verdict, least: float, most: float, counted: bool) -> None:
    for chance in (0.0, 0.5, 0.999):
        decision = decide_retry(failure, attempts, chance=chance, retry_after=7)
        assert decision.verdict is verdict
        assert timedelta(seconds=least) <= decision.wait <= timedelta(seconds=most)
        assert decision.counted is counted


def test_waits_grow_to_the_longest_and_are_spread() -> None:
    waits = [decide_retry(Failure.NETWORK, attempts, chance=0.99).wait for attempts in range(30)]
    assert waits == sorted(waits)
    assert waits[-1] <= LONGEST_WAIT
    low, high = (decide_retry(Failure.NETWORK, 6, chance=chance).wait for chance in (0.0, 0.99))
    assert low < high


def test_a_flood_without_a_time_waits_at_all() -> None:
    assert decide_retry(Failure.FLOOD, 0, chance=0, retry_after=0).wait >= timedelta(seconds=1)


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (TelegramRetryAfter(CALL, "Too Many Requests: retry after 5", 5), Failure.FLOOD),
        (TelegramForbiddenError(CALL, "Forbidden: bot was blocked by the user"), Failure.BLOCKED),
        (TelegramForbiddenError(CALL, "Forbidden: user is deactivated"), Failure.BLOCKED),
        (TelegramBadRequest(CALL, "Bad Request: chat not found"), Failure.NOT_FOUND),
        (TelegramBadRequest(CALL, "Bad Request: message is too long"), Failure.REFUSED),
        (TelegramEntityTooLarge(CALL, "Request Entity Too Large"), Failure.REFUSED),
        (TelegramServerError(CALL, "Internal Server Error"), Failure.NETWORK),
        (TelegramNetworkError(CALL, "Request timeout error"), Failure.NETWORK),
        (TelegramUnauthorizedError(CALL, "Unauthorized"), Failure.NETWORK),
        (ClientDecodeError("Failed to decode object", ValueError("x"), "<html>"), Failure.NETWORK),
        (TimeoutError(), Failure.NETWORK),
        (ConnectionResetError(), Failure.NETWORK),
        (KeyError("x"), Failure.BROKEN),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, Exception) else str(each),
)
def test_what_an_exception_means(error: Exception, failure: Failure) -> None:
    assert failure_of(error) is failure
    assert wait_of(error) == (5.0 if failure is Failure.FLOOD else 0.0)
