"""Over any tree, groups and orders: a duty exists once at every organisation, and every number arrives above."""

import asyncio
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.engine import Database
from db.models import Assignment, Decision, Organisation, Report
from domain.errors import DomainError
from domain.lifecycle import OWING, State
from domain.minutes.model import Requirement
from domain.organisations import OrganisationKind
from domain.people import Actor, Membership, Platform, Role
from domain.reports import EvidenceKind
from services.assignments import passing_down
from services.assignments.passed_down import load_passed_down
from services.context import Context
from services.drafts import drafts, items
from services.reports import collecting, handing_in
from services.reports.collecting import Incoming
from services.reports.totals import add_up, load_given
from services.sending import publish
from tests.database import sqlite_database
from tests.people import ADMIN, OFFICIAL, District, make_authority
from tests.reminding import Item, at, send_minutes

SENT = at("2023-09-04 12:00")
DUE = date(2023, 10, 13)
SCHOOL, AUTHORITY = OrganisationKind.SCHOOL, OrganisationKind.AUTHORITY


@dataclass(frozen=True)
class Step:
    """Somebody at a place passes its item on to some organisations, at once or after everybody else."""

    place: int
    chosen: frozenset[int]
    at_once: bool


@dataclass(frozen=True)
class Plan:
    """Parents of the places (0 is the department), whom the protocol goes to, what is passed on, in this order."""

    parents: tuple[int, ...]
    addressed: frozenset[int]
    steps: tuple[Step, ...]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    parents = tuple(draw(st.integers(0, place)) for place in range(draw(st.integers(2, 7))))
    places = st.integers(1, len(parents))
    step = st.builds(Step, places, st.frozensets(places, min_size=1), st.booleans())
    return Plan(parents, draw(st.frozensets(places, min_size=1)), tuple(draw(st.lists(step, max_size=8))))


@cache
def _department() -> tuple[Path, int, int]:
    """A department alone, made once and copied for every region."""

    async def make() -> tuple[Path, int, int]:
        folder = Path(mkdtemp(prefix="kontrol-"))
        async with sqlite_database(folder) as db:
            department = await make_authority(db, SENT)
            await department.register_official(OFFICIAL)
            return folder / "test.db", department.authority_id, (await department.context(ADMIN)).actor.person_id

    return asyncio.run(make())


class Region:
    def __init__(self, db: Database, plan: Plan) -> None:
        self.db, self.plan = db, plan
        _, self.root, self.person = _department()
        self.paths = {0: f"{self.root}."}
        self.ids = {0: self.root}

    def context(self, place: int, role: Role) -> Context:
        seats = (Membership(self.ids[place], role, self.paths[place]),)
        return Context(self.db, Actor(Platform.TELEGRAM, ADMIN, ADMIN, 1, self.person, "Имя", seats), SENT)

    async def begin(self) -> int:
        """The tree and the protocol of the department; returns the decision."""
        async with self.db.write() as session:
            for place, parent in enumerate(self.plan.parents, 1):
                kind = AUTHORITY if place in self.plan.parents else SCHOOL
                name = f"Организация {place}"
                row = Organisation(
                    parent_id=self.ids[parent], path="", name=name, short_name=name, search_key=name, kind=kind
                )
                session.add(row)
                await session.flush()
                row.path = f"{self.paths[parent]}{row.id}."
                self.ids[place], self.paths[place] = row.id, row.path
        names = {f"Организация {place}": id_ for place, id_ in self.ids.items()}
        item = Item(
            "1.1",
            DUE,
            requirement=(Requirement.NUMBER,),
            organisations=tuple(f"Организация {n}" for n in self.plan.addressed),
        )
        minutes_id = await send_minutes(District(self.db, SENT, self.root, names), SENT, [item])
        async with self.db.read() as session:
            return await session.scalar(select(Decision.id).where(Decision.minutes_id == minutes_id)) or 0

    async def pass_on(self) -> None:
        waiting = [(step, draft) for step in self.plan.steps if (draft := await self._draft(step)) is not None]
        for step, draft in waiting:
            await self._send(step, draft)

    async def _draft(self, step: Step) -> int | None:
        """A draft that waits for the others; None when it is sent or there was nothing to pass on."""
        async with self.db.read() as session:
            owed = await session.scalar(
                select(Assignment.id).where(
                    Assignment.organisation_id == self.ids[step.place], Assignment.state.in_(OWING)
                )
            )
        with suppress(DomainError):
            draft = await passing_down.start(self.context(step.place, Role.OFFICIAL), owed or 0)
            if not step.at_once:
                return draft
            await self._send(step, draft)
        return None

    async def _send(self, step: Step, draft: int) -> None:
        below = [id_ for place, id_ in self.ids.items() if place in step.chosen]
        ctx = self.context(step.place, Role.OFFICIAL)
        with suppress(DomainError):
            shown = (await drafts.show(ctx, draft)).draft
            await items.set_addressees(ctx, shown.items[0].id, shown.version, tuple(below))
            await publish.send(ctx, draft, (await drafts.show(ctx, draft)).draft.version)

    async def everybody_reports(self) -> None:
        """From the leaves up: whoever has passed the item on adds nothing, the others say the number of their place."""
        for place in sorted(self.ids, key=lambda one: -self.paths[one].count(".")):
            async with self.db.read() as session:
                row = await session.scalar(
                    select(Assignment).where(
                        Assignment.organisation_id == self.ids[place], Assignment.state != State.CANCELLED
                    )
                )
                below = await load_passed_down(session, [row.id], DUE) if row else {}
            if row is not None:
                await self._report(place, row, alone=not below)

    async def _report(self, place: int, row: Assignment, *, alone: bool) -> None:
        ctx = self.context(place, Role.DIRECTOR)
        started = await collecting.start(ctx, row.id, row.version)
        if alone:
            await collecting.collect(ctx, Incoming(f"1:{row.id}", EvidenceKind.TEXT, str(place)))
        await handing_in.hand_in(ctx, started.report.id)


async def _holds(plan: Plan) -> None:
    with TemporaryDirectory() as folder:
        shutil.copy(_department()[0], Path(folder) / "region.db")
        db = Database(f"sqlite+aiosqlite:///{folder}/region.db")
        try:
            region = Region(db, plan)
            decision = await region.begin()
            await region.pass_on()
            await _once(region)
            await region.everybody_reports()
            await _arrives(region, decision)
        finally:
            await db.close()


async def _once(region: Region) -> None:
    async with region.db.read() as session:
        rows = (await session.scalars(select(Assignment).where(Assignment.state != State.CANCELLED))).all()
        found = await load_passed_down(session, [row.id for row in rows], DUE)
    reached = [row.organisation_id for row in rows]
    assert len(reached) == len(set(reached)), "a duty twice at one organisation"
    assert sum(one.total for one in found.values()) == len(reached) - len(region.plan.addressed)


async def _arrives(region: Region, decision: int) -> None:
    async with region.db.read() as session:
        rows = (
            await session.execute(select(Assignment, Report).join(Report, Report.assignment_id == Assignment.id))
        ).all()
        uppers = set(
            await session.scalars(
                select(Decision.cascaded_from_id).join(Assignment, Assignment.decision_id == Decision.id)
            )
        )
        total = add_up(await load_given(session, decision))
    places = {id_: place for place, id_ in region.ids.items()}
    said = sum(places[row.organisation_id] for row, _ in rows if row.id not in uppers)
    assert total.total == said, "a number was lost or counted twice on its way up"
    assert total.sent == total.of == len(region.plan.addressed)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_a_duty_is_once_everywhere_and_every_number_arrives(plan: Plan) -> None:
    _department()
    asyncio.run(_holds(plan))
