"""Deadline phrases a clerk writes after «Срок:», read against minutes of 14.03.2025."""

from datetime import date, timedelta

import pytest

from domain.minutes.dates import SchoolCalendar
from domain.minutes.deadline_phrases import parse_deadline
from domain.minutes.model import DeadlineKind

BASE = date(2025, 3, 14)

DATED = [
    ("до 21.04.2025", "date", "2025-04-21"),
    ("до 21.04.25г.", "date", "2025-04-21"),
    ("в срок до 5 мая", "date", "2025-05-05"),
    ("не позднее 1 июня 2025 года", "date", "2025-06-01"),
    ("к 20.04", "date", "2025-04-20"),
    ("«18» апреля 2025 г.", "date", "2025-04-18"),
    ("до 2 апреля т.г.", "date", "2025-04-02"),
    ("до 15 декабря текущего года", "date", "2025-12-15"),
    ("до 1 февраля", "date", "2026-02-01"),
    ("до 10 января следующего года", "date", "2026-01-10"),
    ("первого апреля", "date", "2025-04-01"),
    ("до двадцать третьего мая", "date", "2025-05-23"),
    ("2025-09-01", "date", "2025-09-01"),
    ("до 15-00 30.04.2025", "date", "2025-04-30"),
    ("незамедлительно, но не позднее 17.03.2025", "date", "2025-03-17"),
    ("октябрь 2025", "month", "2025-10-31"),
    ("в течение апреля", "month", "2025-04-30"),
    ("май", "month", "2025-05-31"),
    ("январь", "month", "2026-01-31"),
    ("до конца апреля", "period", "2025-04-30"),
    ("до конца месяца", "period", "2025-03-31"),
    ("первая декада апреля", "period", "2025-04-10"),
    ("вторая половина мая", "period", "2025-05-31"),
    ("последняя декада мая", "period", "2025-05-31"),
    ("тридцатого апреля", "date", "2025-04-30"),
    ("с 15 декабря по 20 января", "period", "2026-01-20"),
    ("ноябрь - апрель", "period", "2026-04-30"),
    ("15 ноября до 20 ноября", "date", "2025-11-15"),
    ("сентябрь–октябрь 2025 года", "period", "2025-10-31"),
    ("ноябрь - январь", "period", "2026-01-31"),
    ("с 7 по 18 апреля 2025 года", "period", "2025-04-18"),
    ("10-15.04.2025", "period", "2025-04-15"),
    ("с 28.04. по 16.05.2025", "period", "2025-05-16"),
    ("II квартал 2025 года", "period", "2025-06-30"),
    ("в 3 квартале т.г.", "period", "2025-09-30"),
    ("четвертый квартал", "period", "2025-12-31"),
    ("1 полугодие 2025 года", "period", "2025-06-30"),
    ("II полугодие 2025-2026 учебного года", "period", "2026-05-31"),
    ("2025-2026 уч.г.", "period", "2026-08-31"),
    ("2025/26 учебный год", "period", "2026-08-31"),
    ("в течение учебного года", "period", "2025-08-31"),
    ("до конца учебного года", "period", "2025-05-31"),
    ("в течение 2025 года", "period", "2025-12-31"),
    ("до конца года", "period", "2025-12-31"),
    ("2025-2027 годы", "period", "2027-12-31"),
]


@pytest.mark.parametrize(("phrase", "kind", "day"), DATED)
def test_a_phrase_with_a_day(phrase: str, kind: str, day: str) -> None:
    deadline = parse_deadline(phrase, BASE)
    assert (deadline.kind, deadline.date) == (kind, date.fromisoformat(day))
    assert deadline.doubt == ""
    assert deadline.rule


@pytest.mark.parametrize(
    ("phrase", "recurrence", "day"),
    [
        ("ежедневно", "daily", None),
        ("еженедельно по средам", "weekly", None),
        ("каждую пятницу", "weekly", None),
        ("ежемесячно до 7 числа", "monthly", 7),
        ("до 25 числа каждого месяца", "monthly", 25),
        ("1 раз в месяц", "monthly", None),
        ("ежеквартально до 5 числа месяца, следующего за отчётным", "quarterly", 5),
        ("не реже одного раза в квартал", "quarterly", None),
        ("по итогам каждой четверти", "quarterly", None),
        ("два раза в год", "half-yearly", None),
        ("ежегодно", "yearly", None),
        ("ежегодно до 1 октября", "yearly", None),
        ("1 раз в два года", "occasional", None),
    ],
)
def test_a_repeating_phrase(phrase: str, recurrence: str, day: int | None) -> None:
    deadline = parse_deadline(phrase, BASE)
    assert (deadline.kind, deadline.recurrence, deadline.day) == (DeadlineKind.RECURRING, recurrence, day)


@pytest.mark.parametrize(
    "phrase",
    [
        "постоянно",
        "с 1 апреля 2025 года постоянно",
        "на постоянной основе",
        "в постоянном режиме",
        "по мере необходимости",
        "систематически",
        "весь период",
    ],
)
def test_a_lasting_phrase(phrase: str) -> None:
    deadline = parse_deadline(phrase, BASE)
    assert (deadline.kind, deadline.dates, deadline.doubt) == (DeadlineKind.ONGOING, (), "")


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("в 3-дневный срок", "2025-03-17"),
        ("в трёхдневный срок", "2025-03-17"),
        ("в недельный срок", "2025-03-21"),
        ("в двухнедельный срок", "2025-03-28"),
        ("в месячный срок", "2025-04-14"),
        ("в течение 10 дней", "2025-03-24"),
        ("в течение пяти рабочих дней", "2025-03-21"),
        ("не позднее 10 рабочих дней", "2025-03-28"),
        ("в течение 5 (пяти) рабочих дней со дня подписания", "2025-03-21"),
        ("в течение месяца", "2025-04-14"),
        ("через неделю", "2025-03-21"),
        ("в течение суток", "2025-03-15"),
        ("в течение 48 часов", "2025-03-16"),
    ],
)
def test_days_are_counted_from_the_minutes(phrase: str, day: str) -> None:
    deadline = parse_deadline(phrase, BASE)
    assert (deadline.kind, deadline.date) == (DeadlineKind.RELATIVE, date.fromisoformat(day))


@pytest.mark.parametrize(
    "phrase",
    [
        "в течение 3 рабочих дней после проверки",
        "за 5 дней до начала смены",
        "до начала учебного года",
        "незамедлительно",
        "до особого распоряжения",
        "согласно утверждённому графику",
        "с 20 марта до особого распоряжения",
        "до следующего совещания",
        "в кратчайшие сроки",
    ],
)
def test_what_cannot_be_counted_is_asked(phrase: str) -> None:
    deadline = parse_deadline(phrase, BASE)
    assert (deadline.kind, deadline.dates, deadline.doubt) == (DeadlineKind.RELATIVE, (), "date_uncountable")


@pytest.mark.parametrize(
    ("phrase", "doubt"),
    [
        ("до 31 апреля", "date_impossible"),
        ("до 30 февраля 2026 года", "date_impossible"),
        ("до 15.04.2052", "date_outside"),
        ("до 15.04.2015", "date_outside"),
        ("до 01.10.3025", "date_outside"),
        ("по договорённости сторон", "date_unread"),
    ],
)
def test_a_slip_of_the_pen_gives_no_date(phrase: str, doubt: str) -> None:
    deadline = parse_deadline(phrase, BASE)
    assert (deadline.dates, deadline.doubt) == ((), doubt)


@pytest.mark.parametrize(
    ("phrase", "doubt"),
    [
        ("до 10.02.2025", "date_past"),
        ("до мая", "date_until_month"),
        ("до 2026 года", "date_until_year"),
        ("до 20 февраля", "date_year_unsure"),
        ("до конца III четверти", "date_school_quarter"),
    ],
)
def test_a_date_that_may_mean_another_is_read_and_asked(phrase: str, doubt: str) -> None:
    deadline = parse_deadline(phrase, BASE)
    assert deadline.date is not None
    assert deadline.doubt == doubt


def test_without_a_date_of_the_minutes_the_year_is_not_guessed() -> None:
    assert parse_deadline("до 15 мая", None).dates == ()
    assert parse_deadline("до 15 мая", None).doubt == "date_no_year"
    assert parse_deadline("до 15.05.2025", None).date == date(2025, 5, 15)
    assert parse_deadline("в 3-дневный срок", None).doubt == "date_uncountable"


@pytest.mark.parametrize(
    "phrase",
    [
        "1 полугодие",
        "1 полугодие учебного года",
        "до конца II четверти",
        "до конца месяца",
        "в течение года",
        "2 квартал",
    ],
)
def test_a_stretch_without_a_year_needs_the_date_of_the_minutes(phrase: str) -> None:
    deadline = parse_deadline(phrase, None)
    assert (deadline.dates, deadline.doubt) == ((), "date_no_year")


def test_a_decimal_that_is_no_date() -> None:
    assert parse_deadline("10-15.20", BASE).dates == ()
    assert parse_deadline("15.20.2025", BASE).dates == ()


def test_several_dates_are_several_checkpoints() -> None:
    deadline = parse_deadline("до 15 апреля, 20 мая и 1 сентября 2025 года", BASE)
    assert deadline.dates == (date(2025, 4, 15), date(2025, 5, 20), date(2025, 9, 1))


def test_a_year_written_once_serves_the_dates_before_it() -> None:
    assert parse_deadline("25 декабря, 20 мая 2026 года", None).dates == (date(2025, 12, 25), date(2026, 5, 20))


def test_the_school_year_rolls_over_in_july() -> None:
    assert parse_deadline("до конца учебного года", date(2025, 6, 30)).date == date(2025, 5, 31)
    assert parse_deadline("до конца учебного года", date(2025, 7, 1)).date == date(2026, 5, 31)


def test_the_authority_sets_its_school_calendar() -> None:
    school = SchoolCalendar((6, 20), ((10, 25), (12, 27), (3, 21), (6, 20)), confirmed=True)
    assert parse_deadline("до конца учебного года", BASE, school).date == date(2025, 6, 20)
    quarter = parse_deadline("до конца III четверти", BASE, school)
    assert (quarter.date, quarter.doubt) == (date(2025, 3, 21), "")


def test_working_days_follow_the_calendar_that_is_given() -> None:
    def three_times(day: date, count: int) -> date:
        return day + timedelta(days=3 * count)

    assert parse_deadline("в течение 2 рабочих дней", BASE, add_working_days=three_times).date == date(2025, 3, 20)


def test_an_empty_phrase_is_no_deadline() -> None:
    assert parse_deadline(" – ", BASE).kind is DeadlineKind.NONE
