"""«Что я запомнил»: what phrases of addressees mean for an authority, since when; forgotten, they are asked again."""

import hashlib
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db.models import Authority, Synonym
from domain.access import own_authority
from domain.audit import AuditAction
from domain.errors import Stale
from domain.paging import Page, page_of
from services.audit import record
from services.context import Context
from services.drafts.phrases import Directory, Recalled, load_directory, load_phrases

#: Phrases of one screen, each with a button.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class RememberedPhrase:
    """A phrase as it was written and what it means today; `mark` names it on a button."""

    mark: str
    phrase: str
    theme: str
    since: date
    recalled: Recalled


@dataclass(frozen=True, slots=True)
class RememberedPhrases:
    """A page of them, newest first."""

    phrases: tuple[RememberedPhrase, ...]
    page: Page
    directory: Directory


def mark_of(synonym: Synonym) -> str:
    """A short name of a row whose key is words: a button has 64 bytes."""
    return hashlib.sha256(f"{synonym.theme} {synonym.phrase_key}".encode()).hexdigest()[:12]


async def remembered_phrases(ctx: Context, page: int = 0) -> RememberedPhrases:
    """What the actor's authority has answered so far. Raises NotAllowed."""
    authority_id = own_authority(ctx.actor)
    async with ctx.db.read() as session:
        rows = (
            await session.scalars(
                select(Synonym)
                .where(Synonym.authority_id == authority_id)
                .order_by(Synonym.created_at.desc(), Synonym.phrase_key, Synonym.theme)
            )
        ).all()
        phrases = await load_phrases(session, authority_id)
        here = page_of(len(rows), page, SHOWN)
        zone = ZoneInfo((await session.get_one(Authority, authority_id)).timezone)
        shown = tuple(
            RememberedPhrase(
                mark_of(row), row.phrase, row.theme, row.created_at.astimezone(zone).date(), phrases.recall(row)
            )
            for row in here.cut(rows)
        )
        return RememberedPhrases(shown, here, await load_directory(session, authority_id))


async def forget_phrase(ctx: Context, mark: str) -> None:
    """«Забыть»: the next protocol asks whom the phrase means. Raises NotAllowed, Stale when it is forgotten already."""
    authority_id = own_authority(ctx.actor)
    async with ctx.db.write() as session:
        rows = await session.scalars(select(Synonym).where(Synonym.authority_id == authority_id))
        found = next((row for row in rows if mark_of(row) == mark), None)
        if found is None:
            raise Stale
        await session.delete(found)
        record(session, ctx, AuditAction.PHRASE_FORGOTTEN, "organisation", authority_id)
