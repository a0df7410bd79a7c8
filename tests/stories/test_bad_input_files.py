"""Files and texts that cannot become minutes: each has its own sentence, and nothing is lost."""

import pytest
from sqlalchemy import func, select

from db.models import Minutes
from tests.remembered import remembered
from tests.stories.protocols import protocol
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story
from tests.unit.extract.word import W, docx, p, package

pytestmark = pytest.mark.reader_process

AGENDA = "Повестка совещания\n\n1. О летнем отдыхе\nДокладчик: начальник отдела\n2. Разное\n" + "Приглашаем всех. " * 10
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(99)
WHOLE = docx(*(p(line) for line in protocol(12).splitlines()))


def locked() -> bytes:
    """A .docx whose parts are marked as encrypted."""
    data = bytearray(WHOLE)
    position = 0
    while (position := data.find(b"PK\x01\x02", position)) >= 0:
        data[position + 8] |= 1
        position += 4
    return bytes(data)


BOMB = package({"word/document.xml": f"<w:document {W}>".encode() + b" " * 60_000_000})
TABLE = package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
FILES = {
    "a table renamed": ("протокол.docx", TABLE, "внутри таблица без решений"),
    "an archive of a picture": ("протокол.zip", package({"скан.jpg": PHOTO}), "Это фото"),
    "an archive of nothing": ("протокол.zip", package({"Thumbs.db": b"x"}), "В архиве нет документа"),
    "an archive of several": ("протокол.zip", package({"1.docx": WHOLE, "2.docx": WHOLE}), "несколько документов"),
    "a picture as a file": ("скан.jpg", PHOTO, "Это фото"),
    "a document of pictures": ("протокол.docx", docx(p(), extra={"word/media/image1.jpeg": "x"}), "только картинки"),
    "a presentation": (
        "доклад.pptx",
        package({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}),
        "презентация",
    ),
    "a document of Pages": ("протокол.pages", package({"Index/Document.iwa": b"x"}), "Apple"),
    "a recording": ("совещание.m4a", b"\x00\x00\x00\x20ftypM4A ", "запись звука"),
    "an old table renamed": ("протокол.doc", OLE + "Workbook".encode("utf-16-le"), "формата .xls"),
    "entities": ("протокол.docx", package({"word/document.xml": "<!DOCTYPE x><x/>"}), "сущности XML"),
    "a program": ("протокол.exe", b"MZ" + bytes(range(256)) * 4, "прочитать нельзя"),
    "no bytes": ("протокол.docx", b"", "В файле нет текста"),
    "only spaces": ("протокол.txt", b" \r\n\t ", "В файле нет текста"),
    "a damaged document": ("протокол.docx", WHOLE[:-300], "повреждён"),
    "a document with a password": ("протокол.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "защищён паролем"),
    "an encrypted archive": ("протокол.docx", locked(), "защищён паролем"),
    "a bomb": ("протокол.docx", BOMB, "читать его опасно"),
    "no decisions": ("повестка.txt", AGENDA.encode(), "решений в нём не найдено"),
}


@remembered
async def with_a_draft(story: Story) -> Town:
    """An official who has a draft already."""
    town = await make_town(story, SCHOOLS, SCHOOLS[:1])
    await town.official.uploads(protocol(11, 2).encode(), "протокол.txt")
    return town


async def nothing_lost(town: Town) -> None:
    """The draft before is there, alone and usable, and the next good file is taken."""
    async with town.story.db.read() as session:
        assert await session.scalar(select(func.count(Minutes.id))) == 1
    await town.official.taps("Все пункты", on="Протокол № 11")
    town.official.sees("осмотр спортивных залов (11/1)")
    await town.official.uploads(WHOLE, "протокол.docx")
    town.official.sees("Протокол № 12", "Прочитано пунктов: 4")


@pytest.mark.parametrize("name", FILES)
async def test_a_file_that_is_no_protocol(story: Story, name: str) -> None:
    file_name, data, sentence = FILES[name]
    town = await with_a_draft(story)
    await town.official.uploads(data, file_name)
    town.official.sees(sentence)
    await nothing_lost(town)


async def test_a_file_over_20_mb_is_refused_before_it_is_fetched(story: Story) -> None:
    town = await with_a_draft(story)
    story.telegram.journal.clear()
    await town.official.uploads(b"PK", "протокол.docx", size=21 * 1024 * 1024)
    town.official.sees("больше 20 МБ")
    assert story.telegram.journal.calls("getFile") == []
    await nothing_lost(town)


async def test_a_photo_of_a_page(story: Story) -> None:
    town = await with_a_draft(story)
    await town.official.sends_photo()
    town.official.sees("Это фото", "вставьте текст сообщением")
    await nothing_lost(town)


async def test_a_pasted_text_without_decisions(story: Story) -> None:
    town = await with_a_draft(story)
    await town.official.sends(AGENDA)
    town.official.sees("решений в нём не найдено")
    await town.official.sends(AGENDA * 12)
    town.official.sees("решений в нём не найдено")
    await nothing_lost(town)


async def test_an_organisation_nobody_knows_is_asked_and_keeps_the_draft_back(story: Story) -> None:
    town = await with_a_draft(story)
    await town.official.uploads(protocol(12, 1, to="директор МКОУ Несуществующая СОШ").encode(), "протокол.txt")
    town.official.sees("Несуществующая")
    assert not town.official.has_button("Направить")
    await town.official.taps("Ответить")
    await town.official.taps("Написать, кто это")
    await town.official.sends("МКОУ Тоже Неизвестная СОШ")
    town.official.sees("Не нашлось", "Тоже Неизвестная", "/cancel")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "таблица или список пусты"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "Это не таблица|не открывается как таблица"),
        ("Код;Адрес\n17;Ленина, 1\n".encode(), "Какой столбец – названия организаций?"),
        (OLE, "старый формат .xls"),
    ],
    ids=["empty", "picture", "no column", "old"],
)
async def test_a_table_of_organisations_that_is_none(story: Story, data: bytes, sentence: str) -> None:
    town = await with_a_draft(story)
    await town.official.uploads(data, "школы.xlsx")
    assert any(each in town.official.news for each in sentence.split("|")), town.official.news
    await nothing_lost(town)
