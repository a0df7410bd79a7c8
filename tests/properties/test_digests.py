"""Laws of digests over random lives: items, days off, moments of ticks, downtimes, what people do meanwhile."""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.engine import Database
from db.models import Assignment, Authority, CalendarOverride, Decision, Notice, NoticeKind, ReminderStep
from domain.calendar import WorkingCalendar
from domain.lifecycle import FINAL, OWING, REPORTABLE, State
from domain.minutes.model import ControlForm, Requirement
from domain.reminders import in_summer, next_late
from services.offices import minute_at
from services.reminders import due_steps
from tests.database import sqlite_database
from tests.people import OFFICIAL, SCHOOLS, District, make_district
from tests.reminding import Item, Postman, at, change, send_minutes

ORGANISATIONS = SCHOOLS[:2]
DIRECTOR = 201  # of the first one; nobody is connected at the other
LENGTH = 24  # days of a life
MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class Life:
    """`ticks` and `deeds` by minutes from the midnight before the sending; the process is off in between."""

    zone: ZoneInfo
    sent: date
    items: tuple[Item, ...]
    overrides: dict[date, bool]
    ticks: tuple[int, ...]
    deeds: tuple[tuple[int, int, State], ...]  # minute, which assignment, what becomes of it
    summer_mode: bool = True  # in summer only due days disturb

    def moment(self, minute: int) -> datetime:
        return at(f"{self.sent} 00:00", self.zone) + timedelta(minutes=minute)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    sent = draw(st.dates(date(2023, 1, 1), date(2025, 11, 30)))
    days = st.integers(-2, LENGTH + 8).map(lambda passed: sent + timedelta(days=passed))
    forms = st.sampled_from([ControlForm.REPORT, ControlForm.REPORT, ControlForm.YEARLY, ControlForm.WORK])
    items = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        form = draw(forms)
        due = max(draw(days), sent) if form in REPORTABLE else None
        requirement = draw(st.sampled_from([Requirement.FILE, Requirement.ANSWER]))
        items.append(Item(str(number), due, form, (requirement,), ORGANISATIONS))
    minutes = st.integers(13 * 60, LENGTH * MINUTES_A_DAY)
    mornings = st.integers(1, LENGTH).map(lambda day: day * MINUTES_A_DAY + 9 * 60)
    states = st.sampled_from([State.ACKNOWLEDGED, State.REPORTED, State.RETURNED, State.ACCEPTED, State.CANCELLED])
    return Life(
        zone=draw(st.sampled_from([ZoneInfo(name) for name in ("Europe/Moscow", "Asia/Omsk", "Asia/Kamchatka")])),
        sent=sent,
        items=tuple(items),
        overrides=draw(st.dictionaries(days, st.booleans(), max_size=4)),
        ticks=tuple(sorted(draw(st.lists(minutes | mornings, min_size=6, max_size=18)))),
        deeds=tuple(sorted(draw(st.lists(st.tuples(minutes, st.integers(0, 5), states), max_size=6)))),
        summer_mode=draw(st.booleans()),
    )


@cache
def _district_file() -> tuple[Path, int, dict[str, int]]:
    """A district made once and copied for every life."""

    async def make() -> tuple[Path, int, dict[str, int]]:
        folder = Path(mkdtemp(prefix="kontrol-"))
        async with sqlite_database(folder) as db:
            district = await make_district(
                db, at("2022-12-01 09:00"), organisations=ORGANISATIONS, directors=ORGANISATIONS[:1]
            )
        return folder / "test.db", district.authority_id, district.organisations

    with asyncio.Runner() as runner:
        return runner.run(make())


#: The year form opens and nothing else is to be said.
OPENING = Life(
    zone=ZoneInfo("Europe/Moscow"),
    sent=date(2024, 5, 9),
    items=(Item("1", date(2024, 5, 20), ControlForm.YEARLY, (Requirement.FILE,), ORGANISATIONS),),
    overrides={},
    ticks=(4 * MINUTES_A_DAY + 9 * 60,),
    deeds=(),
    summer_mode=False,
)


class Living:
    """A life as it passes, checked after every tick."""

    def __init__(self, db: Database, life: Life, district: District) -> None:
        self.db, self.life, self.district = db, life, district
        self.calendar = WorkingCalendar(life.overrides)
        self.post = Postman(db)

    async def pass_by(self) -> None:
        async with self.db.write() as session:
            authority = await session.get_one(Authority, self.district.authority_id)
            authority.timezone, authority.summer_mode = self.life.zone.key, self.life.summer_mode
            for day, working in self.life.overrides.items():
                session.add(CalendarOverride(authority_id=self.district.authority_id, day=day, is_working=working))
        await send_minutes(self.district, self.life.moment(12 * 60), self.life.items)
        await self.post.comes(self.life.moment(12 * 60))
        deeds = list(self.life.deeds)
        for minute in self.life.ticks:
            while deeds and deeds[0][0] < minute:
                happened, which, state = deeds.pop(0)
                await self.do(self.life.moment(happened), which, state)
            await self.tick(self.life.moment(minute))

    async def do(self, now: datetime, which: int, state: State) -> None:
        assignments = await self.assignments()
        chosen, _ = assignments[which % len(assignments)]
        if chosen.state in FINAL:
            return
        rework = now.astimezone(self.life.zone).date() + timedelta(days=3)
        dated = chosen.control_date is not None and state is State.RETURNED
        await change(self.db, chosen, state=state, control_date=rework if dated else chosen.control_date)

    async def tick(self, now: datetime) -> None:
        local = now.astimezone(self.life.zone)
        open_ = self.calendar.is_reminder_day(local.date()) and 9 <= local.hour < 20
        wanted = open_ and await self.something_to_say(local)
        opens = open_ and await self.form_opens(local)
        await due_steps.due(await minute_at(self.db, now))
        brought = await self.post.comes(now)
        assert open_ or DIRECTOR not in brought, "disturbed on a day off or at night"
        assert open_ or OFFICIAL not in brought or (local.hour, local.minute) >= (8, 30)
        if DIRECTOR in brought:
            await self.check_card(brought[DIRECTOR].text)
        if wanted:
            today = [user for moment, user, _ in self.post.brought if self.day(moment) == local.date()]
            assert DIRECTOR in today, "a step was lost"
        if opens:
            async with self.db.read() as session:
                assert await session.scalar(select(Notice.id).where(Notice.kind == NoticeKind.YEAR_FORM).limit(1))
        if open_:
            await self.check_steps(local)

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.life.zone).date()

    async def form_opens(self, local: datetime) -> bool:
        """Whether the year form of the director's organisation opens: it has a message of its own."""
        own = self.district.organisations[SCHOOLS[0]]
        return not (self.life.summer_mode and in_summer(local.date())) and any(
            step.step == "open" and assignment.form is ControlForm.YEARLY and assignment.state in OWING
            for step, assignment in await self.steps(local.date())
            if assignment.organisation_id == own
        )

    async def something_to_say(self, local: datetime) -> bool:
        """Whether a step of the director's organisation waits whose item still asks for what the step is about."""
        heard, quiet = local.replace(hour=8, minute=0), self.life.summer_mode and in_summer(local.date())
        own = self.district.organisations[SCHOOLS[0]]
        waiting = [
            (step, assignment)
            for step, assignment in await self.steps(local.date())
            if step.audience == "organisation" and assignment.organisation_id == own
        ]
        named = {assignment.id for step, assignment in waiting if step.step in {"week", "soon", "short"}}
        for step, assignment in waiting:
            if assignment.created_at >= heard or (quiet and step.step != "day"):
                continue
            if step.step == "open" and assignment.form is ControlForm.YEARLY:
                continue  # a message of its own
            if step.step in {"unread", "short"}:
                if step.step == "unread" and assignment.state is State.ASSIGNED:
                    return True
                continue
            if step.step == "day" and assignment.id not in named:
                continue  # it may have been named the working day before
            counts = assignment.control_date or assignment.due_date or date.max
            if assignment.state in OWING and (step.step == "late") == (counts < local.date()):
                return True
        return False

    async def check_card(self, text: str) -> None:
        assert len(text) <= 900
        own = self.district.organisations[SCHOOLS[0]]
        for assignment, number in await self.assignments():
            if assignment.organisation_id == own and assignment.state not in OWING:
                assert f"п. {number}, протокол" not in text, "asked for what is over or handed in"

    async def check_steps(self, local: datetime) -> None:
        early = local.hour < 15
        missed = [
            step
            for step, assignment in await self.steps(local.date())
            if not (early and step.step == "short" and self.day(assignment.created_at) == local.date())
        ]
        assert not missed, "due steps stay unconsumed within the hours of a working day"
        async with self.db.read() as session:
            late = (await session.scalars(select(ReminderStep).where(ReminderStep.step == "late"))).all()
        for assignment, _ in await self.assignments():
            own = sorted((step.day, step.consumed_at) for step in late if step.assignment_id == assignment.id)
            waiting = [day for day, consumed_at in own if consumed_at is None]
            if assignment.form is ControlForm.YEARLY:  # reminded of once after its date, then left to the official
                assert len(own) == 1
                continue
            if assignment.state not in FINAL and assignment.due_date is not None:
                assert waiting == [own[-1][0]], "the chain of late steps is broken or doubled"
            assert all(earlier < later for (earlier, _), (later, _) in pairwise(own))
            if not self.life.deeds:
                self.check_chain(own)

    def check_chain(self, own: list[tuple[date, datetime | None]]) -> None:
        """Each late step follows from the day on which the one before was consumed."""
        for (_, consumed_at), (following, _) in pairwise(own):
            assert consumed_at is not None
            assert following == next_late(self.day(consumed_at), self.calendar, summer_mode=self.life.summer_mode)

    async def steps(self, today: date) -> list[tuple[ReminderStep, Assignment]]:
        """Due steps not consumed."""
        query = (
            select(ReminderStep, Assignment)
            .join(Assignment, Assignment.id == ReminderStep.assignment_id)
            .where(ReminderStep.consumed_at.is_(None), ReminderStep.day <= today)
        )
        async with self.db.read() as session:
            return [(step, assignment) for step, assignment in (await session.execute(query))]

    async def assignments(self) -> list[tuple[Assignment, str]]:
        query = (
            select(Assignment, Decision.number)
            .join(Decision, Decision.id == Assignment.decision_id)
            .order_by(Assignment.id)
        )
        async with self.db.read() as session:
            return [(assignment, number or "") for assignment, number in (await session.execute(query))]


@pytest.mark.long
@settings(max_examples=15)
@given(lives())
@example(OPENING)
def test_one_digest_a_day_in_hours_nothing_lost_nothing_about_what_is_over(life: Life) -> None:
    file, authority_id, organisations = _district_file()

    async def live() -> Postman:
        with TemporaryDirectory(prefix="kontrol-") as folder:
            shutil.copy(file, Path(folder) / "test.db")
            db = Database(f"sqlite+aiosqlite:///{folder}/test.db")
            try:
                district = District(db, life.moment(12 * 60), authority_id, dict(organisations))
                living = Living(db, life, district)
                await living.pass_by()
                return living.post
            finally:
                await db.close()

    with asyncio.Runner() as runner:
        post = runner.run(live())
    days = [(user, moment.astimezone(life.zone).date()) for moment, user, _ in post.brought]
    assert len(days) == len(set(days)), "two digests on one day"
    cards = [card.text for _, _, card in post.brought]
    check_bounds(life, [(day, text) for (user, day), text in zip(days, cards, strict=True) if user == DIRECTOR])


def check_bounds(life: Life, digests: list[tuple[date, str]]) -> None:
    """Design, reminders: digests a month; how often an item is named before its date and in a week after it."""
    assert len(digests) <= 13
    if any(state is State.RETURNED for _, _, state in life.deeds):
        return  # what comes back has another date, and is news
    for item in life.items:
        if item.due is None:
            continue
        named = [day for day, text in digests if f"• п. {item.number}, протокол" in text]
        assert sum(day <= item.due for day in named) <= 3
        weeks = [day.isocalendar()[:2] for day in named if day > item.due]
        assert len(weeks) == len(set(weeks))
