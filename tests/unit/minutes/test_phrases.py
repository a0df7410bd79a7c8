"""Parties, sentences and tables by themselves: rules that a whole document shows rarely."""

from datetime import date

import pytest

from domain.errors import WrongInput
from domain.minutes import read
from domain.minutes.addressees import split_parties
from domain.minutes.dates import Frame
from domain.minutes.events import find_named_event
from domain.minutes.model import Document, Line, Role
from domain.minutes.moments import find_moments
from domain.minutes.noun_phrase import party_end
from domain.minutes.openings import opening_party
from domain.minutes.orders import decides
from domain.minutes.parties import in_dative, is_post, opens_singular
from domain.minutes.sections import narrates
from domain.minutes.stacked_tables import cell_parties
from domain.minutes.typed_dates import LONGEST, Asked, parse_typed_date

HEAD = (Line("Протокол № 8 совещания"), Line("Дата – 01.09.2026"), Line("Решили:"))
Said = tuple[str | None, str, tuple[str, ...], str]


def row(*cells: str, table: int = 1) -> Line:
    return Line("\t".join(cells), cells, table)


def said(*lines: Line | str) -> list[Said]:
    reading = read(Document((*HEAD, *(Line(each) if isinstance(each, str) else each for each in lines)), "docx"))
    return [(item.number, item.text, item.addressees, item.deadline.phrase) for item in reading.items]


SCHOOLS_LOOK: Said = ("1", "Провести осмотр залов", ("директора школ",), "до 10.10.2026")
OFFICE_WRITES: Said = ("2", "Подготовить справку", ("отдел образования",), "до 20.10.2026")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("", ""),
        ("№ 5 провести", ""),
        ("школе, а также отделу провести", "школе, а также отделу"),
        ("школам, участвующим в апробации представить", "школам, участвующим в апробации"),
        ("школам, участвующим в апробации: представить", "школам, участвующим в апробации"),
        ("школам, кроме вечерних, представить", "школам, кроме вечерних,"),
        ("школам, за исключением вечерних, представить", "школам, за исключением вечерних,"),
        (
            "школам, в которых имеются автобусы, срок которых истекает, провести",
            "школам, в которых имеются автобусы, срок которых истекает,",
        ),
        ("школам, в которых имеются автобусы, стоянку убрать", "школам, в которых имеются автобусы,"),
        ("Ожегову А.Н., пунктов 4–8 – на неделе", "Ожегову А.Н."),
    ],
)
def test_how_far_a_party_reaches(text: str, party: str) -> None:
    assert text[: party_end(text, 0)] == party


@pytest.mark.parametrize(
    ("phrase", "parties"),
    [
        ("@ivanov и @petrova", ("@ivanov", "@petrova")),
        ("директорам школ и @petrova", ("директорам школ", "@petrova")),
    ],
)
def test_what_is_a_party_of_its_own(phrase: str, parties: tuple[str, ...]) -> None:
    assert split_parties(phrase) == parties


def test_what_a_party_is() -> None:
    assert in_dative("директору школы")
    assert not in_dative("провести")
    assert is_post("бывшему директору")
    assert not is_post("провести")
    assert opens_singular("заведующий хозяйством")
    assert not opens_singular("директора школ")


def test_what_is_no_event() -> None:
    assert find_named_event("к новому светлому большому красивому празднику") is None


def test_who_speaks_and_who_orders() -> None:
    assert narrates("Выступила Гусак")
    assert not decides("О том, что необходимо провести")
    assert decides("В срок до 10 мая школам провести осмотр")
    assert narrates("Туманова А.И.: автобусы выходят на линию")
    assert not narrates("Туманова А.И.: график на март")
    assert not narrates("Тумановой А.И.: автобусы выходят на линию")


def test_two_who_must_act_under_one_number() -> None:
    line = "1. Директорам школ провести осмотр залов до 10.10.2026; управлению образования дать справку до 1 мая."
    assert [(number, who) for number, _, who, _ in said(line)] == [
        ("1", ("Директорам школ",)),
        ("1", ("управлению образования",)),
    ]


def test_items_that_are_counted_in_words() -> None:
    first, second = "Первое: школам провести осмотр до 10.10.2026.", "Второе: отделу подготовить справку до 20.10.2026."
    assert [number for number, *_ in said(first, second)] == ["1", "2"]


def test_a_table_left_one_cell_a_line() -> None:
    cells = (
        "№",
        "Поручение",
        "Ответственный",
        "Срок",
        "1",
        "Провести осмотр\nзалов",
        "директора школ",
        "до 10.10.2026",
    )
    lines = "\n".join(f"{cell}|" for cell in (*cells, "2", "Подготовить справку", "отдел образования", "до 20.10.2026"))
    assert said(*lines.split("\n"), "Председатель И.И. Иванова") == [SCHOOLS_LOOK, OFFICE_WRITES]
    assert said("№|", "Поручение|", "Срок|", "Примечание|", "Председатель И.И. Иванова") == []


def test_behind_a_table_left_one_cell_a_line_the_document_goes_on() -> None:
    table = "№|\nПоручение|\nОтветственный|\nСрок|\n1|\nПровести осмотр залов|\nдиректора школ|\nдо 10.10.2026|"
    second = "2|\nПодготовить справку|\nотдел образования|\nдо 20.10.2026|"
    more = "РЕШИЛИ:\n3. Директорам школ обновить стенды до 01.11.2026.\nСправка | дополнительно |"
    assert said(*f"{table}\n{second}\n{more}".split("\n")) == [
        SCHOOLS_LOOK,
        OFFICE_WRITES,
        ("3", "Директорам школ обновить стенды до 01.11.2026.", ("Директорам школ",), "до 01.11.2026"),
    ]


@pytest.mark.parametrize("heading", [("Поручение", "Ответственный"), ("Задача", "Исполнитель")])
def test_a_heading_of_two_columns_is_no_row_of_a_card(heading: tuple[str, str]) -> None:
    rows = (row("Провести осмотр залов", "директора школ"), row("Подготовить справку", "отдел образования"))
    assert [(text, who) for _, text, who, _ in said(row(*heading), *rows)] == [
        ("Провести осмотр залов", ("директора школ",)),
        ("Подготовить справку", ("отдел образования",)),
    ]


@pytest.mark.parametrize("limit", ["(Кроме вечерних)", "(за исключением вечерних)"])
def test_a_bracket_that_says_which_of_them_stays(limit: str) -> None:
    assert split_parties(f"директора школ {limit}") == (f"директора школ {limit}",)


@pytest.mark.parametrize("post", ["Бухгалтер", "Завхоз", "Психолог"])
def test_a_name_below_its_post_is_one_party(post: str) -> None:
    assert split_parties(cell_parties(f"{post}\nИванова А.И.")) == (post,)


def test_a_cell_with_who_and_when_by_their_labels() -> None:
    assert said(
        row("№", "Мероприятие", "Исполнитель, срок"),
        row("1", "Провести осмотр залов", "Отв.: директора школ\nСрок: до 10.10.2026"),
        row("2", "Подготовить справку", "Отв.: отдел образования\nСрок: до 20.10.2026"),
    ) == [SCHOOLS_LOOK, OFFICE_WRITES]


def test_parties_as_headings_with_their_dates_below() -> None:
    table = (
        row("№", "Мероприятие", "Школы", "Детские сады"),
        row("1", "Провести осмотр залов", "до 10.10.2026", "до 12.10.2026"),
        row("2", "Подготовить справку", "до 20.10.2026", ""),
    )
    assert said(*table) == [
        ("1", "Провести осмотр залов", ("Школы",), "до 10.10.2026"),
        ("1", "Провести осмотр залов", ("Детские сады",), "до 12.10.2026"),
        ("2", "Подготовить справку", ("Школы",), "до 20.10.2026"),
    ]


def test_a_typed_table_with_a_drawn_line() -> None:
    assert said(
        "№ | Поручение | Ответственный | Срок",
        "=== | --- | --- | :-:",
        "1 | Провести осмотр залов | директора школ | до 10.10.2026",
        "2 | Подготовить справку | отдел образования | до 20.10.2026",
    ) == [SCHOOLS_LOOK, OFFICE_WRITES]


def test_minutes_told_in_a_table_with_a_date_beside() -> None:
    assert said(
        row("СЛУШАЛИ", "РЕШИЛИ", "Срок"),
        row("Иванову И.И. о котельных", "Директорам школ провести осмотр котельных.", "до 10.10.2026"),
        row("Петрова П.П. о стендах", "Директорам школ обновить стенды до 15.10.2026.", ""),
    ) == [
        (None, "Директорам школ провести осмотр котельных.", ("Директорам школ",), "до 10.10.2026"),
        (None, "Директорам школ обновить стенды до 15.10.2026.", ("Директорам школ",), "до 15.10.2026"),
    ]


def test_a_remark_beside_a_told_decision_is_no_part_of_it() -> None:
    assert said(
        row("СЛУШАЛИ", "РЕШИЛИ", "Примечание"),
        row("Иванову И.И. о котельных", "Директорам школ провести осмотр котельных до 10.10.2026.", "запасной день"),
    ) == [(None, "Директорам школ провести осмотр котельных до 10.10.2026.", ("Директорам школ",), "до 10.10.2026")]


def test_a_plan_behind_the_signatures_is_read_and_a_list_beside_it_is_not() -> None:
    document = Document(
        (
            *HEAD,
            Line("1. Директорам школ провести осмотр залов до 10.10.2026."),
            Line("Председатель                 И.И. Иванова"),
            Line("План мероприятий по подготовке к зиме"),
            row("Школа", "Адрес", table=5),
            row("Лицей", "Сосновая", table=5),
            row("№", "Мероприятие", "Ответственный", "Срок", table=6),
            row("1", "Провести осмотр котельных", "директора школ", "до 10.10.2026", table=6),
            row("2", "Подготовить справку", "отдел образования", "до 20.10.2026", table=6),
        ),
        "docx",
    )
    reading = read(document)
    assert [item.text for item in reading.items][1:] == ["Провести осмотр котельных", "Подготовить справку"]
    assert {part.role for part in reading.parts if "Лицей" in part.text} == {Role.NOTHING}


def test_a_date_longer_than_any() -> None:
    with pytest.raises(WrongInput, match="date_unreadable"):
        parse_typed_date("до пятницы " * LONGEST, Asked(date(2026, 9, 1)))


def test_a_name_before_an_order_narrates_nothing() -> None:
    assert narrates("Титов А.А.: автобусы выходят на линию")
    assert not narrates("Титов А.А.: автобусы вывести на линию")


def test_a_party_ends_before_a_time_and_begins_with_its_adjectives() -> None:
    schools = "директорам школ"
    assert party_end(f"{schools} с сентября провести осмотр", 0) == len(schools)
    found = opening_party("В целях профилактики сельским школам провести осмотр")
    assert found is not None
    assert found.phrase == "сельским школам"


def test_a_number_in_words_that_is_none_is_no_day() -> None:
    assert find_moments("к девятому числу", Frame(date(2026, 9, 1)))[0].last == date(2026, 9, 9)
    assert find_moments("к первоочередному числу", Frame(date(2026, 9, 1))) == []
