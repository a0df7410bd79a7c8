"""«Направить»: everything at once or nothing, each organisation once, nothing past, nobody forgotten."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event, func, select

from db.engine import Database
from db.models import (
    Assignment,
    Audit,
    Authority,
    CalendarOverride,
    Checkpoint,
    Decision,
    Minutes,
    MinutesState,
    Notice,
    NoticeKind,
    ReminderStep,
)
from domain.errors import WrongState
from domain.lifecycle import State
from domain.minutes.model import ControlForm
from services.assignments import shares
from services.drafts import drafts, items, sending_plans
from services.offices import minute_at
from services.overview import protocols
from services.sending import preview, publish
from tests.papers import DOUBTFUL, PLAIN, drafted, fresh, sent
from tests.people import ADMIN, KINDERGARTENS, OFFICIAL, SCHOOLS, District, make_district

OCTOBER = date(2023, 10, 15)
TABLES = (Assignment, ReminderStep, Notice)


@pytest.fixture
async def district(db: Database) -> District:
    """Two of three schools are connected, one of them with two people."""
    district = await make_district(db, directors=SCHOOLS[:2])
    await district.register_deputy(SCHOOLS[0], 301, "Вторая Берёзовская")
    return district


async def counts(db: Database) -> list[int]:
    async with db.read() as session:
        return [await session.scalar(select(func.count(table.id))) or 0 for table in TABLES]


async def assignments(db: Database, minutes_id: int) -> list[Assignment]:
    async with db.read() as session:
        query = select(Assignment).where(Assignment.minutes_id == minutes_id).order_by(Assignment.id)
        return list(await session.scalars(query))


async def notices(db: Database) -> list[Notice]:
    async with db.read() as session:
        kinds = (NoticeKind.PROTOCOL, NoticeKind.SENT)
        return list(await session.scalars(select(Notice).where(Notice.kind.in_(kinds)).order_by(Notice.id)))


@contextmanager
def statements(db: Database) -> Iterator[list[str]]:
    """Every statement that reaches the database."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine.sync_engine, "before_cursor_execute", note)


# --- what is written ---------------------------------------------------------------------------------------------


async def test_every_organisation_gets_every_item_of_its_own(district: District) -> None:
    minutes_id = await sent(district)
    rows = await assignments(district.db, minutes_id)
    schools = {district.organisations[name] for name in SCHOOLS}
    assert {row.organisation_id for row in rows} == schools
    assert len(rows) == len(schools) * 3
    assert {(row.form, row.due_date, row.control_date) for row in rows} == {
        (ControlForm.REPORT, OCTOBER, OCTOBER),
        (ControlForm.WORK, None, None),
        (ControlForm.REPORT, date(2023, 10, 20), date(2023, 10, 20)),
    }
    assert {(row.state, row.round, row.original_due_date == row.due_date) for row in rows} == {
        (State.ASSIGNED, 1, True)
    }


async def test_each_connected_person_is_told_once_about_the_whole_protocol(district: District) -> None:
    minutes_id = await sent(district)
    found = [row for row in await notices(district.db) if row.kind is NoticeKind.PROTOCOL]
    told = Counter(row.organisation_id for row in found)
    assert told == {district.organisations[SCHOOLS[0]]: 2, district.organisations[SCHOOLS[1]]: 1}
    assert {row.minutes_id for row in found} == {minutes_id}


async def test_every_assignment_has_its_audit_row(district: District) -> None:
    minutes_id = await sent(district)
    ctx = await district.context(OFFICIAL)
    async with district.db.read() as session:
        rows = (await session.scalars(select(Audit).where(Audit.action == "assigned"))).all()
        whole = await session.scalar(select(Audit).where(Audit.action == "minutes_sent"))
    assert sorted(row.subject_id for row in rows) == [row.id for row in await assignments(district.db, minutes_id)]
    assert {(row.person_id, row.from_state, row.to_state) for row in rows} == {(ctx.actor.person_id, "", "assigned")}
    assert whole is not None
    assert (whole.subject_id, whole.facts) == (minutes_id, {"assignments": 9})


async def test_reminders_are_planned_for_each_assignment_of_others(district: District) -> None:
    minutes_id = await sent(district)
    async with district.db.read() as session:
        rows = await session.execute(
            select(ReminderStep.assignment_id, ReminderStep.step, ReminderStep.audience).order_by(ReminderStep.id)
        )
        steps: dict[int, list[str]] = {}
        for assignment_id, step, audience in rows:
            steps.setdefault(assignment_id, []).append(f"{audience} {step}")
    for row in await assignments(district.db, minutes_id):
        expected = ["organisation unread", "controller unread"]
        if row.form is ControlForm.REPORT:
            expected += ["organisation week", "organisation day", "organisation late"]
            expected.append("organisation soon")  # Sunday the 15th, Friday the 20th
        assert set(steps[row.id]) == set(expected)


async def test_an_organisation_reached_twice_gets_one_assignment(district: District) -> None:
    text = PLAIN.replace("Отв.: директора школ.\n1.2.", "Отв.: директора школ, Берёзовская СОШ.\n1.2.")
    minutes_id = await sent(district, text)
    birch = district.organisations[SCHOOLS[0]]
    mine = [row for row in await assignments(district.db, minutes_id) if row.organisation_id == birch]
    assert len(mine) == len({row.checkpoint_id for row in mine}) == 3


async def test_two_dates_are_two_checkpoints(district: District) -> None:
    minutes_id = await sent(district, PLAIN.replace("до 15.10.2023", "до 15.10.2023, до 01.12.2023"))
    birch = district.organisations[SCHOOLS[0]]
    rows = [row for row in await assignments(district.db, minutes_id) if row.organisation_id == birch]
    async with district.db.read() as session:
        keys = (
            await session.execute(
                select(Checkpoint.key, Checkpoint.due_date)
                .join(Decision, Decision.id == Checkpoint.decision_id)
                .where(Decision.number == "1.1")
                .order_by(Checkpoint.key)
            )
        ).all()
    assert [tuple(row) for row in keys] == [("1", OCTOBER), ("2", date(2023, 12, 1))]
    assert len({row.decision_id for row in rows}) == 3
    assert sorted(row.due_date for row in rows if row.due_date) == [OCTOBER, date(2023, 10, 20), date(2023, 12, 1)]


async def test_our_own_items_are_kept_without_messages_or_dates_to_be_late_by(district: District) -> None:
    ctx, draft = await drafted(district)
    await items.set_addressees(ctx, draft.items[0].id, draft.version, (district.authority_id,))
    reviewed = await fresh(ctx, draft)
    plan = await publish.send(ctx, draft.id, reviewed.draft.version)
    assert (plan.own_items, plan.organisations) == (1, 3)
    own = [row for row in await assignments(district.db, draft.id) if row.organisation_id == district.authority_id]
    assert [(row.due_date, row.control_date) for row in own] == [(OCTOBER, None)]
    async with district.db.read() as session:
        mine = select(func.count(ReminderStep.id)).where(ReminderStep.assignment_id == own[0].id)
        assert await session.scalar(mine) == 0
    assert district.authority_id not in {row.organisation_id for row in await notices(district.db)}


async def test_what_is_left_out_is_not_sent(district: District) -> None:
    ctx, draft = await drafted(district)
    await items.toggle_left_out(ctx, draft.items[0].id, draft.version)
    await publish.send(ctx, draft.id, (await fresh(ctx, draft)).draft.version)
    assert draft.items[0].id not in {row.decision_id for row in await assignments(district.db, draft.id)}


async def test_whoever_sends_controls(district: District) -> None:
    _, draft = await drafted(district)
    admin = await district.context(ADMIN)
    await publish.send(admin, draft.id, draft.version)
    async with district.db.read() as session:
        assert (await session.get_one(Minutes, draft.id)).controller_id == admin.actor.person_id


# --- all or nothing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["assignments", "reminder_steps", "outbox", "audit", "minutes"])
async def test_a_failure_anywhere_leaves_nothing_behind(district: District, table: str) -> None:
    ctx, draft = await drafted(district)
    before = await counts(district.db)

    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith((f"INSERT INTO {table}", f"UPDATE {table}")):
            raise RuntimeError("the disk is full")

    event.listen(district.db.engine.sync_engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError):
        await publish.send(ctx, draft.id, draft.version)
    event.remove(district.db.engine.sync_engine, "before_cursor_execute", fail)
    assert await counts(district.db) == before
    reviewed = await fresh(ctx, draft)
    assert (reviewed.state, reviewed.draft.version) == (MinutesState.DRAFT, draft.version)
    await publish.send(ctx, draft.id, draft.version)


async def test_open_doubts_are_answered_first(district: District) -> None:
    ctx, draft = await drafted(district, DOUBTFUL)
    for attempt in (publish.send, publish.schedule):
        with pytest.raises(WrongState) as refused:
            await attempt(ctx, draft.id, draft.version)
        assert (refused.value.code, refused.value.facts) == ("doubts_open", {"count": 3})
    assert await assignments(district.db, draft.id) == []


async def test_with_nobody_addressed_there_is_nothing_to_send(district: District) -> None:
    ctx, draft = await drafted(district)
    for item in draft.items:
        await items.toggle_left_out(ctx, item.id, (await fresh(ctx, draft)).draft.version)
    with pytest.raises(WrongState) as refused:
        await publish.send(ctx, draft.id, (await fresh(ctx, draft)).draft.version)
    assert refused.value.code == "nobody_addressed"


async def test_sent_twice_is_sent_once(district: District) -> None:
    ctx, draft = await drafted(district)
    await publish.send(ctx, draft.id, draft.version)
    before = await counts(district.db)
    with pytest.raises(WrongState):
        await publish.send(ctx, draft.id, draft.version)
    assert await counts(district.db) == before


# --- in the morning ----------------------------------------------------------------------------------------------


def moscow(day: int, hour: int, minute: int = 0, month: int = 9, year: int = 2023) -> datetime:
    return datetime(year, month, day, hour - 3, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (moscow(1, 8, 59), moscow(1, 9)),
        (moscow(1, 9), moscow(4, 9)),  # Friday → Monday
        (moscow(2, 12), moscow(4, 9)),
        (moscow(4, 23, 30), moscow(5, 9)),
        (moscow(3, 15, month=11), moscow(7, 9, month=11)),  # 4–6.11.2023 are days off
        (moscow(29, 15, month=12), moscow(9, 9, month=1, year=2024)),
    ],
)
async def test_the_morning_is_the_next_working_one(district: District, now: datetime, morning: datetime) -> None:
    _, draft = await drafted(district, PLAIN.replace("2023", "2024"))
    ctx = await district.context(OFFICIAL, now)
    assert await publish.schedule(ctx, draft.id, draft.version) == morning


async def test_the_morning_is_that_of_the_authority_and_its_own_calendar(district: District) -> None:
    async with district.db.write() as session:
        (await session.get_one(Authority, district.authority_id)).timezone = "Asia/Kamchatka"
        session.add(CalendarOverride(authority_id=district.authority_id, day=date(2023, 8, 29), is_working=False))
    ctx, draft = await drafted(district)
    # 06:00 UTC is 18:00 in Petropavlovsk; Tuesday is a day off there
    assert await publish.schedule(ctx, draft.id, draft.version) == datetime(2023, 8, 29, 21, tzinfo=UTC)


async def test_it_goes_out_at_nine_by_itself_once_and_the_controller_is_told(district: District) -> None:
    ctx, draft = await drafted(district)
    morning = await publish.schedule(ctx, draft.id, draft.version)
    assert await publish.send_scheduled(await minute_at(district.db, moscow(29, 8, 59, month=8))) == 0
    assert await assignments(district.db, draft.id) == []
    assert await publish.send_scheduled(await minute_at(district.db, morning)) == 1
    assert await publish.send_scheduled(await minute_at(district.db, morning)) == 0
    assert len(await assignments(district.db, draft.id)) == 9
    kinds = Counter(str(row.kind) for row in await notices(district.db))
    assert kinds == {"protocol": 3, "sent": 1}


async def test_until_then_it_can_be_taken_back_and_nothing_goes_out(district: District) -> None:
    ctx, draft = await drafted(district)
    morning = await publish.schedule(ctx, draft.id, draft.version)
    reviewed = await fresh(ctx, draft)
    with pytest.raises(WrongState) as refused:
        await items.set_text(ctx, draft.items[0].id, reviewed.draft.version, "Другой текст")
    assert refused.value.code == "minutes_scheduled"
    await publish.unschedule(ctx, draft.id)
    assert await publish.send_scheduled(await minute_at(district.db, morning)) == 0
    await items.set_text(ctx, draft.items[0].id, None, "Другой текст")
    with pytest.raises(WrongState):
        await publish.unschedule(ctx, draft.id)


async def test_what_went_out_cannot_be_taken_back(district: District) -> None:
    ctx, draft = await drafted(district)
    morning = await publish.schedule(ctx, draft.id, draft.version)
    await publish.send_scheduled(await minute_at(district.db, morning))
    with pytest.raises(WrongState) as refused:
        await publish.unschedule(ctx, draft.id)
    assert refused.value.code == "minutes_sent"


async def test_a_date_that_passes_before_the_morning_is_not_sent_late(district: District) -> None:
    friday = moscow(13, 17, month=10)  # the due date is Sunday, the morning would be Monday
    _, draft = await drafted(district)
    ctx = await district.context(OFFICIAL, friday)
    with pytest.raises(WrongState) as refused:
        await publish.schedule(ctx, draft.id, draft.version)
    assert refused.value.code == "past_by_morning"
    await publish.send(ctx, draft.id, draft.version)


# --- what is told before -----------------------------------------------------------------------------------------


async def test_the_plan_says_what_goes_to_how_many(district: District) -> None:
    ctx, draft = await drafted(district)
    await items.set_addressees_option(ctx, draft.items[1].id, draft.version, "g-kindergarten")
    plan = await sending_plans.plan(ctx, draft.id)
    gardens, schools = plan.shares
    assert (gardens.kind, gardens.organisations, dict(gardens.forms)) == ("kindergarten", 2, {ControlForm.WORK: 1})
    assert gardens.report_dates == ()
    assert (schools.kind, schools.organisations, dict(schools.forms)) == ("school", 3, {ControlForm.REPORT: 2})
    assert schools.report_dates == (OCTOBER, date(2023, 10, 20))
    assert plan.not_connected == tuple(sorted((*KINDERGARTENS, SCHOOLS[2])))


async def test_the_preview_is_what_the_director_gets(district: District) -> None:
    ctx, draft = await drafted(district)
    (shown,) = await preview.shares(ctx, draft.id)
    await publish.send(ctx, draft.id, draft.version)
    got = await shares.share(await district.director(SCHOOLS[0]), draft.id, district.organisations[SCHOOLS[0]])
    assert [(i.text, i.due_date, i.form, i.requirement) for i in shown.items] == [
        (i.text, i.due_date, i.form, i.requirement) for i in got.items
    ]
    assert shown.minutes == got.minutes


# --- size --------------------------------------------------------------------------------------------------------


def long(count: int) -> str:
    """A protocol of `count` items with seven different dates."""
    head = PLAIN.partition("1.1. ")[0]
    return head + "".join(
        f"1.{n}. Провести осмотр помещения № {n}.\nСрок: до {10 + n % 7}.10.2023\nОтв.: директора школ.\n"
        for n in range(1, count + 1)
    )


async def test_the_number_of_statements_does_not_grow_with_the_items(district: District) -> None:
    counted = []
    for count in (14, 210):
        ctx, draft = await drafted(district, long(count))
        with statements(district.db) as seen:
            await publish.send(ctx, draft.id, draft.version)
        with statements(district.db) as read:
            await protocols.protocol(ctx, draft.id)
            await protocols.item_rows(ctx, draft.items[0].id)
            await drafts.show(ctx, draft.id)
        counted.append((len(seen), len(read)))
    few, many = counted
    assert many == few
    assert few[1] < 30


@pytest.mark.slow
async def test_two_thousand_items_are_sent_and_looked_at(district: District) -> None:
    ctx, draft = await drafted(district, long(2000))
    assert len(draft.items) == 2000
    await publish.send(ctx, draft.id, draft.version)
    assert len(await assignments(district.db, draft.id)) == 6000
    card = await protocols.protocol(ctx, draft.id)
    assert len(card.items) == 2000
