"""Getting in: the link, the two screens, the request, those who try codes."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from db.engine import Database
from db.models import (
    Account,
    Admission,
    CodeGuess,
    Consent,
    Invitation,
    JoinRequest,
    Membership,
    Notice,
    NoticeKind,
    Organisation,
)
from db.models import Person as PersonRow
from domain.errors import InvitationRefused, NotAllowed, Stale, WrongState
from domain.organisations import OrganisationKind
from domain.people import Role
from services.joining import invitation_codes, join_requests, onboarding
from services.people import invitations, officials
from services.people.invitations import NewInvitation
from tests.people import (
    ADMIN,
    KINDERGARTENS,
    NOW,
    OFFICIAL,
    SCHOOLS,
    STRANGER,
    District,
    make_authority,
    make_district,
)

NEW = 301
SCHOOL = SCHOOLS[0]


async def personal(district: District, organisation: str = SCHOOL) -> NewInvitation:
    return await invitations.invite_organisation(await district.context(OFFICIAL), district.organisations[organisation])


async def common(district: District) -> NewInvitation:
    return await invitations.invite_all(await district.context(OFFICIAL))


async def ask(
    district: District, user_id: int, organisation: str = SCHOOL, *, director: bool = True
) -> onboarding.Outcome:
    """Come by the common link and pick an organisation."""
    made = await common(district)
    ctx = await district.context(user_id)
    await invitation_codes.open_invitation(ctx, made.code)
    return await onboarding.join(
        ctx,
        made.id,
        district.organisations[organisation],
        says_director=director,
        name=f"Человек {user_id}",
        consent=onboarding.CONSENT_VERSION,
    )


async def count(db: Database, table: type) -> int:
    async with db.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def notices(db: Database, kind: NoticeKind) -> list[Notice]:
    async with db.read() as session:
        return [*await session.scalars(select(Notice).where(Notice.kind == kind).order_by(Notice.id))]


async def test_a_director_joins_by_a_personal_link_and_types_nothing(db: Database) -> None:
    district = await make_district(db)
    made = await personal(district)
    ctx = await district.context(NEW)
    opened = await invitation_codes.open_invitation(ctx, made.code)
    assert (opened.organisation, opened.role, opened.already) == (SCHOOL, Role.DIRECTOR, False)
    place = district.organisations[SCHOOL]
    step = await onboarding.introduce(ctx, opened.invitation_id, place, says_director=True)
    assert step.needs_consent
    before = await count(db, PersonRow)
    await district.join(NEW, made.code, place, "Пётр Лесной")
    assert await count(db, PersonRow) == before + 1
    actor = (await district.context(NEW)).actor
    assert [(m.organisation_id, m.role) for m in actor.memberships] == [(place, Role.DIRECTOR)]
    async with db.read() as session:
        (consent,) = await session.scalars(select(Consent).where(Consent.account_id == actor.account_id))
    assert (consent.text_version, consent.given_at) == (onboarding.CONSENT_VERSION, NOW)


async def test_nothing_is_stored_of_somebody_who_does_not_agree(db: Database) -> None:
    district = await make_district(db)
    made = await personal(district)
    people_before, accounts_before = await count(db, PersonRow), await count(db, Account)
    ctx = await district.context(NEW)
    await invitation_codes.open_invitation(ctx, made.code)
    await onboarding.introduce(ctx, made.id, district.organisations[SCHOOL], says_director=True)
    await onboarding.decline(ctx, made.id)
    assert (await count(db, PersonRow), await count(db, Account)) == (people_before, accounts_before)
    async with db.read() as session:
        assert await session.scalar(select(Admission.at).where(Admission.user_id == NEW)) is None
    assert not (await invitation_codes.open_invitation(ctx, made.code)).already  # the link still works


async def test_a_double_tap_joins_once(db: Database) -> None:
    district = await make_district(db)
    made = await personal(district)
    place = district.organisations[SCHOOL]
    await district.join(NEW, made.code, place, "Пётр Лесной")
    again = await onboarding.join(
        await district.context(NEW), made.id, place, says_director=True, name="Пётр", consent="1"
    )
    assert again.again
    assert (await invitation_codes.open_invitation(await district.context(NEW), made.code)).already
    async with db.read() as session:
        held = select(func.count()).select_from(Membership).where(Membership.organisation_id == place)
        assert await session.scalar(held) == 1


async def test_two_accounts_race_for_one_link(db: Database) -> None:
    district = await make_district(db)
    made = await personal(district)
    place = district.organisations[SCHOOL]
    answers = await asyncio.gather(
        *(district.join(user_id, made.code, place, "Кто-то") for user_id in (NEW, NEW + 1)), return_exceptions=True
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["InvitationRefused", "Outcome"]


async def test_joining_uses_up_the_other_links_of_the_place(db: Database) -> None:
    district = await make_district(db)
    first, second = await personal(district), await personal(district)
    elsewhere = await personal(district, SCHOOLS[1])
    await district.join(NEW, first.code, district.organisations[SCHOOL], "Пётр Лесной")
    with pytest.raises(InvitationRefused):
        await invitation_codes.open_invitation(await district.context(STRANGER), second.code)
    assert (
        await invitation_codes.open_invitation(await district.context(STRANGER), elsewhere.code)
    ).organisation == SCHOOLS[1]


async def test_a_director_of_two_schools_agrees_once(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    director = district.directors[SCHOOL]
    made = await personal(district, SCHOOLS[1])
    ctx = await district.context(director)
    opened = await invitation_codes.open_invitation(ctx, made.code)
    assert opened.represents == (SCHOOL,)
    step = await onboarding.introduce(ctx, made.id, district.organisations[SCHOOLS[1]], says_director=True)
    assert not step.needs_consent
    await onboarding.join(
        ctx, made.id, district.organisations[SCHOOLS[1]], says_director=True, name="Иначе", consent=None
    )
    assert len((await district.context(director)).actor.memberships) == 2


async def test_a_consent_to_another_text_is_asked_again(db: Database) -> None:
    district = await make_district(db)
    made = await personal(district)
    ctx = await district.context(NEW)
    await invitation_codes.open_invitation(ctx, made.code)
    for consent in (None, "0"):
        with pytest.raises(Stale):
            await onboarding.join(
                ctx, made.id, district.organisations[SCHOOL], says_director=True, name="Пётр", consent=consent
            )
    assert not (await district.context(NEW)).actor.account_id


async def test_an_official_joins_with_the_role_of_the_link(db: Database) -> None:
    district = await make_authority(db)
    await district.register_official(OFFICIAL, Role.VIEWER)
    assert [m.role for m in (await district.context(OFFICIAL)).actor.memberships] == [Role.VIEWER]


# -- no right comes from a button alone


async def test_a_button_without_the_code_opens_nothing(db: Database) -> None:
    district = await make_district(db)
    made, staff = await personal(district), await invitations.invite_official(await district.context(ADMIN), Role.ADMIN)
    ctx = await district.context(STRANGER)
    for invitation_id, place in ((made.id, district.organisations[SCHOOL]), (staff.id, district.authority_id)):
        with pytest.raises(InvitationRefused):
            await onboarding.introduce(ctx, invitation_id, place, says_director=True)
        with pytest.raises(InvitationRefused):
            await onboarding.join(ctx, invitation_id, place, says_director=True, name="Чужой", consent="1")
    with pytest.raises(InvitationRefused):
        await onboarding.choices(ctx, (await common(district)).id)


async def test_a_link_leads_only_where_it_was_made_for(db: Database) -> None:
    district = await make_district(db)
    made, shared = await personal(district), await common(district)
    ctx = await district.context(STRANGER)
    await invitation_codes.open_invitation(ctx, made.code)
    await invitation_codes.open_invitation(ctx, shared.code)
    wrong = (
        (made.id, district.organisations[SCHOOLS[1]]),
        (made.id, district.authority_id),
        (shared.id, district.authority_id),
        (shared.id, 12345),
    )
    for invitation_id, place in wrong:
        with pytest.raises(NotAllowed):
            await onboarding.join(ctx, invitation_id, place, says_director=True, name="Чужой", consent="1")
    with pytest.raises(InvitationRefused):
        await onboarding.choices(ctx, made.id)  # a personal link gives no list to pick from


async def test_a_common_link_leads_to_no_other_authority(db: Database) -> None:
    district = await make_district(db)
    async with db.write() as session:
        session.add(
            Organisation(
                id=900, path="900.", name="Чужая", short_name="Чужая", search_key="чужая", kind=OrganisationKind.SCHOOL
            )
        )
    shared = await common(district)
    ctx = await district.context(STRANGER)
    await invitation_codes.open_invitation(ctx, shared.code)
    assert (await onboarding.choices_by_text(ctx, shared.id, "чужая")).lines == ()
    with pytest.raises(NotAllowed):
        await onboarding.join(ctx, shared.id, 900, says_director=True, name="Чужой", consent="1")


@pytest.mark.parametrize("what", ["expired", "revoked", "used"])
async def test_a_screen_left_open_does_not_outlive_its_link(db: Database, what: str) -> None:
    district = await make_district(db)
    made = await personal(district)
    ctx = await district.context(NEW, NOW)
    await invitation_codes.open_invitation(ctx, made.code)
    if what == "expired":
        ctx = await district.context(NEW, NOW + timedelta(days=30))
    elif what == "revoked":
        await invitations.revoke(await district.context(OFFICIAL), made.id)
    else:
        await district.join(NEW + 1, made.code, district.organisations[SCHOOL], "Другой")
    with pytest.raises(InvitationRefused):
        await onboarding.join(
            ctx, made.id, district.organisations[SCHOOL], says_director=True, name="Пётр", consent="1"
        )
    with pytest.raises(InvitationRefused) as refused:
        await invitation_codes.open_invitation(ctx, made.code)
    assert refused.value.code == "code_unknown"


# -- the common link and requests


async def test_the_common_link_shows_organisations_by_pages(db: Database) -> None:
    names = tuple(f"МКОУ СОШ № {n}" for n in range(1, 12))
    district = await make_district(db, organisations=names)
    made = await common(district)
    ctx = await district.context(NEW)
    await invitation_codes.open_invitation(ctx, made.code)
    first = await onboarding.choices(ctx, made.id)
    assert ([line.name for line in first.lines], first.page.pages) == (list(names[:8]), 2)
    assert [line.name for line in (await onboarding.choices(ctx, made.id, page=1)).lines] == list(names[8:])
    assert [line.name for line in (await onboarding.choices_by_text(ctx, made.id, "11")).lines] == [names[10]]
    assert (await onboarding.choices_by_text(ctx, made.id, "лицей")).lines == ()
    assert (await onboarding.pick(ctx, made.id, district.organisations[names[3]])).organisation == names[3]


async def test_several_municipalities_are_asked_first(db: Database) -> None:
    from domain.registry import read_table
    from services.organisations import registry

    rows = "".join(f"МБОУ СОШ № {n};{'Лесной' if n % 2 else 'Полевой'} район\n" for n in range(1, 21))
    district = await make_district(db, organisations=(SCHOOL,))
    official = await district.context(OFFICIAL)
    preview = await registry.preview_table(official, read_table(f"Наименование;Муниципалитет\n{rows}".encode()))
    await registry.load(official, preview.id)
    made = await common(district)
    ctx = await district.context(NEW)
    await invitation_codes.open_invitation(ctx, made.code)
    asked = await onboarding.choices(ctx, made.id)
    assert (asked.places, asked.lines) == (("", "Лесной район", "Полевой район"), ())
    forest = await onboarding.choices(ctx, made.id, place=1)
    assert (len(forest.lines), forest.page.pages) == (8, 2)
    assert {line.municipality for line in forest.lines} == {"Лесной район"}


async def test_a_request_waits_for_the_official_who_is_told_at_once(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    outcome = await ask(district, NEW)
    assert outcome.requested
    assert not (await district.context(NEW)).actor.known
    assert len(await notices(db, NoticeKind.JOIN_REQUEST)) == 2  # the admin and the official
    page = await join_requests.waiting(await district.context(OFFICIAL))
    (request,) = page.requests
    assert (request.person, request.organisation, request.says_director) == (f"Человек {NEW}", SCHOOL, True)
    assert request.represented_by == (f"Директор {SCHOOL}",)


async def test_asking_twice_is_one_request(db: Database) -> None:
    district = await make_district(db)
    await ask(district, NEW)
    assert (await ask(district, NEW)).again
    assert await count(db, JoinRequest) == 1
    assert len(await notices(db, NoticeKind.JOIN_REQUEST)) == 2


@pytest.mark.parametrize(("director", "role"), [(True, Role.DIRECTOR), (False, Role.DEPUTY)])
async def test_a_confirmed_request_lets_in(db: Database, director: bool, role: Role) -> None:
    district = await make_district(db)
    await ask(district, NEW, director=director)
    official = await district.context(OFFICIAL)
    (request,) = (await join_requests.waiting(official)).requests
    decided = await join_requests.decide(official, request.id, confirm=True)
    assert decided.confirmed
    assert [m.role for m in (await district.context(NEW)).actor.memberships] == [role]
    assert len(await notices(db, NoticeKind.JOIN_CONFIRMED)) == 1
    assert await notices(db, NoticeKind.JOIN_REFUSED) == []


async def test_a_refused_request_lets_nobody_in(db: Database) -> None:
    district = await make_district(db)
    await ask(district, NEW)
    official = await district.context(OFFICIAL)
    (request,) = (await join_requests.waiting(official)).requests
    await join_requests.decide(official, request.id, confirm=False)
    assert not (await district.context(NEW)).actor.known
    assert len(await notices(db, NoticeKind.JOIN_REFUSED)) == 1
    assert (await join_requests.waiting(official)).total == 0


async def test_another_employee_by_a_personal_link_asks_and_leaves_the_link_for_the_director(db: Database) -> None:
    district = await make_district(db)
    made = await personal(district)
    place = district.organisations[SCHOOL]
    ctx = await district.context(NEW)
    await invitation_codes.open_invitation(ctx, made.code)
    outcome = await onboarding.join(ctx, made.id, place, says_director=False, name="Завуч", consent="1")
    assert outcome.requested
    await district.join(NEW + 1, made.code, place, "Пётр Лесной")
    assert (await district.context(NEW + 1)).actor.executes


async def test_a_request_is_decided_once(db: Database) -> None:
    district = await make_district(db)
    await ask(district, NEW)
    official = await district.context(OFFICIAL)
    (request,) = (await join_requests.waiting(official)).requests
    answers = await asyncio.gather(
        *(join_requests.decide(official, request.id, confirm=confirm) for confirm in (True, False)),
        return_exceptions=True,
    )
    (refused,) = [answer for answer in answers if isinstance(answer, WrongState)]
    assert refused.code == "request_decided"
    told = await notices(db, NoticeKind.JOIN_CONFIRMED) + await notices(db, NoticeKind.JOIN_REFUSED)
    assert len(told) == 1


async def test_all_that_were_seen_are_confirmed_together(db: Database) -> None:
    district = await make_district(db)
    for user_id, organisation in zip((NEW, NEW + 1, NEW + 2), SCHOOLS, strict=True):
        await ask(district, user_id, organisation)
    official = await district.context(OFFICIAL)
    seen = await join_requests.waiting(official)
    await ask(district, NEW + 3, KINDERGARTENS[0])
    assert await join_requests.confirm_all(official, seen.last_id) == 3
    assert await join_requests.confirm_all(official, seen.last_id) == 0
    (left,) = (await join_requests.waiting(official)).requests
    assert left.organisation == KINDERGARTENS[0]


async def test_who_may_not_decide(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[1:2])
    await ask(district, NEW)
    (request,) = (await join_requests.waiting(await district.context(OFFICIAL))).requests
    for who in (NEW, STRANGER, district.directors[SCHOOLS[1]]):
        ctx = await district.context(who)
        for attempt in (
            join_requests.decide(ctx, request.id, confirm=True),
            join_requests.confirm_all(ctx, request.id),
            join_requests.waiting(ctx),
        ):
            with pytest.raises(NotAllowed):
                await attempt
    with pytest.raises(NotAllowed):
        await join_requests.decide(await district.context(OFFICIAL), 12345, confirm=True)


# -- those who try codes


async def guess(district: District, user_id: int, at: timedelta = timedelta()) -> str:
    with pytest.raises(InvitationRefused) as refused:
        await invitation_codes.open_invitation(await district.context(user_id, NOW + at), "wrong")
    return refused.value.code


async def test_five_wrong_codes_lock_the_account_for_an_hour(db: Database) -> None:
    district = await make_district(db)
    made = await personal(district)
    assert [await guess(district, STRANGER) for _ in range(6)] == ["code_unknown"] * 5 + ["code_locked"]
    with pytest.raises(InvitationRefused) as refused:
        await invitation_codes.open_invitation(await district.context(STRANGER, NOW + timedelta(minutes=59)), made.code)
    assert refused.value.code == "code_locked"
    assert (await invitation_codes.open_invitation(await district.context(NEW), made.code)).organisation == SCHOOL
    later = await district.context(STRANGER, NOW + timedelta(hours=1))
    assert (await invitation_codes.open_invitation(later, made.code)).organisation == SCHOOL


async def test_admins_are_told_of_guessing_once_a_day(db: Database) -> None:
    district = await make_district(db)
    for hours in (0, 0, 0, 0):
        await guess(district, STRANGER, timedelta(hours=hours))
    assert await notices(db, NoticeKind.CODE_GUESSING) == []
    await guess(district, STRANGER)
    for _ in range(5):
        await guess(district, STRANGER, timedelta(hours=2))
    (told,) = await notices(db, NoticeKind.CODE_GUESSING)
    assert told.facts == {"platform": "telegram", "user_id": STRANGER}
    for _ in range(5):
        await guess(district, STRANGER, timedelta(days=1))
    assert len(await notices(db, NoticeKind.CODE_GUESSING)) == 2


async def test_an_old_link_is_no_guess(db: Database) -> None:
    district = await make_district(db)
    made = await personal(district)
    late = await district.context(NEW, NOW + timedelta(days=31))
    for _ in range(6):
        with pytest.raises(InvitationRefused) as refused:
            await invitation_codes.open_invitation(late, made.code)
        assert refused.value.code == "code_unknown"
    assert await count(db, CodeGuess) == 0


async def test_a_removed_director_cannot_come_back_by_the_old_link(db: Database) -> None:
    district = await make_district(db)
    made = await personal(district)
    place = district.organisations[SCHOOL]
    await district.join(NEW, made.code, place, "Пётр Лесной")
    actor = (await district.context(NEW)).actor
    await officials.remove(await district.context(OFFICIAL), actor.person_id, place)
    with pytest.raises(InvitationRefused):
        await invitation_codes.open_invitation(await district.context(NEW), made.code)
    with pytest.raises(InvitationRefused):
        await onboarding.join(await district.context(NEW), made.id, place, says_director=True, name="Пётр", consent="1")
    async with db.read() as session:
        assert (await session.get_one(Invitation, made.id)).used_by == actor.person_id
