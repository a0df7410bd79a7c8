"""What cards are made of: frozen facts about assignments, reports and evidence, loaded in one place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import (
    Assignment,
    Authority,
    Decision,
    Dispute,
    Evidence,
    Extension,
    Likeness,
    Minutes,
    Organisation,
    Report,
)
from domain.errors import NotFound
from domain.lifecycle import Acceptance, Answering, State, is_overdue
from domain.minutes.model import ControlForm, Requirement
from domain.minutes.passing_down import without_list
from domain.reports import ReportState
from domain.requests import DisputeOutcome, ExtensionOutcome


@dataclass(frozen=True, slots=True)
class ItemLabel:
    """What names an item for people: «п. 1.1», «вопрос 2, абз. 1»."""

    question: int | None
    number: str | None
    bullet: int | None
    names_question: bool
    under: str = ""  # number of the heading over a bullet


@dataclass(frozen=True, slots=True)
class MinutesName:
    """What names minutes for people: «протокол № 8 от 27.08.2023»."""

    id: int
    number: str | None
    day: date | None
    single: bool = False  # one decision without minutes: «решение от 05.10.2026»


@dataclass(frozen=True, slots=True)
class AuthorityFacts:
    """How an authority signs and when it works."""

    id: int
    name: str
    contact: str
    timezone: str
    checking_days: int


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """One assignment as every card and list shows it."""

    id: int
    version: int
    state: State
    form: ControlForm
    organisation_id: int
    organisation: str  # short name
    minutes: MinutesName
    decision_id: int
    label: ItemLabel
    text: str
    due_date: date | None
    control_date: date | None
    requirement: tuple[Requirement, ...]
    not_needed_allowed: bool
    acceptance: Acceptance
    acknowledged_at: datetime | None
    handed_in_on: date | None
    closed_at: datetime | None
    authority: AuthorityFacts
    original_due_date: date | None = None
    through: bool = False  # to be passed down to the organisations below
    named: tuple[int, ...] = ()  # organisations it is meant for below its addressees
    assignee_id: int | None = None  # the employee, for an item of the authority itself
    extension_waits: bool = False

    checkpoint_id: int = 0
    responsible: str = ""  # the one responsible organisation, when not everyone answers
    contributes: bool = False  # to the assignment of that organisation

    @property
    def is_own(self) -> bool:
        """Whether the authority itself has to do it."""
        return self.organisation_id == self.authority.id

    def overdue(self, today: date) -> bool:
        return is_overdue(
            form=self.form,
            state=self.state,
            control_date=self.control_date,
            today=today,
            extension_waits=self.extension_waits,
        )

    @property
    def in_time(self) -> bool | None:
        """Whether the hand-in that counts was in time; None without a date or a hand-in."""
        if self.handed_in_on is None or self.due_date is None:
            return None
        return self.handed_in_on <= self.due_date


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """One piece of a report."""

    id: int
    kind: str
    text: str
    file_name: str
    file_id: str | None
    sha256: str | None
    size: int


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """One version of an answer with its evidence."""

    id: int
    number: int
    state: ReportState
    author_id: int
    not_needed: bool
    handed_in_at: datetime | None
    judged_at: datetime | None
    return_reason: str
    what_to_do: str
    return_date: date | None
    evidence: tuple[EvidenceFacts, ...]
    figure: float | None = None  # what the messages said, as read when handed in
    reference: str = ""
    reference_day: date | None = None
    link: str = ""


Row = tuple[Assignment, Decision, Minutes, str, Authority, str | None]
AssignmentsQuery = Select[Assignment, Decision, Minutes, str, Authority, str | None]
_Responsible = aliased(Organisation)


# Made once: every card is made of it, and making the statement costs as much as running it.
_ASSIGNMENTS: AssignmentsQuery = (
    select(Assignment, Decision, Minutes, Organisation.short_name, Authority, _Responsible.short_name)
    .select_from(Assignment)
    .join(Decision, Decision.id == Assignment.decision_id)
    .join(Minutes, Minutes.id == Assignment.minutes_id)
    .join(Organisation, Organisation.id == Assignment.organisation_id)
    .join(Authority, Authority.organisation_id == Assignment.authority_id)
    .outerjoin(_Responsible, _Responsible.id == Decision.lead_organisation_id)
)
_Controlling = aliased(Organisation)
#: Where the authority of the row stands in the tree, for conditions of an `of_report`.
AUTHORITY_PATH = _Controlling.path
_has_bases = exists().where(Likeness.other_id == Decision.id, Likeness.merged.is_(True))
_ROWS = (
    _ASSIGNMENTS.add_columns(AUTHORITY_PATH, Extension, Dispute, _has_bases)
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

    @property
    def facts(self) -> AssignmentFacts:
        names = (self.organisation, self.authority, self.lead)
        return assignment_facts((self.assignment, self.decision, self.minutes, *names))


def assignments_query() -> AssignmentsQuery:
    """The select that `assignment_facts` understands; callers add their conditions, order and page."""
    return _ASSIGNMENTS


def assignment_facts(
    row: Row,
) -> AssignmentFacts:
    """Facts of one row of `assignments_query`."""
    assignment, decision, minutes, short_name, authority, responsible = row
    return AssignmentFacts(
        id=assignment.id,
        version=assignment.version,
        state=assignment.state,
        form=assignment.form,
        organisation_id=assignment.organisation_id,
        organisation=short_name,
        minutes=minutes_name(minutes),
        decision_id=decision.id,
        label=label_of(decision),
        text=without_list(decision.text, decision.named_targets) if decision.named_organisations else decision.text,
        due_date=assignment.due_date,
        original_due_date=assignment.original_due_date,
        through=decision.through,
        named=tuple(decision.named_organisations),
        assignee_id=assignment.assignee_id,
        extension_waits=assignment.extension_waits,
        control_date=assignment.control_date,
        requirement=tuple(Requirement(code) for code in decision.requirement),
        not_needed_allowed=decision.not_needed_allowed,
        acceptance=decision.acceptance,
        acknowledged_at=assignment.acknowledged_at,
        handed_in_on=assignment.handed_in_on,
        closed_at=assignment.closed_at,
        authority=authority_facts(authority),
        checkpoint_id=assignment.checkpoint_id,
        responsible=(responsible or "") if decision.answering is Answering.RESPONSIBLE else "",
        contributes=assignment.lead_id is not None,
    )


def label_of(decision: Decision) -> ItemLabel:
    return ItemLabel(decision.question, decision.number, decision.bullet, decision.names_question, decision.under)


def minutes_name(minutes: Minutes) -> MinutesName:
    return MinutesName(minutes.id, minutes.number, minutes.day, minutes.single)


def authority_facts(authority: Authority) -> AuthorityFacts:
    return AuthorityFacts(
        id=authority.organisation_id,
        name=authority.letter_name,
        contact=authority.contact,
        timezone=authority.timezone,
        checking_days=authority.checking_days,
    )


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


async def load_assignment(session: AsyncSession, assignment_id: int) -> AssignmentFacts:
    """Facts of one assignment. Raises NotFound."""
    return (await load_rows(session, assignment_id)).facts


async def load_assignments(session: AsyncSession, query: AssignmentsQuery) -> tuple[AssignmentFacts, ...]:
    """Facts of every row of a query made from `assignments_query`."""
    return tuple(assignment_facts(row) for row in (await session.execute(query)))


async def load_report(session: AsyncSession, report_id: int) -> ReportFacts:
    """Facts of one report with its evidence, in the order it came. Raises NotFound."""
    report = await session.get(Report, report_id)
    if report is None:
        raise NotFound("report_not_found")
    return report_facts(report, await load_evidence(session, report_id))


_EVIDENCE = select(Evidence).where(Evidence.report_id == bindparam("report")).order_by(Evidence.id)


async def load_evidence(session: AsyncSession, report_id: int) -> Sequence[Evidence]:
    """The messages of a report, in the order they came."""
    return (await session.scalars(_EVIDENCE, {"report": report_id})).all()


def report_facts(report: Report, evidence: Sequence[Evidence]) -> ReportFacts:
    """Facts of a report that was loaded with its messages."""
    return ReportFacts(
        id=report.id,
        number=report.number,
        state=report.state,
        author_id=report.author_id,
        not_needed=report.not_needed,
        handed_in_at=report.handed_in_at,
        judged_at=report.judged_at,
        return_reason=report.return_reason,
        what_to_do=report.what_to_do,
        return_date=report.return_date,
        evidence=tuple(evidence_facts(row) for row in evidence),
        figure=report.figure,
        reference=report.reference,
        reference_day=report.reference_day,
        link=report.link,
    )


def evidence_facts(row: Evidence) -> EvidenceFacts:
    return EvidenceFacts(row.id, str(row.kind), row.text, row.file_name, row.file_id, row.sha256, row.size)


def handed_in_last(assignment_id: int | BindParameter[int]) -> Select[Report]:
    """The version handed in last: of two people's drafts the later one need not be the last."""
    return (
        select(Report)
        .where(Report.assignment_id == assignment_id, Report.handed_in_at.is_not(None))
        .order_by(Report.handed_in_at.desc(), Report.id.desc())
        .limit(1)
    )


_LAST = handed_in_last(bindparam("assignment")).with_only_columns(Report.id).scalar_subquery()
_LATEST = (
    select(Report, Evidence)
    .outerjoin(Evidence, Evidence.report_id == Report.id)
    .where(Report.id == _LAST)
    .order_by(Evidence.id)
)


async def latest_report(session: AsyncSession, assignment_id: int) -> ReportFacts | None:
    """The version of an answer that was handed in last."""
    rows = (await session.execute(_LATEST, {"assignment": assignment_id})).all()
    return report_facts(rows[0][0], [evidence for _, evidence in rows if evidence is not None]) if rows else None


#: Items on a page of a list, unless the list says otherwise.
PAGE = 10
