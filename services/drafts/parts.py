"""The document part by part: kept with the minutes, and shown as it was read."""

from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Minutes, MinutesPart, MinutesState
from domain.minutes.model import ReadMinutes, Role
from domain.parts import Asking, DraftLine, PartAnswer, asking_of, line_key, pieces_of


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A part as it is shown; `role` is None where nobody has kept what it is."""

    ordinal: int
    role: Role | None
    text: str
    asked: bool = False
    answer: PartAnswer | None = None


async def store_parts(session: AsyncSession, minutes: Minutes, reading: ReadMinutes) -> dict[int, int]:
    """Part of a transaction that made the minutes. Returns the part of each item, both by their places."""
    answered = await _answered(session, minutes.authority_id)
    pieces = pieces_of(reading)
    rows = [
        {
            "minutes_id": minutes.id,
            "ordinal": ordinal,
            "role": piece.role,
            "first_line": piece.first,
            "last_line": piece.last,
            "text": piece.text,
            "asked": asking_of(piece, answered),
        }
        for ordinal, piece in enumerate(pieces, 1)
    ]
    if rows:
        await session.execute(insert(MinutesPart), rows)
    return {item: ordinal for ordinal, piece in enumerate(pieces, 1) for item in piece.items}


async def _answered(session: AsyncSession, authority_id: int) -> dict[str, PartAnswer]:
    """What the authority's officials have said of lines so far, the latest word on each, by `line_key`."""
    rows = await session.execute(
        select(MinutesPart.text, MinutesPart.answer)
        .join(Minutes, Minutes.id == MinutesPart.minutes_id)
        .where(Minutes.authority_id == authority_id, MinutesPart.answer.is_not(None))
        .order_by(MinutesPart.answered_at)
    )
    return {line_key(text): answer for text, answer in rows if answer is not None}


async def open_lines(session: AsyncSession, minutes: Minutes) -> tuple[DraftLine, ...]:
    """Lines of a draft that may be items and were not answered; of what is sent nothing is asked."""
    if minutes.state not in (MinutesState.DRAFT, MinutesState.SCHEDULED):
        return ()
    rows = await session.execute(
        select(MinutesPart.ordinal, MinutesPart.text, MinutesPart.asked)
        .where(MinutesPart.minutes_id == minutes.id, MinutesPart.asked.is_not(None), MinutesPart.answer.is_(None))
        .order_by(MinutesPart.ordinal)
    )
    return tuple(DraftLine(ordinal, text, asked or Asking.TOGETHER) for ordinal, text, asked in rows)


async def load_parts(session: AsyncSession, minutes: Minutes) -> tuple[DocumentPart, ...]:
    """The whole document; of minutes without parts its lines as they are."""
    rows = await session.scalars(
        select(MinutesPart).where(MinutesPart.minutes_id == minutes.id).order_by(MinutesPart.ordinal)
    )
    parts = tuple(DocumentPart(row.ordinal, row.role, row.text, row.asked is not None, row.answer) for row in rows)
    if parts:
        return parts
    text = await session.scalar(select(Minutes.source_text).where(Minutes.id == minutes.id)) or ""
    lines = filter(str.strip, text.split("\n"))
    return tuple(DocumentPart(place, None, line) for place, line in enumerate(lines, 1))
