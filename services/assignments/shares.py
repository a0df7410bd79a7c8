"""Sent minutes as an organisation sees them: its share and the original."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Decision, Minutes, MinutesState
from domain.access import check_execute, may_execute, may_read
from domain.errors import NotAllowed, NotFound, WrongState
from domain.leading import Hand
from domain.lifecycle import State
from services import subjects
from services.assignments.passing_down import issued_above, left_to_pass
from services.context import Context
from services.facts import (
    AssignmentFacts,
    AuthorityFacts,
    MinutesName,
    assignment_facts,
    assignments_query,
    minutes_name,
)
from services.recipients import crew_of


@dataclass(frozen=True, slots=True)
class Share:
    """A protocol's items for one organisation: the message a director gets."""

    minutes: MinutesName
    authority: AuthorityFacts
    organisation_id: int
    organisation: str
    items: tuple[AssignmentFacts, ...]
    today: date
    to_pass: int = 0  # items meant for organisations below that were not passed down yet
    above: str = ""  # the authority whose protocol was passed down
    hand: Hand = Hand.NONE  # what the reader may do with the whole protocol

    @property
    def to_acknowledge(self) -> bool:
        return any(item.state is State.ASSIGNED for item in self.items)


async def load_share(session: AsyncSession, minutes_id: int, organisation_id: int, now: datetime) -> Share | None:
    """A protocol's items for an organisation, in the document's order; None when nothing is there."""
    rows = await session.execute(
        assignments_query()
        .where(
            Assignment.minutes_id == minutes_id,
            Assignment.organisation_id == organisation_id,
            Assignment.state != State.CANCELLED,
        )
        .order_by(Decision.ordinal, Assignment.due_date, Assignment.id)
    )
    found = rows.all()
    if not found:
        return None
    items = tuple(map(assignment_facts, found))
    first = items[0]
    left = await left_to_pass(session, minutes_id, organisation_id) if any(item.through for item in items) else 0
    above = await issued_above(session, found[0][2])
    today = now.astimezone(ZoneInfo(first.authority.timezone)).date()
    return Share(first.minutes, first.authority, organisation_id, first.organisation, items, today, left, above)


async def share(ctx: Context, minutes_id: int, organisation_id: int) -> Share:
    """The same for the actor. Raises NotAllowed, NotFound."""
    check_execute(ctx.actor, organisation_id)
    async with ctx.db.read() as session:
        found = await load_share(session, minutes_id, organisation_id, ctx.now)
        hand = (await crew_of(session, organisation_id, minutes_id)).hand(ctx.actor.person_id, minutes_id)
    if found is None:
        raise NotFound("minutes_not_found")
    return replace(found, hand=hand)


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """The document as it came: kept bytes by hash, or the text that was pasted."""

    minutes: MinutesName
    file_name: str
    sha256: str | None
    text: str


async def original(ctx: Context, minutes_id: int) -> OriginalFile:
    """«Протокол целиком» for anyone concerned, unless the authority keeps it.

    Raises NotFound, NotAllowed, WrongState("original_kept").
    """
    async with ctx.db.read() as session:
        minutes = await subjects.found(session, Minutes, minutes_id)
        if minutes.state is MinutesState.DELETED:
            raise NotFound("minutes_not_found")
        if not may_read(ctx.actor, await subjects.place_of(session, minutes.authority_id)):
            concerned = await session.scalars(
                select(Assignment.organisation_id).where(Assignment.minutes_id == minutes_id).distinct()
            )
            if not any(may_execute(ctx.actor, organisation_id) for organisation_id in concerned):
                raise NotAllowed
            if minutes.original_kept:
                raise WrongState("original_kept")
        text = await session.scalar(select(Minutes.source_text).where(Minutes.id == minutes_id)) or ""
        return OriginalFile(minutes_name(minutes), minutes.file_name, minutes.file_sha256, text)
