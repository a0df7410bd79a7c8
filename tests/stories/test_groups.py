"""Groups: made by kind, by territory, by hand; met wherever addressees are chosen; never seen by a director."""

import pytest

from tests.papers import THIS_YEAR
from tests.remembered import remembered
from tests.stories.test_unprompted import SECOND
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases
BIRCH, PINE, RIVER = SCHOOLS
TEXT = THIS_YEAR
PILOT = TEXT.replace("Отв.: директора школ.", "Отв.: пилотные школы.")
REGION = """Наименование;Тип;Муниципалитет
Отдел образования Северного района;Орган управления образованием;Северный район
МКОУ Северная СОШ;школа;Северный район
МКДОУ «Снежинка»;детский сад;Северный район
МКОУ Городская СОШ;школа;
"""


async def test_a_group_is_made_by_hand_and_changed(story: Story) -> None:
    official = (await make_town(story, connected=())).official
    await official.sends("/groups")
    official.sees("Групп пока нет.", "Руководители групп не видят.")
    await official.taps("Новая группа")
    official.sees("Из кого она?")
    await official.taps("Выбрать организации")
    await official.sends("Лунная школа")
    official.sees("Не нашлось или подходит не одной организации: «Лунная школа»")
    await official.sends("Берёзовская, Сосновская")
    official.sees("2 организации: МКОУ Берёзовская СОШ, МКОУ Сосновская ООШ")
    await official.taps("Написать иначе")
    await official.sends("Берёзовская и Заречная")
    await official.taps("Да, они")
    await official.sends("123")
    official.sees("Название группы нужно словами")
    await official.sends("Пилотные школы")
    official.sees("Группа «Пилотные школы» — 2 организации", "• МКОУ Заречная ООШ")
    await official.taps("Добавить организации")
    await official.sends("Теремок")
    await official.taps("Да, они")
    official.sees("— 3 организации", "МКДОУ «Теремок»")
    await official.taps("Убрать: МКОУ Заречная ООШ")
    official.sees("— 2 организации")
    await official.taps("Убрать: МКОУ Заречная ООШ", version=-2)
    official.sees("Карточка устарела")
    await official.taps("Переименовать")
    await official.sends("Опорные")
    official.sees("Группа «Опорные»")
    await official.taps("К группам")
    await official.taps("Новая группа")
    await official.taps("Выбрать организации")
    await official.sends("Сосновская")
    await official.taps("Да, они")
    await official.sends("опорные")
    official.sees("Группа «опорные» уже есть")
    await official.sends("/groups")
    await official.taps("Опорные (2)")
    await official.taps("Удалить группу")
    official.sees("Удалить группу «Опорные»?")
    await official.taps("Назад")
    await official.taps("Удалить группу")
    await official.taps("Да, удалить")
    official.sees("Группа «Опорные» удалена.")
    await official.taps("К группам")
    official.sees("Групп пока нет.")


async def test_groups_by_kind_and_by_territory_follow_the_registry(story: Story) -> None:
    town = await make_town(story, REGION.encode(), connected=())
    official = town.official
    await official.sends("/groups")
    await official.taps("Новая группа")
    await official.taps("Школы (2)")
    official.sees("Группа «Школы» — 2 организации", "По правилу: школы")
    await official.taps("К группам")
    await official.taps("Новая группа")
    await official.taps("По территории")
    await official.taps("Отдел образования Северного района (2)")
    await official.taps("Школы (1)")
    official.sees("Группа «Школы, Отдел образования Северного района» — 1 организация", "МКОУ Северная СОШ")
    await official.taps("К группам")
    await official.taps("Новая группа")
    await official.taps("По территории")
    await official.taps("Отдел образования Северного района (2)")
    await official.taps("Все организации (2)")
    official.sees("«Отдел образования Северного района» — 2 организации", "МКДОУ «Снежинка»")
    await official.sends("/orgs")
    await official.taps("Добавить")
    await official.taps("Загрузить")
    await official.uploads((REGION + "МКОУ Дальняя СОШ;школа;Северный район\n").encode(), "организации.csv")
    await official.taps("Загрузить", on="Дальняя")
    await official.sends("/groups")
    await official.taps("Школы, Отдел")
    official.sees("— 2 организации", "МКОУ Дальняя СОШ")


async def test_what_a_group_has_reported_adds_up_by_itself(story: Story) -> None:
    town = await make_pilots(story, SECOND)
    official = town.official
    await official.taps("Направить")
    await official.taps("Направить 3")
    for name, figure in ((BIRCH, "10"), (RIVER, "7,5")):
        await town.directors[name].sends(f"1.2 {figure}")
    await official.sends("/protocols")
    await official.taps("№ 13")
    await official.taps("п. 1.2")
    official.sees("Всего: 17,5; прислали 2 из 3", "Группа «Пилотные школы»: 17,5 (2 из 2)")


@remembered
async def make_pilots(story: Story, text: str = TEXT) -> Town:
    town = await make_town(story, connected=(BIRCH, RIVER))
    official = town.official
    await official.sends("/groups")
    await official.taps("Новая группа")
    await official.taps("Выбрать организации")
    await official.sends("Берёзовская, Заречная")
    await official.taps("Да, они")
    await official.sends("Пилотные школы")
    await official.uploads(text.encode(), "протокол.txt")
    return town


async def test_a_group_is_chosen_on_the_item_screen(story: Story) -> None:
    town = await make_pilots(story)
    official = town.official
    await official.taps("Все пункты")
    await official.taps("п. 1.1")
    await official.taps("Исполнители")
    await official.taps("«Пилотные школы» (2)")
    official.sees("МКОУ Берёзовская СОШ", "МКОУ Заречная ООШ")
    official.does_not_see("Сосновская")


async def test_the_reader_knows_a_group_by_its_name(story: Story) -> None:
    town = await make_pilots(story, PILOT)
    official = town.official
    await official.taps("Направить")
    await official.taps("Направить 2")
    town.directors[BIRCH].sees("Нужен отчёт")
    town.directors[RIVER].sees("Нужен отчёт")
    for director in town.directors.values():
        assert "Пилотные" not in director.chat


async def test_a_doubt_is_answered_with_a_group_and_remembered_as_one(story: Story) -> None:
    town = await make_pilots(story, TEXT.replace("Отв.: директора школ.", "Отв.: участники проекта."))
    official = town.official
    await official.taps("Ответить")
    while official.has_button("«Пилотные школы» (2)"):
        await official.taps("«Пилотные школы» (2)")
    await official.taps("Направить")
    await official.taps("Направить 2")
    town.directors[RIVER].sees("Нужен отчёт")


async def test_directors_never_see_groups(story: Story) -> None:
    town = await make_pilots(story)
    birch = town.directors[BIRCH]
    await birch.sends("/groups")
    birch.sees("Это действие Вам недоступно")
    for data in ("grps", "grp:1", "grpn::0:0:0", "grpn:school:0:0:0", "grpe:1:1:deleted:0", "grpe:1:1:out:2"):
        birch.person.taps_data(data, on=birch.screen)
        await story.settle()
        birch.sees("Это действие Вам недоступно")
    await town.official.sends("/groups")
    town.official.sees("Группы организаций")
    assert town.official.has_button("Пилотные школы (2)")
