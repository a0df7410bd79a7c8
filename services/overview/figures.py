"""One set of figures: where each assignment stands, for every list, picture and paper."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, RowMapping, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from db.models import IS_DATED, Assignment, Decision, Extension, Minutes, Organisation, Report
from domain.discipline import Counted, Standing, Tally, standing, tally
from domain.lookup import natural_key
from domain.minutes.model import ControlForm
from domain.organisations import OrganisationKind
from domain.reports import ReportState
from domain.requests import ExtensionOutcome
from domain.spans import Span
from services.facts import ItemLabel, MinutesName, label_of, minutes_name

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Line:
    """One assignment with its place in the counts."""

    id: int
    minutes_id: int
    decision_id: int
    checkpoint_id: int
    organisation_id: int
    counted: Counted
    standing: Standing
    original_due: date | None
    acknowledged_at: datetime | None
    closed_at: datetime | None
    reason: str  # why it was cancelled or handed on
    assignee_id: int | None
    extensions: int  # granted
    returns: int

    @property
    def is_moved(self) -> bool:
        """Whether another date was granted than the protocol's."""
        return self.original_due is not None and self.original_due != self.counted.due


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation as lists name and order it."""

    id: int
    name: str
    municipality: str
    kind: OrganisationKind


@dataclass(frozen=True, slots=True)
class Item:
    """A decision as lists name it."""

    id: int
    minutes_id: int
    ordinal: int
    label: ItemLabel
    text: str
    form: ControlForm


@dataclass(frozen=True, slots=True)
class Figures:
    """Assignments on a day, with what names them; each in its order."""

    today: date
    lines: tuple[Line, ...]
    items: Mapping[int, Item]
    places: Mapping[int, Place]
    minutes: Mapping[int, MinutesName]

    @property
    def counted(self) -> tuple[Line, ...]:
        """Those that are in any count."""
        return tuple(line for line in self.lines if line.standing is not Standing.OUTSIDE)

    @property
    def tally(self) -> Tally:
        return tally_of(self.lines)

    def by(self, key: Callable[[Line], Key]) -> dict[Key, tuple[Line, ...]]:
        """Counted lines in groups, in the order in which their first lines stand."""
        groups: dict[Key, list[Line]] = {}
        for line in self.counted:
            groups.setdefault(key(line), []).append(line)
        return {name: tuple(lines) for name, lines in groups.items()}


def tally_of(lines: Iterable[Line]) -> Tally:
    return tally(line.standing for line in lines)


#: Days late up to which what is not done is counted together.
AGES = (7, 30)


def ages(figures: Figures) -> tuple[int, int, int]:
    """What is not done by how long it is late: up to a week, up to thirty days, longer."""
    late = [days_late(line, figures.today) for line in figures.lines if line.standing is Standing.NOT_DONE]
    week, month = AGES
    return (
        sum(days <= week for days in late),
        sum(week < days <= month for days in late),
        sum(days > month for days in late),
    )


def days_late(line: Line, today: date) -> int:
    """Days past the date: of what is overdue until today, of what came late until its hand-in; else 0."""
    counted = line.counted
    if line.standing is Standing.NOT_DONE and counted.control:
        return (today - counted.control).days
    if line.standing is Standing.LATE and counted.due and counted.handed_in:
        return (counted.handed_in - counted.due).days
    return 0


_COLUMNS = (
    Assignment.id,
    Assignment.minutes_id,
    Assignment.decision_id,
    Assignment.checkpoint_id,
    Assignment.organisation_id,
    Assignment.authority_id,
    Assignment.form,
    Assignment.state,
    Assignment.due_date,
    Assignment.control_date,
    Assignment.handed_in_on,
    Assignment.extension_waits,
    Assignment.lead_id,
    Assignment.original_due_date,
    Assignment.acknowledged_at,
    Assignment.closed_at,
    Assignment.reason,
    Assignment.assignee_id,
)


async def load_figures(session: AsyncSession, where: ColumnElement[bool], today: date) -> Figures:
    """Part of a transaction that has checked the rights: every assignment that `where` holds for."""
    extensions, returns = await _extensions(session, where), await _returns(session, where)
    rows = (await session.execute(select(*_COLUMNS).where(where))).mappings()
    lines = [_line(row, today, extensions.get(row["id"], 0), returns.get(row["id"], 0)) for row in rows]
    items, places = await _items(session, where), await _places(session, where)
    minutes = await session.scalars(select(Minutes).where(Minutes.id.in_(_of(Assignment.minutes_id, where))))
    turn = {id_: number for number, id_ in enumerate(places)}
    lines.sort(key=lambda line: (*_turn_of(items[line.decision_id]), turn[line.organisation_id], line.id))
    return Figures(today, tuple(lines), items, places, {each.id: minutes_name(each) for each in minutes})


def _of(column: InstrumentedAttribute[int], where: ColumnElement[bool]) -> Select[int]:
    return select(column).where(where)


async def _extensions(session: AsyncSession, where: ColumnElement[bool]) -> dict[int, int]:
    granted = (
        select(Extension.assignment_id, func.count(Extension.id))
        .join(Assignment, Assignment.id == Extension.assignment_id)
        .where(where, Extension.outcome == ExtensionOutcome.GRANTED)
    )
    return dict((await session.execute(granted.group_by(Extension.assignment_id))).all())


async def _returns(session: AsyncSession, where: ColumnElement[bool]) -> dict[int, int]:
    sent_back = (
        select(Report.assignment_id, func.count(Report.id))
        .join(Assignment, Assignment.id == Report.assignment_id)
        .where(where, Report.state == ReportState.RETURNED)
    )
    return dict((await session.execute(sent_back.group_by(Report.assignment_id))).all())


async def _items(session: AsyncSession, where: ColumnElement[bool]) -> dict[int, Item]:
    rows = await session.scalars(select(Decision).where(Decision.id.in_(_of(Assignment.decision_id, where))))
    found = (Item(row.id, row.minutes_id, row.ordinal, label_of(row), row.text, row.form) for row in rows)
    return {item.id: item for item in sorted(found, key=_turn_of)}


def _turn_of(item: Item) -> tuple[int, int]:
    return item.minutes_id, item.ordinal


async def _places(session: AsyncSession, where: ColumnElement[bool]) -> dict[int, Place]:
    """By municipality, kind and name, numbers as numbers: never by how well somebody does."""
    rows = await session.execute(
        select(Organisation.id, Organisation.short_name, Organisation.municipality, Organisation.kind).where(
            Organisation.id.in_(_of(Assignment.organisation_id, where))
        )
    )
    kinds = tuple(OrganisationKind)
    found = sorted(
        (Place(*row) for row in rows),
        key=lambda place: (natural_key(place.municipality), kinds.index(place.kind), natural_key(place.name), place.id),
    )
    return {place.id: place for place in found}


def _line(row: RowMapping, today: date, extensions: int, returns: int) -> Line:
    counted = Counted(
        form=row["form"],
        state=row["state"],
        due=row["due_date"],
        control=row["control_date"],
        handed_in=row["handed_in_on"],
        extension_waits=row["extension_waits"],
        own=row["organisation_id"] == row["authority_id"],
        contributes=row["lead_id"] is not None,
    )
    return Line(
        id=row["id"],
        minutes_id=row["minutes_id"],
        decision_id=row["decision_id"],
        checkpoint_id=row["checkpoint_id"],
        organisation_id=row["organisation_id"],
        counted=counted,
        standing=standing(counted, today),
        original_due=row["original_due_date"],
        acknowledged_at=row["acknowledged_at"],
        closed_at=row["closed_at"],
        reason=row["reason"],
        assignee_id=row["assignee_id"],
        extensions=extensions,
        returns=returns,
    )


def in_span(authorities: Iterable[int], span: Span) -> ColumnElement[bool]:
    """Condition: asked for by one of the authorities, with a granted date in the span."""
    return and_(
        Assignment.authority_id.in_(tuple(authorities)), IS_DATED, Assignment.due_date.between(span.first, span.last)
    )
