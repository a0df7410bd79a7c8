"""«Письмо для почты»: what organisations outside the bot would have got, on paper."""

from dataclasses import dataclass

from sqlalchemy import select

from db.models import Authority, MinutesState, Organisation
from domain.errors import NotFound, WrongState
from services.assignments.shares import Share, load_share
from services.context import Context
from services.drafts.loading import load, owned
from services.drafts.phrases import load_directory
from services.facts import authority_facts
from services.sending.preview import draft_share
from services.tree import represented


@dataclass(frozen=True, slots=True)
class Letters:
    """Items of one protocol for each of some organisations."""

    shares: tuple[Share, ...]


async def letter(ctx: Context, minutes_id: int, organisation_id: int) -> Letters:
    """A letter to one organisation about sent minutes. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        minutes = await owned(session, ctx, minutes_id)
        if minutes.state is not MinutesState.SENT:
            raise NotFound("minutes_not_found")
        share = await load_share(session, minutes_id, organisation_id, ctx.now)
    if share is None:
        raise NotFound("minutes_not_found")
    return Letters((share,))


async def letters(ctx: Context, minutes_id: int) -> Letters:
    """Letters to all whom minutes reach and nobody represents, before or after sending.

    Raises NotFound, NotAllowed, WrongState("everybody_connected").
    """
    async with ctx.db.read() as session:
        minutes = await owned(session, ctx, minutes_id)
        draft = await load(session, minutes)
        reached = {place for item in draft.live for place in item.organisations} - {draft.authority_id}
        missing = await session.scalars(
            select(Organisation.id)
            .where(Organisation.id.in_(reached), ~represented())
            .order_by(Organisation.short_name)
        )
        directory = await load_directory(session, minutes.authority_id)
        authority = authority_facts(await session.get_one(Authority, minutes.authority_id))
        today = ctx.today(authority.timezone)
        shares = tuple(draft_share(draft, directory, authority, place, today) for place in missing.all())
    if not shares:
        raise WrongState("everybody_connected")
    return Letters(shares)
