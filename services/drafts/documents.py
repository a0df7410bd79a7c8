"""«Как прочитан документ», and what the official says of its parts: «Сделать пунктом», «Это не пункт»."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import AgendaItem, Decision, MinutesPart, MinutesState
from domain.doubts import DoubtKind
from domain.drafting import Draft, ambiguous_numbers
from domain.errors import NotFound, Stale
from domain.minutes.model import Item
from domain.parts import Asking, PartAnswer, question_of
from domain.second_look import read_line
from services.context import Context
from services.drafts.doubts import doubt_at
from services.drafts.editing import Editing, editing, today_of
from services.drafts.intake import Placed, add_items
from services.drafts.loading import load, owned
from services.drafts.parts import DocumentPart, load_parts


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document as it was read, with the items that stand for its parts."""

    draft: Draft
    state: MinutesState
    parts: tuple[DocumentPart, ...]


async def document(ctx: Context, minutes_id: int) -> DocumentCard:
    """The document of minutes, part by part. Raises NotFound and NotAllowed."""
    async with ctx.db.read() as session:
        minutes = await owned(session, ctx, minutes_id)
        return DocumentCard(await load(session, minutes), minutes.state, await load_parts(session, minutes))


async def answer_lines(ctx: Context, minutes_id: int, version: int, place: int, answer: PartAnswer) -> None:
    """Answer «Это пункт?» for every line of the doubt; remembered for lines like these. Raises as `editable` does."""
    async with ctx.db.read() as session:
        minutes = await owned(session, ctx, minutes_id)
        doubt = await doubt_at(ctx, session, minutes, place)
    if doubt.kind is not DoubtKind.LINES:
        raise Stale
    await _answer(ctx, minutes_id, version, [line.ordinal for line in doubt.lines], answer)


async def ask_apart(ctx: Context, minutes_id: int, version: int, place: int) -> None:
    """«Разобрать по одной»: each line of the doubt becomes a question of its own. Raises as `editable` does."""
    async with editing(ctx, minutes_id, version) as edit:
        doubt = await doubt_at(ctx, edit.session, edit.minutes, place)
        if doubt.kind is not DoubtKind.LINES:
            raise Stale
        for part in await _parts(edit.session, minutes_id, [line.ordinal for line in doubt.lines]):
            part.asked = Asking.APART
        edit.note("lines")


async def answer_part(ctx: Context, minutes_id: int, version: int, part: int, answer: PartAnswer) -> None:
    """The same for any part of the document, asked about or not; it can be said again the other way round.

    An item that is none is left out, so nothing of it is lost. Raises NotFound, and as `editable` does.
    """
    await _answer(ctx, minutes_id, version, [part], answer)


async def _answer(ctx: Context, minutes_id: int, version: int, places: Sequence[int], answer: PartAnswer) -> None:
    read = await _read(ctx, minutes_id, places) if answer is PartAnswer.ITEM else {}
    async with editing(ctx, minutes_id, version) as edit:
        parts = await _parts(edit.session, minutes_id, places)
        rows = await edit.session.scalars(
            select(Decision).where(Decision.minutes_id == minutes_id, Decision.part.in_(places))
        )
        known = rows.all()
        for part in parts:
            part.answer, part.answered_by, part.answered_at = answer, ctx.actor.person_id, ctx.now
            edit.note(f"part_{answer}")
        for decision in known:
            decision.left_out = answer is PartAnswer.NOT_ITEM
        there = {decision.part for decision in known}
        await _make_items(edit, [(part, read[part.ordinal]) for part in parts if part.ordinal in read.keys() - there])


async def _parts(session: AsyncSession, minutes_id: int, places: Sequence[int]) -> Sequence[MinutesPart]:
    rows = await session.scalars(
        select(MinutesPart)
        .where(MinutesPart.minutes_id == minutes_id, MinutesPart.ordinal.in_(places))
        .order_by(MinutesPart.ordinal)
    )
    parts = rows.all()
    if len(parts) < len(places):
        raise NotFound("item_not_found")
    return parts


async def _read(ctx: Context, minutes_id: int, places: Sequence[int]) -> dict[int, tuple[Item, ...]]:
    """The lines read as items, before the transaction: the first reading of a process loads its dictionaries."""
    async with ctx.db.read() as session:
        minutes = await owned(session, ctx, minutes_id)
        texts = {part.ordinal: part.text for part in await _parts(session, minutes_id, places)}
        day = minutes.day
    return await asyncio.to_thread(lambda: {part: read_line(text, day) for part, text in texts.items()})


async def _make_items(edit: Editing, made: Sequence[tuple[MinutesPart, tuple[Item, ...]]]) -> None:
    """New items at the places of their lines in the document, numbered as they are written there."""
    if not made:
        return
    session, minutes = edit.session, edit.minutes
    rows = await session.execute(
        select(MinutesPart.ordinal, MinutesPart.role)
        .where(MinutesPart.minutes_id == minutes.id)
        .order_by(MinutesPart.ordinal)
    )
    roles = dict(rows.all())
    before = await _decisions(session, minutes.id)
    questions = {decision.part: decision.question for decision in before if decision.part is not None}
    last = max((decision.ordinal for decision in before), default=0)
    placed = [
        Placed(replace(item, question=question_of(part.ordinal, roles, questions)), part.text, part.ordinal)
        for part, items in made
        for item in items
    ]
    agenda = await session.execute(
        select(AgendaItem.ordinal, AgendaItem.theme).where(AgendaItem.minutes_id == minutes.id)
    )
    today = await today_of(edit.ctx, session, minutes.authority_id)
    fresh = await add_items(session, minutes, placed, dict(agenda.all()), today, after=last)
    await _put_in_order(session, before, fresh)
    for decision in fresh:
        edit.note("made_item", decision.id)


async def _decisions(session: AsyncSession, minutes_id: int) -> Sequence[Decision]:
    rows = await session.scalars(select(Decision).where(Decision.minutes_id == minutes_id).order_by(Decision.ordinal))
    return rows.all()


async def _put_in_order(session: AsyncSession, before: Iterable[Decision], fresh: Iterable[Decision]) -> None:
    """Each new item goes behind what stands before it in the document."""
    order = list(before)
    for decision in fresh:
        order.insert(_place(order, decision.part or 0), decision)
    moved = [(decision, ordinal) for ordinal, decision in enumerate(order, 1) if decision.ordinal != ordinal]
    for sign in (-1, 1):  # by way of places below zero: a place is unique at every moment
        for decision, ordinal in moved:
            decision.ordinal = sign * ordinal
        await session.flush()
    _number(order)


def _place(order: Sequence[Decision], part: int) -> int:
    """Right behind the last one that stands before `part` in the document."""
    before = [at for at, decision in enumerate(order, 1) if decision.part is not None and decision.part <= part]
    return before[-1] if before else 0


def _number(order: Sequence[Decision]) -> None:
    """Unnumbered items are counted anew; a number that another question has as well is shown with its question."""
    counts: dict[tuple[int | None, str], int] = {}
    ambiguous = ambiguous_numbers((decision.question, decision.number) for decision in order)
    for decision in order:
        decision.names_question = (decision.question, decision.number) in ambiguous
        if decision.number is None:
            key = (decision.question, decision.under)
            counts[key] = decision.bullet = counts.get(key, 0) + 1
