"""A draft as its official sees it: what was read, what is still open; it can be deleted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Minutes,
    MinutesState,
)
from domain.doubts import Doubt, open_doubts
from domain.drafting import Draft
from services.context import Context
from services.drafts.duplicates import Merged, Other, name_others
from services.drafts.editing import editing, today_of
from services.drafts.loading import load, owned, owned_decision
from services.drafts.new_version import Correction, correction_of
from services.drafts.phrases import Directory, load_directory
from services.drafts.sending_plans import answers_asked


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A fresh draft, what is still to be answered, and who is who."""

    draft: Draft
    doubts: tuple[Doubt, ...]
    state: MinutesState
    today: date
    directory: Directory
    correction: Correction | None = None  # when it is another version of sent minutes
    others: Mapping[int, Other] = field(default_factory=dict)  # items on control that near-duplicates are about
    merged: tuple[Merged, ...] = ()
    asked: Mapping[int, tuple[int, bool]] = field(default_factory=dict)  # by organisation, see services.load


async def show(ctx: Context, minutes_id: int) -> DraftCard:
    """The draft as it is now, with its open doubts. Raises NotFound and NotAllowed."""
    async with ctx.db.read() as session:
        minutes = await owned(session, ctx, minutes_id)
        return await _reviewed(ctx, session, minutes)


async def show_item(ctx: Context, decision_id: int) -> DraftCard:
    """The draft that holds a decision. Raises NotFound and NotAllowed."""
    async with ctx.db.read() as session:
        _, minutes = await owned_decision(session, ctx, decision_id)
        return await _reviewed(ctx, session, minutes)


async def delete_draft(ctx: Context, minutes_id: int, version: int) -> None:
    """Delete a draft; the same file can then be taken anew. Raises as `editable` does."""
    async with editing(ctx, minutes_id, version) as edit:
        edit.minutes.state = MinutesState.DELETED
        edit.note("deleted")


async def _reviewed(ctx: Context, session: AsyncSession, minutes: Minutes) -> DraftCard:
    draft = await load(session, minutes)
    today = await today_of(ctx, session, minutes.authority_id)
    directory = await load_directory(session, minutes.authority_id)
    correction = await correction_of(session, minutes, draft)
    others, merged = await name_others(session, draft)
    asked = await answers_asked(session, minutes.authority_id, directory.names, draft.day or today)
    doubts = open_doubts(draft, today)
    return DraftCard(draft, doubts, minutes.state, today, directory, correction, others, merged, asked)
