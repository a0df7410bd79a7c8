"""Whoever withdraws the consent is gone; what the organisation did stays."""

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import (
    Account,
    Consent,
    Conversation,
    InboxUpdate,
    Invitation,
    Membership,
    Minutes,
    MinutesState,
    Notice,
    NoticeKind,
    NoticeState,
)
from db.models import Person as PersonRow
from domain.errors import NotAllowed
from domain.people import Platform
from services.outbox import notify
from services.people import forgetting, invitations
from tests.people import ADMIN, NOW, OFFICIAL, SCHOOLS, STRANGER, make_district


async def test_name_and_chat_are_erased(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    ctx = await district.director(SCHOOLS[0])
    async with db.write() as session:
        await notify(session, NOW, NoticeKind.JOIN_CONFIRMED, [ctx.actor.account_id], key="x", subject_id=1)
    await forgetting.forget(ctx)

    assert not (await district.director(SCHOOLS[0])).actor.account_id
    async with db.read() as session:
        person = await session.get_one(PersonRow, ctx.actor.person_id)
        account = await session.get_one(Account, ctx.actor.account_id)
        (consent,) = await session.scalars(select(Consent).where(Consent.account_id == account.id))
        (membership,) = await session.scalars(select(Membership).where(Membership.person_id == person.id))
        states = (await session.scalars(select(Notice.state).where(Notice.account_id == account.id))).all()
    assert (person.name, person.erased_at) == ("", NOW)
    assert (account.user_id, account.chat_id) == (-account.id, 0)
    assert (consent.withdrawn_at, membership.ended_at) == (NOW, NOW)
    assert set(states) == {NoticeState.SKIPPED}


async def test_nothing_of_what_was_typed_of_late_stays(db: Database) -> None:
    """A protocol handed to them, the text of their last messages, a dialogue left open."""
    district = await make_district(db, directors=SCHOOLS[:1])
    ctx = await district.director(SCHOOLS[0])
    chat = ctx.actor.chat_id
    async with db.write() as session:
        session.add(
            InboxUpdate(
                platform=Platform.TELEGRAM,
                update_id=1,
                chat=str(chat),
                payload={"message": {"text": "приказ"}},
                received_at=NOW,
                handled_at=NOW,
            )
        )
        session.add(
            Conversation(key=f"telegram:{chat}:{ctx.actor.user_id}", state=None, data={"prompt": 1}, updated_at=NOW)
        )
    await forgetting.forget(ctx)
    async with db.read() as session:
        assert [row.payload for row in await session.scalars(select(InboxUpdate))] == [{}]
        assert (await session.scalars(select(Conversation))).all() == []


async def test_somebody_forgotten_may_come_again_as_a_new_person(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    before = (await district.director(SCHOOLS[0])).actor
    await forgetting.forget(await district.director(SCHOOLS[0]))
    await district.register_director(SCHOOLS[0], before.user_id, "Снова Я")
    after = (await district.director(SCHOOLS[0])).actor
    assert after.name == "Снова Я"
    assert after.person_id != before.person_id


async def test_minutes_of_a_forgotten_official_pass_on(db: Database) -> None:
    district = await make_district(db)
    official = await district.context(OFFICIAL)
    async with db.write() as session:
        session.add(
            Minutes(
                id=1,
                authority_id=district.authority_id,
                controller_id=official.actor.person_id,
                state=MinutesState.SENT,
                content_hash="x",
                source_text="",
                created_at=NOW,
                edited_at=NOW,
            )
        )
    await forgetting.forget(official)
    async with db.read() as session:
        minutes = await session.get_one(Minutes, 1)
    assert minutes.controller_id == (await district.context(ADMIN)).actor.person_id


async def test_invitations_made_by_somebody_forgotten_stay_good(db: Database) -> None:
    district = await make_district(db)
    made = await invitations.invite_all(await district.context(OFFICIAL))
    await forgetting.forget(await district.context(OFFICIAL))
    async with db.read() as session:
        assert (await session.get_one(Invitation, made.id)).revoked_at is None


async def test_a_stranger_has_nothing_to_forget(db: Database) -> None:
    district = await make_district(db)
    with pytest.raises(NotAllowed):
        await forgetting.forget(await district.context(STRANGER))
