"""A region that stories live in: a department, three districts with schools, an institute."""

from tests.stories.town import Town, make_town
from tests.story import Story

DISTRICTS = ("Берёзовский район", "Сосновский район", "Озёрский район")
SCHOOLS = {
    DISTRICTS[0]: ("МКОУ Берёзовская СОШ", "МКОУ Луговая СОШ"),
    DISTRICTS[1]: ("МКОУ Сосновская СОШ", "МКОУ Полевая СОШ"),
    DISTRICTS[2]: ("МКОУ Озёрская СОШ", "МКОУ Заречная СОШ"),
}
INSTITUTE = "Институт развития образования"


def office(district: str) -> str:
    """The education authority of a district."""
    return f"Отдел образования, {district}"


def region_table() -> bytes:
    """The registry of the department."""
    rows = ["Наименование;Тип;Муниципалитет"]
    rows += [f"{office(district)};Орган управления образованием;{district}" for district in DISTRICTS]
    rows += [f"{school};;{district}" for district, schools in SCHOOLS.items() for school in schools]
    rows.append(f"{INSTITUTE};;")
    return "\n".join(rows).encode()


async def make_region(story: Story) -> Town:
    """Everybody is connected: heads of the districts, directors of the schools, the institute."""
    everybody = (*(office(each) for each in DISTRICTS), *(s for each in SCHOOLS.values() for s in each), INSTITUTE)
    return await make_town(story, region_table(), everybody)


REGIONAL = """Протокол № 5 совещания департамента

Дата – 01.09.2026

Повестка дня:
1. О подготовке к осенним каникулам

По 1 вопросу «О подготовке к осенним каникулам»
Решили:
1.1. Утвердить программу помощи учителям.
Срок: до 15.10.2026
Отв.: руководители школ.
1.2. Совершенствовать формы работы с родителями.
Срок: постоянно
Отв.: руководители школ.
"""
