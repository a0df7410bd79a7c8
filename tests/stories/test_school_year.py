"""A whole school year: August to August, from all sides, with an invented protocol and with a real one."""

from datetime import datetime
from pathlib import Path

import pytest

from db.engine import Database
from tests.stories import year as chapters
from tests.stories.test_seeds import GARDENS, METHODICAL, SCHOOLS, SEEDS, answer, upload
from tests.stories.town import make_town
from tests.stories.year import Year, people_of
from tests.story import MOSCOW, telling

START = datetime(2023, 8, 28, 10, 0, tzinfo=MOSCOW)  # Monday
INVENTED = """Протокол № 8 совещания с руководителями образовательных организаций

Дата – 27.08.2023

Повестка дня:
1. О качестве образования

По 1 вопросу «О качестве образования»
Решили:
1.1. Скорректировать при необходимости план мероприятий по безопасности.
Срок: до 15.10.2023
Отв.: директора школ.
1.2. Обеспечить повышение квалификации педагогов.
Срок: постоянно
Отв.: директора школ.
1.3. Совершенствовать формы работы с родителями.
Срок: постоянно
Отв.: директора школ.
1.4. Рассмотреть вопросы качества на заседаниях ШМО.
Срок: постоянно
Отв.: директора школ.
"""


@pytest.mark.long
@pytest.mark.both_databases
async def test_a_year_with_an_invented_protocol(db: Database, tmp_path: Path) -> None:
    async with telling(db, tmp_path, START) as story:
        schools = SCHOOLS[:5]
        year = await people_of(await make_town(story, schools, schools[:4]), schools)
        await year.official.uploads(INVENTED.encode(), "протокол.txt")
        await year.official.taps("Направить")
        await year.official.taps("Направить 5")
        await lives(year)
        assert await chapters.figures_agree(story) == {"accepted": 35, "cancelled": 5}


@pytest.mark.long
@pytest.mark.skipif(not (SEEDS / "seed-002.txt").exists(), reason="the real protocols are not beside the project")
async def test_a_year_with_the_district_protocol(db: Database, tmp_path: Path) -> None:
    async with telling(db, tmp_path, START) as story:
        connected = (*SCHOOLS[:4], *GARDENS[:3])
        year = await people_of(await make_town(story, (*SCHOOLS, *GARDENS, METHODICAL), connected), SCHOOLS)
        year.gardens = tuple(year.town.directors[name] for name in GARDENS[:3])
        await upload(year.official, "002")
        taps = 1 + await answer(year.official, "Методические центры", "Детские сады", "До 15.09")
        await year.official.taps("Направить")
        await year.official.taps("Направить 17")
        assert taps + 2 <= 8
        await lives(year)
        assert await chapters.figures_agree(story) == {"accepted": 71, "cancelled": 64}
        await year.successor.sends("/protocols")
        year.successor.sees("протокол № 9 от 11.09.2023 — снято 28 из 28", "№ 8 от 27.08.2023 — снято 39 из 39")


async def lives(year: Year) -> None:
    """All chapters, then what holds at the end."""
    await chapters.september(year)
    if year.gardens:
        await chapters.kindergartens(year)
    for chapter in (
        chapters.october,
        chapters.november,
        chapters.winter,
        chapters.spring,
        chapters.may,
        chapters.june,
        chapters.summer,
        chapters.told_in_words,
    ):
        await chapter(year)
    chapters.nobody_was_disturbed(year.everybody)
    await chapters.one_digest_a_day(year.story)
