"""Writers run side by side on PostgreSQL and one by one on SQLite; what two do at once is done once on either."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

import pytest
from sqlalchemy import func, select

from db.engine import Database, Overtaken
from db.models import Account, Audit, Extension, Membership, Minutes, Person
from domain.errors import DomainError, InvitationRefused, Stale
from domain.lifecycle import State
from domain.people import Platform, Role
from services.people import invitations
from services.reports import collecting, handing_in, judging
from services.requests import extensions
from tests.papers import take
from tests.people import ADMIN, FIRST_DIRECTOR, OFFICIAL, SCHOOLS, District, make_district
from tests.reminding import Item
from tests.reporting import BIRCH, DUE, OCTOBER, Office, make_office, message

SECOND = 301  # another person of the first school


async def at_once(*work: Coroutine[Any, Any, Any]) -> tuple[list[Any], list[DomainError]]:
    """Results of those who came through and refusals of the others; any other error is raised."""
    ended = await asyncio.gather(*work, return_exceptions=True)
    if broken := [each for each in ended if isinstance(each, BaseException) and not isinstance(each, DomainError)]:
        raise broken[0]
    refused = [each for each in ended if isinstance(each, DomainError)]
    return [each for each in ended if not isinstance(each, BaseException)], refused


async def actions(db: Database, action: str) -> Sequence[int]:
    async with db.read() as session:
        return (await session.scalars(select(Audit.subject_id).where(Audit.action == action))).all()


async def test_writers_of_postgresql_do_not_wait_for_each_other(db: Database) -> None:
    """Each is inside its transaction until both are; SQLite has one writer, and the second waits outside."""
    inside = 0
    everybody = asyncio.Event()

    async def write(number: int) -> None:
        nonlocal inside
        async with db.write() as session:
            session.add(Person(id=number, name="А", created_at=OCTOBER))
            await session.flush()
            inside += 1
            if inside == 2 or db.sqlite:
                everybody.set()
            await everybody.wait()
            assert inside == (number if db.sqlite else 2)

    await asyncio.gather(write(1), write(2))
    async with db.read() as session:
        assert await session.scalar(select(func.count(Person.id))) == 2


async def test_a_second_writer_of_the_same_is_told_so_and_leaves_nothing(db: Database) -> None:
    async with db.write() as session:
        session.add(Person(id=1, name="А", created_at=OCTOBER))
    both = asyncio.Barrier(1 if db.sqlite else 2)

    async def connect(chat: int) -> None:
        async with db.write() as session:
            known = select(Account.id).where(Account.user_id == 7)
            found = await session.scalar(known)
            await both.wait()
            if found is None:
                session.add(Account(person_id=1, platform=Platform.TELEGRAM, user_id=7, chat_id=chat))
            session.add(Person(id=chat, name="Б", created_at=OCTOBER))

    _, refused = await at_once(connect(8), connect(9))
    assert [type(each) for each in refused] == ([] if db.sqlite else [Overtaken])
    async with db.read() as session:
        assert await session.scalar(select(func.count(Account.id))) == 1
        assert await session.scalar(select(func.count(Person.id))) == (3 if db.sqlite else 2)


async def test_a_deadlock_ends_for_one_of_two(db: Database) -> None:
    async with db.write() as session:
        session.add_all(Person(id=number, name="А", created_at=OCTOBER) for number in (1, 2))
    both = asyncio.Barrier(1 if db.sqlite else 2)

    async def rename(first: int, second: int) -> None:
        async with db.write() as session:
            (await session.get_one(Person, first)).name = "Б"
            await session.flush()
            await both.wait()
            (await session.get_one(Person, second)).name = "Б"

    _, refused = await at_once(rename(1, 2), rename(2, 1))
    assert [type(each) for each in refused] == ([] if db.sqlite else [Overtaken])


@pytest.fixture
async def district(db: Database) -> District:
    return await make_district(db, directors=SCHOOLS[:1])


async def test_one_file_sent_by_two_officials_at_once_is_one_draft(district: District) -> None:
    taken, refused = await at_once(*(take(district, user_id=who) for who in (ADMIN, OFFICIAL, ADMIN, OFFICIAL)))
    assert refused == []
    assert sorted(each.is_new for each in taken) == [False, False, False, True]
    assert len({each.draft.id for each in taken}) == 1
    async with district.db.read() as session:
        assert await session.scalar(select(func.count(Minutes.id))) == 1


async def test_a_link_lets_in_one_of_two(district: District) -> None:
    place = district.organisations[SCHOOLS[1]]
    invitation = await invitations.invite_organisation(await district.context(ADMIN), place)
    joined, refused = await at_once(
        *(district.join(user, invitation.code, place, "Пётр Лесной") for user in (FIRST_DIRECTOR + 7, SECOND))
    )
    assert len(joined) == 1
    assert [type(each) for each in refused] == [InvitationRefused]
    async with district.db.read() as session:
        directors = select(func.count(Membership.id)).where(
            Membership.organisation_id == place, Membership.role == Role.DIRECTOR
        )
        assert await session.scalar(directors) == 1


@pytest.fixture
async def office(db: Database) -> Office:
    made = await make_office(db, Item("1.1", DUE), directors=(BIRCH,))
    await made.district.register_deputy(BIRCH, SECOND)
    return made


async def test_two_people_of_a_school_begin_at_once(office: Office) -> None:
    people = [await office.director(), await office.as_user(SECOND)]
    item = await office.item()
    begun, refused = await at_once(*(collecting.start(who, item.id, item.version) for who in people))
    assert refused == []
    assert sorted(each.report.number for each in begun) == [1, 2]


async def test_two_people_of_a_school_hand_in_at_once(office: Office) -> None:
    people = [await office.director(), await office.as_user(SECOND)]
    begun = [await office.starts(who) for who in people]
    for number, who in enumerate(people):
        await collecting.collect(who, message(number))
    handed, refused = await at_once(
        *(handing_in.hand_in(who, each.report.id) for who, each in zip(people, begun, strict=True))
    )
    assert len(handed) == 1
    assert len(refused) == 1
    assert (await office.item()).state is State.REPORTED
    assert len(await actions(office.db, "handed_in")) == 1


async def test_two_officials_judge_at_once(office: Office) -> None:
    report = (await office.reports()).report
    first, second = [await office.as_user(user) for user in (ADMIN, OFFICIAL)]
    sent_back = judging.send_back(second, report.id, "не тот документ", "прислать приказ", days=3)
    judged, refused = await at_once(judging.accept(first, report.id), sent_back)
    assert len(judged) == len(refused) == 1
    assert isinstance(refused[0], Stale)
    assert len(await actions(office.db, "accepted")) + len(await actions(office.db, "returned")) == 1


async def test_two_people_ask_for_more_time_at_once(office: Office) -> None:
    people = [await office.director(), await office.as_user(SECOND)]
    item = await office.item()
    wanted = DUE.replace(day=20)
    asked, refused = await at_once(*(extensions.ask(who, item.id, item.version, wanted, "болезнь") for who in people))
    assert len(asked) == len(refused) == 1
    async with office.db.read() as session:
        assert await session.scalar(select(func.count(Extension.id))) == 1
