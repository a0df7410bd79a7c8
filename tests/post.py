"""A small post office for tests of delivery: accounts, notices, and a platform that takes or refuses."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from db.engine import Database
from db.models import Account, Authority, Membership, Notice, NoticeKind, NoticeState, Organisation, Person
from db.outbox import DueNotice
from domain.organisations import OrganisationKind
from domain.people import Platform, Role
from sandbox.clock import StandingClock
from scheduler.delivery import Delivery
from scheduler.watch import Watch
from services.outbox import notify

#: Noon in Moscow on a working day.
NOON = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
AUTHORITY, SCHOOL, OFFICIAL = 1, 2, 100


async def plant_town(db: Database, directors: int = 1) -> None:
    """An authority with one official and a school with accounts 1, 2, … (chats 1001, 1002, …)."""
    async with db.write() as session:
        kinds = {AUTHORITY: OrganisationKind.AUTHORITY, SCHOOL: OrganisationKind.SCHOOL}
        for number, path in ((AUTHORITY, "1."), (SCHOOL, "1.2.")):
            name = f"Организация {number}"
            session.add(
                Organisation(
                    id=number,
                    parent_id=None if number == AUTHORITY else AUTHORITY,
                    path=path,
                    name=name,
                    short_name=name,
                    search_key=name,
                    kind=kinds[number],
                )
            )
            await session.flush()
        session.add(Authority(organisation_id=AUTHORITY))
        for number in (*range(1, directors + 1), OFFICIAL):
            session.add(Person(id=number, name=f"Человек {number}", created_at=NOON))
            await session.flush()
            account = {"platform": Platform.TELEGRAM, "user_id": 1000 + number, "chat_id": 1000 + number}
            session.add(Account(id=number, person_id=number, **account))
            role, place = (Role.OFFICIAL, AUTHORITY) if number == OFFICIAL else (Role.DIRECTOR, SCHOOL)
            session.add(Membership(person_id=number, organisation_id=place, role=role, created_at=NOON))


async def post(db: Database, account: int, words: str, *, at: datetime = NOON, **options: Any) -> None:
    """A notice that says `words`."""
    async with db.write() as session:
        await notify(
            session,
            NOON,
            options.pop("kind", NoticeKind.PROTOCOL),
            [account],
            key=words,
            organisation_id=options.pop("organisation_id", SCHOOL),
            not_before=at,
            words=words,
            **options,
        )


async def states(db: Database) -> dict[str, NoticeState]:
    """Words of each notice → where it stands."""
    async with db.read() as session:
        rows = await session.execute(select(Notice.facts, Notice.kind, Notice.state).order_by(Notice.id))
        return {facts.get("words", kind): state for facts, kind, state in rows}


class PostOffice:
    """Takes messages; `refuse` makes an exception of a message that is not taken."""

    def __init__(self) -> None:
        self.taken: list[tuple[int, str]] = []
        self.silent: list[str] = []
        self.refuse: Callable[[int, str], Exception | None] = lambda _chat, _words: None
        self.no_longer_due: set[str] = set()

    async def compose(self, notice: DueNotice, _now: datetime) -> str | None:
        words: str = notice.facts.get("words", str(notice.kind))
        return None if words in self.no_longer_due else words

    async def send(self, chat: int, words: str, silent: bool) -> str:
        error = self.refuse(chat, words)
        if error is not None:
            raise error
        self.taken.append((chat, words))
        if silent:
            self.silent.append(words)
        return str(len(self.taken))

    def delivery(self, db: Database, clock: StandingClock) -> Delivery:
        return Delivery(db, clock, Watch(clock), self.compose, self.send)


async def deliver_all(delivery: Delivery, clock: StandingClock, rounds: int = 40) -> None:
    """Deliver again and again while time goes on."""
    for _ in range(rounds):
        await delivery.deliver()
        clock.move_to(clock() + timedelta(minutes=2))
