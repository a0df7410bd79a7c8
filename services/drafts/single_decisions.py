"""`/new`: one decision without minutes, in the same screens as a protocol."""

import asyncio
import hashlib
from datetime import date

from sqlalchemy import update

from db.models import Authority, Decision, Minutes, MinutesState
from domain.access import own_authority
from domain.audit import AuditAction
from domain.drafting import Draft
from domain.errors import WrongInput
from domain.minutes.model import DeadlineKind, ReadMinutes
from services.audit import record
from services.context import Context
from services.drafts.intake import store_items
from services.drafts.loading import load

LONGEST = 3000
#: Words of the shortest order.
FEWEST = 3
#: Bullet of the only item: it is called «пункт», without a number.
ALONE = 0


async def create(ctx: Context, text: str) -> Draft:
    """A draft of one decision as typed: the reader finds its date and addressees in the words.

    It carries today's date and no number. A text with several items stays one draft with several items.
    Raises WrongInput("single_empty" | "single_long"), NotAllowed for anybody but an official.
    """
    authority_id = own_authority(ctx.actor)
    cleaned = text.strip()
    if sum(map(str.isalpha, cleaned)) < 3:
        raise WrongInput("single_empty")
    if len(cleaned) > LONGEST:
        raise WrongInput("single_long", most=LONGEST)
    async with ctx.db.read() as session:
        today = ctx.today((await session.get_one(Authority, authority_id)).timezone)
    reading = await asyncio.to_thread(_read, cleaned, today)
    if not reading.items:
        raise WrongInput("single_empty")
    async with ctx.db.write() as session:
        minutes = Minutes(
            authority_id=authority_id,
            controller_id=ctx.actor.person_id,
            state=MinutesState.DRAFT,
            number=None,
            day=today,
            title="",
            issuer="",
            # The same words may be decided twice: unlike a protocol, they are no document that comes again.
            content_hash=hashlib.sha256(f"{ctx.now.isoformat()} {cleaned}".encode()).hexdigest(),
            source_text=cleaned,
            single=True,
            created_at=ctx.now,
            edited_at=ctx.now,
        )
        session.add(minutes)
        await session.flush()
        minutes_id = minutes.id
        await store_items(session, minutes, reading, today)
        if len(reading.items) == 1:
            alone = update(Decision).where(Decision.minutes_id == minutes.id).values(number=None, bullet=ALONE)
            await session.execute(alone)
        record(session, ctx, AuditAction.SINGLE_CREATED, "minutes", minutes.id, items=len(reading.items))
        await session.flush()
        session.expire_all()  # the items were renamed behind the session's back
        return await load(session, await session.get_one(Minutes, minutes_id))


async def looks_decided(ctx: Context, text: str) -> bool:
    """Whether an official's words order something: somebody who must act, or a deadline. Others decide nothing."""
    cleaned = text.strip()
    if not ctx.actor.controls or cleaned.endswith("?") or len(cleaned.split()) < FEWEST or len(cleaned) > LONGEST:
        return False
    reading = await asyncio.to_thread(_read, cleaned, ctx.now.date())
    return any(item.addressees or item.deadline.kind is not DeadlineKind.NONE for item in reading.items)


def _read(text: str, today: date) -> ReadMinutes:
    """A few lines need no process of their own; a bare sentence is read as a numbered item."""
    from domain.minutes import read
    from domain.minutes.model import Document, Line

    for form in (text, f"1. {text}"):
        found = read(Document(tuple(Line(line.rstrip()) for line in form.split("\n")), "txt"), base=today)
        if found.items:
            return found
    return found
