"""A long delay goes up: the controller decides, then the head of the authority and its viewers are told.

All in calendar days after the date that counts, each by a setting of the authority: `decide_after` → the controller
is asked to decide; `head_after` and `viewers_after` more days → the head, the viewers. Source: design, «Reminders».
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.reminders import StepKind


@dataclass(frozen=True, slots=True)
class Terms:
    """Settings of an authority, in calendar days; `head` and `viewers` count from the day of the decision."""

    decide: int
    head: int
    viewers: int

    def late_days(self, kind: StepKind) -> int:
        """So many days late an item must be for a step of this kind."""
        return self.decide + {StepKind.DECIDE: 0, StepKind.HEAD: self.head, StepKind.VIEWERS: self.viewers}[kind]

    def counts_by(self, kind: StepKind, today: date) -> date:
        """Items whose date is this day or earlier have the step due today."""
        return today - timedelta(days=self.late_days(kind))

    def step_day(self, kind: StepKind, counts: date) -> date:
        """The day of the step of an item that was due on `counts`: the same however late it is written."""
        return counts + timedelta(days=self.late_days(kind))
