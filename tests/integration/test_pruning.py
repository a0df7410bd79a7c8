"""What nobody asks for any more is deleted after its time; the audit, reports and evidence never."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select, update

from db.engine import Database
from db.fsm import KEPT as TYPING_KEPT
from db.fsm import Conversations
from db.models import Assignment, Audit, Conversation, Evidence, Notice, NoticeKind, NoticeState, ReminderStep, Report
from domain.lifecycle import State
from services.delivery import pruning
from services.delivery.pruning import NOTICES_KEPT, PORTION, STEPS_KEPT, prune
from tests.plans import Statements
from tests.reminding import Item
from tests.reporting import BIRCH, DUE, OCTOBER, Office, make_office

LATER = OCTOBER + NOTICES_KEPT + timedelta(days=1)
SHORTLY_BEFORE = OCTOBER + NOTICES_KEPT - timedelta(days=1)


@pytest.fixture
async def office(db: Database) -> Office:
    """A protocol of a month ago, a report that was accepted today; whatever was to be told has been sent."""
    made = await make_office(db, Item("1.1", DUE), Item("1.2", DUE), directors=(BIRCH,))
    async with db.write() as session:
        await session.execute(update(ReminderStep).values(consumed_at=OCTOBER))
    await made.accepts((await made.reports()).report.id)
    async with db.write() as session:
        await session.execute(update(Notice).values(state=NoticeState.SENT, sent_at=OCTOBER, created_at=OCTOBER))
    return made


async def kinds(db: Database) -> set[NoticeKind]:
    async with db.read() as session:
        return set(await session.scalars(select(Notice.kind)))


async def test_sent_notices_go_and_what_is_asked_for_later_stays(office: Office) -> None:
    before = await kinds(office.db)
    assert {NoticeKind.PROTOCOL, NoticeKind.ACCEPTED} < before
    await prune(office.db, SHORTLY_BEFORE)
    assert await kinds(office.db) == before
    assert await prune(office.db, LATER) > 0
    assert await kinds(office.db) == {NoticeKind.PROTOCOL}
    assert await prune(office.db, LATER) == 0


@pytest.mark.parametrize("state", [NoticeState.PENDING, NoticeState.LEASED, NoticeState.UNDELIVERABLE])
async def test_what_is_still_to_be_sent_stays(office: Office, state: NoticeState) -> None:
    before = await kinds(office.db)
    async with office.db.write() as session:
        await session.execute(update(Notice).values(state=state, leased_until=OCTOBER))
    await prune(office.db, LATER)
    assert await kinds(office.db) == before


async def test_steps_go_when_their_item_has_been_over_for_long(office: Office) -> None:
    async def steps(number: str) -> int:
        item = await office.item(number)
        async with office.db.read() as session:
            mine = select(func.count(ReminderStep.id)).where(ReminderStep.assignment_id == item.id)
            return await session.scalar(mine) or 0

    closed, going_on = await steps("1.1"), await steps("1.2")
    assert closed
    assert going_on
    await prune(office.db, OCTOBER + STEPS_KEPT - timedelta(days=1))
    assert await steps("1.1") == closed
    await prune(office.db, OCTOBER + STEPS_KEPT + timedelta(days=1))
    assert (await steps("1.1"), await steps("1.2")) == (0, going_on)


async def test_a_step_that_is_still_to_come_stays(office: Office) -> None:
    async with office.db.write() as session:
        await session.execute(update(ReminderStep).values(consumed_at=None))
    before = await stored(office.db, ReminderStep)
    await prune(office.db, LATER)
    assert await stored(office.db, ReminderStep) == before


async def stored(db: Database, table: Any) -> Sequence[Any]:
    async with db.read() as session:
        return (await session.execute(select(table.__table__).order_by(table.id))).all()


async def test_the_audit_reports_and_evidence_stay_for_ever(office: Office) -> None:
    before = [await stored(office.db, table) for table in (Audit, Report, Evidence, Assignment)]
    assert all(before)
    await prune(office.db, OCTOBER + timedelta(days=3650))
    assert [await stored(office.db, table) for table in (Audit, Report, Evidence, Assignment)] == before


async def test_it_is_done_in_small_steps(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "PORTION", 2)
    commits: list[object] = []
    event.listen(office.db.engine.sync_engine, "commit", commits.append)
    gone = await prune(office.db, LATER)
    assert len(commits) >= gone / 2 > 1
    assert PORTION <= 1000  # rows that a tap may wait behind


async def test_nothing_is_walked_through_for_it(office: Office) -> None:
    statements = Statements()
    statements.listen(office.db)
    await prune(office.db, LATER)
    assert await statements.walks(office.db) == []


async def test_what_nobody_goes_on_typing_is_forgotten(db: Database) -> None:
    now = OCTOBER
    conversations = Conversations(db, lambda: now)
    await conversations.set_state("old", "Asking:reason")
    now += timedelta(days=2)
    await conversations.set_state("fresh", "Asking:reason")
    now = OCTOBER + TYPING_KEPT + timedelta(days=1)
    await conversations.prune()
    assert await conversations.state("old") is None
    assert await conversations.state("fresh") == "Asking:reason"
    async with db.read() as session:
        assert (await session.scalars(select(Conversation.key))).all() == ["fresh"]


async def test_a_cancelled_item_is_over_too(office: Office) -> None:
    async with office.db.write() as session:
        await session.execute(update(Assignment).values(state=State.CANCELLED, closed_at=OCTOBER))
    await prune(office.db, OCTOBER + STEPS_KEPT + timedelta(days=1))
    assert await stored(office.db, ReminderStep) == []
