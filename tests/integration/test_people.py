"""The first start, officials, names, and who leaves."""

import asyncio

import pytest
from sqlalchemy import func, select

from db.engine import Database
from db.models import Account, Audit, Authority, Membership, Minutes, MinutesState, Organisation
from domain.errors import DomainError, NotAllowed, NotFound, WrongInput, WrongState
from domain.people import Platform, Role
from services.organisations import organisations
from services.people import officials
from services.people.actors import load_actor
from tests.people import ADMIN, NOW, OFFICIAL, SCHOOLS, STRANGER, VIEWER, make_authority, make_district


async def ensure(db: Database, user_id: int) -> None:
    await officials.ensure_admin(
        db, NOW, Platform.TELEGRAM, user_id, user_id, f" Админ  {user_id} ", {1, 2, 3}, "Asia/Omsk"
    )


async def test_admins_of_the_settings_work_at_once(db: Database) -> None:
    await ensure(db, 1)
    async with db.read() as session:
        root = (await session.scalars(select(Organisation))).one()
        authority = await session.get_one(Authority, root.id)
    assert (root.path, root.name, authority.timezone) == (f"{root.id}.", "Орган управления образованием", "Asia/Omsk")
    actor = await load_actor(db, Platform.TELEGRAM, 1, 1, NOW)
    assert actor.name == "Админ 1"
    assert {m.role for m in actor.memberships} == {Role.ADMIN, Role.OFFICIAL}


async def test_the_first_start_may_be_repeated_by_several_at_once(db: Database) -> None:
    await asyncio.gather(*(ensure(db, user_id) for user_id in (1, 2, 3, 1, 2, 3)))
    async with db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Authority)) == 1
        assert await session.scalar(select(func.count()).select_from(Account)) == 3
        assert await session.scalar(select(func.count()).select_from(Membership)) == 6


async def test_nobody_else_becomes_an_admin(db: Database) -> None:
    with pytest.raises(NotAllowed):
        await ensure(db, 4)


async def test_a_new_chat_of_a_known_account_is_remembered(db: Database) -> None:
    await ensure(db, 1)
    await officials.ensure_admin(db, NOW, Platform.TELEGRAM, 1, 77, "Иначе", {1}, "Asia/Omsk")
    async with db.read() as session:
        assert (await session.scalars(select(Account.chat_id))).all() == [77]


async def test_a_name_can_be_corrected(db: Database) -> None:
    district = await make_authority(db)
    assert await officials.rename(await district.context(ADMIN), "  Анна   Петровна ") == "Анна Петровна"
    assert (await district.context(ADMIN)).actor.name == "Анна Петровна"


@pytest.mark.parametrize(("name", "code"), [("", "name_empty"), (" 12 ", "name_empty"), ("я" * 101, "name_too_long")])
async def test_a_name_that_is_none_is_refused(db: Database, name: str, code: str) -> None:
    district = await make_authority(db)
    with pytest.raises(WrongInput) as refused:
        await officials.rename(await district.context(ADMIN), name)
    assert refused.value.code == code


async def test_a_stranger_has_no_name_to_correct(db: Database) -> None:
    district = await make_authority(db)
    with pytest.raises(NotAllowed):
        await officials.rename(await district.context(STRANGER), "Кто-то")


async def test_officials_are_listed_with_all_their_roles(db: Database) -> None:
    district = await make_authority(db)
    await district.register_official(OFFICIAL)
    shown = await officials.officials(await district.context(ADMIN))
    assert [(m.roles, m.is_me) for m in shown.members] == [
        ((Role.ADMIN, Role.OFFICIAL), True),
        ((Role.OFFICIAL,), False),
    ]
    assert shown.administers_it
    assert not (await officials.officials(await district.context(OFFICIAL))).administers_it


async def test_a_director_sees_no_officials_list(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    with pytest.raises(NotAllowed):
        await officials.officials(await district.director(SCHOOLS[0]))


async def test_minutes_of_an_official_who_leaves_pass_to_the_admin(db: Database) -> None:
    district = await make_district(db)
    official = (await district.context(OFFICIAL)).actor
    admin = await district.context(ADMIN)
    async with db.write() as session:
        session.add(
            Minutes(
                id=1,
                authority_id=district.authority_id,
                controller_id=official.person_id,
                state=MinutesState.SENT,
                content_hash="x",
                source_text="",
                created_at=NOW,
                edited_at=NOW,
            )
        )
    assert await officials.remove(admin, official.person_id, district.authority_id) == "Ольга Седова"
    async with db.read() as session:
        assert (await session.get_one(Minutes, 1)).controller_id == admin.actor.person_id
        assert await session.scalar(select(Audit.id).where(Audit.action == "removed")) is not None
    assert not (await district.context(OFFICIAL)).actor.known


async def test_a_director_who_left_sees_nothing_and_may_be_invited_again(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    left = (await district.director(SCHOOLS[0])).actor
    place = district.organisations[SCHOOLS[0]]
    await officials.remove(await district.context(OFFICIAL), left.person_id, place)
    assert not (await district.director(SCHOOLS[0])).actor.known
    with pytest.raises(NotFound):
        await officials.remove(await district.context(OFFICIAL), left.person_id, place)
    await district.register_director(SCHOOLS[0], left.user_id)
    assert [m.name for m in (await organisations.card(await district.context(OFFICIAL), place)).members]


@pytest.mark.parametrize(
    ("who", "whom", "expected"),
    [
        (OFFICIAL, ADMIN, NotAllowed),  # only an admin removes officials
        (VIEWER, OFFICIAL, NotAllowed),
        (STRANGER, OFFICIAL, NotAllowed),
        (ADMIN, ADMIN, WrongState),  # nobody locks themselves out
    ],
)
async def test_who_may_not_remove_whom(db: Database, who: int, whom: int, expected: type[DomainError]) -> None:
    district = await make_district(db)
    await district.register_official(VIEWER, Role.VIEWER)
    person = (await district.context(whom)).actor.person_id
    with pytest.raises(expected):
        await officials.remove(await district.context(who), person, district.authority_id)
