"""«Бумаги»: from the card of a protocol to the file in the chat."""

import io

import docx
import openpyxl
import pytest

from handlers import making
from tests.person import Someone
from tests.stories.test_viewer import BIRCH, overseen
from tests.stories.town import make_town
from tests.story import Story


def file_of(someone: Someone, ending: str) -> tuple[str, bytes]:
    """The name and the bytes of the last file with this ending."""
    files = [(message.file.name or "", message.file.data) for message in someone.received if message.file]
    return [(name, data) for name, data in files if name.endswith(ending)][-1]


async def papers(story: Story) -> Someone:
    town, _ = await overseen(story)
    await town.official.sends("/protocols")
    await town.official.taps("№ 12")
    await town.official.taps("Бумаги")
    return town.official


async def test_from_the_card_of_a_protocol_to_the_file(story: Story) -> None:
    official = await papers(story)
    official.sees("Протокол № 12 от 31.08.2026 на 26.10.2026. Срок наступил у", "Не исполнили: п. 1.1 –")
    await official.taps("Справка о ходе исполнения…")
    name, data = file_of(official, ".docx")
    assert name == "Справка_протокол-12_2026-10-26.docx"
    told = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    assert "о ходе исполнения решений протокола № 12 от 31.08.2026" in told
    assert "Исполнительская дисциплина – 1 из" in told


async def test_every_paper_comes_and_the_card_stays(story: Story) -> None:
    official = await papers(story)
    await official.taps("Лист ознакомления")
    official.sees("Ознакомлены")
    await official.taps("Матрица картинкой", on="Готовлю по данным")
    official.sees("• п. 1.1: исполнили 1 из 3")
    photos = [message.file for message in official.received if message.file and message.file.media == "photo"]
    assert len(photos) >= 2
    await official.taps("Матрица (.xlsx)", on="Готовлю по данным")
    name, data = file_of(official, ".xlsx")
    assert name == "Матрица_протокол-12_2026-10-26.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["Матрица", "Список"]
    await official.taps("Реестр документов", on="Готовлю по данным")
    official.sees("не должно быть сведений о детях", "Документов 1, нет")
    await official.taps("Для повестки", on="Готовлю по данным")
    official.sees("Скопируйте этот текст", "О ходе исполнения решений совещания от 31.08.2026 (протокол № 12).")
    official.sees("Предлагается: оставить на контроле пункты 1.1, 2.1 до исполнения всеми организациями.")
    await official.taps("К протоколу", on="Готовлю по данным")
    official.sees("Ознакомились:")


async def test_who_waits_long_is_told_what_is_made(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    official = await papers(story)
    monkeypatch.setattr(making, "PATIENCE", 0.0)
    await official.taps("Матрица (.xlsx)")
    official.sees("Готовлю: матрица. Файл придёт сюда")
    assert file_of(official, ".xlsx")


async def test_a_director_gets_none(story: Story) -> None:
    town, viewer = await overseen(story)
    await viewer.sends("/protocols")
    await viewer.taps("№ 12")
    await viewer.taps("Бумаги")
    director = town.directors[BIRCH]
    for label in ("Бумаги", "Справка"):
        assert not director.has_button(label)
    director.person.taps_data("pap:1", on=director.screen)
    director.person.taps_data("pam:1:certificate", on=director.screen)
    await story.settle()
    director.does_not_see("СПРАВКА", "Срок наступил")
    assert [message.file for message in director.received if message.file] == []


async def test_a_protocol_that_asks_for_no_report_has_papers_too(story: Story) -> None:
    town = await make_town(story)
    text = (
        "Протокол № 3 совещания\n\nДата – 01.09.2026\n\nРешили:\n1. Совершенствовать формы работы с родителями.\n"
        "Срок: постоянно\nОтв.: директора школ.\n"
    )
    await town.official.uploads(text.encode(), "протокол.txt")
    await town.official.taps("Направить")
    await town.official.taps("Направить")
    await town.official.sends("/protocols")
    await town.official.taps("№ 3")
    await town.official.taps("Бумаги")
    town.official.sees("Пунктов с отчётом к сроку нет.")
    for label in ("Справка", "Лист", "Матрица картинкой", "Матрица (.xlsx)", "Реестр", "Для повестки"):
        await town.official.taps(label, on="Готовлю по данным")
    told = docx.Document(io.BytesIO(file_of(town.official, ".docx")[1]))
    assert told.tables
