"""Days on which digests come."""

from datetime import date

import pytest

from domain.calendar import WorkingCalendar
from domain.digest_days import is_digest_day


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-30", True), ("2026-12-01", False), ("2026-12-03", True), ("2026-12-05", False), ("2026-12-07", True)],
)
def test_monday_and_thursday(day: str, expected: bool) -> None:
    assert is_digest_day(date.fromisoformat(day), WorkingCalendar()) is expected
