"""The opening read of a use case: an assignment with all that belongs to it, or a report with its assignment."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import (
    Assignment,
    Authority,
    Decision,
    Dispute,
    Extension,
    Likeness,
    Minutes,
    Organisation,
    Report,
)
from domain.errors import NotFound
from domain.requests import DisputeOutcome, ExtensionOutcome
from services.facts import AssignmentFacts, assignment_facts, assignments_query

_Controlling = aliased(Organisation)
#: Where the authority of the row stands in the tree, for conditions of an `of_report`.
AUTHORITY_PATH = _Controlling.path
_has_bases = exists().where(Likeness.other_id == Decision.id, Likeness.merged.is_(True))
_lower = aliased(Decision)
_has_below = exists().where(_lower.cascaded_from_id == Assignment.id)
_ROWS = (
    assignments_query()
    .add_columns(AUTHORITY_PATH, Extension, Dispute, _has_bases, _has_below)
    .join(_Controlling, _Controlling.id == Assignment.authority_id)
    .outerjoin(Extension, (Extension.assignment_id == Assignment.id) & (Extension.outcome == ExtensionOutcome.WAITING))
    .outerjoin(Dispute, (Dispute.assignment_id == Assignment.id) & (Dispute.outcome == DisputeOutcome.WAITING))
)
_ONE = _ROWS.where(Assignment.id == bindparam("wanted"))


def of_report(*conditions: ColumnElement[bool]) -> Select[Any]:
    """The select of a report and its assignment, for `find_report_rows`, with conditions on top."""
    return (
        _ROWS.add_columns(Report)
        .join(Report, Report.assignment_id == Assignment.id)
        .where(Report.id == bindparam("wanted"), *conditions)
    )


_OF_REPORT = of_report()


@dataclass(frozen=True, slots=True)
class AssignmentRows:
    """One assignment with all that its use cases ask for: the opening read of a transaction that goes on with it.

    Whoever holds them loads nothing again, and tells of them as they stand when `facts` is asked for.
    """

    assignment: Assignment
    decision: Decision
    minutes: Minutes
    organisation: str  # short name
    authority: Authority
    lead: str | None  # short name of the one responsible organisation
    path: str  # the authority's place in the tree
    extension: Extension | None  # a request for more time that waits
    dispute: Dispute | None  # that waits
    has_bases: bool  # items of later minutes were merged into it
    has_below: bool  # it was passed down, or a draft of that was begun

    @property
    def facts(self) -> AssignmentFacts:
        names = (self.organisation, self.authority, self.lead)
        return assignment_facts((self.assignment, self.decision, self.minutes, *names))


async def load_rows(session: AsyncSession, assignment_id: int) -> AssignmentRows:
    """One assignment and what belongs to it, in one read. Raises NotFound."""
    row = (await session.execute(_ONE, {"wanted": assignment_id})).one_or_none()
    if row is None:
        raise NotFound("item_not_found")
    return AssignmentRows(*row)


async def find_report_rows(
    session: AsyncSession, report_id: int | None, query: Select[Any] = _OF_REPORT, **values: object
) -> tuple[Report, AssignmentRows] | None:
    """A report and the assignment it is for, in one read; `values` of the conditions of an `of_report`."""
    row = (await session.execute(query, {"wanted": report_id, **values})).one_or_none()
    if row is None:
        return None
    *rows, report = row
    return report, AssignmentRows(*rows)


async def load_report_rows(session: AsyncSession, report_id: int) -> tuple[Report, AssignmentRows]:
    """The same. Raises NotFound."""
    found = await find_report_rows(session, report_id)
    if found is None:
        raise NotFound("report_not_found")
    return found
