"""«Протокол целиком» does not tell what the share hides."""

import pytest

from domain.errors import WrongState
from services.assignments import shares
from services.overview import protocols
from tests.person import Someone
from tests.stories.region import DISTRICTS, SCHOOLS, make_region
from tests.stories.test_once_at_every_level import passes
from tests.stories.test_passing_down import BIRCH, PINE, sent_through
from tests.stories.town import Town
from tests.story import Story

pytestmark = pytest.mark.both_databases

FIRST, SECOND = SCHOOLS[DISTRICTS[0]]
WHOLE = "Протокол целиком"
LISTING = f"""Протокол № 7 совещания департамента

Дата – 01.09.2026

Повестка дня:
1. О ремонте

По 1 вопросу «О ремонте»
Решили:
1.1. Провести ремонт в следующих школах:
{FIRST}\t{DISTRICTS[0]}
{SCHOOLS[DISTRICTS[1]][0]}\t{DISTRICTS[1]}
Срок: до 15.10.2026
Отв.: органы управления образованием.
"""


async def sends_the_list(town: Town, *, shown: bool) -> None:
    official = town.official
    await official.sends(LISTING)
    while official.has_button("Ответить"):
        await official.taps("Ответить")
        await official.taps("Органы управления образованием (3)")
    await official.taps("Направить")
    official.sees("«Протокол целиком» останется у Вас: в нём названы организации (п. 1.1)")
    if shown:
        await official.taps("Показывать протокол целиком")
        official.sees("«Протокол целиком» увидят все получатели")
    await official.taps("Направить ")


async def opens_item(head: Someone, label: str) -> None:
    await head.sends("/tasks")
    await head.taps(label)


async def test_a_list_of_organisations_stays_with_the_department(story: Story) -> None:
    town = await make_region(story)
    await sends_the_list(town, shown=False)
    head = town.directors[PINE]
    await opens_item(head, "№ 7 · 1.1")
    assert not head.has_button(WHOLE)
    await head.taps("Полный текст", on="направляет решения")
    head.does_not_see(FIRST)
    ctx = await town.context(town.official)
    (sent,) = (await protocols.protocols(ctx)).protocols
    assert FIRST in (await shares.original(ctx, sent.minutes.id)).text
    with pytest.raises(WrongState, match="original_kept"):
        await shares.original(await town.context(head), sent.minutes.id)


async def test_the_official_may_let_it_go(story: Story) -> None:
    town = await make_region(story)
    await sends_the_list(town, shown=True)
    head = town.directors[PINE]
    await opens_item(head, "№ 7 · 1.1")
    await head.taps(WHOLE)
    head.sees("протокол № 7")


async def test_an_item_passed_to_one_school_never_appears_at_another(story: Story) -> None:
    town = await sent_through(story)
    head = town.directors[BIRCH]
    await passes(head, FIRST)
    await head.taps("Направить 1 организации")
    await head.sends("/tasks")
    await head.taps("№ 5 · 1.2")
    await head.taps("Довести до подведомственных")
    await head.taps("Кому")
    await head.taps("Написать, кто это")
    await head.sends(SECOND)
    await head.taps("Да, им")
    await head.taps("Направить 1 организации")
    second = town.directors[SECOND]
    await opens_item(second, "№ 5 · 1.2")
    assert not second.has_button(WHOLE)
    (sent,) = (await protocols.protocols(await town.context(head))).protocols
    with pytest.raises(WrongState, match="original_kept"):
        await shares.original(await town.context(second), sent.minutes.id)
    await opens_item(head, "№ 5 · 1.1")
    assert head.has_button(WHOLE), "the department's own protocol names nobody"
