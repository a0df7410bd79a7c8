"""Words read once more, when it is known what they are."""

from datetime import date

import pytest

from domain.minutes.doubts import TIME_UNPLACED
from domain.minutes.model import ControlForm, Deadline, DeadlineKind
from domain.second_look import deadline_of, read_line, time_in_question

DAY = date(2026, 9, 1)
NONE = Deadline(DeadlineKind.NONE)


def test_a_line_is_read_as_in_the_document() -> None:
    (item,) = read_line("3) Отделу опеки подготовить списки детей до 01.11", DAY)
    assert (item.number, item.text) == ("3", "Отделу опеки подготовить списки детей до 01.11")
    assert (item.deadline.date, item.addressees) == (date(2026, 11, 1), ("Отделу опеки",))
    assert item.suggestion.form is ControlForm.REPORT


def test_what_no_rule_takes_for_a_decision_is_one_as_it_stands() -> None:
    (item,) = read_line("Договорились, что школы пришлют фотографии к 20 декабря", DAY)
    assert (item.number, item.bullet, item.addressees) == (None, 1, ())
    assert (item.deadline.date, item.suggestion.form) == (date(2026, 12, 20), ControlForm.REPORT)
    assert item.doubts == ()


def test_its_time_of_no_known_role_is_asked_about() -> None:
    (item,) = read_line("Договорились: в графике 15.11.2026 учебный день", DAY)
    assert (item.doubts, item.deadline.dates) == ((TIME_UNPLACED,), ())
    assert time_in_question(item.text, NONE, DAY) == "15.11.2026"


@pytest.mark.parametrize(
    ("phrase", "dates", "doubt"),
    [
        ("15.11.2026", (date(2026, 11, 15),), ""),
        ("на осенних каникулах", (), "date_uncountable"),
        ("в ближайшее время", (), "date_unread"),
        ("15.11.2025", (date(2025, 11, 15),), "date_past"),
        ("без срока", (), "date_uncountable"),
    ],
)
def test_a_time_that_is_the_deadline(phrase: str, dates: tuple[date, ...], doubt: str) -> None:
    deadline = deadline_of(phrase, DAY)
    assert (deadline.phrase, deadline.dates, deadline.doubt) == (phrase, dates, doubt)
