"""Three real protocols go the whole way. They stay outside the project: without them these stories skip, loudly.

Our own protocols of the same forms (tests/data/minutes) take the same way in test_our_protocols.py.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from db.engine import Database
from tests.person import Someone
from tests.stories.town import Town, make_town
from tests.story import MOSCOW, telling

SEEDS = Path(__file__).parents[3] / "shared" / "minutes"
pytestmark = pytest.mark.skipif(
    not (SEEDS / "seed-002.txt").exists(), reason="the three real protocols are not beside the project"
)

SCHOOLS = tuple(
    f"МКОУ {name} СОШ" for name in ("Берёзовская", "Сосновская", "Заречная", "Озёрская", "Луговая", "Полевая", "Лесная")
)
GARDENS = tuple(
    f"МКДОУ «{name}»"
    for name in ("Теремок", "Ромашка", "Солнышко", "Колосок", "Берёзка", "Родничок", "Ласточка", "Радуга", "Сказка")
)
METHODICAL = "МКУ «Методический центр»"


async def upload(official: Someone, number: str) -> None:
    await official.uploads((SEEDS / f"seed-{number}.txt").read_bytes(), f"Протокол {number}.txt")


async def answer(official: Someone, *answers: str) -> int:
    """Answer every doubt; returns the taps it took."""
    await official.taps("Ответить")
    for option in answers:
        await official.taps(option)
    official.sees("Всё понятно, можно направлять.")
    return 1 + len(answers)


async def report(director: Someone, item: str) -> None:
    await director.taps(item)
    await director.taps("Исполнено")
    await director.sends_photo(caption="приказ № 45-о")
    await director.taps("Отправить отчёт")


async def test_the_district_protocol_in_eight_taps_to_its_end(db: Database, tmp_path: Path) -> None:
    start = datetime(2023, 8, 28, 10, 0, tzinfo=MOSCOW)
    async with telling(db, tmp_path, start) as story:
        town = await make_town(story, (*SCHOOLS, *GARDENS, METHODICAL))
        official = town.official
        await upload(official, "002")
        official.sees("Протокол № 8 от 27.08.2023", "Прочитано пунктов: 12", "Отчёт к сроку — 2")
        official.sees("Годовой итог, одной строкой — 3", "отчёт не нужен — 7", "детские сады (9) или школы")
        taps = 1 + await answer(official, "Методические центры", "Детские сады", "До 15.09")
        await official.taps("Направить")
        official.sees("Школы (7): с отчётом 1 пункт, до 15.10.2023; в годовой итог 2; для работы 3")
        official.sees("Детские сады (9): с отчётом 1 пункт", "Методические центры (1)", "Наши пункты: 9")
        await official.taps("Направить 17")
        assert taps + 2 <= 8

        birch = town.directors[SCHOOLS[0]]
        birch.sees("1.1.", "до 15.10.2023", "Годовой итог — 2 строки", "Для работы, отчёт не нужен: 1.3, 1.5, 1.6")
        gardener = town.directors[GARDENS[0]]
        gardener.sees("Нужен отчёт — 1", "К сведению: вопрос 2: абз. 5, 6")
        await _the_order_of_a_school(town, birch)
        await _who_is_late(town)


async def _the_order_of_a_school(town: Town, birch: Someone) -> None:
    """1.1: a photo of the order, accepted; another school needs no change."""
    official = town.official
    await report(birch, "Пункт 1.1")
    official.sees("Отчёт: МКОУ Берёзовская СОШ")
    await official.taps("Принять")
    birch.sees("Отчёт принят, спасибо!", "снят с контроля", "Исполнено в срок")
    pine = town.directors[SCHOOLS[1]]
    await pine.taps("Пункт 1.1")
    pine.sees("воскресенье, напомним к пятнице, 13.10")
    await pine.taps("Не потребовалось")
    pine.sees("Не потребовалось", "снят с контроля")


async def _who_is_late(town: Town) -> None:
    """The day after 15.10 five schools and nine kindergartens are late, nobody else."""
    official, story = town.official, town.story
    await story.at("2023-10-15 23:00")
    await official.sends("/overdue")
    official.does_not_see("п. 1.1")
    await story.at("2023-10-16 12:00")
    await official.sends("/overdue")
    official.sees("Просрочено на 16.10.2023: 14 организаций, 14 пунктов")
    await official.taps("По протоколам")
    official.sees("протокол № 8 от 27.08.2023 — 14", "на 31 день", "не ознакомлены")
    await official.sends("/overdue Заречная")
    official.sees("1 организация, 1 пункт", "п. 1.1 — на 1 день")
    await official.taps("Показать все")
    await official.taps("Напомнить не отчитавшимся")
    await official.taps("Да, напомнить")
    town.directors[SCHOOLS[2]].sees("напоминает", "просрочено на 1 день")
    town.directors[SCHOOLS[0]].does_not_see("напоминает")


def labels(number: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SEEDS / f"seed-{number}.json").read_text())
    return read


def named_schools() -> dict[str, str]:
    """Municipality → the school that the protocol's table names."""
    listed = next(d["named_targets"] for d in labels("003")["decisions"] if "СШ" in str(d.get("named_targets")))
    pairs = (entry.rstrip(")").split(" (") for entry in listed)
    return {place: school for school, place in pairs}


def region(schools: dict[str, str], institute: str) -> bytes:
    """A table: an education authority and a school in each municipality, two further districts, the institute."""
    rows = ["Наименование;Краткое наименование;Тип;Муниципалитет;Синонимы"]
    places = [*schools, "Первый район", "Второй район"]
    rows += [f"Отдел образования, {place};;Орган управления образованием;{place};" for place in places]
    rows += [f"{school};;;{place};" for place, school in schools.items()]
    rows.append(f"{institute};{INSTITUTE};;;{labels('003')['decisions'][6]['addressees'][0]}")
    return "\n".join(rows).encode()


INSTITUTE = "Институт развития образования"


async def test_the_regional_protocol_reaches_authorities_institute_and_schools(db: Database, tmp_path: Path) -> None:
    start = datetime(2021, 7, 8, 10, 0, tzinfo=MOSCOW)
    async with telling(db, tmp_path, start) as story:
        schools = named_schools()
        institute_name = next(d["addressees"][0] for d in labels("003")["decisions"] if d["number"] == "2.4")
        one, other = (f"Отдел образования, {place}" for place in list(schools)[:2])
        town = await make_town(story, region(schools, institute_name), (one, INSTITUTE))
        official = town.official
        await upload(official, "003")
        official.sees("Протокол б/н от 07.07.2021", "Прочитано пунктов: 25", "группы риска")
        await answer(official, r"Школы \(7\)", r"Школы \(7\)", "До 31.08.2022")
        await official.taps("Направить")
        await official.taps("Направить 17")
        institute = town.directors[INSTITUTE]
        institute.sees("Вопрос 1, п. 2.1", "до 31.12.2021", "Вопрос 2, п. 2.4", "до 31.08.2022")
        district = town.directors[one]
        district.sees("Вопрос 2, п. 1.8", "Годовой итог — 2 строки")
        district.does_not_see("п. 3.3")
        await official.taps("Как исполняется")
        await official.taps("▶")
        await official.taps("вопрос 2, п. 1.8")
        official.sees(one, other)
        official.does_not_see("Первый район", "Второй район")
        await report(institute, "Вопрос 1, п. 2.2")
        await official.taps("Принять")
        institute.sees("Отчёт принят")
        await story.at("2021-10-04 12:00")
        await official.sends("/overdue")
        official.sees("7 организаций, 14 пунктов", next(iter(schools.values())), "Не в боте")


async def test_the_city_protocol_asks_its_heads_for_one_tap(db: Database, tmp_path: Path) -> None:
    start = datetime(2021, 2, 25, 10, 0, tzinfo=MOSCOW)
    async with telling(db, tmp_path, start) as story:
        centre = labels("004")["decisions"][4]["addressees"][0]
        heads = tuple(f"МОУ СОШ № {number}" for number in range(1, 42))
        town = await make_town(story, (*heads, centre), (heads[0], heads[1], centre))
        official = town.official
        await upload(official, "004")
        official.sees("Протокол б/н от 24.02.2021", "Отчёт к сроку — 1: абз. 6", "Годовой итог, одной строкой — 1")
        await answer(official, "До 12.03")
        await official.taps("Направить")
        official.sees("Школы (41): для работы 2; к сведению 2")
        await official.taps("Направить 42")
        head = town.directors[heads[0]]
        assert head.buttons == ["Ознакомлен(а)", "Передать заместителю", "Полный текст"]
        await head.taps("Ознакомлен")
        await head.sends("/tasks")
        head.sees("ничего не требуется")
        centre_director = town.directors[centre]
        await centre_director.taps("Абз. 6")
        await centre_director.taps("Исполнено")
        await centre_director.sends("приказ № 45-о от 20.02.2021")
        await centre_director.taps("Отправить отчёт")
        centre_director.sees("снят с контроля")
        await story.at("2021-03-15 12:00")
        await official.sends("/overdue")
        official.sees("Просроченных пунктов нет.")
