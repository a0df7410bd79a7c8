"""What an action may cost: docs/product.md, «Taps». A press, command, typed answer or file counts 1."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from db.engine import Database
from tests.person import Someone
from tests.remembered import remembered
from tests.stories import test_year_form as year
from tests.stories.test_deputies import with_deputy
from tests.stories.test_onboarding import link_in, new_authority
from tests.stories.test_reports import BIRCH, TEXT, published
from tests.stories.test_seeds import GARDENS, METHODICAL, SEEDS
from tests.stories.test_seeds import SCHOOLS as SEVEN
from tests.stories.test_unprompted import ONE
from tests.stories.test_unprompted import TEXT as FOUR
from tests.stories.town import DATA, SCHOOLS, Town, make_town
from tests.story import MOSCOW, Story, telling

PRODUCT = Path(__file__).parents[2] / "docs" / "product.md"
AT_MOST = {
    "acknowledge a protocol": 1,
    "report with a photo": 2,
    "report a number": 2,
    "report a number in one line, «1.2 14»": 1,
    "the year form of three lines": 5,
    "ask for more time": 4,
    "«Не относится к нам»": 3,
    "hand a protocol to the deputy": 1,
    "hand a protocol to the deputy by the standing rule": 0,
    "a protocol of twelve items from its file to «направлено»": 8,
    "judge seven reports of one item": 2,
    "see who is overdue, in the morning": 0,
    "remind them": 2,
    "return with a ready reason": 2,
    "register": 3,
}


@contextmanager
def within(row: str, *people: Someone) -> Iterator[None]:
    """What these people do here together costs no more than the row of the table allows."""
    before = sum(each.actions for each in people)
    yield
    taken = sum(each.actions for each in people) - before
    assert taken <= AT_MOST[row], f"{row}: {taken} instead of {AT_MOST[row]}"


def test_the_table_is_what_the_rules_of_the_product_say() -> None:
    section = PRODUCT.read_text().split("\n## Taps\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+) \| (\d+) \|$", section, re.MULTILINE)
    assert {action: int(most) for action, most in rows} == AT_MOST


def test_every_row_has_a_story() -> None:
    told = set(re.findall(r'^ +with within\("(.+?)"', Path(__file__).read_text(), re.MULTILINE))
    assert told == set(AT_MOST)


# --- a school ----------------------------------------------------------------------------------------------------


async def test_a_protocol_is_acknowledged(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    with within("acknowledge a protocol", birch):
        await birch.taps("Ознакомлен")
    birch.sees("Спасибо, ознакомление отмечено")


async def test_a_report_with_a_photo(story: Story) -> None:
    town = await published(story, ONE)
    birch = town.directors[BIRCH]
    with within("report with a photo", birch):
        await birch.sends_photo()
        await birch.taps("Да, отправить")
    birch.sees("✅ Отчёт по п. 1.1 получен")
    town.official.sees("Отчёт: МКОУ Берёзовская СОШ")
    assert not birch.has_button("Ознакомлен"), "a report acknowledges too"


async def test_a_photo_that_fits_several_items_costs_no_more(story: Story) -> None:
    town = await published(story, FOUR)
    birch = town.directors[BIRCH]
    with within("report with a photo", birch):
        await birch.sends_photo()
        await birch.taps("№ 12 · 1.1")
    birch.sees("✅ Отчёт по п. 1.1 получен")


async def test_a_number(story: Story) -> None:
    town = await published(story, FOUR, connected=SCHOOLS)
    birch, pine = (town.directors[name] for name in SCHOOLS[:2])
    with within("report a number", birch):
        await birch.sends("14 человек")
        await birch.taps("Да, отправить")
    birch.sees("Ответ: 14 человек.", "снят с контроля")
    with within("report a number in one line, «1.2 14»", pine):
        await pine.sends("1.2 14")
    pine.sees("Ответ: 14.", "снят с контроля")


async def test_three_lines_of_the_year(story: Story) -> None:
    town = await year.lives(story)
    birch = town.directors[year.BIRCH]
    story.jump("2027-05-12 23:00")
    await story.at("2027-05-13 12:00")
    with within("the year form of three lines", birch):
        await birch.taps("Заполнить")
        await birch.sends("14")
        await birch.sends("протокол педсовета № 2 от 14.11.2026")
        await birch.sends("3")
        await birch.taps("Отправить итог")
    birch.sees("Отправлено: 3 строки", "Годовой итог сдан, спасибо!")


async def test_more_time_and_not_ours(story: Story) -> None:
    town = await published(story, connected=SCHOOLS)
    birch, pine = (town.directors[name] for name in SCHOOLS[:2])
    await story.at("2026-10-08 12:00")
    with within("ask for more time", birch):
        await birch.taps("Пункт 1.1", on="направляет решения")
        await birch.taps("Просить о продлении")
        await birch.taps("до 20.10")
        await birch.taps("Ждём документ")
    birch.sees("✅ Просьба о продлении до 20.10.2026 отправлена")
    with within("«Не относится к нам»", pine):
        await pine.taps("Пункт 1.1", on="направляет решения")
        await pine.taps("Не относится к нам")
        await pine.taps("Нет такого подразделения")
    pine.sees("✅ Отправлено: исполнитель уточняется")
    assert "Просят о продлении: МКОУ Берёзовская СОШ" in town.official.chat
    town.official.sees("Не относится к нам: МКОУ Сосновская ООШ")


async def test_a_protocol_goes_to_the_deputy(story: Story) -> None:
    town, birch, deputy = await with_deputy(story)
    await birch.sends("/deputy")
    await birch.taps("Я")
    await sends_out(town, TEXT, "протокол.txt")
    deputy.does_not_see("протокол № 12")
    with within("hand a protocol to the deputy", birch):
        await birch.taps("Передать заместителю")
    deputy.sees("передаёт Вам протокол № 12")
    await birch.sends("/deputy")
    await birch.taps("Заместитель")
    with within("hand a protocol to the deputy by the standing rule", birch, deputy):
        await year.sends_out(town, year.SECOND)
    deputy.sees("протокол № 9", "Годовой итог — 1 строка")
    birch.does_not_see("протокол № 9")


# --- an official -------------------------------------------------------------------------------------------------


async def sends_out(town: Town, text: str, name: str, *answers: str) -> None:
    """From the file to «направлено»; every doubt is answered."""
    official = town.official
    await official.uploads(text.encode(), name)
    if answers:
        await official.taps("Ответить")
    for answer in answers:
        await official.taps(answer)
    await official.taps("Направить")
    await official.taps(r"Направить \d.*")
    official.sees("направлен")


PLACES = (*SEVEN, *GARDENS, METHODICAL)


async def test_a_protocol_with_doubts_is_sent(db: Database, tmp_path: Path) -> None:
    async with telling(db, tmp_path, datetime(2024, 8, 30, 10, 0, tzinfo=MOSCOW)) as story:
        town = await make_town(story, PLACES, PLACES[:1])
        text = (DATA / "district.txt").read_text()
        text = text.replace("- развитие групп", "- открытие игротек в ДОО;\n\n- обмен опытом ДОО;\n\n- развитие групп")
        with within("a protocol of twelve items from its file to «направлено»", town.official):
            await sends_out(town, text, "5.txt", "Методические центры", "Детские сады", "До 13.09")
        drafts = [draft.text for message in town.official.received for draft in message.versions]
        assert any("Прочитано пунктов: 12" in each for each in drafts)
        town.official.sees("протокол № 5 от 29.08.2024 направлен 17 организациям")
        town.directors[PLACES[0]].sees("Нужен отчёт — 1", "до 20.10.2024")


@pytest.mark.skipif(not SEEDS.exists(), reason="the three real protocols are not beside the project")
async def test_a_real_protocol_is_sent(db: Database, tmp_path: Path) -> None:
    async with telling(db, tmp_path, datetime(2023, 8, 28, 10, 0, tzinfo=MOSCOW)) as story:
        town = await make_town(story, PLACES, PLACES[:1])
        text = (SEEDS / "seed-002.txt").read_text()
        with within("a protocol of twelve items from its file to «направлено»", town.official):
            await sends_out(town, text, "8.txt", "Методические центры", "Детские сады", "До 15.09")
        town.directors[PLACES[0]].sees("Нужен отчёт — 1", "до 15.10.2023")


@remembered
async def seven_reports(story: Story) -> Town:
    """Seven schools have reported on 1.1."""
    town = await make_town(story, SEVEN, SEVEN)
    await sends_out(town, TEXT, "протокол.txt")
    for director in town.directors.values():
        await director.sends("п. 1.1 осмотр проведён")
    return town


async def test_seven_reports_are_judged(story: Story) -> None:
    town = await seven_reports(story)
    with within("judge seven reports of one item", town.official):
        await town.official.taps("Принять все (7)")
        await town.official.taps("Да, принять 7")
    town.official.sees("Принято: 7 отчётов по п. 1.1")
    for director in town.directors.values():
        director.sees("Отчёт принят, спасибо!")


async def test_seven_reports_are_judged_from_the_morning_digest(story: Story) -> None:
    town = await seven_reports(story)
    await story.at("2026-09-02 08:31")
    with within("judge seven reports of one item", town.official):
        await town.official.taps("Принять все (7)", on="Доброе утро")
        await town.official.taps("Да, принять 7")
    town.official.sees("Принято: 7 отчётов по п. 1.1")


async def test_who_is_overdue_is_seen_and_reminded(story: Story) -> None:
    town = await published(story)
    official = town.official
    with within("see who is overdue, in the morning", official):
        await story.at("2026-10-16 08:31")
        official.sees("просрочено — 1", "не отчитались 3 из 3", *SCHOOLS)
    with within("remind them", official):
        await official.taps("Напомнить не отчитавшимся", on="Доброе утро")
        await official.taps("Да, напомнить")
    for director in town.directors.values():
        director.sees("напоминает", "просрочено на 1 день")


async def test_a_report_is_returned(story: Story) -> None:
    town = await published(story)
    birch = town.directors[BIRCH]
    await birch.sends("п. 1.1 осмотр проведён")
    with within("return with a ready reason", town.official):
        await town.official.taps("Вернуть")
        await town.official.taps("Не хватает данных")
    birch.sees("Отчёт по п. 1.1 возвращён на доработку", "Что сделать: ")


async def test_a_director_registers(story: Story) -> None:
    admin = await new_authority(story)
    await admin.sends("/invite Заречная")
    director = story.person("Вера Тихая")
    with within("register", director):
        await director.opens(link_in(admin.news))
        await director.taps("Да, это я")
        await director.taps("Согласен")
    director.sees("Готово, Вы подключены", "МКОУ Заречная ООШ")
