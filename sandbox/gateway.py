"""One call from the wire to the wire: token, faults, pace, the method itself, journal."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from sandbox.editing import EDITING
from sandbox.errors import ApiError, bad_request, not_found, too_many_requests, unauthorized
from sandbox.faults import Failure, Kind
from sandbox.methods import GENERAL
from sandbox.params import Params
from sandbox.sending import SENDING

if TYPE_CHECKING:
    from sandbox.telegram import Telegram

METHODS = GENERAL | SENDING | EDITING
DOWNLOAD = "download"
_UNPACED = frozenset({"sendchataction"})
_HTML_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(frozen=True)
class Reply:
    """What goes back over HTTP."""

    status: int
    body: str
    content_type: str = "application/json"


class NoAnswerError(Exception):
    """No answer at all: the connection breaks, or nobody answers in time."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind)
        self.kind = kind


async def answer(telegram: "Telegram", token: str, name: str, params: Params) -> Reply:
    """The reply to one call; raises NoAnswerError when the script of faults says so."""
    chat_id = _chat_id(params)
    call = telegram.journal.open(telegram.now(), name, chat_id, params.readable())
    failure = telegram.faults.draw(name, chat_id)
    reply = None
    try:
        if failure is None or failure.accepted:
            result = await _execute(telegram, token, name, params)
            call.accepted, call.result = True, "ok"
            reply = Reply(HTTPStatus.OK, _dumps({"ok": True, "result": result}))
    except ApiError as error:
        call.result = error.description
        reply = refusal(error)
    if failure is None and telegram.faults.outage:
        failure = Failure(Kind.OUTAGE, accepted=True)  # the network went while a poll was hanging
    if failure is not None:
        call.result = failure.kind
        return failed(failure)
    assert reply is not None  # noqa: S101 - without a failure there is an answer or a refusal
    return reply


async def _execute(telegram: "Telegram", token: str, name: str, params: Params) -> Any:
    if token != telegram.token:
        raise unauthorized()
    if name.lower() == "getupdates":
        return await telegram.updates.poll(
            params.integer("offset") or 0,
            params.integer("limit") or 100,
            params.integer("timeout") or 0,
            params.json("allowed_updates"),
        )
    method = METHODS.get(name.lower())
    if method is None:
        raise not_found()
    if telegram.enforce_pace and name.lower().startswith(("send", "edit")) and name.lower() not in _UNPACED:
        telegram.pace.check(params.integer("chat_id") or 0, telegram.now(), len(params.json("media") or [None]))
    return method(telegram, params)


def refusal(error: ApiError) -> Reply:
    body: dict[str, Any] = {"ok": False, "error_code": error.status, "description": error.description}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return Reply(error.status, _dumps(body))


def failed(failure: Failure) -> Reply:
    """The reply that a failure makes of a call; raises NoAnswerError when there is none."""
    match failure.kind:
        case Kind.SERVER_ERROR:
            return refusal(ApiError(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error"))
        case Kind.HTML_PAGE:
            return Reply(HTTPStatus.BAD_GATEWAY, _HTML_PAGE, "text/html")
        case Kind.REFUSAL:
            return refusal(bad_request(failure.words))
        case Kind.RETRY_AFTER:
            return refusal(too_many_requests(failure.retry_after))
        case _:
            raise NoAnswerError(failure.kind)


def _chat_id(params: Params) -> int | None:
    try:
        return params.integer("chat_id")
    except ApiError:
        return None


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def download(telegram: "Telegram", token: str, path: str) -> bytes | Reply:
    """The bytes of a file, or the refusal; the script of faults knows this as the method "download"."""
    call = telegram.journal.open(telegram.now(), DOWNLOAD, None, {"path": path})
    failure = telegram.faults.draw(DOWNLOAD, None)
    if failure is not None:
        call.result = failure.kind
        return failed(failure)
    file = telegram.files.at_path(path) if token == telegram.token else None
    if file is None:
        call.result = "Not Found"
        return refusal(ApiError(HTTPStatus.NOT_FOUND, "Not Found"))
    call.accepted, call.result = True, "ok"
    return file.data
