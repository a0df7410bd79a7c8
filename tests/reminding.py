"""Minutes sent without reading a file, and a postman who carries digests only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db.engine import Database
from db.models import (
    Account,
    Addressee,
    AddresseeOrganisation,
    Assignment,
    Checkpoint,
    Decision,
    Likeness,
    Minutes,
    MinutesState,
    NoticeKind,
    ReminderStep,
)
from db.outbox import DueNotice
from domain.lifecycle import default_acceptance
from domain.minutes.model import ControlForm, DeadlineKind, Requirement
from services.delivery import delivery
from services.drafts.loading import load
from services.reminders.digests import digest
from services.reminders.official_digests import official_digest
from services.sending import publish
from tests.people import OFFICIAL, District
from views.card import Card
from views.reminders.digests import digest_card
from views.reminders.official_digests import official_digest_card

MOSCOW = ZoneInfo("Europe/Moscow")
DIGESTS = {NoticeKind.DIGEST, NoticeKind.CONTROL_DIGEST}


def at(moment: str, zone: ZoneInfo = MOSCOW) -> datetime:
    """ "2023-10-09 09:00" by the clock of the zone, in UTC."""
    return datetime.fromisoformat(moment).replace(tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True)
class Item:
    """A decision: number, date, form, what to send, to whom (short names; everybody with a director by default)."""

    number: str
    due: date | None = None
    form: ControlForm = ControlForm.REPORT
    requirement: tuple[Requirement, ...] = (Requirement.ANSWER,)
    organisations: tuple[str, ...] = ()
    text: str = "Провести проверку готовности пищеблоков и представить справку"


async def send_minutes(district: District, now: datetime, items: Sequence[Item], number: str = "8") -> int:
    """Send items out as the official does; returns the id of the minutes."""
    ctx = await district.context(OFFICIAL, now)
    async with district.db.write() as session:
        minutes = Minutes(
            authority_id=district.authority_id,
            controller_id=ctx.actor.person_id,
            state=MinutesState.DRAFT,
            number=number,
            day=now.astimezone(MOSCOW).date(),
            content_hash=f"{number}:{now}",
            source_text="",
            created_at=now,
            edited_at=now,
        )
        session.add(minutes)
        await session.flush()
        for ordinal, item in enumerate(items):
            decision = Decision(
                minutes_id=minutes.id,
                ordinal=ordinal,
                number=item.number,
                text=item.text,
                source=item.text,
                deadline_kind=DeadlineKind.DATE if item.due else DeadlineKind.NONE,
                form=item.form,
                requirement=[str(each) for each in item.requirement],
                acceptance=default_acceptance(frozenset(item.requirement)),
            )
            session.add(decision)
            await session.flush()
            session.add(Checkpoint(decision_id=decision.id, key="1", due_date=item.due))
            addressee = Addressee(decision_id=decision.id, phrase="", settled=True)
            session.add(addressee)
            await session.flush()
            for name in item.organisations or tuple(district.directors):
                place = district.organisations[name]
                session.add(AddresseeOrganisation(addressee_id=addressee.id, organisation_id=place))
        await session.flush()
        while alike := (
            await load(session, minutes)
        ).duplicates:  # items of tests ask the same: all are sent as they are
            who = {"decided_by": ctx.actor.person_id, "decided_at": now}
            session.add_all(
                Likeness(decision_id=each.item_id, other_id=each.other_id, merged=False, **who) for each in alike
            )
            await session.flush()
    await publish.send(ctx, minutes.id, minutes.version)
    return minutes.id


async def assignment_of(db: Database, number: str, organisation_id: int) -> Assignment:
    async with db.read() as session:
        query = (
            select(Assignment)
            .join(Decision, Decision.id == Assignment.decision_id)
            .where(Decision.number == number, Assignment.organisation_id == organisation_id)
        )
        return (await session.scalars(query)).one()


async def change(db: Database, assignment: Assignment, **values: object) -> None:
    """Put an assignment where its life would bring it."""
    async with db.write() as session:
        row = await session.get_one(Assignment, assignment.id)
        for name, value in values.items():
            setattr(row, name, value)


@dataclass
class Postman:
    """Delivers what is due at a moment; keeps digests as (moment, user, card)."""

    db: Database
    brought: list[tuple[datetime, int, Card]] = field(default_factory=list)

    async def comes(self, now: datetime, *, blocked: frozenset[int] = frozenset()) -> dict[int, Card]:
        """Deliver everything; the digests brought this time, by user."""
        fresh: dict[int, Card] = {}
        while notices := await delivery.lease(self.db, now, timedelta(minutes=1), 50):
            for notice in notices:
                user = await self._user(notice.account_id)
                card = await self._card(notice, now) if notice.kind in DIGESTS else Card("")
                if card is None:
                    await delivery.skipped(self.db, notice.id, now)
                elif user in blocked:
                    await delivery.undeliverable(self.db, notice, "blocked", now)
                else:
                    await delivery.sent(self.db, notice.id, "1", now)
                    if notice.kind in DIGESTS:
                        assert user not in fresh, "two digests at once"
                        fresh[user] = card
                        self.brought.append((now, user, card))
        return fresh

    async def _card(self, notice: DueNotice, now: datetime) -> Card | None:
        if notice.kind is NoticeKind.DIGEST:
            facts = await digest(self.db, notice, now)
            return digest_card(facts) if facts else None
        control = await official_digest(self.db, notice, now)
        return official_digest_card(control) if control else None

    async def _user(self, account_id: int) -> int:
        async with self.db.read() as session:
            return (await session.get_one(Account, account_id)).user_id


async def steps_of(db: Database, assignment: Assignment) -> list[tuple[str, str, bool]]:
    """(day, kind, consumed) of the organisation's steps of an assignment, by day."""
    async with db.read() as session:
        rows = await session.scalars(
            select(ReminderStep)
            .where(ReminderStep.assignment_id == assignment.id, ReminderStep.audience == "organisation")
            .order_by(ReminderStep.day, ReminderStep.step)
        )
        return [(f"{row.day:%d.%m}", row.step, row.consumed_at is not None) for row in rows]
