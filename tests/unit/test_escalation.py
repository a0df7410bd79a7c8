"""A long delay goes up: which day has which step."""

from datetime import date

import pytest

from domain.escalation import Terms
from domain.reminders import StepKind


@pytest.mark.parametrize(
    ("kind", "day"),
    [(StepKind.DECIDE, date(2026, 10, 29)), (StepKind.HEAD, date(2026, 11, 5)), (StepKind.VIEWERS, date(2026, 11, 12))],
)
def test_the_day_of_a_step_and_the_date_it_counts_from(kind: StepKind, day: date) -> None:
    terms, counts = Terms(decide=14, head=7, viewers=14), date(2026, 10, 15)
    assert terms.step_day(kind, counts) == day
    assert terms.counts_by(kind, day) == counts
