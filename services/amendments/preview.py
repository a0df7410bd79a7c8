"""What a correction of sent minutes would do, shown before it is made: whom it reaches, what it leaves alone."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Checkpoint, Decision, Minutes, Organisation
from domain.amendments import Amendment
from domain.lifecycle import DATED, FINAL, State
from services.amendments.amending import sent_minutes
from services.context import Context
from services.drafts.items import chosen
from services.drafts.phrases import Directory, load_directory, load_phrases
from services.facts import ItemLabel, MinutesName, label_of, minutes_name
from services.offices import Office, office_of
from services.subjects import found


@dataclass(frozen=True, slots=True)
class Consequences:
    """What is corrected and whom it concerns."""

    minutes: MinutesName
    version: int
    decision_id: int  # 0: more than one item
    label: ItemLabel | None
    text: str
    organisation: str  # "" unless it is about one
    organisations: int  # that read a clarification
    assignments: int  # that are not final
    reported: int  # of them handed in, not judged yet
    final: int  # left as they are
    before: date | None
    today: date
    office: Office
    dated: bool  # a report by a date: it moves off a day off where the authority has said so

    def counts(self, written: date, now: datetime) -> date:
        """The day that counts for a date as it is written."""
        return self.office.counts(written, now) if self.dated else written


@dataclass(frozen=True, slots=True)
class ItemMenu:
    """«Изменить»: an item with its dates, each by its checkpoint."""

    consequences: Consequences
    dates: tuple[tuple[int, date | None], ...]
    directory: Directory


@dataclass(frozen=True, slots=True)
class Reached:
    """An organisation of minutes or of an item; `assignment_id` is 0 when it has several open."""

    id: int
    name: str
    open: int
    assignment_id: int
    due: date | None


@dataclass(frozen=True, slots=True)
class _Subject:
    minutes: Minutes
    where: ColumnElement[bool]
    decision: Decision | None = None
    organisation: Organisation | None = None
    before: date | None = None


async def consequences(ctx: Context, what: Amendment, subject_id: int, organisation_id: int = 0) -> Consequences:
    """What the correction concerns. Raises NotFound, NotAllowed, WrongState("minutes_…")."""
    async with ctx.db.read() as session:
        return await _consequences(session, ctx, await _subject(session, ctx, what, subject_id, organisation_id))


async def item_menu(ctx: Context, decision_id: int) -> ItemMenu:
    """What may be corrected in an item. Raises as `consequences` does."""
    async with ctx.db.read() as session:
        subject = await _subject(session, ctx, Amendment.DROP, decision_id, 0)
        rows = await session.execute(
            select(Checkpoint.id, Checkpoint.due_date)
            .where(Checkpoint.decision_id == decision_id)
            .order_by(Checkpoint.due_date, Checkpoint.id)
        )
        dates = tuple((id_, due) for id_, due in rows)
        directory = await load_directory(session, subject.minutes.authority_id)
        return ItemMenu(await _consequences(session, ctx, subject), dates, directory)


async def reached(ctx: Context, what: Amendment, subject_id: int) -> tuple[Reached, ...]:
    """Who has something open: of minutes (ORGANISATION) or of an item (DROP). Raises as `consequences` does."""
    async with ctx.db.read() as session:
        subject = await _subject(session, ctx, what, subject_id, 0)
        rows = await session.execute(
            select(
                Organisation.id,
                Organisation.short_name,
                func.count(Assignment.id),
                func.min(Assignment.id),
                func.min(Assignment.due_date),
            )
            .join(Assignment, Assignment.organisation_id == Organisation.id)
            .where(subject.where, Assignment.state.not_in(FINAL))
            .group_by(Organisation.id, Organisation.short_name)
            .order_by(Organisation.short_name, Organisation.id)
        )
        return tuple(
            Reached(id_, name, count, first if count == 1 else 0, due) for id_, name, count, first, due in rows
        )


async def option_of(ctx: Context, decision_id: int, option: str) -> tuple[int, ...]:
    """The organisations of a group's button. Raises as `consequences` does, and Stale."""
    async with ctx.db.read() as session:
        subject = await _subject(session, ctx, Amendment.ADD, decision_id, 0)
        organisations, _ = chosen(option, (), await load_phrases(session, subject.minutes.authority_id))
        return organisations


async def _subject(
    session: AsyncSession, ctx: Context, what: Amendment, subject_id: int, organisation_id: int
) -> _Subject:
    if what in (Amendment.ALL, Amendment.ORGANISATION):
        minutes = await sent_minutes(session, ctx, subject_id)
        where = Assignment.minutes_id == minutes.id
        organisation = await session.get(Organisation, organisation_id) if organisation_id else None
        if organisation is not None:
            where = where & (Assignment.organisation_id == organisation.id)
        return _Subject(minutes, where, organisation=organisation)
    if what is Amendment.ONE_DAY:
        assignment = await found(session, Assignment, subject_id)
        decision = await session.get_one(Decision, assignment.decision_id)
        minutes = await sent_minutes(session, ctx, decision.minutes_id)
        organisation = await session.get_one(Organisation, assignment.organisation_id)
        return _Subject(minutes, Assignment.id == subject_id, decision, organisation, assignment.due_date)
    if what is Amendment.DAY:
        checkpoint = await found(session, Checkpoint, subject_id)
        decision = await session.get_one(Decision, checkpoint.decision_id)
        minutes = await sent_minutes(session, ctx, decision.minutes_id)
        before = await _counts(session, ctx, decision, minutes, checkpoint.due_date)
        theirs = (Assignment.checkpoint_id == subject_id) & Assignment.lead_id.is_(None)
        return _Subject(minutes, theirs, decision, before=before)
    decision = await found(session, Decision, subject_id)
    minutes = await sent_minutes(session, ctx, decision.minutes_id)
    return _Subject(minutes, Assignment.decision_id == subject_id, decision)


async def _counts(
    session: AsyncSession, ctx: Context, decision: Decision, minutes: Minutes, written: date | None
) -> date | None:
    if written is None or decision.form not in DATED:
        return written
    return (await office_of(session, minutes.authority_id)).counts(written, ctx.now)


async def _consequences(session: AsyncSession, ctx: Context, subject: _Subject) -> Consequences:
    minutes, decision, organisation = subject.minutes, subject.decision, subject.organisation
    rows = await session.execute(
        select(Assignment.organisation_id, Assignment.state, func.count(Assignment.id))
        .where(subject.where)
        .group_by(Assignment.organisation_id, Assignment.state)
    )
    counts = [(place, state, count) for place, state, count in rows]
    still = [(place, count) for place, state, count in counts if state not in FINAL]
    office = await office_of(session, minutes.authority_id)
    return Consequences(
        minutes=minutes_name(minutes),
        version=minutes.version,
        decision_id=decision.id if decision else 0,
        label=label_of(decision) if decision else None,
        text=decision.text if decision else "",
        organisation=organisation.short_name if organisation else "",
        organisations=len({place for place, _ in still} - {minutes.authority_id}),
        assignments=sum(count for _, count in still),
        reported=sum(count for _, state, count in counts if state is State.REPORTED),
        final=sum(count for _, state, count in counts if state in FINAL),
        before=subject.before,
        today=office.today(ctx.now),
        office=office,
        dated=decision is not None and decision.form in DATED,
    )
