"""What an organisation does with its items: acknowledges, collects, hands in, withdraws."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Evidence, NoticeKind
from domain.errors import NotAllowed, NotFound, Stale, WrongInput, WrongState
from domain.lifecycle import Acceptance, State
from domain.minutes.model import ControlForm, Requirement
from domain.reports import EvidenceKind, ReportState
from services.assignments import acknowledging, item_cards, shares
from services.overview import tasks as tasks_services
from services.reports import collecting, handing_in
from tests.reminding import Item, at
from tests.reporting import BIRCH, DUE, OCTOBER, PINE, RIVER, Office, make_office, message

SECOND = 301  # another person of the first school


@pytest.fixture
async def office(db: Database) -> Office:
    return await make_office(
        db,
        Item("1.1", DUE),
        Item("1.2", form=ControlForm.WORK),
        Item("1.3", DUE, requirement=(Requirement.FILE,)),
        Item("1.4", DUE, requirement=(Requirement.NUMBER,)),
        Item("1.5", date(2024, 5, 31), ControlForm.YEARLY),
        directors=(BIRCH, RIVER),
    )


async def evidence(office: Office, report_id: int) -> list[tuple[str, str, str | None]]:
    async with office.db.read() as session:
        rows = await session.scalars(select(Evidence).where(Evidence.report_id == report_id).order_by(Evidence.id))
        return [(str(row.kind), row.text, row.file_id) for row in rows]


# --- acknowledging -----------------------------------------------------------------------------------------------


async def test_one_tap_acknowledges_the_whole_protocol_of_the_organisation_once(office: Office) -> None:
    birch = await office.director()
    place = office.district.organisations[BIRCH]
    assert await acknowledging.acknowledge(birch, office.minutes_id, place) == 5
    assert await acknowledging.acknowledge(birch, office.minutes_id, place) == 0
    items = (await shares.share(birch, office.minutes_id, place)).items
    assert {item.state for item in items} == {State.ACKNOWLEDGED}
    assert {item.acknowledged_at for item in items} == {office.now}
    assert (await office.item("1.1", RIVER)).state is State.ASSIGNED
    assert (await office.history(items[0].id))[1:] == [("acknowledged", "assigned", "acknowledged")]


async def test_nobody_acknowledges_for_another_organisation(office: Office) -> None:
    river = await office.director(RIVER)
    with pytest.raises(NotAllowed):
        await acknowledging.acknowledge(river, office.minutes_id, office.district.organisations[BIRCH])


async def test_an_item_for_work_ends_with_acknowledging(office: Office) -> None:
    birch = await office.director()
    card = await item_cards.item_card(birch, (await office.item("1.2")).id)
    assert card.actions == ("acknowledge", "ask", "dispute")
    await acknowledging.acknowledge(birch, office.minutes_id, office.district.organisations[BIRCH])
    assert (await item_cards.item_card(birch, card.assignment.id)).actions == ("ask", "dispute")
    tasks = await tasks_services.tasks(birch)
    assert "1.2" not in {item.label.number for item in tasks.items}


# --- collecting --------------------------------------------------------------------------------------------------


async def test_messages_of_every_kind_are_collected_in_order(office: Office) -> None:
    birch = await office.director()
    started = await office.starts(birch)
    for number, kind in enumerate(EvidenceKind, 1):
        collected = await collecting.collect(birch, message(number, kind, text=f"часть {number}"))
    assert collected is not None
    assert [piece.kind for piece in collected.report.evidence] == ["text", "photo", "file", "voice", "video"]
    assert [piece.text for piece in collected.report.evidence] == [f"часть {n}" for n in range(1, 6)]
    handed_in = await handing_in.hand_in(birch, started.report.id)
    assert handed_in.assignment.state is State.REPORTED
    assert handed_in.assignment.in_time is True


async def test_the_same_message_counts_once(office: Office) -> None:
    birch = await office.director()
    started = await office.starts(birch)
    for _ in range(2):
        await collecting.collect(birch, message(1))
    assert len(await evidence(office, started.report.id)) == 1


async def test_without_a_report_nothing_is_collected(office: Office) -> None:
    assert await collecting.collect(await office.director(), message()) is None


async def test_pressed_again_the_same_report_goes_on(office: Office) -> None:
    started = await office.starts()
    await collecting.collect(await office.director(), message())
    again = await office.starts()
    assert again.report.id == started.report.id
    assert len(again.report.evidence) == 1


async def test_of_two_reports_the_one_touched_last_collects(office: Office) -> None:
    birch = await office.director()
    first = await office.starts(birch, "1.1")
    office.now += timedelta(minutes=1)
    second = await office.starts(None, "1.3")
    await collecting.collect(await office.director(), message(1))
    assert (len(await evidence(office, first.report.id)), len(await evidence(office, second.report.id))) == (0, 1)


async def test_a_day_later_a_forgotten_report_catches_nothing(office: Office) -> None:
    await office.starts()
    office.now += timedelta(hours=24)
    assert await collecting.collect(await office.director(), message()) is None
    assert len((await office.starts()).report.evidence) == 0, "but it can be gone on with"
    assert await collecting.collect(await office.director(), message()) is not None


async def test_a_report_that_nobody_waits_for_catches_nothing(office: Office) -> None:
    """Another person of the school has reported the item meanwhile."""
    await office.district.register_deputy(BIRCH, SECOND)
    office.district.directors[BIRCH] = 201
    await office.starts(await office.as_user(SECOND))
    await office.reports()
    assert await collecting.collect(await office.as_user(SECOND), message(9)) is None


async def test_too_large_and_too_many_are_refused_and_lose_nothing(office: Office) -> None:
    birch = await office.director()
    started = await office.starts(birch)
    with pytest.raises(WrongInput) as refused:
        await collecting.collect(birch, message(1, EvidenceKind.VIDEO, size=20 * 1024 * 1024 + 1))
    assert refused.value.code == "evidence_too_large"
    for number in range(1, 31):
        await collecting.collect(birch, message(number, EvidenceKind.PHOTO, size=20 * 1024 * 1024))
    with pytest.raises(WrongInput) as refused:
        await collecting.collect(birch, message(31))
    assert (refused.value.code, refused.value.facts) == ("evidence_too_many", {"most": 30})
    await collecting.collect(birch, message(30))
    assert len(await evidence(office, started.report.id)) == 30
    await handing_in.hand_in(birch, started.report.id)


async def test_a_put_aside_report_leaves_the_item_as_it_was(office: Office) -> None:
    birch = await office.director()
    started = await office.starts(birch)
    await collecting.collect(birch, message())
    item = await collecting.drop(birch, started.report.id)
    assert item.state is State.ASSIGNED
    assert await collecting.collect(birch, message(2)) is None
    with pytest.raises(Stale):
        await handing_in.hand_in(birch, started.report.id)
    assert (await office.starts()).report.number == 2


# --- handing in --------------------------------------------------------------------------------------------------


async def test_without_a_single_message_only_where_any_answer_will_do(office: Office) -> None:
    birch = await office.director()
    started = await office.starts(birch, "1.3")
    with pytest.raises(WrongInput) as refused:
        await handing_in.hand_in(birch, started.report.id)
    assert refused.value.code == "report_empty"
    assert (await office.item("1.3")).state is State.ASSIGNED
    anything = await office.starts(birch, "1.1")
    asked = await handing_in.hand_in(birch, anything.report.id)
    assert asked.assignment.state is State.ASSIGNED, "an empty one is asked about"
    done = await handing_in.hand_in(birch, anything.report.id, empty=True)
    assert done.assignment.state is State.REPORTED


async def test_a_report_acknowledges_the_protocol(office: Office) -> None:
    await office.reports(number="1.1")
    assert (await office.item("1.2")).state is State.ACKNOWLEDGED
    assert (await office.item("1.1")).acknowledged_at == office.now
    assert (await office.item("1.2", RIVER)).state is State.ASSIGNED


async def test_figures_leave_control_at_once_and_trouble_nobody(office: Office) -> None:
    birch = await office.director()
    started = await office.starts(birch, "1.4")
    await collecting.collect(birch, message(text="обучено 14 человек"))
    handed_in = await handing_in.hand_in(birch, started.report.id)
    assert handed_in.report.figure == 14
    assert (handed_in.assignment.state, handed_in.report.state) == (State.ACCEPTED, ReportState.ACCEPTED)
    assert handed_in.assignment.closed_at == office.now
    assert await office.notices(NoticeKind.REPORT_IN, NoticeKind.REVIEW_QUEUE) == []
    assert (await office.history(handed_in.assignment.id))[1:] == [
        ("handed_in", "assigned", "reported"),
        ("accepted", "reported", "accepted"),
    ]


async def test_what_is_no_figure_is_looked_at(office: Office) -> None:
    handed_in = await office.reports(number="1.4")
    assert (handed_in.assignment.state, handed_in.report.figure) == (State.REPORTED, None)
    assert len(await office.notices(NoticeKind.REPORT_IN)) == 1


async def test_twice_handed_in_is_once(office: Office) -> None:
    birch = await office.director()
    handed_in = await office.reports(birch)
    again = await handing_in.hand_in(birch, handed_in.report.id)
    assert again.report == handed_in.report
    assert len(await office.notices(NoticeKind.REPORT_IN)) == 1


@pytest.mark.parametrize(
    ("when", "in_time"),
    [("2023-10-13 23:59", True), ("2023-10-14 00:00", False), ("2023-10-14 12:00", False)],
)
async def test_the_due_day_counts_whole_by_the_clock_of_the_authority(office: Office, when: str, in_time: bool) -> None:
    office.now = at(when)
    handed_in = await office.reports()
    assert handed_in.assignment.in_time is in_time


async def test_an_old_card_and_a_state_that_does_not_fit_are_refused(office: Office) -> None:
    birch, item = await office.director(), await office.item()
    await office.reports(birch)
    for attempt in (collecting.start, handing_in.not_needed, handing_in.withdraw):
        with pytest.raises(Stale):
            await attempt(birch, item.id, item.version)
    fresh = await office.item()
    with pytest.raises(WrongState) as refused:
        await collecting.start(birch, item.id, fresh.version)
    assert refused.value.code == "already_reported"


async def test_an_item_for_work_takes_no_report(office: Office) -> None:
    """A button that the card never shows is refused all the same."""
    item = await office.item("1.2")
    await office.change_decision("1.2", not_needed_allowed=True)
    for attempt in (collecting.start, handing_in.not_needed):
        with pytest.raises(WrongState) as refused:
            await attempt(await office.director(), item.id, item.version)
        assert refused.value.code == "no_report_needed"
    assert (await office.item("1.2")).state is State.ASSIGNED


# --- «Не потребовалось» ------------------------------------------------------------------------------------------


async def test_not_needed_where_it_is_allowed_leaves_control_at_once(office: Office) -> None:
    birch, item = await office.director(), await office.item()
    with pytest.raises(WrongInput) as refused:
        await handing_in.not_needed(birch, item.id, item.version)
    assert refused.value.code == "not_needed_refused"
    await office.change_decision("1.1", not_needed_allowed=True)
    done = await handing_in.not_needed(birch, item.id, item.version)
    assert (done.assignment.state, done.report.not_needed) == (State.ACCEPTED, True)


async def test_not_needed_is_checked_when_the_official_chose_to(office: Office) -> None:
    await office.change_decision("1.1", not_needed_allowed=True, acceptance=Acceptance.CHECKED, acceptance_set=True)
    item = await office.item()
    done = await handing_in.not_needed(await office.director(), item.id, item.version)
    assert done.assignment.state is State.REPORTED
    withdrawn = await office.withdraws()
    assert withdrawn.report.evidence == ()
    assert not withdrawn.report.not_needed


# --- withdrawing -------------------------------------------------------------------------------------------------


async def test_withdrawn_before_it_is_judged_with_everything_kept(office: Office) -> None:
    handed_in = await office.reports()
    office.now += timedelta(days=10)
    draft = await office.withdraws()
    assert draft.assignment.state is State.ACKNOWLEDGED
    assert draft.assignment.handed_in_on is None, "now it is late"
    assert [piece.text for piece in draft.report.evidence] == ["приказ № 45-о"]
    assert (await office.report(handed_in.report.id)).state is ReportState.WITHDRAWN
    again = await handing_in.hand_in(await office.director(), draft.report.id)
    assert (again.report.number, again.assignment.in_time) == (2, False)


async def test_what_was_judged_cannot_be_withdrawn(office: Office) -> None:
    handed_in = await office.reports()
    await office.accepts(handed_in.report.id)
    with pytest.raises(WrongState) as refused:
        await office.withdraws()
    assert refused.value.code == "already_accepted"


# --- rework ------------------------------------------------------------------------------------------------------


async def test_a_rework_in_time_keeps_the_first_date_and_what_was_sent(office: Office) -> None:
    first = await office.reports()  # Monday 09.10
    office.now = at("2023-10-16 12:00")  # the due date has passed
    await office.returns(first.report.id)  # until Thursday 19.10
    item = await office.item()
    assert (item.state, item.control_date) == (State.RETURNED, date(2023, 10, 19))
    office.now = at("2023-10-19 23:00")
    started = await office.starts()
    assert [piece.text for piece in started.report.evidence] == ["приказ № 45-о"]
    again = await handing_in.hand_in(await office.director(), started.report.id)
    assert (again.assignment.handed_in_on, again.assignment.in_time) == (OCTOBER.date(), True)


async def test_a_late_rework_counts_anew(office: Office) -> None:
    first = await office.reports()
    await office.returns(first.report.id)
    office.now = at("2023-10-14 09:00")
    again = await office.reports()
    assert (again.assignment.handed_in_on, again.assignment.in_time) == (date(2023, 10, 14), False)


async def test_a_first_report_that_was_late_stays_late(office: Office) -> None:
    office.now = at("2023-10-16 12:00")
    first = await office.reports()
    await office.returns(first.report.id)
    office.now = at("2023-10-17 12:00")
    again = await office.reports()
    assert (again.assignment.handed_in_on, again.assignment.in_time) == (date(2023, 10, 16), False)


async def test_a_withdrawn_rework_keeps_the_first_date(office: Office) -> None:
    first = await office.reports()
    await office.returns(first.report.id)
    office.now += timedelta(days=1)
    await office.reports()
    withdrawn = await office.withdraws()
    assert (withdrawn.assignment.state, withdrawn.assignment.handed_in_on) == (State.RETURNED, OCTOBER.date())


async def test_a_year_form_keeps_its_first_date_too(office: Office) -> None:
    office.now = at("2024-05-31 12:00")
    first = await office.reports(number="1.5")
    await office.returns(first.report.id)
    assert (await office.item("1.5")).control_date is None, "a year form is never overdue"
    office.now = at("2024-06-04 12:00")
    again = await office.reports(number="1.5", message_number=2)
    assert (again.assignment.handed_in_on, again.assignment.in_time) == (date(2024, 5, 31), True)


# --- two people of one organisation ------------------------------------------------------------------------------


async def test_of_two_people_of_a_school_the_first_report_counts(office: Office) -> None:
    await office.district.register_deputy(BIRCH, SECOND)
    office.district.directors[BIRCH] = 201
    second = await office.as_user(SECOND)
    mine, theirs = await office.starts(), await office.starts(second)
    assert mine.report.id != theirs.report.id
    await collecting.collect(await office.director(), message(1, text="от первого"))
    await collecting.collect(second, message(2, text="от второго"))
    await handing_in.hand_in(second, theirs.report.id)
    with pytest.raises(WrongState) as refused:
        await handing_in.hand_in(await office.director(), mine.report.id)
    assert refused.value.code == "already_reported"
    assert await evidence(office, theirs.report.id) == [("text", "от второго", None)]
    with pytest.raises(NotFound):
        await handing_in.hand_in(await office.director(), theirs.report.id)


async def test_the_reason_shown_is_that_of_the_last_return_whoever_wrote_first(office: Office) -> None:
    """The first person's older draft is handed in after the second one's report was returned."""
    await office.district.register_deputy(BIRCH, SECOND)
    office.district.directors[BIRCH] = 201
    older = await office.starts()
    second = await office.as_user(SECOND)
    theirs = await office.reports(second)
    await office.returns(theirs.report.id)
    office.now += timedelta(hours=1)
    last = await handing_in.hand_in(await office.director(), older.report.id, empty=True)
    office.now += timedelta(hours=1)
    await office.returns(last.report.id, days=5)
    card = await item_cards.item_card(await office.director(), (await office.item()).id)
    assert card.report is not None
    assert card.report.id == last.report.id


async def test_either_may_withdraw_the_report_of_the_organisation(office: Office) -> None:
    await office.district.register_deputy(BIRCH, SECOND)
    office.district.directors[BIRCH] = 201
    handed_in = await office.reports()
    draft = await office.withdraws(await office.as_user(SECOND))
    assert draft.report.author_id == (await office.as_user(SECOND)).actor.person_id
    assert (await office.report(handed_in.report.id)).state is ReportState.WITHDRAWN


async def test_a_stranger_item_is_refused_without_a_word_about_it(office: Office) -> None:
    river = await office.director(RIVER)
    item = await office.item()
    for attempt in (collecting.start, handing_in.not_needed, handing_in.withdraw):
        with pytest.raises(NotAllowed):
            await attempt(river, item.id, item.version)
    assert PINE not in office.district.directors
