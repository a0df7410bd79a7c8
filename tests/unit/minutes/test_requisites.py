"""Only the document's own number and date."""

from datetime import date

import pytest

from domain.minutes import read_text

BODY = "\nРешили:\n1. Директорам школ сдать табели до 15 мая."


@pytest.mark.parametrize(
    ("head", "number", "day"),
    [
        ("ПРОТОКОЛ № 4 от 20.02.2025", "4", "2025-02-20"),
        ("Протокол\nот «20» февраля 2025 г. № 12/3", "12/3", "2025-02-20"),
        ("ПРИКАЗ\n20.02.2025                    № 45-о\nг. Липовск", "45-о", "2025-02-20"),
        ("Распоряжение от 20 февраля 2025 года N 7-рг «О смотре»", "7-рг", "2025-02-20"),
        ("ПРОТОКОЛ б/н от 20.02.2025", None, "2025-02-20"),
        ("ПРОТОКОЛ №\nсовещания\n20.02.2025", None, "2025-02-20"),
        ("Протокол совещания\nДата: 20.02.2025\nВремя: 10.30", None, "2025-02-20"),
        (
            "УТВЕРЖДАЮ\nНачальник отдела\nА.А. Седова\n«25» февраля 2025 г.\nПРОТОКОЛ № 4\nот 20.02.2025",
            "4",
            "2025-02-20",
        ),
        ("ПРОТОКОЛ № 4\nво исполнение приказа от 11.01.2025 № 99\n20.02.2025", "4", "2025-02-20"),
        ("Протокол совещания\nТема: «О выполнении указа от 07.05.2018 № 204»", None, None),
        ("Совещание директоров школ № 5, 7", None, None),
        ("Новости отдела\nДата публикации: 20.02.2025", None, "2025-02-20"),
    ],
)
def test_number_and_date(head: str, number: str | None, day: str | None) -> None:
    reading = read_text(head + BODY)
    assert (reading.number, reading.date) == (number, day and date.fromisoformat(day))
    assert len(reading.items) == 1


def test_requisites_printed_below_the_text() -> None:
    reading = read_text(
        "О смотре\n1. Директорам школ провести смотр.\n"
        "Глава района А.А. Седова\nПостановление\n355\n25 февраля 2025 года"
    )
    assert (reading.number, reading.date) == ("355", date(2025, 2, 25))


def test_years_of_deadlines_come_from_the_stamp_or_the_year_planned() -> None:
    stamped = read_text("УТВЕРЖДАЮ\nДиректор\n«01» марта 2025 г.\nПлан работы" + BODY)
    planned = read_text("План работы на 2024-2025 учебный год" + BODY)
    nothing = read_text("План работы" + BODY)
    assert [reading.items[0].deadline.date for reading in (stamped, planned, nothing)] == [
        date(2025, 5, 15),
        date(2025, 5, 15),
        None,
    ]
    assert [reading.date for reading in (stamped, planned, nothing)] == [None, None, None]


def test_a_stamp_without_a_date_gives_no_year() -> None:
    assert read_text("УТВЕРЖДАЮ\nДиректор\nПлан работы" + BODY).items[0].deadline.date is None


def test_title_and_issuer() -> None:
    reading = read_text("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\nПРОТОКОЛ № 4\nсовещания директоров\n20.02.2025" + BODY)
    assert (reading.issuer, reading.title) == ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "ПРОТОКОЛ № 4 совещания директоров")


def test_a_deadline_in_the_last_lines_is_no_day_of_signing() -> None:
    body = "1. Провести осмотр.\nСрок: до 15.10.2026\nОтв.: директора школ.\n2. Обновить стенды.\nСрок: до 25.10.2026"
    reading = read_text(f"Протокол № 4\nРешили:\n{body}\nОтв.: директора школ.\n\nПредседатель\nИ.И. Седова")
    assert [(item.deadline.date, item.deadline.doubt) for item in reading.items] == [
        (date(2026, 10, 15), ""),
        (date(2026, 10, 25), ""),
    ]
