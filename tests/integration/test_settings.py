"""Settings in their first form."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Audit, Organisation
from domain.errors import NotAllowed, WrongInput
from domain.people import Role
from services.context import Context
from services.organisations import settings
from services.overview import home
from tests.people import ADMIN, OFFICIAL, SCHOOLS, STRANGER, VIEWER, make_authority, make_district


async def test_the_name_is_for_letters_and_for_the_tree(db: Database) -> None:
    district = await make_authority(db)
    ctx = await district.context(ADMIN)
    assert not (await settings.settings(ctx)).is_named
    shown = await settings.set_name(ctx, "  Отдел образования  администрации Лесного района ")
    assert (shown.letter_name, shown.is_named) == ("Отдел образования администрации Лесного района", True)
    async with db.read() as session:
        root = await session.get_one(Organisation, district.authority_id)
        changed = (await session.scalars(select(Audit.facts).where(Audit.action == "settings_changed"))).all()
    assert root.name == shown.letter_name
    assert changed == [{"what": "name"}]


async def test_contact_zone_and_hours(db: Database) -> None:
    district = await make_authority(db)
    ctx = await district.context(ADMIN)
    await settings.set_contact(ctx, "Ольга Седова, 2-14-15")
    await settings.set_timezone(ctx, "Asia/Kamchatka")
    await settings.set_hours(ctx, 9, 18)
    shown = await settings.settings(ctx)
    assert (shown.contact, shown.timezone) == ("Ольга Седова, 2-14-15", "Asia/Kamchatka")
    assert (shown.day_starts, shown.day_ends) == (9, 18)


@pytest.mark.parametrize(
    ("change", "value", "code"),
    [
        (settings.set_name, "", "name_empty"),
        (settings.set_name, "12", "name_empty"),
        (settings.set_name, "я" * 301, "name_too_long"),
        (settings.set_contact, " ", "contact_empty"),
        (settings.set_contact, "я" * 201, "contact_too_long"),
        (settings.set_timezone, "Europe/Paris", "zone_unknown"),
    ],
)
async def test_what_cannot_be_used_is_refused(
    db: Database, change: Callable[[Context, str], Awaitable[object]], value: str, code: str
) -> None:
    district = await make_authority(db)
    before = await settings.settings(await district.context(ADMIN))
    with pytest.raises(WrongInput) as refused:
        await change(await district.context(ADMIN), value)
    assert refused.value.code == code
    assert await settings.settings(await district.context(ADMIN)) == before


async def test_strange_hours_are_refused(db: Database) -> None:
    district = await make_authority(db)
    with pytest.raises(WrongInput):
        await settings.set_hours(await district.context(ADMIN), 20, 8)


@pytest.mark.parametrize("who", [OFFICIAL, VIEWER, STRANGER, 201])
async def test_only_an_admin_changes_settings(db: Database, who: int) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    await district.register_official(VIEWER, Role.VIEWER)
    with pytest.raises(NotAllowed):
        await settings.set_name(await district.context(who), "Чужой отдел")


async def test_others_of_the_authority_read_them(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    assert not (await settings.settings(await district.context(OFFICIAL))).administers_it
    with pytest.raises(NotAllowed):
        await settings.settings(await district.director(SCHOOLS[0]))
    with pytest.raises(NotAllowed):
        await home.first_day(await district.director(SCHOOLS[0]))
