"""Decisions come as a table of Excel, as a .csv or in an archive; a table of schools stays one."""

import pytest

from tests.stories.protocols import protocol
from tests.stories.town import SCHOOLS, make_town
from tests.story import Story
from tests.unit.extract.sheets import saved
from tests.unit.extract.word import docx, p, package

pytestmark = pytest.mark.reader_process

ROWS = (
    ("Протокол № 12 от 11.03.2030",),
    ("№", "Поручение", "Срок", "Организация"),
    (1, "Представить акт осмотра спортивного зала", "до 01.04.2030", "Директора школ"),
    (2, "Разместить меню на сайте", "до 02.04.2030", "Директора школ"),
)
BY_COLUMNS = "\n".join(";".join(map(str, row)) for row in ROWS)
UNDATED = (("№", "Поручение", "Исполнитель"), *((row[0], row[1], row[3]) for row in ROWS[2:]))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("план.xlsx", saved(*ROWS)),
        ("план.csv", BY_COLUMNS.encode("cp1251")),
        ("план.txt", BY_COLUMNS.encode()),
        ("без сроков.xlsx", saved(*UNDATED)),
        ("план.zip", package({"Папка/план.xlsx": saved(*ROWS), "Thumbs.db": b"x"})),
    ],
)
async def test_a_table_of_decisions_becomes_a_draft(story: Story, name: str, data: bytes) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    await town.official.uploads(data, name)
    town.official.sees("Прочитано пунктов: 2")


async def test_a_document_called_a_table_becomes_a_draft(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    await town.official.uploads(docx(*(p(line) for line in protocol(12).splitlines())), "протокол.xlsx")
    town.official.sees("Протокол № 12", "Прочитано пунктов: 4")


async def test_an_archive_with_one_document_becomes_a_draft(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    packed = package({"протокол.docx": docx(*(p(line) for line in protocol(12).splitlines())), "x.sig": "MIIG"})
    await town.official.uploads(packed, "протокол.zip")
    town.official.sees("Протокол № 12", "Прочитано пунктов: 4")


async def test_a_table_of_organisations_is_still_one(story: Story) -> None:
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    await town.official.uploads(saved(("Наименование",), ("МКОУ Новая СОШ",)), "школы.xlsx")
    town.official.sees("Новая")
    assert town.official.has_button("Загрузить")
