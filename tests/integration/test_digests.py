"""Steps become digests: when, for whom, once; on the real databases with time moved by hand."""

import asyncio
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select

from db.engine import Database
from db.models import (
    Account,
    Assignment,
    Authority,
    CalendarOverride,
    Membership,
    Notice,
    NoticeKind,
    Organisation,
    Person,
    ReminderStep,
)
from domain.audit import AuditAction
from domain.digest_days import Rhythm
from domain.lifecycle import State
from domain.minutes.model import ControlForm, Requirement
from domain.people import Platform, Role
from services.assignments import reminder_steps
from services.audit import record_at
from services.delivery import delivery
from services.delivery.delivery import chat_back
from services.delivery.notices import facts_for
from services.offices import load_offices, minute_at, office_of, office_over
from services.reminders import by_hand, due_steps
from tests.people import ADMIN, KINDERGARTENS, OFFICIAL, SCHOOLS, VIEWER, District, make_district
from tests.reminding import MOSCOW, Item, Postman, assignment_of, at, change, send_minutes, steps_of
from views.delivery.notices import render

BIRCH, RIVER, PINE = SCHOOLS
OMSK = ZoneInfo("Asia/Omsk")


async def town(db: Database, *directors: str) -> District:
    return await make_district(db, at("2023-08-28 07:00"), organisations=SCHOOLS, directors=directors or (BIRCH,))


async def day(post: Postman, when: str) -> dict[int, str]:
    """One working day from 08:30 on, a tick now and then; the digests it brought, by user."""
    for clock in (time(8, 30), time(9), time(20, 30)):
        now = datetime.combine(date.fromisoformat(when), clock, MOSCOW)
        await due_steps.due(await minute_at(post.db, now))
        await post.comes(now)
    return {
        user: card.text for moment, user, card in post.brought if moment.astimezone(MOSCOW).date().isoformat() == when
    }


async def count(db: Database, kind: NoticeKind) -> int:
    async with db.read() as session:
        return await session.scalar(select(func.count(Notice.id)).where(Notice.kind == kind)) or 0


async def waiting_steps(db: Database, today: date) -> int:
    async with db.read() as session:
        due = (ReminderStep.consumed_at.is_(None), ReminderStep.day <= today)
        return await session.scalar(select(func.count(ReminderStep.id)).where(*due)) or 0


# --- the days of a director --------------------------------------------------------------------------------------


async def test_a_director_is_reminded_on_the_days_of_the_plan_and_no_other(db: Database) -> None:
    district = await town(db)
    await send_minutes(
        district, at("2023-09-27 12:00"), [Item("1.1", date(2023, 10, 15), requirement=(Requirement.FILE,))]
    )
    post, found = Postman(db), {}
    await post.comes(at("2023-09-27 12:01"))
    for passed in range(1, 35):
        when = date(2023, 9, 27) + timedelta(days=passed)
        if text := (await day(post, when.isoformat())).get(district.directors[BIRCH]):
            found[f"{when:%d.%m}"] = next(line for line in text.splitlines() if "—" in line).split(" — ")[0]
        assert await waiting_steps(db, when) == 0 or when.weekday() > 4
    assert found == {
        "02.10": "<b>Скоро срок",  # a file takes time: the Monday before, and nobody has acknowledged
        "09.10": "<b>На этой неделе",
        "12.10": "<b>На этой неделе",  # and its due morning, Friday, has been said
        "16.10": "<b>Просрочено",
        "23.10": "<b>Просрочено",
        "30.10": "<b>Просрочено",
    }


async def test_a_digest_comes_at_nine_and_names_what_has_a_step_or_is_new(db: Database) -> None:
    district = await town(db)
    items = [
        Item("1", date(2023, 10, 2)),
        Item("2", date(2023, 10, 9)),
        Item("3", date(2023, 10, 15), text="Утвердить план <мероприятий>"),
        Item("4", date(2023, 10, 18)),
        Item("5", date(2023, 12, 1)),
        Item("6", form=ControlForm.WORK),
        Item("7", date(2023, 10, 12)),
        Item("8", date(2023, 10, 6), form=ControlForm.YEARLY),
        Item("9", date(2023, 10, 3)),
        Item("10", date(2023, 10, 5)),
    ]
    await send_minutes(district, at("2023-09-20 12:00"), items)
    place = district.organisations[BIRCH]
    for number in ("1", "2", "3", "4", "5", "8", "10"):
        await change(db, await assignment_of(db, number, place), state=State.ACKNOWLEDGED)
    await change(db, await assignment_of(db, "7", place), state=State.RETURNED, control_date=date(2023, 10, 20))
    await change(db, await assignment_of(db, "9", place), state=State.REPORTED)
    post = Postman(db)
    await due_steps.due(await minute_at(db, at("2023-10-05 09:00")))
    assert district.directors[BIRCH] in await post.comes(at("2023-10-05 09:00"))
    await returned(db, await assignment_of(db, "7", place), at("2023-10-06 11:00"))
    await due_steps.due(await minute_at(db, at("2023-10-09 08:59")))
    assert district.directors[BIRCH] not in await post.comes(at("2023-10-09 08:59"))
    await due_steps.due(await minute_at(db, at("2023-10-09 09:00")))
    card = (await post.comes(at("2023-10-09 09:00")))[district.directors[BIRCH]]
    task = "Провести проверку готовности пищеблоков и представить…"
    assert card.text == (
        "Доброе утро! <b>Неделя 9–13 октября</b>\nМКОУ Берёзовская СОШ\n\n"
        f"<b>Просрочено — 2</b>\n• п. 10, протокол № 8: {task} — срок был 05.10\n"
        f"• п. 1, протокол № 8: {task} — срок был 02.10\n\n"
        f"<b>Сегодня последний рабочий день — 1</b>\n• п. 2, протокол № 8: {task} — срок сегодня\n\n"
        f"<b>На доработке — 1</b>\n• п. 7, протокол № 8: {task} — до 20.10\n\n"
        "<b>На этой неделе — 1</b>\n"
        "• п. 3, протокол № 8: Утвердить план &lt;мероприятий&gt; — до 15.10 (вс), удобнее до пятницы\n\n"
        "<b>Годовой итог за 2023/24 не сдан: 1 строка, ждали до 06.10</b>\n\n"
        "Ещё на контроле — 2. На проверке — 1.\n\n"
        "Можно просто прислать сюда фото или файл: спросим, к какому пункту."
    )
    labels = [[button.text for button in row] for row in card.rows]
    assert labels == [
        ["№ 8 · 10", "№ 8 · 1"],
        ["№ 8 · 2", "№ 8 · 7"],
        ["№ 8 · 3"],
        ["Годовой итог 2023/24"],
        ["Мои пункты"],
    ]
    assert len(card.text) < 900


async def chooses(db: Database, user: int, rhythm: Rhythm | None) -> None:
    async with db.write() as session:
        account = await session.scalar(select(Account).where(Account.user_id == user))
        assert account is not None
        (await session.get_one(Person, account.person_id)).rhythm = rhythm


async def returned(db: Database, item: Assignment, now: datetime) -> None:
    """An official has sent the item back: its audit row is what makes it news."""
    async with db.write() as session:
        record_at(session, now, None, AuditAction.SENT_BACK, "assignment", item.id)


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (AuditAction.SENT_BACK, "На доработке"),
        (AuditAction.QUESTION_ANSWERED, "Специалист ответил на вопрос"),
        (AuditAction.DATE_CHANGED, "Изменён срок"),
        (AuditAction.EXTENSION_GRANTED, "Изменён срок"),
        (AuditAction.EXTENSION_REFUSED, ""),
    ],
)
@pytest.mark.parametrize("rhythm", [None, Rhythm.DAILY])
async def test_what_has_changed_is_named_once_in_the_next_digest(
    db: Database, action: AuditAction, said: str, rhythm: Rhythm | None
) -> None:
    """It has been told at once: only who wants a digest every day gets one for it alone."""
    district = await town(db)
    await chooses(db, district.directors[BIRCH], rhythm)
    await send_minutes(district, at("2023-09-20 12:00"), [Item("1", date(2023, 11, 30)), Item("2", date(2023, 10, 13))])
    for number in "12":
        item = await assignment_of(db, number, district.organisations[BIRCH])
        await change(db, item, state=State.ACKNOWLEDGED)
    post = Postman(db)
    found: dict[int, str] = {}
    await day(post, "2023-10-02")
    async with db.write() as session:
        item = await assignment_of(db, "1", district.organisations[BIRCH])
        record_at(session, at("2023-10-03 11:00"), None, action, "assignment", item.id)
    for of_month in (4, 5, 9, 12):
        found[of_month] = (await day(post, f"2023-10-{of_month:02}")).get(district.directors[BIRCH], "")
    expected = 0 if not said else 4 if rhythm is Rhythm.DAILY else 9
    assert [of_month for of_month, text in found.items() if "п. 1, протокол" in text] == (
        [expected] if expected else []
    )
    assert f"<b>{said} — 1</b>\n• п. 1, протокол № 8" in found.get(expected, "") or not said


async def test_a_step_with_nothing_left_to_say_is_consumed_in_silence(db: Database) -> None:
    district = await town(db)
    await send_minutes(district, at("2023-09-27 12:00"), [Item("1", date(2023, 10, 16)), Item("2", date(2023, 10, 16))])
    place = district.organisations[BIRCH]
    await change(db, await assignment_of(db, "1", place), state=State.ACCEPTED)
    await change(db, await assignment_of(db, "2", place), state=State.REPORTED)
    post = Postman(db)
    await post.comes(at("2023-09-27 12:01"))
    for passed in range(12, 28):
        assert district.directors[BIRCH] not in await day(post, str(date(2023, 9, 27) + timedelta(days=passed)))
    assert await count(db, NoticeKind.DIGEST) == 0
    assert (await steps_of(db, await assignment_of(db, "1", place)))[-1] == ("19.10", "late", True)
    assert (await steps_of(db, await assignment_of(db, "2", place)))[-1] == ("30.10", "late", False)


async def test_what_was_done_between_the_tick_and_the_sending_is_not_asked_for(db: Database) -> None:
    district = await town(db)
    await send_minutes(district, at("2023-09-27 12:00"), [Item("1", date(2023, 10, 16))])
    post = Postman(db)
    await post.comes(at("2023-09-27 12:01"))
    await due_steps.due(await minute_at(db, at("2023-10-16 09:00")))
    assert await count(db, NoticeKind.DIGEST) == 1
    await change(db, await assignment_of(db, "1", district.organisations[BIRCH]), state=State.REPORTED)
    assert district.directors[BIRCH] not in await post.comes(at("2023-10-16 09:01"))


async def test_what_has_just_been_sent_is_not_reminded_of_on_the_same_day(db: Database) -> None:
    district = await town(db)
    await send_minutes(district, at("2023-10-10 09:30"), [Item("1", date(2023, 10, 10))])
    post, birch = Postman(db), district.directors[BIRCH]
    await due_steps.due(await minute_at(db, at("2023-10-10 09:31")))
    assert birch not in await post.comes(at("2023-10-10 09:31"))
    assert birch not in await day(post, "2023-10-11")
    assert "Просрочено — 1" in (await day(post, "2023-10-12"))[birch]


@pytest.mark.parametrize(("sent", "told"), [("2023-10-10 08:00", False), ("2023-10-10 06:30", True)])
async def test_of_what_was_sent_on_its_due_morning_the_message_is_the_reminder(
    db: Database, sent: str, told: bool
) -> None:
    """Unless it came at night, when nobody heard it."""
    district = await town(db)
    await send_minutes(district, at(sent), [Item("1", date(2023, 10, 10)), Item("2", date(2023, 10, 13))])
    found = await day(Postman(db), "2023-10-10")
    assert (district.directors[BIRCH] in found) is told
    assert not told or "• п. 2, протокол № 8" not in found[district.directors[BIRCH]]


async def test_a_short_deadline_nobody_has_read_is_said_in_the_afternoon(db: Database) -> None:
    district = await town(db, BIRCH, PINE)
    await send_minutes(district, at("2023-10-10 10:00"), [Item("1", date(2023, 10, 12)), Item("2", date(2023, 10, 30))])
    await change(db, await assignment_of(db, "1", district.organisations[PINE]), state=State.ACKNOWLEDGED)
    for moment, told in (("2023-10-10 14:59", 0), ("2023-10-10 15:00", 1), ("2023-10-10 16:00", 1)):
        await due_steps.due(await minute_at(db, at(moment)))
        assert await count(db, NoticeKind.SHORT) == told
    post = Postman(db)
    await post.comes(at("2023-10-10 10:01"))
    leased = await delivery.lease(db, at("2023-10-10 15:01"), timedelta(minutes=1), 50)
    notice = next(each for each in leased if each.kind is NoticeKind.SHORT)
    facts = await facts_for(db, notice, at("2023-10-10 15:01"))
    card = render(facts)
    assert card.text == (
        "<b>Срок 12.10, а ознакомление не отмечено</b>\nМКОУ Берёзовская СОШ\n\n"
        "• п. 1, № 8: Провести проверку готовности пищеблоков и представить справку — до 12.10.2023"
    )
    assert [[b.text for b in row] for row in card.rows] == [["Ознакомлен(а) · № 8"], ["№ 8 · 1"]]
    await change(db, await assignment_of(db, "1", district.organisations[BIRCH]), state=State.ACKNOWLEDGED)
    assert await facts_for(db, notice, at("2023-10-10 15:02")) is None


async def test_a_short_deadline_that_nobody_opens_is_told_to_the_controller_on_its_morning(db: Database) -> None:
    district = await town(db, BIRCH, PINE)
    await send_minutes(district, at("2023-10-10 16:00"), [Item("1", date(2023, 10, 12))])
    await change(db, await assignment_of(db, "1", district.organisations[PINE]), state=State.ACKNOWLEDGED)
    post = Postman(db)
    await post.comes(at("2023-10-10 16:01"))
    wednesday = await day(post, "2023-10-11")  # sent after three: said the next morning, to those who have not read it
    assert district.directors[BIRCH] in wednesday
    assert district.directors[PINE] not in wednesday
    thursday = await day(post, "2023-10-12")
    assert "<b>Срок сегодня, а ознакомления нет — 1:</b> МКОУ Берёзовская СОШ" in thursday[OFFICIAL]
    birch = thursday[district.directors[BIRCH]]  # the item was named the working day before
    assert "Не отмечено ознакомление — 1" in birch
    assert "Сегодня последний рабочий день" not in birch
    assert "Сегодня последний рабочий день — 1" in thursday[district.directors[PINE]]


# --- who ---------------------------------------------------------------------------------------------------------


async def test_one_digest_for_somebody_with_two_organisations(db: Database) -> None:
    district = await town(db, BIRCH, PINE)
    district.directors[RIVER] = await district.register_director(RIVER, district.directors[BIRCH])
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", date(2023, 10, 10))])
    post = Postman(db)
    found = await day(post, "2023-10-10")
    assert found.keys() == {OFFICIAL, *district.directors.values()}
    both = post.brought[[user for _, user, _ in post.brought].index(district.directors[BIRCH])][2]
    assert "<b>МКОУ Берёзовская СОШ</b>" in both.text
    assert "<b>МКОУ Заречная ООШ</b>" in both.text
    assert [button.text for button in both.rows[0]] == ["№ 8 · 1 · МКОУ Берёзовская СОШ", "№ 8 · 1 · МКОУ Заречная ООШ"]
    assert PINE not in both.text


async def test_where_nobody_is_connected_the_chain_goes_on_in_silence(db: Database) -> None:
    district = await town(db, BIRCH)
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", date(2023, 10, 10), organisations=(RIVER,))])
    post = Postman(db)
    for passed in range(1, 16):
        await day(post, str(date(2023, 10, 2) + timedelta(days=passed)))
    late = await assignment_of(db, "1", district.organisations[RIVER])
    assert [step for step in await steps_of(db, late) if step[1] == "late"] == [
        ("12.10", "late", True), ("16.10", "late", True), ("23.10", "late", False),
    ]  # fmt: skip
    assert await count(db, NoticeKind.DIGEST) == 0
    await district.register_director(RIVER)
    assert "Просрочено — 1" in (await day(post, "2023-10-23"))[district.directors[RIVER]]


async def test_each_authority_by_its_own_clock_and_calendar(db: Database) -> None:
    district = await town(db, BIRCH, RIVER)
    async with db.write() as session:
        school = await session.get_one(Organisation, district.organisations[RIVER])
        session.add(Authority(organisation_id=school.id, timezone="Asia/Omsk"))
        session.add(CalendarOverride(authority_id=school.id, day=date(2023, 10, 10), is_working=False))
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", date(2023, 10, 10)), Item("2", date(2023, 10, 11))])
    post, found = Postman(db), []
    for hour in range(100):
        now = at("2023-10-09 00:00") + timedelta(hours=hour)
        await due_steps.due(await minute_at(db, now))
        await post.comes(now)
    for moment, user, _ in post.brought:
        if user != OFFICIAL:
            zone = OMSK if user == district.directors[RIVER] else MOSCOW
            found.append((user, f"{moment.astimezone(zone):%d %H:%M}"))
    birch, river = district.directors[BIRCH], district.directors[RIVER]
    assert [moment for user, moment in found if user == birch] == ["09 09:00", "11 09:00", "12 09:00"]
    assert [moment for user, moment in found if user == river] == ["09 09:00", "12 09:00"]  # its 9th is the day before


async def test_the_nearest_office_counts(db: Database) -> None:
    district = await town(db)
    async with db.write() as session:
        session.add(Authority(organisation_id=district.organisations[RIVER], timezone="Asia/Omsk"))
    async with db.read() as session:
        offices = await load_offices(session)
        places = {row.id: row.path for row in await session.scalars(select(Organisation))}
        for name, expected in ((RIVER, district.organisations[RIVER]), (BIRCH, district.authority_id)):
            place = district.organisations[name]
            found = office_over(offices, places[place])
            assert found == await office_of(session, place)
            assert found is not None
            assert found.id == expected
    assert office_over(offices, "999.") is None


# --- missed, late, twice -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("started", "sent"),
    [
        ("2023-10-18 14:20", "18.10 14:20"),  # Wednesday, within the hours
        ("2023-10-18 07:00", "18.10 09:00"),  # before the morning's digests
        ("2023-10-18 20:00", "19.10 09:00"),  # in the evening
        ("2023-10-21 12:00", "23.10 09:00"),  # on a Saturday
    ],
)
async def test_what_was_missed_while_off_comes_as_one_digest(db: Database, started: str, sent: str) -> None:
    district = await town(db)
    items = [Item(str(n), date(2023, 10, 9) + timedelta(days=n)) for n in range(5)]
    await send_minutes(district, at("2023-10-02 12:00"), items)
    post, now = Postman(db), at(started)
    await post.comes(at("2023-10-02 12:01"))
    while district.directors[BIRCH] not in (found := await post.comes(now)):
        await due_steps.due(await minute_at(db, now))
        if district.directors[BIRCH] not in (found := await post.comes(now)):
            now += timedelta(minutes=20)
            continue
        break
    assert f"{now.astimezone(MOSCOW):%d.%m %H:%M}" == sent
    assert "Просрочено — 5" in found[district.directors[BIRCH]].text
    assert await waiting_steps(db, now.date()) == 0
    await day(post, now.astimezone(MOSCOW).date().isoformat())
    assert [user for _, user, _ in post.brought].count(district.directors[BIRCH]) == 1


async def test_a_digest_held_up_until_the_evening_becomes_the_next_mornings(db: Database) -> None:
    district = await town(db)
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", date(2023, 10, 13))])
    post, birch = Postman(db), district.directors[BIRCH]
    await post.comes(at("2023-10-02 12:01"))
    await due_steps.due(await minute_at(db, at("2023-10-12 09:00")))
    assert birch not in await post.comes(at("2023-10-12 20:30"))
    assert birch not in await post.comes(at("2023-10-13 08:59"))
    await due_steps.due(await minute_at(db, at("2023-10-13 09:00")))
    assert "Сегодня последний рабочий день — 1" in (await post.comes(at("2023-10-13 09:00")))[birch].text
    assert [user for _, user, _ in post.brought].count(birch) == 1


async def test_somebody_back_after_weeks_gets_one_digest_of_today(db: Database) -> None:
    district = await town(db)
    await send_minutes(district, at("2023-09-20 12:00"), [Item(str(n), date(2023, 10, 2 + n)) for n in range(8)])
    post, birch = Postman(db), district.directors[BIRCH]
    for passed in range(1, 21):
        now = at("2023-09-20 09:00") + timedelta(days=passed)
        await due_steps.due(await minute_at(db, now))
        await post.comes(now, blocked=frozenset({birch}))
    assert birch not in {user for _, user, _ in post.brought}
    assert await count(db, NoticeKind.DIGEST) > 5
    await chat_back(db, Platform.TELEGRAM, {birch})
    assert birch in await post.comes(at("2023-10-11 15:00"))
    assert birch in (await day(post, "2023-10-12"))
    assert [user for _, user, _ in post.brought].count(birch) == 2


async def test_two_processes_remind_once(db: Database) -> None:
    district = await town(db, BIRCH, RIVER)
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", date(2023, 10, 10)), Item("2", date(2023, 10, 10))])
    other = Database(db.url.render_as_string(hide_password=False))
    now = at("2023-10-12 09:00")
    try:
        handled = await asyncio.gather(*[due_steps.due(await minute_at(each, now)) for each in (db, other, db, other)])
    finally:
        await other.close()
    assert await waiting_steps(db, date(2023, 10, 12)) == 0
    assert await count(db, NoticeKind.DIGEST) == 2
    assert await count(db, NoticeKind.CONTROL_DIGEST) == 2  # of the official and the admin
    assert sum(handled) >= 20
    for name in (BIRCH, RIVER):
        steps_found = await steps_of(db, await assignment_of(db, "1", district.organisations[name]))
        assert [step for step in steps_found if step[1] == "late"] == [
            ("12.10", "late", True),
            ("16.10", "late", False),
        ]


async def test_a_long_downtime_is_worked_off_in_portions(db: Database) -> None:
    district = await town(db)
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", date(2023, 10, 10))])
    assignment = await assignment_of(db, "1", district.organisations[BIRCH])
    extra = 2 * reminder_steps.PORTION + 7
    async with db.write() as session:
        rows = [
            {
                "assignment_id": assignment.id,
                "audience": audience,
                "step": "week",
                "day": date(2023, 10, 1) - timedelta(days=n),
            }
            for n in range(extra)
            for audience in ("organisation", "controller")
        ]
        await session.execute(insert(ReminderStep), rows)
    assert await due_steps.due(await minute_at(db, at("2023-10-10 10:00"))) >= 2 * extra
    assert await waiting_steps(db, date(2023, 10, 10)) == 0
    assert await count(db, NoticeKind.DIGEST) == 1
    assert await due_steps.due(await minute_at(db, at("2023-10-10 10:01"))) == 0


# --- another date ------------------------------------------------------------------------------------------------


async def test_a_returned_item_is_reminded_of_by_its_new_date(db: Database) -> None:
    district = await town(db)
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", date(2023, 10, 10))])
    item = await assignment_of(db, "1", district.organisations[BIRCH])
    post = Postman(db)
    for passed in range(1, 10):
        await day(post, str(date(2023, 10, 2) + timedelta(days=passed)))
    await change(db, item, state=State.RETURNED, control_date=date(2023, 10, 18))
    async with db.write() as session:
        await reminder_steps.replan(session, await session.get_one(type(item), item.id), at("2023-10-12 12:00"))
    assert (await steps_of(db, item))[-3:] == [
        ("16.10", "week", False), ("18.10", "day", False), ("19.10", "late", False),
    ]  # fmt: skip
    assert district.directors[BIRCH] not in await day(post, "2023-10-13")
    assert "На доработке — 1" in (await day(post, "2023-10-16"))[district.directors[BIRCH]]
    assert "Просрочено — 1" in (await day(post, "2023-10-19"))[district.directors[BIRCH]]


# --- officials ---------------------------------------------------------------------------------------------------


async def test_the_morning_of_an_official(db: Database) -> None:
    district = await make_district(
        db, at("2023-08-28 07:00"), organisations=SCHOOLS + KINDERGARTENS, directors=(*SCHOOLS, KINDERGARTENS[0])
    )
    where = (*SCHOOLS, *KINDERGARTENS)
    await send_minutes(
        district,
        at("2023-10-02 12:00"),
        [Item("1.1", date(2023, 10, 11), organisations=where), Item("1.2", date(2023, 10, 15), organisations=where)],
    )
    post = Postman(db)
    assert OFFICIAL in await day(post, "2023-10-05")  # nobody has read: the controller's list
    for name in (BIRCH, KINDERGARTENS[0]):
        for number in ("1.1", "1.2"):
            item = await assignment_of(db, number, district.organisations[name])
            await change(db, item, state=State.ACCEPTED if number == "1.2" else State.ACKNOWLEDGED)
    text = (await day(post, "2023-10-12"))[OFFICIAL]
    assert text == (
        "Доброе утро! <b>Четверг, 12 октября</b>\n\n"
        "<b>За неделю просрочено — 1</b>\n• п. 1.1, протокол № 8: не отчитались 5 из 5 (срок 11.10)"
    )
    card = [card for _, user, card in post.brought if user == OFFICIAL][-1]
    assert [[b.text for b in row] for row in card.rows] == [["Просрочено (5)"], ["Напомнить не отчитавшимся (5)"]]
    assert OFFICIAL not in await day(post, "2023-10-13")  # nothing is new since
    monday = (await day(post, "2023-10-16"))[OFFICIAL]
    names = "МКДОУ «Теремок», МКОУ Заречная ООШ, МКОУ Сосновская ООШ"
    assert f"<b>С четверга просрочено — 1</b>\n• п. 1.2, протокол № 8: не отчитались 3 из 5 – {names}" in monday
    assert "<b>Просрочено раньше — 1</b>\n• п. 1.1, протокол № 8: не отчитались 5 из 5 (срок 11.10)" in monday


async def test_an_official_reads_who_is_late_by_name_when_they_are_few(db: Database) -> None:
    district = await town(db, *SCHOOLS)
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", date(2023, 10, 10))])
    await change(db, await assignment_of(db, "1", district.organisations[PINE]), state=State.REPORTED)
    await change(db, await assignment_of(db, "1", district.organisations[RIVER]), state=State.REPORTED)
    text = (await day(Postman(db), "2023-10-11"))[OFFICIAL]
    assert "• п. 1, протокол № 8: не отчиталась 1 из 3 – МКОУ Берёзовская СОШ (срок 10.10)" in text


async def test_an_official_who_is_a_director_too_has_one_digest(db: Database) -> None:
    """Both parts in the morning of officials, and nothing at nine; the due morning stays when there is nothing else."""
    district = await town(db, PINE)
    await district.register_director(BIRCH, OFFICIAL)
    items = [Item("1", date(2023, 10, 9), organisations=(BIRCH, PINE))]
    await send_minutes(district, at("2023-09-25 12:00"), items)
    post = Postman(db)
    await post.comes(at("2023-09-25 12:01"))
    text = (await day(post, "2023-10-09"))[OFFICIAL]
    assert "<b>Срок на этой неделе — 1</b>\n• п. 1, протокол № 8: срок сегодня, отчитались 0 из 2" in text
    assert "МКОУ Берёзовская СОШ\n\n<b>Сегодня последний рабочий день — 1</b>" in text
    moments = [f"{moment.astimezone(MOSCOW):%H:%M}" for moment, user, _ in post.brought if user == OFFICIAL]
    assert moments == ["08:30"]


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        (None, ["02.10", "09.10", "11.10", "12.10", "16.10"]),
        (Rhythm.TWICE, ["02.10", "09.10", "11.10", "12.10", "16.10"]),
        (Rhythm.MONDAYS, ["02.10", "09.10", "11.10", "16.10"]),
        (Rhythm.DAILY, ["02.10", "09.10", "10.10", "11.10", "12.10", "16.10"]),
    ],
)
async def test_everybody_has_their_own_rhythm(db: Database, rhythm: Rhythm | None, days: list[str]) -> None:
    """An item of Wednesday, 11.10, that nobody does; the protocol is acknowledged in the second week."""
    district = await town(db)
    await chooses(db, district.directors[BIRCH], rhythm)
    await send_minutes(district, at("2023-09-27 12:00"), [Item("1", date(2023, 10, 11))])
    post, found = Postman(db), []
    await post.comes(at("2023-09-27 12:01"))
    for passed in range(1, 22):
        when = date(2023, 9, 27) + timedelta(days=passed)
        if when.day == 3:
            item = await assignment_of(db, "1", district.organisations[BIRCH])
            await change(db, item, state=State.ACKNOWLEDGED)
        if district.directors[BIRCH] in await day(post, when.isoformat()):
            found.append(f"{when:%d.%m}")
    assert found == days


async def test_an_official_hears_of_those_who_have_not_read_on_the_day_the_list_grows(db: Database) -> None:
    district = await town(db)
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", form=ControlForm.WORK)])
    post = Postman(db)
    told = [d for d in range(3, 14) if OFFICIAL in await day(post, f"2023-10-{d:02}")]
    assert told == [5]


async def test_only_the_controller_is_told_until_they_leave(db: Database) -> None:
    district = await town(db)
    await district.register_official(VIEWER, Role.OFFICIAL, "Пётр Новиков")
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", date(2023, 10, 9))])
    post = Postman(db)
    assert (await day(post, "2023-10-10")).keys() == {OFFICIAL, district.directors[BIRCH]}
    async with db.write() as session:
        ctx = await district.context(OFFICIAL)
        for membership in await session.scalars(select(Membership).where(Membership.person_id == ctx.actor.person_id)):
            membership.ended_at = at("2023-10-10 15:00")
    assert (await day(post, "2023-10-11")).keys() == {ADMIN, VIEWER}


async def test_an_official_who_joined_today_gets_no_digest_of_this_morning(db: Database) -> None:
    district = await town(db)
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", date(2023, 10, 9))])
    async with db.write() as session:
        person = await session.scalar(select(Person.id).where(Person.name == "Ольга Седова"))
        for membership in await session.scalars(select(Membership).where(Membership.person_id == person)):
            membership.created_at = at("2023-10-10 12:00")
    post = Postman(db)
    assert OFFICIAL not in await day(post, "2023-10-10")
    assert OFFICIAL in await day(post, "2023-10-11")


# --- by hand -----------------------------------------------------------------------------------------------------


async def test_a_reminder_by_hand_stands_in_place_of_the_next_weekly_one(db: Database) -> None:
    """Pressed again in the same week it puts off nothing more; the first «late» of what is not late yet stays."""
    district = await town(db)
    await send_minutes(district, at("2023-10-02 12:00"), [Item("1", date(2023, 10, 10)), Item("2", date(2023, 10, 18))])
    post, place = Postman(db), district.organisations[BIRCH]
    await day(post, "2023-10-12")
    for moment in ("2023-10-13 10:00", "2023-10-13 12:00", "2023-10-14 10:00"):
        await by_hand.remind(await district.context(OFFICIAL, at(moment)), by_hand.What.OWING)
    steps = {number: await steps_of(db, await assignment_of(db, number, place)) for number in "12"}
    assert [step for step in steps["1"] if step[1] == "late"] == [("12.10", "late", True), ("23.10", "late", False)]
    assert [step for step in steps["2"] if step[1] == "late"] == [("19.10", "late", False)]
    assert "Просрочено" not in (await day(post, "2023-10-16"))[district.directors[BIRCH]]
    assert "Просрочено — 2" in (await day(post, "2023-10-23"))[district.directors[BIRCH]]
