"""Buttons that are old, pressed twice, made up or somebody else's: a button's data is never trusted."""

import inspect
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from sqlalchemy import func, select

from db.models import (
    Account,
    Assignment,
    Authority,
    Base,
    Conversation,
    InboxUpdate,
    Invitation,
    JoinRequest,
    Membership,
    Minutes,
    Organisation,
    Person,
    Report,
)
from domain.organisations import OrganisationKind
from domain.people import Platform, Role
from domain.reports import ReportState
from services.people import invitations
from tests.person import Someone
from tests.remembered import remembered
from tests.stories.protocols import protocol
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story
from views import callbacks as cb

KINDS = [kind for _, kind in inspect.getmembers(cb, inspect.isclass) if issubclass(kind, CallbackData)]
KINDS.remove(CallbackData)
#: What these do, anybody does to themselves or to their own authority.
OWN: set[type[CallbackData]] = {cb.Forget, cb.InviteAll, cb.JoinDecline, cb.RemindOverdue}
#: Words that buttons carry; a field takes those that mean something to it.
WORDS = ("confirm", "deleted", "preview", "items", "leave", "merge", "right", "type", "official")
SECRETS = ("(12/1)", "(13/1)", "акт осмотра")
VICTIM, OTHER = SCHOOLS[0], SCHOOLS[1]


@remembered
async def published(story: Story) -> Town:
    """One school has a protocol, a report in hand and another begun; a draft waits; another school has nothing."""
    town = await make_town(story, SCHOOLS, (VICTIM, OTHER))
    official, victim = town.official, town.directors[VICTIM]
    await official.uploads(protocol(12, 2, to=f"директор {VICTIM}").encode(), "протокол.txt")
    await official.taps("Направить")
    await official.taps("Направить 1")
    for label in ("Пункт 1.1", "Пункт 1.2"):
        await victim.taps(label)
        await victim.taps("Исполнено")
        await victim.sends("акт осмотра")
        if label == "Пункт 1.1":
            await victim.taps("Отправить отчёт")
    await official.uploads(protocol(13, 2).encode(), "протокол.txt")
    await invitations.invite_organisation(await town.context(official), town.organisations[SCHOOLS[2]])
    return town


async def stranger_to(town: Town) -> Someone:
    return town.story.person("Незнакомец")


async def director_of_another_school(town: Town) -> Someone:
    return town.directors[OTHER]


async def official_of_another_authority(town: Town) -> Someone:
    """A district of its own, with its official."""
    someone = town.story.person("Чужой специалист")
    now = town.story.clock()
    async with town.story.db.write() as session:
        names = {"name": "Другой отдел", "short_name": "Другой отдел", "search_key": "другой отдел"}
        place = Organisation(kind=OrganisationKind.AUTHORITY, **names)
        person = Person(name="Чужой специалист", created_at=now)
        session.add_all([place, person])
        await session.flush()
        place.path = f"{place.id}."
        session.add(Authority(organisation_id=place.id))
        account = {"platform": Platform.TELEGRAM, "user_id": someone.id, "chat_id": someone.id}
        session.add(Account(person_id=person.id, **account))
        session.add(Membership(person_id=person.id, organisation_id=place.id, role=Role.OFFICIAL, created_at=now))
    return someone


async def everything(story: Story) -> dict[str, list[Any]]:
    """All rows but those about updates themselves."""
    tables = [
        t for t in Base.metadata.sorted_tables if t.name not in (InboxUpdate.__tablename__, Conversation.__tablename__)
    ]
    async with story.db.read() as session:
        return {table.name: sorted(map(str, await session.execute(select(table)))) for table in tables}


async def ids(story: Story) -> dict[str, list[int]]:
    """What a forger would put into the fields of a button."""
    columns: dict[str, Any] = {
        "minutes": Minutes.id,
        "report": Report.id,
        "invitation": Invitation.id,
        "assignment": Assignment.id,
        "request": JoinRequest.id,
    }
    async with story.db.read() as session:
        found = {name: list(await session.scalars(select(column))) for name, column in columns.items()}
        victim = select(Organisation.id).where(Organisation.short_name == VICTIM)
        found["organisation"] = list(await session.scalars(victim))
    everywhere = sorted({each for numbers in found.values() for each in numbers})
    return found | {"id": everywhere, "decision": everywhere, "version": [1, 2]}


def forged(kind: type[CallbackData], known: dict[str, list[int]]) -> Iterator[str]:
    """Every sensible filling of a button's fields."""
    choices: list[list[Any]] = []
    for name, field in kind.model_fields.items():
        if name == "consent":
            choices.append(["1"])
        elif field.annotation is int:
            choices.append(known.get(name) or [1])
        elif field.annotation is bool:
            choices.append([1])
        else:
            choices.append(list(WORDS))
    for values in product(*choices):
        yield ":".join(map(str, (kind.__prefix__, *values)))


@pytest.mark.long
@pytest.mark.parametrize("attacker", [stranger_to, director_of_another_school, official_of_another_authority])
async def test_forged_buttons_do_and_show_nothing(story: Story, attacker: Any) -> None:
    town = await published(story)
    someone: Someone = await attacker(town)
    await someone.sends("/start")
    before, known, screen = await everything(story), await ids(story), someone.screen
    buttons = [data for kind in KINDS if kind not in OWN for data in forged(kind, known)]
    for first in range(0, len(buttons), 10):
        for data in buttons[first : first + 10]:
            someone.person.taps_data(data, on=screen)
        story.clock.move_to(story.clock() + timedelta(seconds=6))
        await story.settle()
    after = await everything(story)
    assert {name: set(after[name]) ^ set(before[name]) for name in after if after[name] != before[name]} == {}
    shown = "\n".join(version.text for message in someone.received for version in message.versions)
    assert [secret for secret in SECRETS if secret in shown] == []


@pytest.mark.parametrize("number", ["9" * 20, "9" * 9, "-1"])
async def test_absurd_numbers_are_no_trouble(story: Story, number: str) -> None:
    town = await published(story)
    for kind in KINDS:
        numbers = {name: number for name, field in kind.model_fields.items() if field.annotation is int}
        rest = {name: "1" for name in kind.model_fields if name not in numbers}
        data = ":".join([kind.__prefix__, *({**numbers, **rest}[name] for name in kind.model_fields)])
        town.official.person.taps_data(data[:64], on=town.official.screen)
        story.clock.move_to(story.clock() + timedelta(seconds=1))
        await story.settle()


async def test_buttons_of_another_version_of_the_product(story: Story) -> None:
    town = await published(story)
    for data in ("acc", "acc:", "acc:x", "acc:1:2:3:4", "nothing:1", ":", "a:1.5", "draft:-1"):
        await town.story.advance(minutes=1)
        town.official.person.taps_data(data, on=town.official.screen)
        await story.settle()
        town.official.sees("больше не работает")


async def test_a_refused_tap_says_why(story: Story) -> None:
    town = await published(story)
    other = town.directors[OTHER]
    known = await ids(story)
    await other.sends("/start")
    for data, sentence in (
        (cb.OpenAssignment(id=known["assignment"][0]), "Вам недоступно"),
        (cb.OpenAssignment(id=10_000), "Этого пункта больше нет"),
        (cb.Acknowledge(minutes=known["minutes"][0], organisation=known["organisation"][0]), "Вам недоступно"),
        (cb.HandIn(report=known["report"][1]), "Этого отчёта больше нет"),
        (cb.Draft(id=known["minutes"][-1]), "Вам недоступно"),
        (cb.Draft(id=10_000), "Этого протокола больше нет"),
        (cb.Accept(report=known["report"][0]), "Вам недоступно"),
    ):
        await story.advance(minutes=1)
        other.person.taps_data(data.pack(), on=other.screen)
        await story.settle()
        assert sentence in other.person.toasts[-1]


async def test_everything_pressed_twice_happens_once(story: Story) -> None:
    town = await make_town(story, SCHOOLS, (VICTIM,))
    official, director = town.official, town.directors[VICTIM]
    await official.uploads(protocol(12, 1).encode(), "протокол.txt")
    await official.taps("Направить")
    await official.taps_twice("Направить 3")
    official.sees("направлен 3 организациям")
    await director.taps_twice("Ознакомлен")
    await director.taps("Пункт 1.1")
    await director.taps_twice("Исполнено")
    await director.sends("акт осмотра")
    await director.taps_twice("Отправить отчёт")
    director.sees("получен", "в срок")
    await official.taps_twice("Принять")
    official.sees("снято с контроля")
    async with story.db.read() as session:
        reports = list(await session.scalars(select(Report.state)))
        assert await session.scalar(select(func.count(Assignment.id))) == len(SCHOOLS)
    assert reports == [ReportState.ACCEPTED]
    assert sum("принят" in message.text for message in director.received) == 1


async def test_old_screens_show_how_it_stands_now(story: Story) -> None:
    town = await published(story)
    official, victim = town.official, town.directors[VICTIM]
    item = next(message for message in victim.received if "Состояние:" in message.text)
    victim.person.taps("Исполнено", on=item)
    await story.settle()
    victim.sees("на проверке")
    draft = official.screen
    await official.taps("Все пункты", on="№ 13")
    await official.taps("п. 1.1")
    await official.taps("Не направлять")
    old = next(button for row in draft.versions[0].keyboard for button in row if button.text.startswith("Направить"))
    confirm = cb.Publish(id=cb.DraftDo.unpack(str(old.callback_data)).id, version=1)
    official.person.taps_data(confirm.pack(), on=draft)
    await story.settle()
    official.sees("Карточка устарела", "Прочитано пунктов: 2")
    async with story.db.read() as session:
        assert await session.scalar(select(func.count(Minutes.id)).where(Minutes.sent_at.is_not(None))) == 1
