"""A report at the level of services: collected, handed in, judged."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from db.engine import Database
from db.models import Assignment, Audit, Decision, Notice, NoticeKind, Report
from domain.reports import EvidenceKind
from services.context import Context
from services.reports import collecting, handing_in, judging
from services.reports.collecting import Collected, Incoming
from services.reports.handing_in import HandedIn
from tests.people import OFFICIAL, SCHOOLS, District, make_district
from tests.reminding import Item, assignment_of, at, send_minutes

BIRCH, RIVER, PINE = SCHOOLS
DUE = date(2023, 10, 13)  # Friday
SENT, OCTOBER = at("2023-09-04 12:00"), at("2023-10-09 12:00")


def message(number: int = 1, kind: EvidenceKind = EvidenceKind.TEXT, **fields: Any) -> Incoming:
    """Message `number` of a chat."""
    file = None if kind is EvidenceKind.TEXT else f"file-{number}"
    return Incoming(f"7:{number}", kind, **{"text": "приказ № 45-о", "file_id": file} | fields)


@dataclass
class Office:
    """A district with minutes sent; acts at a moment that only goes forward by hand."""

    district: District
    minutes_id: int
    now: datetime = OCTOBER

    @property
    def db(self) -> Database:
        return self.district.db

    async def director(self, name: str = BIRCH) -> Context:
        return await self.as_user(self.district.directors[name])

    async def official(self) -> Context:
        return await self.as_user(OFFICIAL)

    async def as_user(self, user_id: int) -> Context:
        return await self.district.context(user_id, self.now)

    async def item(self, number: str = "1.1", name: str = BIRCH) -> Assignment:
        return await assignment_of(self.db, number, self.district.organisations[name])

    async def starts(self, who: Context | None = None, number: str = "1.1", name: str = BIRCH) -> Collected:
        item = await self.item(number, name)
        return await collecting.start(who or await self.director(name), item.id, item.version)

    async def reports(
        self, who: Context | None = None, number: str = "1.1", name: str = BIRCH, message_number: int = 1
    ) -> HandedIn:
        """«Исполнено», one message, «Отправить отчёт»."""
        who = who or await self.director(name)
        started = await self.starts(who, number, name)
        await collecting.collect(who, message(message_number))
        done = await handing_in.hand_in(who, started.report.id, empty=True)
        assert isinstance(done, HandedIn)
        return done

    async def accepts(self, report_id: int) -> judging.ReportCard:
        return await judging.accept(await self.official(), report_id)

    async def returns(self, report_id: int, days: int = 3) -> judging.ReportCard:
        return await judging.send_back(
            await self.official(), report_id, "приложен не тот документ", "прислать приказ", days=days
        )

    async def withdraws(self, who: Context | None = None) -> Collected:
        item = await self.item()
        return await handing_in.withdraw(who or await self.director(), item.id, item.version)

    async def notices(self, *kinds: NoticeKind) -> list[Notice]:
        async with self.db.read() as session:
            return list(await session.scalars(select(Notice).where(Notice.kind.in_(kinds)).order_by(Notice.id)))

    async def history(self, assignment_id: int) -> list[tuple[str, str, str]]:
        """(action, from, to) of everything that happened to an assignment."""
        async with self.db.read() as session:
            rows = await session.scalars(
                select(Audit).where(Audit.subject == "assignment", Audit.subject_id == assignment_id).order_by(Audit.id)
            )
            return [(row.action, row.from_state, row.to_state) for row in rows]

    async def report(self, report_id: int) -> Report:
        async with self.db.read() as session:
            return await session.get_one(Report, report_id)

    async def change_decision(self, number: str, **values: object) -> None:
        async with self.db.write() as session:
            decision = (await session.scalars(select(Decision).where(Decision.number == number))).one()
            for name, value in values.items():
                setattr(decision, name, value)


async def make_office(db: Database, *items: Item, directors: tuple[str, ...] = SCHOOLS) -> Office:
    """Three schools with their directors; 1.1 is due on Friday, 13.10.2023."""
    district = await make_district(db, SENT, organisations=SCHOOLS, directors=directors)
    minutes_id = await send_minutes(district, SENT, items or [Item("1.1", DUE, organisations=SCHOOLS)])
    return Office(district, minutes_id)
