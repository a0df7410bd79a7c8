"""Papers about a protocol, opened by an independent reader: the figures of the chat, whatever people have written."""

import io
from dataclasses import replace
from datetime import date, datetime, time

import docx
import openpyxl
import pytest
from docx.document import Document
from PIL import Image
from sqlalchemy import update

from db.engine import Database
from db.models import Assignment, Minutes
from domain.discipline import Standing, Tally
from domain.lifecycle import State
from domain.minutes.model import ControlForm
from services.amendments import cancellations
from services.facts import MinutesName
from services.papers import dossiers
from services.reports import by_phone
from services.requests import granting
from tests.people import SCHOOLS
from tests.reminding import Item, at
from tests.reporting import BIRCH, DUE, PINE, RIVER, Office, make_office
from views.papers.acquaintance import acquaintance
from views.papers.certificates import certificate
from views.papers.item_pictures import item_pictures
from views.papers.matrices import matrix
from views.papers.matrix_pictures import matrix_pictures
from views.papers.registers import register
from views.texts.papers.papers import file_name

LATER = date(2023, 11, 30)


@pytest.fixture
async def office(db: Database) -> Office:
    """BIRCH reports in time and is accepted, RIVER too late, PINE got more time and is late all the same."""
    office = await make_office(
        db,
        Item("1.1", DUE, organisations=SCHOOLS, text="Провести осмотр спортивных залов и представить акт"),
        Item("1.2", LATER, organisations=SCHOOLS, text="=1+1 <b>Утвердить</b> график\x07 дежурств"),
        Item("1.3", form=ControlForm.WORK, organisations=SCHOOLS),
        Item("1.4", LATER, ControlForm.YEARLY, organisations=SCHOOLS),
        directors=(BIRCH, RIVER),
    )
    await office.accepts((await office.reports()).report.id)
    await office.accepts((await office.reports(number="1.2", message_number=2)).report.id)
    pine = await office.item("1.1", PINE)
    await granting.extend(await office.official(), pine.id, pine.version, date(2023, 10, 16))
    office.now = at("2023-10-16 12:00")
    await office.reports(name=RIVER, message_number=3)
    office.now = at("2023-10-24 09:15")
    return office


async def read(office: Office) -> tuple[dossiers.Dossier, Document]:
    found = await dossiers.dossier(await office.official(), office.minutes_id)
    return found, docx.Document(io.BytesIO(certificate(found)))


def midnight(day: date) -> datetime:
    """A date as the reader of .xlsx gives it."""
    return datetime.combine(day, time())


def words(paper: Document) -> str:
    return "\n".join(paragraph.text for paragraph in paper.paragraphs)


def cells(paper: Document, number: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in paper.tables[number].rows[1:]]


async def test_the_certificate_tells_the_figures(office: Office) -> None:
    found, paper = await read(office)
    assert found.figures.tally == Tally(in_time=1, late=1, not_done=1, early=1, ahead=2)
    text = words(paper)
    assert "СПРАВКА\nо ходе исполнения решений протокола № 8 от 04.09.2023\nпо состоянию на 24.10.2023" in text
    assert "Отчёта к сроку требуют 2 пункта, это 6 поручений организациям" in text
    assert "срок наступил у 3 из них: исполнено в срок – 1, с нарушением срока – 1, не исполнено – 1." in text
    assert "Ещё 1 исполнено до наступления срока. Исполнительская дисциплина – 1 из 3." in text
    assert "Оставить на контроле пункт 1.1" in text
    assert "Продолжить исполнение пункта 1.2, срок не наступил." in text
    assert "Годовой итог: сдали 0 из 3." in text
    assert "Для работы и к сведению: 1 пункт." in text


async def test_its_tables_add_up(office: Office) -> None:
    _, paper = await read(office)
    items = cells(paper, 0)
    assert [row[0] for row in items] == ["1.1", "1.2", "Итого"]
    assert [row[3:] for row in items] == [
        ["3", "1", "1", "1", "–", "–"],
        ["3", "1", "–", "–", "–", "2"],
        ["6", "2", "1", "1", "–", "2"],
    ]
    assert cells(paper, 1) == [[PINE, "1.1", "16.10.2023 (продлено с 13.10)", "8", "не в боте"]]
    details = cells(paper, 2)
    assert [row[1] for row in details if row[0].isdigit()] == [BIRCH, RIVER, PINE] * 2
    assert details[1][3:] == ["исполнено в срок", "09.10.2023", "приказ № 45-о"]
    assert details[2][3] == "на проверке, сдано с нарушением срока"
    assert details[3][3] == "не исполнено, просрочено на 8\xa0дней"


async def test_what_people_write_stays_text(office: Office) -> None:
    await office.change_decision("1.2", text=f"=1+1 <b>Утвердить</b> график\x07 {'я' * 300}")
    _, paper = await read(office)
    told = cells(paper, 0)[1][1]
    assert told.startswith("=1+1 <b>Утвердить</b> график")
    assert "\x07" not in told


async def test_the_matrix_has_real_dates_and_text_only(office: Office) -> None:
    found, _ = await read(office)
    book = openpyxl.load_workbook(io.BytesIO(matrix(found)))
    page, listed = book["Матрица"], book["Список"]
    assert [page.cell(4, column).value for column in range(1, 7)] == [
        "№", "Организация", "Ознаком\xadлены", "1.1", "1.2", "Не испол\xadнено",
    ]  # fmt: skip
    assert page["D5"].value == midnight(date(2023, 10, 13))
    assert page.freeze_panes == "C6"
    assert [[page.cell(row, column).value for column in (2, 4, 5, 6)] for row in range(6, 10)] == [
        [BIRCH, "в срок", "в срок", 0],
        [RIVER, "проверка", "до 30.11", 0],
        [PINE, "проср. 8", "до 30.11", 1],
        ["Исполнили", "1 из 3", "1 из 3", None],
    ]
    heads = [cell.value for cell in listed[1]]
    rows = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in listed.iter_rows(min_row=2)]
    assert len(rows) == found.figures.tally.total == 6
    late = next(row for row in rows if row["Дней просрочки"] == 8)
    assert (late["Организация"], late["Срок по протоколу"], late["Действующий срок"], late["Продлений"]) == (
        PINE, midnight(date(2023, 10, 13)), midnight(date(2023, 10, 16)), 1,
    )  # fmt: skip
    assert {row["Содержание"] for row in rows if row["№ пункта"] == "1.2"} == {"=1+1 <b>Утвердить</b> график дежурств"}
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


async def test_the_register_names_documents_and_what_is_missing(office: Office) -> None:
    found, _ = await read(office)
    page = openpyxl.load_workbook(io.BytesIO(register(found)))["Реестр"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    assert [(row[3], row[8]) for row in rows if isinstance(row[0], int)] == [
        (BIRCH, midnight(date(2023, 10, 9))),
        (BIRCH, midnight(date(2023, 10, 9))),
        (RIVER, None),
        (PINE, None),
    ]
    assert [row[1] for row in rows if row[0] is None] == [
        "Итого по вопросу «Без вопроса»: 2 документа",
        "Документа нет",
    ]


async def test_the_sheet_of_acquaintance(office: Office) -> None:
    official = await office.official()
    await by_phone.called(official, office.minutes_id, office.district.organisations[PINE])
    found, _ = await read(office)
    rows = cells(docx.Document(io.BytesIO(acquaintance(found))), 0)
    assert [(row[1], row[4][:10], row[5]) for row in rows] == [
        (BIRCH, "09.10.2023", "отчётом"),
        (RIVER, "16.10.2023", "отчётом"),
        (PINE, "24.10.2023", "по телефону, отметил специалист"),
    ]


async def test_all_cancelled(office: Office) -> None:
    official = await office.official()
    async with office.db.read() as session:
        version = (await session.get_one(Minutes, office.minutes_id)).version
    await cancellations.cancel_minutes(official, office.minutes_id, version, "совещание перенесено")
    found, paper = await read(office)
    assert found.figures.tally == Tally(in_time=1, early=1)
    for make in (acquaintance, matrix, register):
        assert make(found)
    async with office.db.write() as session:
        await session.execute(update(Assignment).values(state=State.CANCELLED))
    found, paper = await read(office)
    assert "Все пункты отменены." in words(paper)
    assert matrix(found)
    assert register(found)


async def test_two_thousand_rows(office: Office) -> None:
    """More than a paper holds stand in the table; a certificate of as many as it holds is made."""
    found, _ = await read(office)
    lines = found.figures.counted
    many = replace(found, figures=replace(found.figures, lines=lines * (2000 // len(lines))))
    paper = docx.Document(io.BytesIO(certificate(many)))
    assert len(paper.tables[-1].rows) == 1 + 2 + len(many.figures.counted)
    more = replace(found, figures=replace(found.figures, lines=lines * 400))
    assert "в таблице «Матрица», лист «Список»" in words(docx.Document(io.BytesIO(certificate(more))))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("8", "Матрица_протокол-8_2023-10-24.xlsx"),
        ("12/1", "Матрица_протокол-12-1_2023-10-24.xlsx"),
        (None, "Матрица_протокол-бн-04.09.2023_2023-10-24.xlsx"),
        ('№ 5 "а"|?*' * 9, "Матрица_протокол-"),
    ],
)
def test_names_of_files(number: str | None, expected: str) -> None:
    name = file_name("matrix", MinutesName(1, number, date(2023, 9, 4)), date(2023, 10, 24), "xlsx")
    assert name.startswith(expected)
    assert len(name) <= 60
    assert not set(name) & set('№/\\:*?"<>| ')


async def test_pictures_for_the_telephone(office: Office) -> None:
    """Read back by Pillow: as wide as a telephone wants, and the one that is late is dark red."""
    found, _ = await read(office)
    pictures, hidden = matrix_pictures(found)
    assert (len(pictures), hidden) == (1, 0)
    for data in (*pictures, *item_pictures(found)):
        picture = Image.open(io.BytesIO(data))
        assert picture.format == "PNG"
        assert picture.width == 1080
        assert picture.height <= 1986
        colours = {colour for _, colour in picture.convert("RGB").getcolors(2**24) or ()}
        assert (0xA3, 0x16, 0x1A) in colours


async def test_many_organisations_are_those_who_are_late(office: Office) -> None:
    """200 organisations: three sheets at most, the rest is said to be in the table."""
    found, _ = await read(office)
    late = next(line for line in found.figures.lines if line.standing is Standing.NOT_DONE)
    place = found.figures.places[late.organisation_id]
    places = {n: replace(place, id=n, name=f"МКОУ СОШ № {n}") for n in range(1000, 1200)}
    lines = tuple(replace(late, id=n, organisation_id=n) for n in places)
    many = replace(found, figures=replace(found.figures, lines=lines, places=places))
    pictures, hidden = matrix_pictures(many)
    assert (len(pictures), hidden) == (3, 7)
    one = replace(found, figures=replace(found.figures, lines=lines[:1]))
    assert matrix_pictures(one) == ([], 0)
