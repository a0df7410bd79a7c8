"""Loading a draft and the checks that every edit of it shares."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from db.models import (
    Addressee,
    AddresseeOrganisation,
    AgendaItem,
    Assignment,
    Checkpoint,
    Decision,
    Minutes,
    MinutesState,
)
from domain.access import check_control
from domain.drafting import Draft, DraftAddressee, DraftItem, Option
from domain.errors import NotFound, Stale, WrongState
from domain.lifecycle import DATED, Answering
from domain.minutes.doubts import TIME_UNPLACED
from domain.minutes.model import Deadline, Requirement
from domain.second_look import time_in_question
from services.context import Context
from services.drafts.duplicates import find_duplicates
from services.drafts.holders import holders_of_items
from services.drafts.parts import open_lines
from services.offices import Office
from services.subjects import found, place_of

EDITABLE = frozenset({MinutesState.DRAFT})


async def editable(session: AsyncSession, ctx: Context, minutes_id: int, version: int | None = None) -> Minutes:
    """The minutes when the actor may edit them now; marks them as edited, which raises their version.

    Raises NotFound, NotAllowed, WrongState("minutes_sent" or "minutes_scheduled") and Stale.
    """
    minutes = await owned(session, ctx, minutes_id)
    check_editable(minutes)
    if version is not None and minutes.version != version:
        raise Stale
    minutes.edited_at = ctx.now
    flag_modified(minutes, "edited_at")  # two edits within one instant are two versions
    return minutes


def check_editable(minutes: Minutes) -> None:
    """Raises WrongState("minutes_sent" or "minutes_scheduled")."""
    if minutes.state not in EDITABLE:
        raise WrongState(f"minutes_{minutes.state}")


async def owned(session: AsyncSession, ctx: Context, minutes_id: int) -> Minutes:
    """Minutes of an authority that the actor controls. Raises NotFound and NotAllowed."""
    minutes = await found(session, Minutes, minutes_id)
    if minutes.state is MinutesState.DELETED:
        raise NotFound("minutes_not_found")
    check_control(ctx.actor, await place_of(session, minutes.authority_id))
    return minutes


async def owned_decision(session: AsyncSession, ctx: Context, decision_id: int) -> tuple[Decision, Minutes]:
    """A decision of such minutes. Raises NotFound and NotAllowed."""
    decision = await found(session, Decision, decision_id)
    return decision, await owned(session, ctx, decision.minutes_id)


async def decision_of(session: AsyncSession, minutes: Minutes, decision_id: int) -> Decision:
    """A decision of these minutes. Raises NotFound."""
    decision = await session.get(Decision, decision_id)
    if decision is None or decision.minutes_id != minutes.id:
        raise NotFound("item_not_found")
    return decision


async def load(session: AsyncSession, minutes: Minutes) -> Draft:
    """The whole draft in a few reads, whatever its length."""
    decisions = (
        await session.scalars(select(Decision).where(Decision.minutes_id == minutes.id).order_by(Decision.ordinal))
    ).all()
    questions = (
        await session.scalars(
            select(AgendaItem).where(AgendaItem.minutes_id == minutes.id).order_by(AgendaItem.ordinal)
        )
    ).all()
    themes = {question.ordinal: question.theme for question in questions}
    dates = await _dates(session, minutes.id)
    addressees = await _addressees(session, minutes.id)
    upper, have = await _upper_dates(session, minutes), await holders_of_items(session, minutes)
    items = tuple(
        replace(
            _item(decision, tuple(dates[decision.id]), tuple(addressees[decision.id]), themes, upper, minutes.day),
            holders=have.get(decision.cascaded_from_id or 0, frozenset()),
        )
        for decision in decisions
    )
    return Draft(
        id=minutes.id,
        version=minutes.version,
        authority_id=minutes.authority_id,
        number=minutes.number,
        day=minutes.day,
        title=minutes.title,
        questions=tuple((question.ordinal, question.title) for question in questions),
        items=items,
        recognised=minutes.recognised,
        warnings=tuple(minutes.warnings),
        scheduled=minutes.state is MinutesState.SCHEDULED,
        single=minutes.single,
        parent_id=minutes.parent_id,
        original_kept=minutes.original_kept,
        duplicates=await find_duplicates(session, minutes, items),
        lines=await open_lines(session, minutes),
    )


async def _upper_dates(session: AsyncSession, minutes: Minutes) -> dict[int, date | None]:
    """Dates of the assignments that the items were passed down from; one read more, for such minutes only."""
    if minutes.parent_id is None:
        return {}
    rows = await session.execute(
        select(Assignment.id, Assignment.due_date)
        .join(Decision, Decision.cascaded_from_id == Assignment.id)
        .where(Decision.minutes_id == minutes.id)
    )
    return dict(rows.all())


def _item(
    decision: Decision,
    dates: tuple[date, ...],
    addressees: tuple[DraftAddressee, ...],
    themes: dict[int, str],
    upper: dict[int, date | None],
    day: date | None,
) -> DraftItem:
    return DraftItem(
        id=decision.id,
        ordinal=decision.ordinal,
        question=decision.question,
        number=decision.number,
        bullet=decision.bullet,
        under=decision.under,
        names_question=decision.names_question,
        text=decision.text,
        source=decision.source,
        deadline_phrase=decision.deadline_phrase,
        deadline_kind=decision.deadline_kind,
        deadline_rule=decision.deadline_rule,
        dates=dates,
        form=decision.form,
        form_reason=decision.form_reason,
        requirement=tuple(Requirement(code) for code in decision.requirement),
        not_needed_allowed=decision.not_needed_allowed,
        acceptance=decision.acceptance,
        left_out=decision.left_out,
        doubts=tuple(decision.open_doubts),
        addressees=addressees,
        recurrence=decision.recurrence,
        theme=themes.get(decision.question or 0, ""),
        responsible=decision.lead_organisation_id if decision.answering is Answering.RESPONSIBLE else None,
        through=decision.through,
        named=tuple(decision.named_organisations),
        passed_from=decision.cascaded_from_id,
        upper_due=upper.get(decision.cascaded_from_id or 0),
        part=decision.part,
        lists=bool(decision.named_targets),
        time=_time(decision, day),
    )


def _time(decision: Decision, day: date | None) -> str:
    """The time that is asked about, found again in the words: they may have been corrected since."""
    if TIME_UNPLACED not in decision.open_doubts:
        return ""
    return time_in_question(decision.text, Deadline(decision.deadline_kind), day)


async def _dates(session: AsyncSession, minutes_id: int) -> defaultdict[int, list[date]]:
    rows = await session.execute(
        select(Checkpoint.decision_id, Checkpoint.due_date)
        .join(Decision, Decision.id == Checkpoint.decision_id)
        .where(Decision.minutes_id == minutes_id, Checkpoint.due_date.is_not(None))
        .order_by(Checkpoint.due_date)
    )
    found: defaultdict[int, list[date]] = defaultdict(list)
    for decision_id, due_date in rows:
        if due_date is not None:
            found[decision_id].append(due_date)
    return found


async def _addressees(session: AsyncSession, minutes_id: int) -> defaultdict[int, list[DraftAddressee]]:
    reached: defaultdict[int, list[int]] = defaultdict(list)
    links = (
        select(AddresseeOrganisation.addressee_id, AddresseeOrganisation.organisation_id)
        .join(Addressee, Addressee.id == AddresseeOrganisation.addressee_id)
        .join(Decision, Decision.id == Addressee.decision_id)
        .where(Decision.minutes_id == minutes_id)
        .order_by(AddresseeOrganisation.organisation_id)
    )
    for addressee_id, organisation_id in await session.execute(links):
        reached[addressee_id].append(organisation_id)
    rows = await session.scalars(
        select(Addressee)
        .join(Decision, Decision.id == Addressee.decision_id)
        .where(Decision.minutes_id == minutes_id)
        .order_by(Addressee.id)
    )
    found: defaultdict[int, list[DraftAddressee]] = defaultdict(list)
    for row in rows:
        options = tuple(Option(o["code"], tuple(o["organisations"])) for o in row.options)
        found[row.decision_id].append(
            DraftAddressee(row.id, row.phrase, row.settled, tuple(reached[row.id]), options, row.form)
        )
    return found


def as_sent(draft: Draft, office: Office, now: datetime) -> Draft:
    """A draft with the dates its organisations will get: those on days off moved where the authority moves them."""

    def sent(item: DraftItem) -> DraftItem:
        if item.form not in DATED:
            return item
        days = (office.counts(due, now) for due in item.dates)
        return replace(item, dates=tuple(dict.fromkeys(days)))

    return replace(draft, items=tuple(map(sent, draft.items)))
