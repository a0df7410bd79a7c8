"""Numbers add up: what organisations have reported on an item, in all, by kind of organisation, by group and by period.

A report counts from its hand-in, also before it is accepted; a returned or withdrawn one does not. Of an item whose
control was resumed only the newest round counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Checkpoint, Decision, Minutes, MinutesState, Organisation, Report
from domain.lifecycle import State
from domain.organisations import OrganisationKind
from domain.reports import ReportState
from services.organisations.group_members import NamedGroup


@dataclass(frozen=True, slots=True)
class Given:
    """What one organisation has given for one date of an item; `sent` False: nothing yet."""

    assignment_id: int
    checkpoint_id: int
    period: str
    due_date: date | None
    organisation_id: int
    kind: OrganisationKind
    sent: bool
    figure: float | None
    reference: str
    reference_day: date | None
    link: str
    not_needed: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """`total` is the sum of `figures` figures; `sent` of `of` organisations have reported."""

    of: int = 0
    sent: int = 0
    figures: int = 0
    total: float = 0.0
    references: int = 0
    links: int = 0
    not_needed: int = 0


async def load_given(session: AsyncSession, *decisions: int) -> tuple[Given, ...]:
    """Everything given for some items, one row per organisation and date."""
    rows = await session.execute(
        select(Assignment, Checkpoint, Organisation.kind, Report)
        .join(Checkpoint, Checkpoint.id == Assignment.checkpoint_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .outerjoin(
            Report,
            and_(
                Report.assignment_id == Assignment.id,
                Report.state.in_((ReportState.HANDED_IN, ReportState.ACCEPTED)),
            ),
        )
        .where(
            Assignment.decision_id.in_(decisions),
            Assignment.state != State.CANCELLED,
            Assignment.lead_id.is_(None),
            Assignment.organisation_id != Assignment.authority_id,
        )
        .order_by(Assignment.round, Report.handed_in_at.asc().nulls_first(), Report.id)
    )
    newest: dict[tuple[int, int], Given] = {}
    for assignment, checkpoint, kind, report in rows:
        newest[checkpoint.id, assignment.organisation_id] = Given(
            assignment.id,
            checkpoint.id,
            checkpoint.key,
            checkpoint.due_date,
            assignment.organisation_id,
            kind,
            report is not None,
            report.figure if report else None,
            report.reference if report else "",
            report.reference_day if report else None,
            report.link if report else "",
            bool(report and report.not_needed),
        )
    return tuple(newest.values())


async def load_below(session: AsyncSession, *decisions: int) -> tuple[Given, ...]:
    """The same of organisations that items were passed down to, at any depth; () when nothing was passed down.

    Whoever stands between with a duty of their own is one of them; an authority that has passed the item on is not.
    """
    passed: dict[int, int] = {}  # decision below → the assignment it was passed down from
    upper: Sequence[int] = decisions
    while upper:
        rows = await session.execute(
            select(Decision.id, Assignment.id)
            .join(Assignment, Assignment.id == Decision.cascaded_from_id)
            .join(Minutes, Minutes.id == Decision.minutes_id)
            .where(Assignment.decision_id.in_(upper), Minutes.state == MinutesState.SENT)
        )
        found: dict[int, int] = dict(rows.all())
        passed |= found
        upper = tuple(found)
    given = await load_given(session, *passed) if passed else ()
    between = set(passed.values())
    return tuple(row for row in given if row.kind is not OrganisationKind.AUTHORITY or row.assignment_id not in between)


def add_up(rows: Iterable[Given]) -> Totals:
    """One line of totals; figures are summed without rounding surprises."""
    found = list(rows)
    figures = [row.figure for row in found if row.figure is not None]
    return Totals(
        of=len(found),
        sent=sum(row.sent for row in found),
        figures=len(figures),
        total=round(sum(figures), 2),
        references=sum(bool(row.reference) for row in found),
        links=sum(bool(row.link) for row in found),
        not_needed=sum(row.not_needed for row in found),
    )


def by_kind(rows: Iterable[Given]) -> dict[OrganisationKind, Totals]:
    """Totals of each kind of organisation, in the order of kinds."""
    found = list(rows)
    groups = {kind: [row for row in found if row.kind == kind] for kind in OrganisationKind}
    return {kind: add_up(members) for kind, members in groups.items() if members}


def by_group(rows: Iterable[Given], groups: Iterable[NamedGroup]) -> dict[str, Totals]:
    """Totals of each named group that holds some of the organisations, but not all of them."""
    found = list(rows)
    everybody = {row.organisation_id for row in found}
    return {
        group.name: add_up(row for row in found if row.organisation_id in group.members)
        for group in groups
        if everybody & set(group.members) not in (set(), everybody)
    }


def by_period(rows: Iterable[Given]) -> dict[date | None, Totals]:
    """Totals of each date of an item, earliest first."""
    found = list(rows)
    days = sorted({row.due_date for row in found}, key=lambda day: (day is None, day or date.max))
    return {day: add_up(row for row in found if row.due_date == day) for day in days}
