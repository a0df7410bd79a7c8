"""Signs of life: what is well, what is told, what follows from something else."""

from datetime import date

import pytest

from domain.signs import LIMITS, Sign, is_alive, judge, missing_calendars, unwell

WELL = dict.fromkeys(Sign, 0.0) | {Sign.DISK: LIMITS[Sign.DISK]}
LEAST = LIMITS[Sign.DISK]


def wrong(**values: float | None) -> set[Sign]:
    return set(unwell(judge(WELL | {Sign(name): value for name, value in values.items()}, LEAST)))


@pytest.mark.parametrize("sign", Sign)
def test_each_sign_has_a_limit_that_is_just_well(sign: Sign) -> None:
    beyond = -1 if sign is Sign.DISK else 1
    assert wrong(**{sign: LIMITS[sign]}) == set()
    assert wrong(**{sign: LIMITS[sign] + beyond}) == {sign}


def test_what_was_not_measured_is_not_judged() -> None:
    assert unwell(judge({}, LEAST)) == set()


def test_what_follows_from_the_line_is_not_told_beside_it() -> None:
    assert wrong(line=700, trouble=900, updates=700, notices=900, disk=1) == {Sign.LINE, Sign.DISK}
    assert wrong(trouble=900, notices=900) == {Sign.TROUBLE}


@pytest.mark.parametrize(
    ("values", "alive"),
    [
        ({}, True),
        ({Sign.TICKS: 301.0}, False),
        ({Sign.UPDATES: 601.0}, False),
        ({Sign.UPDATES: 601.0, Sign.LINE: 601.0}, True),
        ({Sign.DISK: 0.0, Sign.DEAD: 5.0}, True),
    ],
)
def test_a_process_is_alive_when_a_restart_would_not_help(values: dict[Sign, float], alive: bool) -> None:
    assert is_alive(judge(WELL | values, LEAST)) is alive


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), 0),
        (date(2034, 10, 31), None),
        (date(2034, 11, 1), 1),
        (date(2034, 12, 31), 1),
        (date(2035, 1, 1), None),
    ],
)
def test_the_calendar_of_the_next_year_is_missed_from_november(today: date, missing: float | None) -> None:
    assert missing_calendars(today) == missing
