"""The whole life of assignments as a machine: anybody does anything at any time, the laws hold after every step."""

import asyncio
import os
import shutil
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from db.engine import Database
from db.models import (
    Account,
    Assignment,
    Audit,
    Checkpoint,
    Decision,
    Dispute,
    Extension,
    Membership,
    Notice,
    NoticeKind,
    Organisation,
    ReminderStep,
    Report,
)
from domain.discipline import Standing
from domain.errors import DomainError
from domain.lifecycle import FINAL, OPEN, State, is_overdue
from domain.minutes.model import ControlForm
from domain.reports import ReportState
from domain.requests import DisputeOutcome, ExtensionOutcome
from scheduler.ticks import EVERY_MINUTE
from services.amendments import amendments, cancellations
from services.assignments import acknowledging
from services.context import Context
from services.offices import minute_at
from services.overview import overdue
from services.papers import dossiers
from services.reports import collecting, handing_in, judging, resuming
from services.requests import disputes, extensions, granting, inquiries, rerouting
from tests.by_hand import count_by_hand
from tests.database import sqlite_database
from tests.people import OFFICIAL, SCHOOLS, District, make_district
from tests.reminding import MOSCOW, Item, at, send_minutes
from tests.reporting import message

LIVES = int(os.environ.get("LIVES", "12"))
STEPS = int(os.environ.get("STEPS", "30"))
#: Papers are made of what stands: looked at after every so many steps, they cost as much as all other laws together.
FIGURES_EVERY = 5
SENT = at("2023-09-04 12:00")
DUE = date(2023, 10, 13)
NOBODY = SCHOOLS[2]  # gets items, and nobody represents it
ITEMS = (
    Item("1.1", DUE, organisations=SCHOOLS),
    Item("1.2", DUE + timedelta(days=20), organisations=SCHOOLS[:2]),
    Item("1.3", form=ControlForm.WORK, organisations=SCHOOLS),
)


@cache
def _town_file() -> tuple[Path, District, int]:
    """A district with minutes sent, made once and copied for every life."""

    async def make() -> tuple[Path, District, int]:
        folder = Path(mkdtemp(prefix="kontrol-"))
        async with sqlite_database(folder) as db:
            district = await make_district(db, SENT, organisations=SCHOOLS, directors=SCHOOLS[:2])
            minutes_id = await send_minutes(district, SENT, ITEMS)
        return folder / "test.db", district, minutes_id

    return asyncio.run(make())


class Life(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.folder = TemporaryDirectory()
        path, district, self.minutes_id = _town_file()
        shutil.copy(path, Path(self.folder.name) / "life.db")
        self.db = Database(f"sqlite+aiosqlite:///{self.folder.name}/life.db")
        self.district = District(self.db, SENT, district.authority_id, district.organisations, district.directors)
        self.now = SENT
        self.finals: dict[int, State] = {}
        self.messages = 0
        self._looks = 0

    def teardown(self) -> None:
        self.loop.run(self.db.close())
        self.loop.close()
        self.folder.cleanup()

    # --- doing

    def _does(self, deed: Callable[[], Awaitable[object]]) -> None:
        """A refusal is an answer too; anything but a refusal is a fault."""

        async def tried() -> None:
            with suppress(DomainError):
                await deed()

        self.loop.run(tried())

    async def _some(self, place: int) -> Assignment:
        async with self.db.read() as session:
            found = (await session.scalars(select(Assignment).order_by(Assignment.id))).all()
        return found[place % len(found)]

    async def _newest(self, kind: Any, assignment_id: int, **values: object) -> int:
        conditions = [getattr(kind, name) == value for name, value in values.items()]
        async with self.db.read() as session:
            query = select(kind.id).where(kind.assignment_id == assignment_id, *conditions).order_by(kind.id.desc())
            return await session.scalar(query.limit(1)) or 0

    async def _director(self, item: Assignment) -> Context:
        """Of the organisation; where there is nobody, a stranger tries."""
        names = {place: name for name, place in self.district.organisations.items()}
        user = self.district.directors.get(names[item.organisation_id], 999)
        return await self.district.context(user, self.now)

    async def _official(self) -> Context:
        return await self.district.context(OFFICIAL, self.now)

    @rule(place=st.integers(0, 30))
    def acknowledges(self, place: int) -> None:
        async def deed() -> None:
            item = await self._some(place)
            await acknowledging.acknowledge(await self._director(item), self.minutes_id, item.organisation_id)

        self._does(deed)

    @rule(place=st.integers(0, 30))
    def reports(self, place: int) -> None:
        async def deed() -> None:
            item = await self._some(place)
            ctx = await self._director(item)
            started = await collecting.start(ctx, item.id, item.version)
            self.messages += 1
            await collecting.collect(ctx, message(self.messages))
            await handing_in.hand_in(ctx, started.report.id)

        self._does(deed)

    @rule(place=st.integers(0, 30))
    def withdraws(self, place: int) -> None:
        async def deed() -> None:
            item = await self._some(place)
            await handing_in.withdraw(await self._director(item), item.id, item.version)

        self._does(deed)

    @rule(place=st.integers(0, 30), accepts=st.booleans())
    def judges(self, place: int, accepts: bool) -> None:
        async def deed() -> None:
            item = await self._some(place)
            report = await self._newest(Report, item.id, state=ReportState.HANDED_IN)
            if accepts:
                await judging.accept(await self._official(), report)
            else:
                await judging.send_back(await self._official(), report, "не тот документ", "прислать приказ")

        self._does(deed)

    @rule(place=st.integers(0, 30), days=st.integers(-3, 30))
    def asks_for_time(self, place: int, days: int) -> None:
        async def deed() -> None:
            item = await self._some(place)
            wanted = (item.control_date or DUE) + timedelta(days=days)
            await extensions.ask(await self._director(item), item.id, item.version, wanted, "документ у юриста")

        self._does(deed)

    @rule(place=st.integers(0, 30), days=st.integers(1, 30), grants=st.booleans())
    def decides_about_time(self, place: int, days: int, grants: bool) -> None:
        async def deed() -> None:
            item = await self._some(place)
            asked = await self._newest(Extension, item.id, outcome=ExtensionOutcome.WAITING)
            if grants:
                await granting.grant(await self._official(), asked, self.now.date() + timedelta(days=days))
            else:
                await granting.refuse(await self._official(), asked, "срок общий")

        self._does(deed)

    @rule(place=st.integers(0, 30), days=st.integers(1, 30))
    def extends_unasked(self, place: int, days: int) -> None:
        async def deed() -> None:
            item = await self._some(place)
            day = (item.control_date or DUE) + timedelta(days=days)
            await granting.extend(await self._official(), item.id, item.version, day)

        self._does(deed)

    @rule(place=st.integers(0, 30))
    def disputes(self, place: int) -> None:
        async def deed() -> None:
            item = await self._some(place)
            await disputes.dispute(await self._director(item), item.id, item.version, "нет бассейна")

        self._does(deed)

    @rule(place=st.integers(0, 30), keeps=st.booleans(), alike=st.booleans())
    def decides_a_dispute(self, place: int, keeps: bool, alike: bool) -> None:
        async def deed() -> None:
            item = await self._some(place)
            raised = await self._newest(Dispute, item.id, outcome=DisputeOutcome.WAITING)
            if keeps:
                await disputes.keep(await self._official(), raised)
            else:
                await disputes.cancel_disputed(await self._official(), raised, of_kind=alike)

        self._does(deed)

    @rule(place=st.integers(0, 30))
    def asks_a_question(self, place: int) -> None:
        async def deed() -> None:
            item = await self._some(place)
            await inquiries.ask(await self._director(item), item.id, "в каком виде прислать?")
            await inquiries.answer(await self._official(), item.id, "в любом")

        self._does(deed)

    @rule(place=st.integers(0, 30), to=st.sampled_from(SCHOOLS))
    def hands_on(self, place: int, to: str) -> None:
        async def deed() -> None:
            item = await self._some(place)
            target = self.district.organisations[to]
            await rerouting.reroute_assignment(
                await self._official(), item.id, item.version, target, "по подчинённости"
            )

        self._does(deed)

    @rule(place=st.integers(0, 30))
    def cancels(self, place: int) -> None:
        async def deed() -> None:
            item = await self._some(place)
            await rerouting.cancel_assignment(await self._official(), item.id, item.version, "неактуально")

        self._does(deed)

    @rule(place=st.integers(0, 30))
    def cancels_for_an_organisation(self, place: int) -> None:
        async def deed() -> None:
            item = await self._some(place)
            version = await self._version()
            await cancellations.cancel_for_organisation(
                await self._official(), self.minutes_id, version, item.organisation_id, "реорганизация"
            )

        self._does(deed)

    @rule(place=st.integers(0, 30))
    def resumes_control(self, place: int) -> None:
        async def deed() -> None:
            item = await self._some(place)
            await resuming.resume(await self._official(), item.id, "принято по ошибке")

        self._does(deed)

    @rule(place=st.integers(0, 2), days=st.integers(1, 40))
    def moves_the_date_of_an_item(self, place: int, days: int) -> None:
        async def deed() -> None:
            async with self.db.read() as session:
                checkpoints = (await session.scalars(select(Checkpoint).order_by(Checkpoint.id))).all()
            checkpoint = checkpoints[place % len(checkpoints)]
            day = self.now.date() + timedelta(days=days)
            await amendments.change_date(
                await self._official(), checkpoint.id, await self._version(), day, "решение начальника"
            )

        self._does(deed)

    @rule(place=st.integers(0, 2), to=st.sampled_from(SCHOOLS))
    def adds_an_addressee(self, place: int, to: str) -> None:
        async def deed() -> None:
            async with self.db.read() as session:
                decisions = (await session.scalars(select(Decision.id).order_by(Decision.id))).all()
            target = self.district.organisations[to]
            await amendments.add_addressees(
                await self._official(), decisions[place % len(decisions)], await self._version(), [target], "забыли"
            )

        self._does(deed)

    async def _version(self) -> int:
        from db.models import Minutes

        async with self.db.read() as session:
            return (await session.get_one(Minutes, self.minutes_id)).version

    @rule(hours=st.sampled_from([1, 21, 24, 72, 24 * 14]))
    def time_passes(self, hours: int) -> None:
        async def ticks() -> None:
            self.now += timedelta(hours=hours)
            for service in EVERY_MINUTE:
                await service(await minute_at(self.db, self.now))

        self.loop.run(ticks())

    # --- laws

    @invariant()
    def the_laws_hold(self) -> None:
        self.loop.run(self._laws())

    async def _laws(self) -> None:
        async with self.db.read() as session:
            items = (await session.scalars(select(Assignment).order_by(Assignment.id))).all()
            trail = (await session.scalars(select(Audit).where(Audit.subject == "assignment").order_by(Audit.id))).all()
            steps = set(
                await session.scalars(select(ReminderStep.assignment_id).where(ReminderStep.consumed_at.is_(None)))
            )
            waits = set(
                await session.scalars(
                    select(Extension.assignment_id).where(Extension.outcome == ExtensionOutcome.WAITING)
                )
            )
            disputed = set(
                await session.scalars(select(Dispute.assignment_id).where(Dispute.outcome == DisputeOutcome.WAITING))
            )
            reports = {report.id: report for report in await session.scalars(select(Report))}
        self._finals_stay_final(items)
        self._every_change_has_one_row(items, trail)
        for item in items:
            assert item.id not in steps or item.state in OPEN, "a step of an item that is over"
            assert item.id not in waits or item.state in OPEN, "more time is asked for an item that is over"
            assert (item.id in disputed) is (item.state is State.DISPUTED)
            assert not item.extension_waits or item.id in waits
        unfinished = Counter((item.checkpoint_id, item.organisation_id) for item in items if item.state in OPEN)
        assert max(unfinished.values(), default=0) <= 1, "two open items of one date and organisation"
        await self._lists_show_what_is(items)
        self._looks += 1
        if self._looks % FIGURES_EVERY == 0:
            await self._figures_are_those_of_the_trail(count_by_hand(items, trail, reports, self._today, MOSCOW))
        await self._nobody_outside_is_told()

    def _finals_stay_final(self, items: Any) -> None:
        states = {item.id: item.state for item in items}
        assert all(states[known] is state for known, state in self.finals.items())
        self.finals = {known: state for known, state in states.items() if state in FINAL}

    def _every_change_has_one_row(self, items: Any, trail: Any) -> None:
        """The trail alone tells the same story as the rows: no gap, no second row for one change."""
        told: dict[int, str] = {}
        for row in trail:
            if row.from_state or row.to_state:  # a row without states tells of something beside them
                assert row.from_state == told.get(row.subject_id, ""), (row.action, row.from_state, told)
                told[row.subject_id] = row.to_state
        assert Counter(told.values()) == Counter(str(item.state) for item in items), "statistics of the trail"
        assert all(told[item.id] == str(item.state) for item in items)

    async def _lists_show_what_is(self, items: Any) -> None:
        listed = await overdue.overdue(await self._official())
        today = self._today
        late = [
            item
            for item in items
            if is_overdue(
                form=item.form,
                state=item.state,
                control_date=item.control_date,
                today=today,
                extension_waits=item.extension_waits,
            )
        ]
        assert listed.items == len(late)

    @property
    def _today(self) -> date:
        return self.now.astimezone(MOSCOW).date()

    async def _figures_are_those_of_the_trail(self, by_hand: Counter[str]) -> None:
        """Every paper counts what an inspector would, and «Не исполнено» is the list of what is overdue."""
        official = await self._official()
        figures = (await dossiers.dossier(official, self.minutes_id)).figures
        assert Counter(str(line.standing) for line in figures.counted) == by_hand
        listed = await overdue.overdue(official, by=overdue.BY_MINUTES, only=self.minutes_id)
        assert listed.items == figures.tally.not_done
        whole = await overdue.whole(official, by=overdue.BY_MINUTES, only=self.minutes_id)
        not_done = {line.id for line in figures.lines if line.standing is Standing.NOT_DONE}
        assert {item.id for item in whole.items} == not_done

    async def _nobody_outside_is_told(self) -> None:
        """About an organisation: its people, and those above it."""
        async with self.db.read() as session:
            rows = await session.execute(
                select(Notice.organisation_id, Notice.kind, Organisation.path, Membership.organisation_id)
                .join(Account, Account.id == Notice.account_id)
                .join(Membership, Membership.person_id == Account.person_id)
                .join(Organisation, Organisation.id == Notice.organisation_id)
                .where(Notice.kind != NoticeKind.JOIN_CONFIRMED)
            )
        for organisation_id, kind, path, works_in in rows:
            assert works_in == organisation_id or f".{works_in}." in f".{path}", kind


@pytest.mark.long
def test_any_life_keeps_the_laws() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=STEPS,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
