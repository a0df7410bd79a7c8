"""Log lines hold ids; the token and what people wrote never."""

import json
import logging
import sys

import pytest
from pydantic import TypeAdapter

from bot import logs
from bot.logs import JsonFormatter, TextFormatter, redact
from scheduler.cause import caused_by

TOKEN = "1234567890:AAFakeTokenForTestsOnly_abcdefghijk"


def record(message: str, error: BaseException | None = None) -> logging.LogRecord:
    trace = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("kontrol", logging.ERROR, __file__, 1, message, (), trace)


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()], ids=["text", "json"])
def test_a_token_never_gets_out(formatter: logging.Formatter) -> None:
    try:
        raise ConnectionError(f"https://api.telegram.org/file/bot{TOKEN}/documents/file_1.docx")
    except ConnectionError as error:
        line = formatter.format(record(f"bot{TOKEN} failed", error))
    assert TOKEN not in line
    assert "[token]" in line
    assert "ConnectionError" in line


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()], ids=["text", "json"])
def test_what_libraries_quote_is_left_out(formatter: logging.Formatter) -> None:
    written = "Иванова Мария"
    try:
        try:
            TypeAdapter(int).validate_python(written)
        except ValueError as cause:
            raise RuntimeError("update 7 is strange") from cause
    except RuntimeError as error:
        line = formatter.format(record("failed", error))
    assert written not in line
    assert "ValidationError" in line
    assert "update 7 is strange" in line
    assert "test_logs.py" in line


def test_a_group_tells_every_cause() -> None:
    error = ExceptionGroup("two", [KeyError("a"), OSError("b")])
    line = TextFormatter().format(record("failed", error))
    assert "KeyError" in line
    assert "OSError: b" in line


def test_json_is_one_object_a_line() -> None:
    try:
        raise ValueError("several\nlines")
    except ValueError:
        line = JsonFormatter().format(
            logging.LogRecord("kontrol", logging.INFO, __file__, 1, "update %d", (7,), sys.exc_info())
        )
    assert "\n" not in line
    told = json.loads(line)
    assert told["message"] == "update 7"
    assert told["level"] == "INFO"
    assert "several" in told["exception"]


@pytest.mark.parametrize("token", ["1:a", "42:SHORT", TOKEN, "9" * 30 + ":" + "x" * 200], ids=len)
def test_a_token_of_any_length_is_known_in_an_address(token: str) -> None:
    assert redact(f"https://api.telegram.org/bot{token}/getMe") == "https://api.telegram.org/bot[token]/getMe"


@pytest.mark.parametrize("secret", ["1:a", "42:SHORT", "x" * 256])
def test_our_own_secrets_are_known_alone(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_secrets", set())
    logs.keep_secret(secret, "")
    assert redact(f"refused: {secret}.") == "refused: [secret]."


@pytest.mark.parametrize("scheme", ["socks5", "http", "postgresql+asyncpg"])
def test_the_password_in_an_address_stays_out(scheme: str) -> None:
    assert (
        redact(f"no way to {scheme}://user:pa:ss%40@host:1080/x") == f"no way to {scheme}://user:[password]@host:1080/x"
    )


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()], ids=["text", "json"])
def test_a_line_says_what_it_comes_of(formatter: logging.Formatter) -> None:
    with caused_by("update 7"):
        assert "update 7" in formatter.format(record("a menu stays"))
    assert "update 7" not in formatter.format(record("a menu stays"))


def test_ids_stay() -> None:
    assert redact("update 123456789 of chat 7000000001: notice 5") == "update 123456789 of chat 7000000001: notice 5"
