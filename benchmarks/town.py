"""A district of any size: one authority, schools with a director each, drafts to send them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from benchmarks.loops import virtual_loop
from db.engine import Database
from db.models import (
    Account,
    Addressee,
    AddresseeOrganisation,
    Authority,
    Checkpoint,
    Decision,
    Likeness,
    Membership,
    Minutes,
    MinutesState,
    Organisation,
    Person,
)
from domain.lifecycle import Acceptance
from domain.minutes.model import ControlForm, DeadlineKind, Requirement
from domain.organisations import OrganisationKind
from domain.people import Platform, Role
from services.context import Context
from services.drafts.loading import load
from services.people.actors import load_actor
from services.sending import publish
from tests.database import sqlite_database

#: A Tuesday, 10:00 in Moscow.
NOW = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
AUTHORITY = OFFICIAL = 1
FIRST_CHAT = 7_000_000_000
TEXT = "Провести проверку готовности пищеблоков и представить справку о её результатах"


@dataclass(frozen=True, slots=True)
class Town:
    """Organisation, its director and the director's account share one number; number 1 is the authority."""

    db: Database
    schools: Sequence[int]

    async def context(self, number: int = OFFICIAL, now: datetime = NOW) -> Context:
        chat = FIRST_CHAT + number
        return Context(self.db, await load_actor(self.db, Platform.TELEGRAM, chat, chat, now), now)

    async def draft(self, items: int, due: date, schools: Sequence[int] = (), number: str = "8") -> int:
        """Minutes ready to be sent: every item to every school. Returns their id."""
        async with self.db.write() as session:
            minutes = Minutes(
                authority_id=AUTHORITY,
                controller_id=OFFICIAL,
                state=MinutesState.DRAFT,
                number=number,
                day=NOW.date(),
                content_hash=number,
                source_text=TEXT,
                created_at=NOW,
                edited_at=NOW,
            )
            session.add(minutes)
            await session.flush()
            decisions = [_decision(minutes.id, ordinal) for ordinal in range(items)]
            session.add_all(decisions)
            await session.flush()
            session.add_all(Checkpoint(decision_id=each.id, key="1", due_date=due) for each in decisions)
            phrases = [Addressee(decision_id=each.id, phrase="", settled=True) for each in decisions]
            session.add_all(phrases)
            await session.flush()
            links = [
                {"addressee_id": phrase.id, "organisation_id": school}
                for phrase in phrases
                for school in schools or self.schools
            ]
            await session.execute(insert(AddresseeOrganisation), links)
            return minutes.id

    async def send(self, minutes_id: int, now: datetime = NOW) -> None:
        ctx = await self.context(OFFICIAL, now)
        async with self.db.write() as session:
            minutes = await session.get_one(Minutes, minutes_id)
            while alike := (
                await load(session, minutes)
            ).duplicates:  # all items ask the same: they are sent as they are
                who = {"decided_by": ctx.actor.person_id, "decided_at": now, "merged": False}
                session.add_all(Likeness(decision_id=each.item_id, other_id=each.other_id, **who) for each in alike)
                await session.flush()
        await publish.send(ctx, minutes_id, minutes.version)


def _decision(minutes_id: int, ordinal: int) -> Decision:
    return Decision(
        minutes_id=minutes_id,
        ordinal=ordinal,
        number=f"1.{ordinal + 1}",
        text=TEXT,
        source=TEXT,
        deadline_kind=DeadlineKind.DATE,
        form=ControlForm.REPORT,
        requirement=[str(Requirement.FILE)],
        acceptance=Acceptance.CHECKED,
    )


@asynccontextmanager
async def town_of(schools: int) -> AsyncIterator[Town]:
    """A town in a SQLite file of its own."""
    with TemporaryDirectory(prefix="kontrol-bench-") as folder:
        async with sqlite_database(Path(folder)) as db:
            virtual_loop().watch(db)
            numbers = range(AUTHORITY + 1, AUTHORITY + 1 + schools)
            await _plant(db, numbers)
            yield Town(db, numbers)


async def _plant(db: Database, schools: Sequence[int]) -> None:
    everybody = (AUTHORITY, *schools)
    async with db.write() as session:
        await session.execute(insert(Organisation), [_organisation(number) for number in everybody])
        await session.execute(insert(Authority), [{"organisation_id": AUTHORITY}])
        names = [{"id": number, "name": f"Человек {number}", "created_at": NOW} for number in everybody]
        await session.execute(insert(Person), names)
        await session.execute(insert(Account), [_account(number) for number in everybody])
        await session.execute(insert(Membership), [_membership(number) for number in everybody])


def _organisation(number: int) -> dict[str, object]:
    name = f"Школа № {number}"
    top = number == AUTHORITY
    return {
        "id": number,
        "parent_id": None if top else AUTHORITY,
        "path": f"{AUTHORITY}." if top else f"{AUTHORITY}.{number}.",
        "name": name,
        "short_name": name,
        "search_key": name,
        "kind": OrganisationKind.AUTHORITY if top else OrganisationKind.SCHOOL,
    }


def _account(number: int) -> dict[str, object]:
    chat = FIRST_CHAT + number
    return {"id": number, "person_id": number, "platform": Platform.TELEGRAM, "user_id": chat, "chat_id": chat}


def _membership(number: int) -> dict[str, object]:
    role = Role.OFFICIAL if number == AUTHORITY else Role.DIRECTOR
    return {"person_id": number, "organisation_id": number, "role": role, "created_at": NOW}
