"""Links: who may make them, what is kept of them, when they stop letting in."""

from datetime import timedelta

import pytest

from db.engine import Database
from db.models import Invitation
from domain.errors import InvitationRefused, NotAllowed, WrongInput, WrongState
from domain.people import Role
from services.joining import invitation_codes
from services.organisations import settings
from services.overview import home
from services.people import invitations
from tests.people import ADMIN, KINDERGARTENS, NOW, OFFICIAL, SCHOOLS, STRANGER, VIEWER, make_authority, make_district


async def test_only_a_hash_of_a_long_code_is_stored(db: Database) -> None:
    district = await make_district(db)
    made = await invitations.invite_all(await district.context(OFFICIAL))
    async with db.read() as session:
        row = await session.get_one(Invitation, made.id)
    assert row.code_hash == invitations.hash_code(made.code)
    assert made.code not in row.code_hash
    assert len(made.code) >= 22  # 128 bits in base64
    assert made.expires_at == NOW + timedelta(days=30)


async def test_codes_never_repeat(db: Database) -> None:
    district = await make_district(db)
    sheet = await invitations.links_for_all(await district.context(OFFICIAL))
    assert len({line.code for line in sheet.lines}) == len(sheet.lines) == 6


async def test_the_sheet_has_links_for_those_who_are_not_in(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS)
    sheet = await invitations.links_for_all(await district.context(OFFICIAL))
    names = [line.organisation for line in sheet.lines]
    assert set(KINDERGARTENS) < set(names)
    assert not set(SCHOOLS) & set(names)
    opened = await invitation_codes.open_invitation(await district.context(STRANGER), sheet.lines[0].code)
    assert opened.organisation == names[0]


async def test_a_sheet_for_nobody_is_refused(db: Database) -> None:
    district = await make_authority(db)
    with pytest.raises(WrongState) as refused:
        await invitations.links_for_all(await district.context(ADMIN))
    assert refused.value.code == "nobody_to_invite"


async def test_an_invitation_tells_who_is_there_already(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    made = await invitations.invite_organisation(await district.context(OFFICIAL), district.organisations[SCHOOLS[0]])
    assert [m.name for m in made.members] == [f"Директор {SCHOOLS[0]}"]
    assert made.organisation == SCHOOLS[0]


@pytest.mark.parametrize("who", [VIEWER, STRANGER, 201])
async def test_who_may_not_invite(db: Database, who: int) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    await district.register_official(VIEWER, Role.VIEWER)
    ctx = await district.context(who)
    attempts = (
        invitations.invite_all(ctx),
        invitations.invite_organisation(ctx, district.organisations[SCHOOLS[1]]),
        invitations.links_for_all(ctx),
        invitations.invite_official(ctx, Role.OFFICIAL),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            await attempt


async def test_only_an_admin_invites_into_the_authority(db: Database) -> None:
    district = await make_district(db)
    with pytest.raises(NotAllowed):
        await invitations.invite_official(await district.context(OFFICIAL), Role.OFFICIAL)
    with pytest.raises(WrongInput):
        await invitations.invite_official(await district.context(ADMIN), Role.DIRECTOR)
    with pytest.raises(NotAllowed):
        await invitations.invite_organisation(await district.context(ADMIN), district.authority_id)


async def test_a_revoked_link_lets_nobody_in(db: Database) -> None:
    district = await make_district(db)
    ctx = await district.context(OFFICIAL)
    made = await invitations.invite_all(ctx)
    assert await invitations.revoke(ctx, made.id) == 1
    assert await invitations.revoke(ctx, made.id) == 0
    with pytest.raises(InvitationRefused):
        await invitation_codes.open_invitation(await district.context(STRANGER), made.code)


async def test_earlier_common_links_are_counted_and_revoked_together(db: Database) -> None:
    district = await make_district(db)
    ctx = await district.context(OFFICIAL)
    first, second, third = [await invitations.invite_all(ctx) for _ in range(3)]
    assert (first.others, second.others, third.others) == (0, 1, 2)
    assert await invitations.revoke(ctx, third.id, earlier=True) == 2
    assert (
        await invitation_codes.open_invitation(await district.context(STRANGER), third.code)
    ).organisation_id is None
    for old in (first, second):
        with pytest.raises(InvitationRefused):
            await invitation_codes.open_invitation(await district.context(STRANGER), old.code)


async def test_a_foreign_invitation_cannot_be_revoked(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    made = await invitations.invite_all(await district.context(OFFICIAL))
    for who in (STRANGER, district.directors[SCHOOLS[0]]):
        with pytest.raises(NotAllowed):
            await invitations.revoke(await district.context(who), made.id)
    with pytest.raises(NotAllowed):
        await invitations.revoke(await district.context(OFFICIAL), 12345)
    staff = await invitations.invite_official(await district.context(ADMIN), Role.VIEWER)
    with pytest.raises(NotAllowed):
        await invitations.revoke(await district.context(OFFICIAL), staff.id)


async def test_inviting_is_a_step_of_the_first_day(db: Database) -> None:
    district = await make_authority(db)
    ctx = await district.context(ADMIN)
    before = await home.first_day(ctx)
    assert (before.is_named, before.organisations, before.is_inviting) == (False, 0, False)
    await settings.set_name(ctx, "Отдел образования")
    await district.load(SCHOOLS)
    await invitations.invite_all(ctx)
    after = await home.first_day(ctx)
    assert (after.is_named, after.organisations, after.is_inviting, after.over) == (True, 3, True, False)
