"""Small rules of writing: plurals, dates, escaping, splitting at the limit."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

from domain.plain_text import without_unseen
from views.texts.words import AT, MONTHS_GENITIVE, SIZES, WEEKDAYS_SHORT

#: MAX allows 4000 characters, Telegram 4096: the smaller one serves both.
LIMIT = 4000
TAG = re.compile(r"<(/?)([a-z]+(?: expandable)?)>")


def plural(count: int, one: str, few: str, many: str) -> str:
    """«1 день», «2 дня», «5 дней»: the number with the right form of the word."""
    return f"{count} {form(count, one, few, many)}"


def form(count: int, one: str, few: str, many: str) -> str:
    """Only the form of the word for `count`."""
    tail, teen = abs(count) % 10, abs(count) % 100
    if tail == 1 and teen != 11:
        return one
    return few if 2 <= tail <= 4 and not 12 <= teen <= 14 else many


def day(value: date) -> str:
    """15.10.2023"""
    return f"{value:%d.%m.%Y}"


def short_day(value: date) -> str:
    """15.10"""
    return f"{value:%d.%m}"


def day_with_weekday(value: date) -> str:
    """15.10 (вс)"""
    return f"{value:%d.%m} ({WEEKDAYS_SHORT[value.weekday()]})"


def long_day(value: date) -> str:
    """16 октября"""
    return f"{value.day} {MONTHS_GENITIVE[value.month - 1]}"


def moment(value: datetime, timezone: str) -> str:
    """09.10.2023 в 14:20, in the authority's zone."""
    local = value.astimezone(ZoneInfo(timezone))
    return f"{local:%d.%m.%Y} {AT} {local:%H:%M}"


def safe(text: str) -> str:
    """Text of people inside our HTML."""
    return escape(without_unseen(text), quote=False)


def bold(text: str) -> str:
    return f"<b>{safe(text)}</b>"


def quote(text: str) -> str:
    return f"<blockquote>{safe(text)}</blockquote>"


def long_quote(text: str) -> str:
    """Folded where the client can fold, a plain quote elsewhere."""
    return f"<blockquote expandable>{safe(text)}</blockquote>"


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def short(text: str, limit: int) -> str:
    """The text of an item for a list: one line, a capital first, no full stop."""
    found = cut(text, limit).rstrip(".;,")
    return found[:1].upper() + found[1:]


def paragraphs(*blocks: str | None) -> str:
    """Blocks separated by an empty line; empty ones vanish."""
    return "\n\n".join(block for block in blocks if block)


def lines(*rows: str | None) -> str:
    """Rows one under another; empty ones vanish."""
    return "\n".join(row for row in rows if row)


def split(text: str, limit: int = LIMIT) -> tuple[str, ...]:
    """Parts of at most `limit` characters, cut between lines or at a space; tags are closed and reopened."""
    parts: list[str] = []
    opened: list[str] = []
    current = ""
    for row in _rows(text, limit - 200):
        if current and len(current) + len(row) + 1 > limit - 100:
            parts.append(current.rstrip("\n") + "".join(f"</{tag.split()[0]}>" for tag in reversed(opened)))
            current = "".join(f"<{tag}>" for tag in opened)
        current += row + "\n"
        for closing, tag in TAG.findall(row):
            if closing:
                opened.pop()
            else:
                opened.append(tag)
    if current.strip():
        parts.append(current.strip("\n"))
    return tuple(parts)


def _rows(text: str, limit: int) -> Iterable[str]:
    for row in text.split("\n"):
        rest = row
        while len(rest) > limit:
            at = rest.rfind(" ", 1, limit)
            at = limit if at < 0 else at
            yield rest[:at]
            rest = rest[at:].lstrip(" ")
        yield rest


def size_of(size: int) -> str:
    """Of a file, in bytes: «14 КБ», «214 МБ», «12 ГБ»."""
    for unit in SIZES[:-1]:
        if size < 1024:
            return f"{size} {unit}"
        size = -(-size // 1024)
    return f"{size} {SIZES[-1]}"
