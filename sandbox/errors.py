"""The answers of the Bot API that are not "ok"."""

from http import HTTPStatus


class ApiError(Exception):
    """A refusal that the bot sees: HTTP status and description, as Telegram words it."""

    def __init__(self, status: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after


def _lowered(reason: str) -> str:
    """Telegram lower-cases the first letter of a sentence, but leaves codes like MESSAGE_TOO_LONG alone."""
    return reason[:1].lower() + reason[1:] if reason[1:2].islower() else reason


def bad_request(reason: str) -> ApiError:
    return ApiError(HTTPStatus.BAD_REQUEST, f"Bad Request: {_lowered(reason)}")


def forbidden(reason: str) -> ApiError:
    return ApiError(HTTPStatus.FORBIDDEN, f"Forbidden: {_lowered(reason)}")


def conflict(reason: str) -> ApiError:
    return ApiError(HTTPStatus.CONFLICT, f"Conflict: {_lowered(reason)}")


def not_found() -> ApiError:
    return ApiError(HTTPStatus.NOT_FOUND, "Not Found: method not found")


def unauthorized() -> ApiError:
    return ApiError(HTTPStatus.UNAUTHORIZED, "Unauthorized")


def too_large() -> ApiError:
    return ApiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Request Entity Too Large")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(
        HTTPStatus.TOO_MANY_REQUESTS,
        f"Too Many Requests: retry after {retry_after}",
        retry_after=retry_after,
    )


def beyond_sandbox(what: str) -> ApiError:
    """Telegram would take it, this stand-in does not: loud, so that nobody builds on it unseen."""
    return ApiError(HTTPStatus.BAD_REQUEST, f"Bad Request: the sandbox does not model {what}")
