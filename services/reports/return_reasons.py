"""Ready reasons for sending a report back: those of the product until an authority keeps a list of its own."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Authority, Report
from domain.access import own_authority
from domain.audit import AuditAction
from domain.errors import Stale, WrongInput
from domain.plain_text import one_line
from services.assignments.access import controlled
from services.audit import record
from services.context import Context
from services.subjects import found

#: A label is a button, the other two go into a message.
LONGEST_LABEL, LONGEST_TEXT = 40, 200
#: As many as fit on one screen.
MOST = 10
#: Reasons of an authority are numbered from here: a button of the product's own list never means one of them.
OWN_FROM = 100


@dataclass(frozen=True, slots=True)
class Reason:
    """A button's label, why the report comes back, what to do. `id` stays when others are deleted."""

    id: int
    label: str
    reason: str
    what_to_do: str


async def of_authority(session: AsyncSession, authority_id: int) -> tuple[Reason, ...]:
    """The authority's own list; () where the product's is used."""
    authority = await session.get_one(Authority, authority_id)
    return tuple(Reason(**row) for row in authority.return_reasons)


async def of_report(ctx: Context, report_id: int, ready: Sequence[Reason]) -> tuple[Reason, ...]:
    """What to offer when this report is sent back. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        report = await found(session, Report, report_id)
        assignment = await controlled(session, ctx, report.assignment_id)
        return await of_authority(session, assignment.authority_id) or tuple(ready)


async def listed(ctx: Context) -> tuple[Reason, ...]:
    """The own list of the actor's authority; () while it uses the product's. Raises NotAllowed."""
    authority_id = own_authority(ctx.actor)
    async with ctx.db.read() as session:
        return await of_authority(session, authority_id)


def check_part(text: str, longest: int = LONGEST_TEXT) -> str:
    """One typed part of a reason, tidied. Raises WrongInput("reason_parts" | "reason_too_long")."""
    part = one_line(text)
    if not any(map(str.isalnum, part)):
        raise WrongInput("reason_parts")
    if len(part) > longest:
        raise WrongInput("reason_too_long", longest=longest)
    return part


async def add(ctx: Context, ready: Sequence[Reason], label: str, reason: str, what_to_do: str) -> tuple[Reason, ...]:
    """Add a reason; the first one makes the product's list (`ready`) the authority's own.

    Raises WrongInput("reason_parts" | "reason_too_long" | "reasons_too_many"), NotAllowed.
    """
    parts = (check_part(label, LONGEST_LABEL), check_part(reason), check_part(what_to_do))
    authority_id = own_authority(ctx.actor)
    async with ctx.db.write() as session:
        before = await of_authority(session, authority_id) or tuple(ready)
        if len(before) >= MOST:
            raise WrongInput("reasons_too_many", most=MOST)
        number = max((OWN_FROM, *(kept.id for kept in before))) + 1
        return await _keep(session, ctx, authority_id, (*before, Reason(number, *parts)), "added")


async def remove(ctx: Context, ready: Sequence[Reason], reason_id: int) -> tuple[Reason, ...]:
    """Delete one reason. Raises Stale for one that is gone, WrongInput("last_reason"), NotAllowed."""
    authority_id = own_authority(ctx.actor)
    async with ctx.db.write() as session:
        before = await of_authority(session, authority_id) or tuple(ready)
        left = tuple(kept for kept in before if kept.id != reason_id)
        if left == before:
            raise Stale
        if not left:
            raise WrongInput("last_reason")
        return await _keep(session, ctx, authority_id, left, "removed")


async def restore(ctx: Context) -> None:
    """Use the product's list again. Raises NotAllowed."""
    authority_id = own_authority(ctx.actor)
    async with ctx.db.write() as session:
        await _keep(session, ctx, authority_id, (), "restored")


async def _keep(
    session: AsyncSession, ctx: Context, authority_id: int, reasons: tuple[Reason, ...], how: str
) -> tuple[Reason, ...]:
    authority = await session.get_one(Authority, authority_id)
    authority.return_reasons = [asdict(reason) for reason in reasons]
    record(session, ctx, AuditAction.RETURN_REASONS_CHANGED, "organisation", authority_id, how=how, count=len(reasons))
    return reasons
