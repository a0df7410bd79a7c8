"""Dates people type in chat on 25.11.2024."""

from datetime import date

import pytest

from domain.minutes import parse_typed_date

TODAY = date(2024, 11, 25)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("до 20.12", "2024-12-20"),
        ("20.12.", "2024-12-20"),
        ("15 декабря", "2024-12-15"),
        ("15 января", "2025-01-15"),
        ("20.01", "2025-01-20"),
        ("20 октября 2025", "2025-10-20"),
        ("20 октября 2025 г.", "2025-10-20"),
        ("Завтра", "2024-11-26"),
        ("к 3.02.25", "2025-02-03"),
        ("до конца месяца", "2024-11-30"),
        ("до конца декабря", "2024-12-31"),
        ("29 февраля 2028", "2028-02-29"),
        ("1.11", "2025-11-01"),
    ],
)
def test_one_clear_date(typed: str, day: str) -> None:
    assert parse_typed_date(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "typed",
    ["", "декабрь", "31.11", "скоро", "10.12 или 12.12", "до 20.12 у всех", "32 декабря", "20.12.2220", "с 1 по 5 мая"],
)
def test_anything_else_is_not_guessed(typed: str) -> None:
    assert parse_typed_date(typed, TODAY) is None
