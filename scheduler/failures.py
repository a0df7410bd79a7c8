"""What an exception of a call to the platform means for the message."""

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiohttp import ClientError, ClientResponseError

from domain.outbox import Failure


def failure_of(error: Exception) -> Failure:
    """The kind of failure; everything that is not the platform's or the network's is our own mistake.

    A revoked token (401, 404) counts as network trouble: nothing is wrong with the message.
    """
    match error:
        case TelegramRetryAfter():
            return Failure.FLOOD
        case TelegramForbiddenError():
            return Failure.BLOCKED
        case TelegramBadRequest():
            return Failure.NOT_FOUND if "chat not found" in error.message else Failure.REFUSED
        case TelegramEntityTooLarge():
            return Failure.REFUSED
        case TelegramAPIError() | ClientDecodeError() | OSError():
            return Failure.NETWORK
        case _:
            return Failure.BROKEN


def passes(error: Exception) -> bool:
    """Whether it is the platform's or the network's trouble, which passes by itself: nothing is wrong with us."""
    if isinstance(error, ClientResponseError):  # of a download
        return error.status >= 500
    platform = TelegramRetryAfter | TelegramNetworkError | TelegramServerError | ClientDecodeError
    return isinstance(error, platform | ClientError | ConnectionError | TimeoutError)


def wait_of(error: Exception) -> float:
    """Seconds the platform asks to wait."""
    return float(error.retry_after) if isinstance(error, TelegramRetryAfter) else 0.0
