"""What cards are made of: frozen facts about assignments, their minutes and authorities."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import (
    Assignment,
    Authority,
    Decision,
    Minutes,
    Organisation,
)
from domain.errors import NotFound
from domain.lifecycle import Acceptance, Answering, State, is_overdue
from domain.minutes.model import ControlForm, Requirement
from domain.minutes.passing_down import without_list


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
    kept: bool = False  # «Протокол целиком» stays with the authority


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
    return MinutesName(minutes.id, minutes.number, minutes.day, minutes.single, bool(minutes.original_kept))


def authority_facts(authority: Authority) -> AuthorityFacts:
    return AuthorityFacts(
        id=authority.organisation_id,
        name=authority.letter_name,
        contact=authority.contact,
        timezone=authority.timezone,
        checking_days=authority.checking_days,
    )


async def load_assignments(session: AsyncSession, query: AssignmentsQuery) -> tuple[AssignmentFacts, ...]:
    """Facts of every row of a query made from `assignments_query`."""
    return tuple(assignment_facts(row) for row in (await session.execute(query)))


_ONE = _ASSIGNMENTS.where(Assignment.id == bindparam("wanted"))


async def load_assignment(session: AsyncSession, assignment_id: int) -> AssignmentFacts:
    """Facts of one assignment. Raises NotFound."""
    row = (await session.execute(_ONE, {"wanted": assignment_id})).one_or_none()
    if row is None:
        raise NotFound("item_not_found")
    return assignment_facts(row)
