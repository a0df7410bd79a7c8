"""Invariants over the whole database, looked through by people and by tests; nothing is mended here."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, exists, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.copies import damage_of
from db.models import Assignment, Audit, Dispute, Evidence, Extension, Notice, NoticeState, ReminderStep, Report
from domain.errors import NotFound
from domain.lifecycle import FINAL, State
from domain.reports import ReportState
from domain.requests import DisputeOutcome, ExtensionOutcome
from services.context import Database
from services.files import FileStore

#: Checks of queries and of the audit: ids of what breaks a rule.
Check = Callable[[AsyncSession], Awaitable[Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One invariant and the ids of rows that break it; none when it holds."""

    code: str
    ids: tuple[int, ...]


async def check(db: Database, files: FileStore) -> tuple[Finding, ...]:
    """Every invariant. Reads everything: minutes on a large database; safe beside a running bot."""
    found = [Finding("structure", await _structure(db))]
    async with db.read() as session:
        for code, rule in RULES.items():
            found.append(Finding(code, tuple(await rule(session))))
        rows = await session.execute(select(Evidence.id, Evidence.sha256).where(Evidence.sha256.is_not(None)))
        stored = [(each, digest) for each, digest in rows if digest]
    return (*found, Finding("evidence", await asyncio.to_thread(_not_kept, files, stored)))


async def _structure(db: Database) -> tuple[int, ...]:
    """SQLite looks at its own pages and references; PostgreSQL vouches for its own."""
    if not db.sqlite:
        return ()
    if await asyncio.to_thread(damage_of, db.file):
        return (0,)
    async with db.read() as session:
        rows = await session.execute(text("PRAGMA foreign_key_check"))
        return tuple(row[1] or 0 for row in rows)


def _not_kept(files: FileStore, stored: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    return tuple(each for each, digest in stored if not _is_kept(files, digest))


def _is_kept(files: FileStore, digest: str) -> bool:
    try:
        return hashlib.sha256(files.get(digest)).hexdigest() == digest
    except NotFound:
        return False


def _ids(query: Select[int]) -> Check:
    async def found(session: AsyncSession) -> Sequence[int]:
        return (await session.scalars(query.order_by(Assignment.id))).all()

    return found


def _reports(state: ReportState) -> Select[int]:
    return select(func.count(Report.id)).where(Report.assignment_id == Assignment.id, Report.state == state)


_IS_FINAL = Assignment.state.in_(FINAL)
_EARLIER = aliased(Assignment)
_DISPUTED = exists().where(Dispute.assignment_id == Assignment.id, Dispute.outcome == DisputeOutcome.WAITING)
_EXTENDED = exists().where(
    Extension.assignment_id == Assignment.id, Extension.outcome == ExtensionOutcome.WAITING, Extension.in_time
)
_OPEN_EARLIER = exists().where(
    _EARLIER.checkpoint_id == Assignment.checkpoint_id,
    _EARLIER.organisation_id == Assignment.organisation_id,
    _EARLIER.round < Assignment.round,
    _EARLIER.state.not_in(FINAL),
)


async def _history(session: AsyncSession) -> list[int]:
    """Each row of the audit goes on from the state where the one before has left the assignment."""
    changes = await session.execute(
        select(Audit.subject_id, Audit.from_state, Audit.to_state)
        .where(Audit.subject == "assignment", Audit.to_state != "")
        .order_by(Audit.subject_id, Audit.id)
    )
    reached: dict[int, str] = {}
    broken: set[int] = set()
    for subject, before, after in changes:
        if before != reached.get(subject, before):
            broken.add(subject)
        reached[subject] = after
    states = await session.execute(select(Assignment.id, Assignment.state))
    broken |= {each for each, state in states if reached.get(each, state) != state}
    return sorted(broken)


async def _silent_ends(session: AsyncSession) -> Sequence[int]:
    return (await session.scalars(select(Notice.id).where(Notice.state == NoticeState.DEAD))).all()


RULES: dict[str, Check] = {
    "closed": _ids(
        select(Assignment.id).where(
            or_(and_(_IS_FINAL, Assignment.closed_at.is_(None)), and_(~_IS_FINAL, Assignment.closed_at.is_not(None)))
        )
    ),
    "reported": _ids(
        select(Assignment.id).where(
            Assignment.state == State.REPORTED, _reports(ReportState.HANDED_IN).scalar_subquery() != 1
        )
    ),
    "returned": _ids(
        select(Assignment.id).where(
            Assignment.state == State.RETURNED, _reports(ReportState.RETURNED).scalar_subquery() == 0
        )
    ),
    "disputed": _ids(select(Assignment.id).where((Assignment.state == State.DISPUTED) != _DISPUTED)),
    "extension": _ids(select(Assignment.id).where(Assignment.extension_waits != _EXTENDED)),
    "rounds": _ids(select(Assignment.id).where(Assignment.round > 1, _OPEN_EARLIER)),
    "history": _history,
    "steps": _ids(
        select(Assignment.id).where(
            _IS_FINAL,
            exists().where(ReminderStep.assignment_id == Assignment.id, ReminderStep.consumed_at.is_(None)),
        )
    ),
    "outbox": _silent_ends,
}
