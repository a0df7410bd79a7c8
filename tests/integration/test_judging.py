"""What an official does with reports: looks, accepts, sends back, once; and whom that is told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Account, Membership, NoticeKind
from db.outbox import DueNotice
from domain.errors import NotAllowed, NotFound, Stale, WrongInput, WrongState
from domain.lifecycle import State
from domain.people import Role
from domain.reports import ReportState
from services.assignments import acknowledging
from services.delivery import delivery
from services.reports import collecting, handing_in, judging, news
from services.reports.handing_in import HandedIn
from tests.people import ADMIN, OFFICIAL, VIEWER
from tests.reminding import Item, at, steps_of
from tests.reporting import BIRCH, DUE, PINE, RIVER, Office, make_office, message


@pytest.fixture
async def office(db: Database) -> Office:
    return await make_office(db, Item("1.1", DUE), Item("1.2", DUE), Item("1.3", DUE))


async def account_of(office: Office, user_id: int) -> int:
    async with office.db.read() as session:
        return (await session.scalars(select(Account.id).where(Account.user_id == user_id))).one()


async def leave(office: Office, user_id: int) -> None:
    """The person's memberships end."""
    ctx = await office.as_user(user_id)
    async with office.db.write() as session:
        for row in await session.scalars(select(Membership).where(Membership.person_id == ctx.actor.person_id)):
            row.ended_at = office.now


async def due_notices(office: Office) -> list[DueNotice]:
    """Everything that waits to be sent, as delivery takes it; at most one per account at a time."""
    found: list[DueNotice] = []
    while leased := await delivery.lease(office.db, office.now, timedelta(hours=1), 50):
        for notice in leased:
            found.append(notice)
            await delivery.sent(office.db, notice.id, str(notice.id), office.now)
    return found


# --- judging -----------------------------------------------------------------------------------------------------


async def test_accepted_leaves_control_and_the_organisation_is_told_without_sound(office: Office) -> None:
    handed_in = await office.reports()
    card = await office.accepts(handed_in.report.id)
    assert card.assignment.state is State.ACCEPTED
    assert (card.report.state, card.report.judged_at, card.actions) == (ReportState.ACCEPTED, office.now, ())
    (told,) = await office.notices(NoticeKind.ACCEPTED)
    assert (told.account_id, told.silent) == (await account_of(office, office.district.directors[BIRCH]), True)
    assert (await office.history(handed_in.assignment.id))[-1] == ("accepted", "reported", "accepted")


async def test_returned_with_a_reason_what_to_do_and_a_date(office: Office) -> None:
    handed_in = await office.reports()
    card = await office.returns(handed_in.report.id)
    assert card.assignment.state is State.RETURNED
    assert (card.report.return_reason, card.report.what_to_do) == ("приложен не тот документ", "прислать приказ")
    assert card.report.return_date == card.assignment.control_date == DUE
    (told,) = await office.notices(NoticeKind.RETURNED)
    assert not told.silent


@pytest.mark.parametrize(
    ("today", "days", "until"),
    [
        ("2023-10-09 12:00", 3, DUE),  # the due date is later than Thursday
        ("2023-10-09 12:00", 5, date(2023, 10, 16)),
        ("2023-10-13 12:00", 3, date(2023, 10, 18)),
        ("2023-11-02 12:00", 3, date(2023, 11, 8)),  # 4–6.11.2023 are days off
    ],
)
async def test_the_rework_has_working_days_or_the_due_date(office: Office, today: str, days: int, until: date) -> None:
    handed_in = await office.reports()
    office.now = at(today)
    offered = await judging.show_report(await office.official(), handed_in.report.id, rework_days=days)
    card = await office.returns(handed_in.report.id, days)
    assert offered.rework_date == card.report.return_date == until


async def test_until_the_rework_is_due_it_is_not_late_and_reminders_aim_at_the_new_date(office: Office) -> None:
    handed_in = await office.reports()
    office.now = at("2023-10-16 12:00")
    card = await office.returns(handed_in.report.id)  # until 19.10
    assert not card.assignment.overdue(date(2023, 10, 19))
    assert card.assignment.overdue(date(2023, 10, 20))
    waiting = [(day, kind) for day, kind, consumed in await steps_of(office.db, await office.item()) if not consumed]
    assert {("19.10", "day"), ("23.10", "late")} <= set(waiting)
    assert not {day for day, kind in waiting if kind != "unread"} & {"12.10", "13.10", "16.10"}


@pytest.mark.parametrize(("reason", "what"), [("", "прислать приказ"), ("не тот", " \n"), (" ", "")])
async def test_a_return_says_why_and_what_to_do(office: Office, reason: str, what: str) -> None:
    handed_in = await office.reports()
    with pytest.raises(WrongInput):
        await judging.send_back(await office.official(), handed_in.report.id, reason, what)
    assert (await office.item()).state is State.REPORTED


async def test_a_report_is_judged_once(office: Office) -> None:
    handed_in = await office.reports()
    await office.returns(handed_in.report.id)
    for attempt in (office.accepts, office.returns):
        with pytest.raises(Stale):
            await attempt(handed_in.report.id)
    assert len(await office.notices(NoticeKind.ACCEPTED, NoticeKind.RETURNED)) == 1


async def test_a_withdrawn_report_cannot_be_judged(office: Office) -> None:
    handed_in = await office.reports()
    await office.withdraws()
    with pytest.raises(Stale):
        await office.accepts(handed_in.report.id)


async def test_a_report_that_is_being_collected_is_nobody_elses(office: Office) -> None:
    started = await office.starts()
    for attempt in (judging.show_report, judging.accept):
        with pytest.raises(NotFound):
            await attempt(await office.official(), started.report.id)


async def test_a_viewer_reads_a_report_and_has_no_buttons(office: Office) -> None:
    handed_in = await office.reports()
    await office.district.register_official(VIEWER, Role.VIEWER)
    viewer = await office.as_user(VIEWER)
    assert (await judging.show_report(viewer, handed_in.report.id)).actions == ()
    assert (await judging.show_report(await office.official(), handed_in.report.id)).actions == ("accept", "send_back")
    with pytest.raises(NotAllowed):
        await judging.accept(viewer, handed_in.report.id)


# --- one's own report --------------------------------------------------------------------------------------------


async def own_report(office: Office) -> HandedIn:
    """The official is also the director of a school, and reports."""
    ctx = await office.official()
    async with office.db.write() as session:
        session.add(
            Membership(
                person_id=ctx.actor.person_id,
                organisation_id=office.district.organisations[BIRCH],
                role=Role.DIRECTOR,
                created_at=office.now,
            )
        )
    return await office.reports(await office.official())


async def test_nobody_accepts_their_own_report_while_there_is_a_second_official(office: Office) -> None:
    handed_in = await own_report(office)
    for attempt in (office.accepts, office.returns):
        with pytest.raises(NotAllowed) as refused:
            await attempt(handed_in.report.id)
        assert refused.value.code == "own_report"
    await judging.accept(await office.as_user(ADMIN), handed_in.report.id)


async def test_alone_it_is_allowed_and_audited(office: Office) -> None:
    handed_in = await own_report(office)
    await leave(office, ADMIN)
    await office.accepts(handed_in.report.id)
    assert (await office.history(handed_in.assignment.id))[-1] == ("accepted", "reported", "accepted")


# --- the queue ---------------------------------------------------------------------------------------------------


async def four_reports(office: Office) -> list[int]:
    found = []
    for number, name in (("1.1", BIRCH), ("1.1", RIVER), ("1.1", PINE), ("1.2", BIRCH)):
        office.now += timedelta(minutes=1)
        found.append((await office.reports(number=number, name=name)).report.id)
    return found


async def test_three_cards_then_one_message_about_the_queue(office: Office) -> None:
    await four_reports(office)
    told = await office.notices(NoticeKind.REPORT_IN, NoticeKind.REVIEW_QUEUE)
    assert [str(row.kind) for row in told] == ["report_in"] * 3 + ["review_queue"]
    assert {row.account_id for row in told} == {await account_of(office, OFFICIAL)}


async def test_the_message_about_the_queue_is_brought_up_to_date(office: Office) -> None:
    await four_reports(office)
    (first,) = [notice for notice in await due_notices(office) if notice.kind == NoticeKind.REVIEW_QUEUE]
    queue = await news.review_queue(office.db, first, office.now)
    assert queue is not None
    assert queue.waiting == 4
    office.now += timedelta(minutes=1)
    await office.reports(number="1.2", name=RIVER)
    (second,) = await delivery.lease(office.db, office.now, timedelta(minutes=1), 50)
    updated = await news.review_queue(office.db, second, office.now)
    assert updated is not None
    assert (updated.waiting, updated.replaces) == (5, str(first.id))


async def test_next_goes_round_all_that_wait(office: Office) -> None:
    waiting = await four_reports(office)
    official, seen = await office.official(), []
    after = 0
    for _ in range(5):
        card = await judging.next_report(official, after)
        assert card is not None
        assert card.waiting == 4
        seen.append(after := card.report.id)
    assert seen == [*waiting, waiting[0]]
    for report_id in waiting:
        await office.accepts(report_id)
    assert await judging.next_report(official, after) is None


async def test_once_judged_there_is_room_for_cards_again(office: Office) -> None:
    first, *_ = await four_reports(office)
    await office.accepts(first)
    await office.reports(number="1.3")
    told = await office.notices(NoticeKind.REPORT_IN, NoticeKind.REVIEW_QUEUE)
    assert str(told[-1].kind) == "review_queue"
    for report_id in [row.subject_id for row in told if row.subject_id][1:3]:
        await office.accepts(report_id)
    await office.reports(number="1.3", name=RIVER)
    assert str((await office.notices(NoticeKind.REPORT_IN, NoticeKind.REVIEW_QUEUE))[-1].kind) == "report_in"


# --- who is told -------------------------------------------------------------------------------------------------


async def test_when_the_controller_has_left_the_office_is_told(office: Office) -> None:
    gone = await account_of(office, OFFICIAL)
    await leave(office, OFFICIAL)
    await office.reports()
    (told,) = await office.notices(NoticeKind.REPORT_IN)
    assert told.account_id == await account_of(office, ADMIN) != gone


async def test_the_world_is_looked_at_again_when_a_notice_is_sent(office: Office) -> None:
    """Told before the official left, before the report was withdrawn, before the director left: not sent."""
    handed_in = await office.reports()
    (card,) = [n for n in await due_notices(office) if n.kind == NoticeKind.REPORT_IN]
    assert await news.report_in(office.db, card, office.now) is not None
    await office.returns(handed_in.report.id)
    assert await news.report_in(office.db, card, office.now) is None
    (returned,) = [n for n in await due_notices(office) if n.kind == NoticeKind.RETURNED]
    assert await news.returned(office.db, returned, office.now) is not None
    again = await office.reports(message_number=2)
    assert await news.returned(office.db, returned, office.now) is None, "a new report has come"
    (second,) = [n for n in await due_notices(office) if n.kind == NoticeKind.REPORT_IN]
    await leave(office, OFFICIAL)
    assert await news.report_in(office.db, second, office.now) is None
    await judging.accept(await office.as_user(ADMIN), again.report.id)
    (accepted,) = [n for n in await due_notices(office) if n.kind == NoticeKind.ACCEPTED]
    facts = await news.accepted(office.db, accepted, office.now)
    assert facts is not None
    assert facts.left == 2
    await leave(office, office.district.directors[BIRCH])
    assert await news.accepted(office.db, accepted, office.now) is None


async def test_a_queue_that_is_empty_or_anothers_is_not_told(office: Office) -> None:
    waiting = await four_reports(office)
    (queue,) = [n for n in await due_notices(office) if n.kind == NoticeKind.REVIEW_QUEUE]
    await leave(office, OFFICIAL)
    assert await news.review_queue(office.db, queue, office.now) is None
    for report_id in waiting:
        await judging.accept(await office.as_user(ADMIN), report_id)
    assert await news.review_queue(office.db, queue, office.now) is None


async def test_what_is_final_stays_so(office: Office) -> None:
    handed_in = await office.reports()
    await office.accepts(handed_in.report.id)
    item, birch = await office.item(), await office.director()
    for attempt in (collecting.start, handing_in.withdraw):
        with pytest.raises(WrongState):
            await attempt(birch, item.id, item.version)
    assert await acknowledging.acknowledge(birch, office.minutes_id, item.organisation_id) == 0
    assert await collecting.collect(birch, message(5)) is None
    assert (await office.item()).state is State.ACCEPTED
