"""Inline keyboards: what a bot sends and what a person sees."""

from typing import Any

from sandbox import limits
from sandbox.errors import bad_request, beyond_sandbox
from sandbox.model import Button, Keyboard

_ACTIONS = frozenset({"callback_data", "url", "copy_text", "disabled"})
_LOOKS = frozenset({"text", "style"})
_STYLES = frozenset({"danger", "success", "primary"})


def read_keyboard(markup: Any) -> Keyboard:
    """The keyboard of a call; raises ApiError for what Telegram or this stand-in refuses."""
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise bad_request("Object expected as reply markup")
    if "inline_keyboard" not in markup:
        raise beyond_sandbox("reply keyboards, only inline ones")
    rows = tuple(tuple(_read_button(button) for button in row) for row in markup["inline_keyboard"])
    if any(len(row) > limits.BUTTONS_IN_ROW for row in rows) or sum(map(len, rows)) > limits.BUTTONS:
        raise bad_request("Reply markup is too long")
    return tuple(row for row in rows if row)


def _read_button(button: dict[str, Any]) -> Button:
    button = {key: value for key, value in button.items() if value not in (None, "")}
    if strangers := button.keys() - _ACTIONS - _LOOKS:
        raise beyond_sandbox(f"buttons with {', '.join(sorted(strangers))}")
    if not str(button.get("text", "")).strip():
        # Telegram drops such a button without a word; a button that vanishes is worth an error here.
        raise bad_request("Inline keyboard button text must be non-empty")
    if len(button.keys() & _ACTIONS) != 1:
        raise bad_request("Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    _check_values(button)
    return Button(
        text=button["text"],
        callback_data=button.get("callback_data"),
        url=button.get("url"),
        copy_text=button["copy_text"]["text"] if "copy_text" in button else None,
        style=button.get("style"),
        disabled="disabled" in button,
    )


def _check_values(button: dict[str, Any]) -> None:
    if len(button.get("callback_data", "").encode()) > limits.CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.get("style", "primary") not in _STYLES:
        raise bad_request("BUTTON_STYLE_INVALID")
    if len(button.get("copy_text", {}).get("text", "-")) not in range(1, limits.COPY_TEXT + 1):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    url = button.get("url", "https://")
    if not url.startswith(("https://", "http://", "tg://", "t.me/")):
        raise bad_request(f"Inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def keyboard_json(keyboard: Keyboard) -> dict[str, Any]:
    return {"inline_keyboard": [[_button_json(button) for button in row] for row in keyboard]}


def _button_json(button: Button) -> dict[str, Any]:
    values = {
        "text": button.text,
        "callback_data": button.callback_data,
        "url": button.url,
        "style": button.style,
        "copy_text": {"text": button.copy_text} if button.copy_text else None,
        "disabled": {} if button.disabled else None,
    }
    return {key: value for key, value in values.items() if value is not None}
