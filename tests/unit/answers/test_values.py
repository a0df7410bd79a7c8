"""Figures, requisites, addresses and short phrases: what is read, and what is left as text."""

from datetime import date

import pytest

from domain.answers import Reference, is_not_needed, is_polite, read_figure, read_link, read_reference
from domain.answers.references import read_day

TODAY = date(2023, 10, 9)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("14", 14),
        ("14 человек", 14),
        ("14чел.", 14),
        ("обучено 6 чел.", 6),
        ("95,5 %", 95.5),
        ("95.5", 95.5),
        ("1 200 рублей", 1200),
        ("1200,50", 1200.5),
        ("ноль", 0),
        ("0", 0),
        ("ни одного", 0),
        ("Шесть", 6),
        ("двадцать один педагог", 21),
        ("сто сорок пять", 145),
        ("обучено двенадцать человек", 12),
    ],
)
def test_a_figure(text: str, figure: float) -> None:
    assert read_figure(text) == figure


@pytest.mark.parametrize(
    "text",
    [
        "",
        "спасибо",
        "14 из 20",
        "5, 6",
        "пять шесть",
        "пять или шесть человек было",
        "10-12",
        "45-о",
        "14.11",
        "02.10.2023",
        "2 октября",
        "2023 год",
        "14:30",
        "№ 14",
        "5 класс",
        "9А",
        "-5",
        "+7 912 345-67-89",
        "89123456789",
        "один раз собирались",
        "около 20",
        "больше 10",
        "приказ 45",
        "в прошлом году мы обучили целых 14 человек на курсах",
    ],
)
def test_no_figure(text: str) -> None:
    assert read_figure(text) is None


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("приказ № 45-о от 02.10.2023", "приказ № 45-о", date(2023, 10, 2)),
        ("Приказ №45-О от 2 октября 2023 г.", "приказ № 45-О", date(2023, 10, 2)),
        ("пр. 45-о от 2 октября", "приказ № 45-о", date(2023, 10, 2)),
        ("приказ от 02.10.2023 № 45 - о", "приказ № 45-о", date(2023, 10, 2)),
        ("приказ 45-о от 02.10", "приказ № 45-о", date(2023, 10, 2)),
        ("приказ б/н от 02.10.23", "приказ б/н", date(2023, 10, 2)),
        ("протокол ШМО № 2 от 14.09", "протокол ШМО № 2", date(2023, 9, 14)),
        ("Протокол заседания ШМО учителей математики №2 от «12» сентября 2023 года",
         "протокол заседания ШМО учителей математики № 2", date(2023, 9, 12)),
        ("№ 2 от 14.11.2022", "№ 2", date(2022, 11, 14)),
        ("№ 01-05/23 от 1.9.23", "№ 01-05/23", date(2023, 9, 1)),
        ("45-о от 02.10", "№ 45-о", date(2023, 10, 2)),
        ("номер 45 от 01.09", "№ 45", date(2023, 9, 1)),
        ("удостоверение № 12345 от 15.12", "удостоверение № 12345", date(2022, 12, 15)),
        ("прот. 3 от 03/10/2023", "протокол № 3", date(2023, 10, 3)),
    ],
)  # fmt: skip
def test_requisites(text: str, name: str, day: date) -> None:
    found = read_reference(text, TODAY)
    assert found is not None
    assert (found.name, found.day, found.more) == (name, day, False)


@pytest.mark.parametrize(
    "text",
    [
        "приказ 45-о",  # no date
        "№ 2",
        "протокол ШМО № 2 от 14.11",  # the coming November or the last one: too far to guess
        "приказ № 1 от 01.12.2023",  # ahead
        "приказ № 45-о от 31.02.2023",
        "приказ № 45 от 01.01.1022",
    ],
)
def test_a_date_is_never_invented(text: str) -> None:
    found = read_reference(text, TODAY)
    assert found is not None
    assert found.day is None


@pytest.mark.parametrize("text", ["", "14", "сделано 02.10", "45 от нас", "приказ от 02.10.2023", "осмотрели 5 залов"])
def test_no_requisites(text: str) -> None:
    assert read_reference(text, TODAY) is None


def test_a_story_beside_requisites_is_told_apart() -> None:
    found = read_reference("приказ № 45 от 02.10.2023, также проведены беседы с родителями и классные часы", TODAY)
    assert found == Reference("приказ", "45", date(2023, 10, 2), more=True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("02.10.2023", date(2023, 10, 2)),
        ("от 2 октября", date(2023, 10, 2)),
        ("31.12", date(2022, 12, 31)),
        ("10.10.2023", None),
        ("14 человек", None),
        ("02.10.2023 и ещё", None),
    ],
)
def test_a_date_alone(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://school.ru/x.", "https://school.ru/x"),
        ("http://школа.рф", "http://школа.рф"),
        ("vk.com/wall-1_2", "https://vk.com/wall-1_2"),
        ("смотрите t.me/school/5, там всё", "https://t.me/school/5"),
        ("(www.sosnovka.edu.ru/plan)", "https://www.sosnovka.edu.ru/plan"),
        ("Школа.рф/novosti", "https://Школа.рф/novosti"),
        ("https://ru.wikipedia.org/wiki/Школа_(значения)", "https://ru.wikipedia.org/wiki/Школа_(значения)"),
    ],
)
def test_an_address(text: str, link: str) -> None:
    assert read_link(text) == link


@pytest.mark.parametrize(
    "text",
    ["", "приказ.docx", "1.2 14", "02.10.2023", "school@mail.ru", "https://", "http://localhost/x", "http://1.2.3.4",
     "см. сайт", "45.о", "план.pdf"],
)  # fmt: skip
def test_no_address(text: str) -> None:
    assert read_link(text) == ""


@pytest.mark.parametrize(
    "text",
    ["Не потребовалось", "не требуется.", "корректировать не потребовалось", "Необходимости нет", "без изменений"],
)
def test_not_needed(text: str) -> None:
    assert is_not_needed(text)


@pytest.mark.parametrize("text", ["не потребовалось, но план всё же изменили", "нужно", "нет", "отчёт не сдан"])
def test_something_else_than_not_needed(text: str) -> None:
    assert not is_not_needed(text)


def test_politeness() -> None:
    assert all(is_polite(text) for text in ("Спасибо!", "хорошо, сделаем", "👍", "Добрый день", "Понял(а)"))
    assert not any(is_polite(text) for text in ("отчёт", "14", "спасибо, приказ № 5", "осмотр проведён"))
