"""Who is late: computed when asked, page by page; whom a reminder by hand reaches; what is due soon."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from db.engine import Database
from db.models import Account, Assignment, Authority, NoticeKind, ReminderStep
from domain.lifecycle import State, is_overdue
from domain.minutes.model import ControlForm
from services.context import Context
from services.delivery import delivery
from services.overview import due_soon, overdue
from services.reminders import by_hand, by_hand_news
from services.reports import judging
from tests.people import ADMIN, make_district
from tests.reminding import Item, Postman, at, change, send_minutes
from tests.reporting import BIRCH, DUE, PINE, RIVER, SENT, Office, make_office


@pytest.fixture
async def office(db: Database) -> Office:
    """Nobody stands for the third school."""
    office = await make_office(
        db,
        Item("1.1", DUE, organisations=(BIRCH, RIVER, PINE)),
        Item("1.2", form=ControlForm.WORK, organisations=(BIRCH,)),
        Item("1.3", date(2023, 10, 10), ControlForm.YEARLY, organisations=(BIRCH,)),
        Item("1.4", date(2023, 10, 10), organisations=(BIRCH,)),
        directors=(BIRCH, RIVER),
    )
    office.now = at("2023-10-16 12:00")
    return office


def names(listed: overdue.OverdueList) -> list[tuple[str, str | None, int]]:
    return [
        (entry.assignment.organisation, entry.assignment.label.number, entry.days)
        for group in listed.groups
        for entry in group.items
    ]


# --- who is late -------------------------------------------------------------------------------------------------


async def test_by_organisation_the_longest_late_first(office: Office) -> None:
    listed = await overdue.overdue(await office.official())
    assert names(listed) == [(BIRCH, "1.4", 6), (BIRCH, "1.1", 3), (RIVER, "1.1", 3), (PINE, "1.1", 3)]
    assert (listed.organisations, listed.items, listed.page.pages, listed.today) == (3, 4, 1, date(2023, 10, 16))
    assert listed.out_of_reach == {office.district.organisations[PINE]: "not_connected"}


async def test_by_minutes_and_one_of_them(office: Office) -> None:
    other = await send_minutes(office.district, SENT, [Item("5", date(2023, 10, 2), organisations=(RIVER,))], "9")
    official = await office.official()
    listed = await overdue.overdue(official, by=overdue.BY_MINUTES)
    assert [(group.id, len(group.items)) for group in listed.groups] == [(other, 1), (office.minutes_id, 4)]
    one = await overdue.overdue(official, by=overdue.BY_MINUTES, only=other)
    assert names(one) == [(RIVER, "5", 14)]
    river = await overdue.overdue(official, only=office.district.organisations[RIVER])
    assert names(river) == [(RIVER, "5", 14), (RIVER, "1.1", 3)]


@pytest.mark.parametrize(
    ("zone", "moment", "late"),
    [
        ("Europe/Moscow", "2023-10-13 23:59", 1),
        ("Europe/Moscow", "2023-10-14 00:00", 4),
        ("Asia/Kamchatka", "2023-10-13 14:59", 1),
        ("Asia/Kamchatka", "2023-10-13 15:00", 4),
        ("Europe/Kaliningrad", "2023-10-14 00:59", 1),
        ("Europe/Kaliningrad", "2023-10-14 01:00", 4),
    ],
)
async def test_the_due_day_ends_at_midnight_of_the_authority(office: Office, zone: str, moment: str, late: int) -> None:
    async with office.db.write() as session:
        (await session.get_one(Authority, office.district.authority_id)).timezone = zone
    office.now = at(moment)
    assert (await overdue.overdue(await office.official())).items == late


async def test_the_question_asked_in_sql_is_the_rule(office: Office) -> None:
    """Every form and state: what the list shows is what the domain calls overdue."""
    for number, state in enumerate(State):
        for form in ControlForm:
            await send_minutes(
                office.district, SENT, [Item(f"{number}{form}", DUE, form, organisations=(RIVER,))], f"{number}{form}"
            )
            async with office.db.write() as session:
                newest = select(Assignment.id).order_by(Assignment.id.desc()).limit(1).scalar_subquery()
                await session.execute(update(Assignment).where(Assignment.id == newest).values(state=state))
    listed = await overdue.overdue(await office.official(), only=office.district.organisations[RIVER])
    shown = {entry.assignment.id for group in listed.groups for entry in group.items}
    async with office.db.read() as session:
        rows = await session.scalars(
            select(Assignment).where(Assignment.organisation_id == office.district.organisations[RIVER])
        )
        expected = {
            row.id
            for row in rows
            if is_overdue(form=row.form, state=row.state, control_date=row.control_date, today=listed.today)
        }
    assert shown == expected
    assert len(shown) == 1 + 3 * 2


async def test_a_returned_item_is_late_by_its_own_date(office: Office) -> None:
    office.now = at("2023-10-09 12:00")
    handed_in = await office.reports()
    office.now = at("2023-10-16 12:00")
    await office.returns(handed_in.report.id)  # until 19.10
    assert (BIRCH, "1.1", 3) not in names(await overdue.overdue(await office.official()))
    office.now = at("2023-10-20 12:00")
    assert (BIRCH, "1.1", 1) in names(await overdue.overdue(await office.official()))


async def test_the_days_of_reminders_are_told_the_last_three(office: Office) -> None:
    item = await office.item("1.4")
    late = {"assignment_id": item.id, "audience": "organisation", "step": "late"}
    async with office.db.write() as session:
        await session.execute(delete(ReminderStep).where(ReminderStep.assignment_id == item.id))
        for day in (11, 12, 13, 16):
            session.add(ReminderStep(day=date(2023, 10, day), consumed_at=office.now, **late))
        session.add(ReminderStep(day=date(2023, 10, 23), consumed_at=None, **late))
    listed = await overdue.overdue(await office.official())
    assert [day.day for day in listed.groups[0].items[0].reminded] == [12, 13, 16]


async def test_pages_hold_everything_once(db: Database) -> None:
    schools = tuple(f"МБОУ СОШ № {number}" for number in range(1, 31))
    district = await make_district(db, SENT, organisations=schools)
    await send_minutes(district, SENT, [Item("1.1", DUE, organisations=schools)])
    official = await district.context(ADMIN, at("2023-10-16 12:00"))
    seen: list[int] = []
    first = await overdue.overdue(official)
    for page in range(first.page.pages):
        listed = await overdue.overdue(official, page=page)
        assert len(listed.groups) <= overdue.PAGE
        seen += [group.id for group in listed.groups]
    assert len(seen) == len(set(seen)) == 30
    assert (await overdue.overdue(official, page=99)).page.number == first.page.pages - 1
    assert (await overdue.overdue(official, page=-5)).page.number == 0
    by_minutes = await overdue.overdue(official, by=overdue.BY_MINUTES, only=1)
    assert (by_minutes.page.pages, len(by_minutes.groups[0].items)) == (2, overdue.ITEMS_PAGE)
    rest = await overdue.overdue(official, by=overdue.BY_MINUTES, only=1, page=1)
    assert len(rest.groups[0].items) == 30 - overdue.ITEMS_PAGE


@pytest.mark.parametrize("wanted", ["№ 8", "№8", "8"])
async def test_a_protocol_is_asked_for_by_its_number(office: Office, wanted: str) -> None:
    assert await overdue.find_subject(await office.official(), wanted) == ("m", office.minutes_id)


@pytest.mark.parametrize("wanted", ["Заречная", "заречная оош", "Заречноя"])
async def test_an_organisation_is_asked_for_by_its_name(office: Office, wanted: str) -> None:
    found = await overdue.find_subject(await office.official(), wanted)
    assert found == ("o", office.district.organisations[RIVER])


@pytest.mark.parametrize("wanted", ["№ 77", "Лунная", "?"])
async def test_what_is_unknown_is_not_found(office: Office, wanted: str) -> None:
    assert await overdue.find_subject(await office.official(), wanted) is None


# --- reminders by hand -------------------------------------------------------------------------------------------


async def reminded(office: Office) -> list[int | None]:
    return [row.organisation_id for row in await office.notices(NoticeKind.REMINDER)]


async def test_a_reminder_by_hand_is_one_message_a_day_whatever_is_pressed(office: Office) -> None:
    official = await office.official()
    plan = await by_hand.plan_reminder(official)
    assert (plan.organisations, plan.items, plan.not_reached, plan.already_today) == (2, 4, 1, 0)
    assert await by_hand.remind(official) == plan
    again = await by_hand.remind(official, whom=by_hand.Whom(overdue.BY_MINUTES, office.minutes_id))
    assert (again.organisations, again.already_today) == (0, 2)
    places = office.district.organisations
    assert sorted(await reminded(office), key=str) == sorted([places[BIRCH], places[RIVER]], key=str)
    office.now += timedelta(days=1)
    assert (await by_hand.remind(await office.official())).organisations == 2
    assert len(await reminded(office)) == 4


async def test_a_reminder_by_hand_of_one_organisation_disturbs_no_other(office: Office) -> None:
    river = office.district.organisations[RIVER]
    assert (
        await by_hand.remind(await office.official(), whom=by_hand.Whom(overdue.BY_ORGANISATION, river))
    ).organisations == 1
    assert await reminded(office) == [river]
    rest = await by_hand.plan_reminder(await office.official())
    assert (rest.organisations, rest.already_today) == (1, 1)


async def test_whose_chat_is_stopped_is_counted_as_not_reached(office: Office) -> None:
    async with office.db.write() as session:
        user = office.district.directors[RIVER]
        await session.execute(update(Account).where(Account.user_id == user).values(unreachable_at=office.now))
    listed = await overdue.overdue(await office.official())
    assert listed.out_of_reach[office.district.organisations[RIVER]] == "unreachable"
    plan = await by_hand.plan_reminder(await office.official())
    assert (plan.organisations, plan.not_reached) == (1, 2)


async def test_what_was_reported_meanwhile_is_not_reminded_of(office: Office) -> None:
    await Postman(office.db).comes(office.now)
    await by_hand.remind(
        await office.official(), whom=by_hand.Whom(overdue.BY_ORGANISATION, office.district.organisations[RIVER])
    )
    (notice,) = await delivery.lease(office.db, office.now, timedelta(minutes=1), 50)
    facts = await by_hand_news.reminder(office.db, notice, office.now)
    assert facts is not None
    assert [item.label.number for item in facts.items] == ["1.1"]
    await office.reports(name=RIVER)
    assert await by_hand_news.reminder(office.db, notice, office.now) is None


# --- due soon ----------------------------------------------------------------------------------------------------


async def rows(ctx: Context, days: int) -> list[tuple[str | None, int, int]]:
    return [(row.sample.label.number, row.owing, row.total) for row in (await due_soon.due(ctx, days)).rows]


async def test_due_counts_who_still_owes(office: Office) -> None:
    office.now = at("2023-10-09 12:00")
    assert await rows(await office.official(), 7) == [("1.4", 1, 1), ("1.1", 3, 3)]
    assert await rows(await office.official(), 1) == [("1.4", 1, 1)]
    assert await rows(await office.official(), 0) == []
    handed_in = await office.reports()
    await office.accepts(handed_in.report.id)
    await change(office.db, await office.item("1.4"), state=State.CANCELLED)
    assert await rows(await office.official(), 7) == [("1.1", 2, 3)]


async def test_due_today_is_due_and_yesterday_is_late(office: Office) -> None:
    office.now = at("2023-10-13 23:00")
    assert await rows(await office.official(), 7) == [("1.1", 3, 3)]
    office.now = at("2023-10-14 00:00")
    assert await rows(await office.official(), 7) == []


async def test_due_has_pages(db: Database) -> None:
    office = await make_office(db, *(Item(f"1.{n}", DUE, organisations=(BIRCH,)) for n in range(1, 20)))
    first = await due_soon.due(await office.official())
    assert (first.page.pages, len(first.rows)) == (3, overdue.PAGE)
    last = await due_soon.due(await office.official(), 7, 99)
    assert (last.page.number, len(last.rows)) == (2, 3)


async def test_a_handed_in_report_is_never_late_however_slow_the_official(office: Office) -> None:
    office.now = at("2023-10-13 12:00")
    handed_in = await office.reports()
    office.now = at("2023-11-20 12:00")
    assert (BIRCH, "1.1", 38) not in names(await overdue.overdue(await office.official()))
    card = await judging.accept(await office.official(), handed_in.report.id)
    assert card.assignment.in_time is True
