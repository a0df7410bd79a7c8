"""A school does not answer for weeks: the official decides, the head and the viewer are told once, and only then."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db.models import Audit, ReminderStep
from domain.people import Role
from services.people import invitations
from tests.papers import THIS_YEAR
from tests.person import Someone
from tests.remembered import remembered
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases

BIRCH, PINE, RIVER = SCHOOLS
TEXT = THIS_YEAR


@remembered
async def published(story: Story) -> Town:
    """1.1 until Thursday 15.10, 2.1 until Tuesday 20.10.2026; nobody answers."""
    town = await make_town(story, SCHOOLS, SCHOOLS[:2])
    await town.official.uploads(TEXT.encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить 3")
    return town


def table(data: bytes) -> list[tuple[object, ...]]:
    """All rows of the only sheet."""
    page = load_workbook(io.BytesIO(data)).active
    assert page is not None
    return list(page.iter_rows(values_only=True))


async def colleague(town: Town, name: str, role: Role) -> Someone:
    """A second person of the authority, by a link."""
    someone = town.story.person(name)
    invitation = await invitations.invite_official(await town.context(town.official), role)
    await someone.starts(invitation.code)
    await someone.taps("Да, это я")
    await someone.taps("Согласен")
    return someone


async def test_the_official_decides_after_two_weeks(story: Story) -> None:
    town = await published(story)
    official = town.official
    await story.at("2026-10-28 12:00")
    assert not [message for message in official.received if "Решите" in message.text]
    await story.at("2026-10-29 12:00")
    official.sees("Решите: продлить, отменить, доложить — 1", "п. 1.1, протокол № 12: не отчитались 3 из 3")
    await official.taps("Решить (3)")
    official.sees("Решите: продлить, отменить, доложить — 3", "на 14 дней", "Откройте пункт")
    await official.taps("№ 12 · п. 1.1, МКОУ Берёзовская")
    official.sees("Просрочено на 14 дней")
    assert official.has_button("Продлить")
    assert official.has_button("Отменить")
    await official.taps("Доложить руководителю")
    official.sees("Руководитель органа в боте не отмечен")
    await official.taps("Решить (3)")
    await official.taps("№ 12 · п. 1.1, МКОУ Берёзовская")
    await official.taps("Продлить")
    await official.taps("до 03.11")
    await official.taps("Решить (3)")
    official.sees("Решите: продлить, отменить, доложить — 2")


async def test_the_head_is_told_once_and_the_viewer_gets_a_list(story: Story) -> None:
    town = await published(story)
    official = town.official
    head = await colleague(town, "Анна Главная", Role.OFFICIAL)
    viewer = await colleague(town, "Вера Смотрящая", Role.VIEWER)
    await official.sends("/users")
    await official.taps("Руководитель органа")
    await official.taps("☐ Анна Главная")
    assert official.has_button("☑ Анна Главная")
    await story.at("2026-11-02 12:00")
    assert not [message for message in head.received if "и больше" in message.text]
    await story.at("2026-11-03 12:00")
    head.sees(
        "Просрочено 19 дней и больше: 3 организации, 3 пункта",
        "Специалисты напоминали",
        "МКОУ Берёзовская СОШ: 1 пункт",
    )
    await head.taps("Кто просрочил")
    head.sees("Просрочено на 03.11.2026")
    await story.at("2026-11-09 08:00")
    told = [message for message in head.received if "и больше" in message.text]
    assert len(told) == 1, "once, whatever the days"
    await story.at("2026-11-09 12:00")
    viewer.sees("Просрочено 24 дня и больше: 3 организации, 3 пункта", "Список – в файле")
    (file,) = [message.file for message in viewer.received if message.file]
    assert file.name == "Просрочено.xlsx"
    rows = table(file.data)
    assert {row[0] for row in rows[1:]} == {BIRCH, PINE, RIVER}
    assert len(rows) == 4
    head.sees("Просрочено 19 дней и больше: 3 организации, 6 пунктов")
    await story.at("2026-11-30 12:00")
    assert len([m for m in head.received if "и больше" in m.text]) == 2, "two items, each told once"
    async with story.db.read() as session:
        kinds = list(
            await session.scalars(select(ReminderStep.step).where(ReminderStep.step.in_(("decide", "head", "viewers"))))
        )
    assert sorted(kinds) == ["decide"] * 6 + ["head"] * 6 + ["viewers"] * 6


async def test_reported_up_by_hand_is_not_told_again(story: Story) -> None:
    town = await published(story)
    official = town.official
    head = await colleague(town, "Анна Главная", Role.OFFICIAL)
    await official.sends("/users")
    await official.taps("Руководитель органа")
    await official.taps("☐ Анна")
    await story.at("2026-10-29 12:00")
    await official.taps("Решить (3)")
    await official.taps("№ 12 · п. 1.1, МКОУ Сосновская")
    await official.taps("Доложить руководителю")
    official.sees("Руководителю доложено")
    assert not official.has_button("Доложить")
    head.sees("Долгая просрочка: МКОУ Сосновская ООШ", "Пункт 1.1, протокол № 12", "Просрочено на 14 дней")
    await head.taps("Открыть пункт")
    head.sees("Просрочено на 14 дней")
    await official.taps("Доложить", version=-2)
    official.sees("Об этой просрочке руководителю уже доложено")
    await official.taps("Решить (3)")
    official.sees("— 2")
    await story.at("2026-11-03 12:00")
    head.sees("Просрочено 19 дней и больше: 3 организации, 3 пункта")
    async with story.db.read() as session:
        heads = list(await session.scalars(select(ReminderStep.id).where(ReminderStep.step == "head")))
        audits = list(await session.scalars(select(Audit.action).where(Audit.action.in_(("reported_up", "head_set")))))
    assert (len(heads), sorted(audits)) == (3, ["head_set", "reported_up"])


async def test_a_chief_who_only_looks_is_marked_as_head(story: Story) -> None:
    """Told as a head is, and a viewer still: nothing to press that changes anything."""
    town = await published(story)
    official = town.official
    chief = await colleague(town, "Вера Смотрящая", Role.VIEWER)
    await official.sends("/users")
    await official.taps("Руководитель органа")
    await official.taps("☐ Вера Смотрящая")
    await story.at("2026-10-29 12:00")
    await official.taps("Решить (3)")
    await official.taps("№ 12 · п. 1.1, МКОУ Сосновская")
    await official.taps("Доложить руководителю")
    chief.sees("Долгая просрочка: МКОУ Сосновская ООШ", "Просрочено на 14 дней")
    await story.at("2026-11-03 12:00")
    chief.sees("Просрочено 19 дней и больше: 3 организации, 3 пункта")
    await story.at("2026-11-09 12:00")
    chief.sees("Список – в файле")
    await chief.sends("/users")
    assert not chief.has_button("Руководитель органа")


async def test_an_answer_in_time_reaches_nobody_above(story: Story) -> None:
    town = await published(story)
    official, birch, pine = town.official, town.directors[BIRCH], town.directors[PINE]
    head = await colleague(town, "Анна Главная", Role.OFFICIAL)
    await official.sends("/users")
    await official.taps("Руководитель органа")
    await official.taps("☐ Анна")
    await official.taps("☑ Анна")
    assert official.has_button("☐ Анна")
    before = len(head.received)
    await story.at("2026-11-03 12:00")
    assert not [m for m in head.received[before:] if "и больше" in m.text], "no head, nobody told"
    for data in ("dec:0:0", "head:1:1", "heads:1:1"):
        birch.person.taps_data(data, on=birch.screen)
        await story.settle()
        birch.sees("Это действие Вам недоступно")
    assert pine.received


async def test_the_overdue_list_as_a_file(story: Story) -> None:
    town = await published(story)
    official, birch = town.official, town.directors[BIRCH]
    await story.at("2026-10-22 12:00")
    await official.sends("/overdue")
    await official.taps("Excel")
    official.sees("Просрочено на 22.10.2026: 3 организации, 6 пунктов")
    (file,) = [m.file for m in official.received if m.file and (m.file.name or "").endswith(".xlsx")]
    rows = table(file.data)
    assert rows[0][:4] == ("Организация", "Протокол", "Пункт", "Содержание")
    assert rows[1][:3] == (BIRCH, "протокол № 12 от 31.08.2026", "п. 1.1")
    assert (rows[1][4], rows[1][5]) == ("15.10.2026", 7)
    assert len(rows) == 7
    birch.person.taps_data("ovx:o:0", on=birch.screen)
    await story.settle()
    birch.sees("Это действие Вам недоступно")
