"""Due dates as a file that a telephone's calendar takes: RFC 5545, whole days, no alarms: the bot reminds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.plain_text import without_unseen


@dataclass(frozen=True, slots=True)
class Event:
    """One whole day; the same `uid` replaces what was there before."""

    uid: str
    day: date
    title: str
    text: str


def calendar_file(events: Iterable[Event], made_at: datetime) -> bytes:
    """The file; lines end with CRLF and are folded at 75 bytes, as the format wants."""
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//decision control//due dates//RU", "CALSCALE:GREGORIAN"]
    for event in events:
        rows += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(event.title)}",
            f"DESCRIPTION:{_escaped(event.text)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    rows.append("END:VCALENDAR")
    return b"".join(_folded(row) for row in rows)


def _escaped(text: str) -> str:
    plain = without_unseen(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def _folded(row: str) -> bytes:
    """Cut between letters, never inside one."""
    parts: list[bytes] = []
    current = b""
    for letter in row:
        piece = letter.encode()
        if len(current) + len(piece) > (75 if not parts else 74):
            parts.append(current)
            current = b""
        current += piece
    return b"\r\n ".join([*parts, current]) + b"\r\n"
