"""What the attempts are about, and everybody who makes them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from db.engine import Database
from db.models import Account, Authority, Base, JoinRequest, Organisation, Person
from domain.errors import Stale
from domain.minutes import read_text
from domain.minutes.model import ControlForm
from domain.organisations import OrganisationKind
from domain.people import Platform, Role
from services.assignments import waiting_requests
from services.assignments.waiting_requests import RequestKind
from services.deputies import acting, deputies
from services.drafts import drafts, intake
from services.organisations import groups, registry
from services.people import invitations
from services.reports import by_phone
from services.requests import disputes, extensions
from tests.papers import DOUBTFUL
from tests.people import ADMIN, SCHOOLS, VIEWER, make_district
from tests.reminding import Item, send_minutes
from tests.reporting import BIRCH, DUE, PINE, RIVER, SENT, Office

LATER = date(2023, 12, 1)
FORM_DUE = date(2024, 5, 31)
DEPUTY = 301
#: A district nearby with a school, and somebody with an account and no role: numbers no other row has.
NEARBY, NEARBY_SCHOOL, SOMEBODY = 900, 901, 5000
OWN = "the authority itself"
#: Words that only our district's things hold; attempts type them in small letters.
SECRETS = ("Берёзовская", "Заречн", "пищеблок", "Ольга Седова", "Координаторы", "координаторы")


@dataclass(frozen=True)
class Things:
    """What the attempts are about: all of the first school and its authority."""

    authority: int
    organisation: int
    other: int  # the second school
    sent: int
    assignment: int
    version: int
    decision: int
    draft: int
    draft_version: int
    item: int
    report: int  # handed in
    collecting: int  # a draft of the first school's director
    entering: int  # a draft of the official, for the second school
    extension: int  # a request for more time of the first school, waiting
    dispute: int
    group: int  # of the authority, the first school by hand
    yearly: int  # a line of the first school's year form
    repeating: int  # a decision
    own: int  # an item of the authority itself
    own_version: int
    request: int  # of the second director, to join the third school
    upload: int  # a table of organisations, not loaded
    columns: int  # one whose column of names is asked about
    link: int  # for the first school's director
    deputy_link: int
    staff_link: int  # for an official
    official: int  # people
    director: int
    other_director: int
    deputy: int


Scene = tuple[Office, Things]


class Trial(Database):
    """The same database; whatever is done through this one is undone at the end of the transaction."""

    def __init__(self, db: Database) -> None:
        self.__dict__.update(db.__dict__)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        async with self._lock, self._writers() as session:
            try:
                yield session
                await session.flush()
            except StaleDataError as error:
                raise Stale from error
            finally:
                await session.rollback()


async def whole(db: Database) -> dict[str, list[Any]]:
    """Everything that is stored."""
    async with db.read() as session:
        return {
            table.name: [
                tuple(row) for row in await session.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }


async def make_scene(db: Database) -> tuple[Office, Things]:
    """The first school has reported, asked and disputed; a draft waits; there are neighbours."""
    office = await _sent(db)
    district = office.district
    await district.register_official(VIEWER, Role.VIEWER)
    await district.register_deputy(BIRCH, DEPUTY)
    await _add_neighbours(office)
    things = await _happen(office)
    async with db.write() as session:  # it may run control below itself: an official there is one of another authority
        session.add(Authority(organisation_id=things.organisation, letter_name="Школа"))
    return office, things


async def _sent(db: Database) -> Office:
    district = await make_district(db, SENT, organisations=SCHOOLS, directors=(BIRCH, RIVER))
    district.organisations[OWN] = district.authority_id
    items = [
        Item("1.1", DUE),
        Item("1.2", DUE),
        Item("1.3", DUE, organisations=(BIRCH,)),
        Item("1.4", DUE, organisations=(BIRCH,)),
        Item("1.5", FORM_DUE, form=ControlForm.YEARLY, organisations=(BIRCH,)),
        Item("1.6", FORM_DUE, organisations=(BIRCH,)),
        Item("1.7", FORM_DUE, organisations=(OWN,)),
    ]
    office = Office(district, await send_minutes(district, SENT, items))
    await office.change_decision("1.6", form=ControlForm.PERIODIC, recurrence="monthly")
    return office


async def _add_neighbours(office: Office) -> None:
    async with office.db.write() as session:
        for id_, parent, kind in (
            (NEARBY, None, OrganisationKind.AUTHORITY),
            (NEARBY_SCHOOL, NEARBY, OrganisationKind.SCHOOL),
        ):
            path = f"{NEARBY}." if parent is None else f"{NEARBY}.{id_}."
            names = {"name": f"Соседи {id_}", "short_name": f"Соседи {id_}", "search_key": "соседи"}
            session.add(Organisation(id=id_, parent_id=parent, path=path, kind=kind, **names))
            await session.flush()
        session.add(Authority(organisation_id=NEARBY, letter_name="Соседи"))
        session.add(Person(id=SOMEBODY, name="Кто-то", created_at=office.now))
        await session.flush()
        session.add(
            Account(id=SOMEBODY, person_id=SOMEBODY, platform=Platform.TELEGRAM, user_id=SOMEBODY, chat_id=SOMEBODY)
        )


async def _happen(office: Office) -> Things:
    director, official = await office.director(), await office.official()
    asked, disputed = await office.item("1.3"), await office.item("1.4")
    extension = await extensions.ask(director, asked.id, asked.version, LATER, "причина")
    await disputes.dispute(director, disputed.id, disputed.version, "причина")
    dispute = await waiting_requests.next_request(official, RequestKind.DISPUTE)
    assert dispute is not None
    handed_in = await office.reports()
    collecting = await office.starts(number="1.2")
    draft = (await drafts.show(official, (await intake.take(official, read_text(DOUBTFUL))).minutes_id)).draft
    theirs = await office.item("1.1", RIVER)
    item, own = await office.item(), await office.item("1.7", OWN)
    admin = await office.as_user(ADMIN)
    deputy = (await office.as_user(DEPUTY)).actor.person_id
    await acting.appoint(official, item.organisation_id, deputy, LATER)
    return Things(
        authority=office.district.authority_id,
        organisation=item.organisation_id,
        other=theirs.organisation_id,
        sent=office.minutes_id,
        assignment=item.id,
        version=item.version,
        decision=item.decision_id,
        draft=draft.id,
        draft_version=draft.version,
        item=draft.items[1].id,
        report=handed_in.report.id,
        collecting=collecting.report.id,
        entering=(await by_phone.enter(official, theirs.id, theirs.version)).report.id,
        extension=extension.id,
        dispute=dispute[0],
        group=(await groups.create(official, "Пилотные школы", members=(item.organisation_id,))).id,
        yearly=(await office.item("1.5")).id,
        repeating=(await office.item("1.6")).decision_id,
        own=own.id,
        own_version=own.version,
        request=await _asks_to_join(office, office.district.organisations[PINE]),
        upload=(await registry.preview_names(official, "МКОУ Луговая СОШ")).id,
        columns=(await registry.keep_columns(official, (("Ивушка", "1"), ("Теремок", "2")))).id,
        link=(await invitations.invite_organisation(official, item.organisation_id)).id,
        deputy_link=(await deputies.invite_deputy(director, item.organisation_id)).id,
        staff_link=(await invitations.invite_official(admin, Role.OFFICIAL)).id,
        official=official.actor.person_id,
        director=director.actor.person_id,
        other_director=(await office.director(RIVER)).actor.person_id,
        deputy=deputy,
    )


async def _asks_to_join(office: Office, organisation_id: int) -> int:
    async with office.db.write() as session:
        request = JoinRequest(
            authority_id=office.district.authority_id,
            organisation_id=organisation_id,
            person_id=(await office.director(RIVER)).actor.person_id,
            says_director=False,
            created_at=office.now,
        )
        session.add(request)
        await session.flush()
        return request.id
