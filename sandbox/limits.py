"""The limits of Telegram, with its words for those who step over."""

from sandbox.errors import ApiError, bad_request, too_large
from sandbox.markup import Entity, parse_html, trimmed
from sandbox.params import Params

TEXT = 4096  # characters after parsing
CAPTION = 1024
RAW_TEXT = 1 << 15  # bytes before parsing
CALLBACK_DATA = 64  # bytes
TOAST = 200
COPY_TEXT = 256
BUTTONS = 100
BUTTONS_IN_ROW = 8
ALBUM = range(2, 11)
DOWNLOAD = 20 * 1024 * 1024
UPLOAD = 50 * 1024 * 1024
PHOTO = 10 * 1024 * 1024
COMMANDS = 100
UPDATES = 100
POLL_SECONDS = 50


def parsed(raw: str, parse_mode: str | None, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    if len(raw.encode()) > RAW_TEXT:
        raise bad_request("Text is too long")
    if parse_mode is None:
        return trimmed(raw, entities or [])
    if parse_mode.lower() != "html":
        raise bad_request("Unsupported parse_mode")
    return parse_html(raw)


def check_text(params: Params, *, editing: bool = False) -> tuple[str, list[Entity]]:
    raw = params.text("text")
    if raw is None:
        raise bad_request("Message text is empty")
    text, entities = parsed(raw, params.text("parse_mode"), params.json("entities"))
    if not text:
        raise bad_request("Text must be non-empty")
    if len(text) > TEXT:
        raise bad_request("MESSAGE_TOO_LONG" if editing else "Message is too long")
    return text, entities


def check_caption(params: Params) -> tuple[str, list[Entity]]:
    raw = params.text("caption") or ""
    text, entities = parsed(raw, params.text("parse_mode"), params.json("caption_entities"))
    if len(text) > CAPTION:
        raise bad_request("Message caption is too long")
    return text, entities


def check_upload(data: bytes, *, is_photo: bool) -> None:
    if not data:
        raise bad_request("File must be non-empty")
    if len(data) > UPLOAD:
        raise too_large()
    if is_photo and len(data) > PHOTO:
        raise _photo_too_big(len(data))
    if is_photo and not data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8", b"BM")):
        raise bad_request("IMAGE_PROCESS_FAILED")


def _photo_too_big(size: int) -> ApiError:
    return bad_request(f"File of size {size} bytes is too big for a photo; the maximum size is {PHOTO} bytes")
