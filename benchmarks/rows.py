"""A row of the table of targets: what was measured beside its floor or peer, and whether that is enough."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One target. `value` is a ratio or a count, never a time by itself; `detail` says what stands behind it."""

    code: str
    what: str
    value: float
    target: float
    at_least: bool = False
    detail: str = ""

    @property
    def ok(self) -> bool:
        return self.value >= self.target if self.at_least else self.value <= self.target

    def __str__(self) -> str:
        verdict = "OK  " if self.ok else "MISS"
        sign = "≥" if self.at_least else "≤"
        line = f"{self.code:<3} {verdict} {self.value:8.4g} ({sign} {self.target:g})  {self.what}"
        return f"{line}; {self.detail}" if self.detail else line


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured; `large` rows are compared with `small` rows."""

    taps: int = 320
    people: int = 1_500
    organisations: int = 1_000
    decisions: int = 20
    due: int = 2_000
    small: int = 10_000
    large: int = 200_000
    assignments: int = 1_000_000
    notices: int = 100_000
    seconds: int = 60
    rounds: int = 20
    starts: int = 3


#: Enough to see that everything runs.
TINY = Sizes(
    taps=4,
    people=6,
    organisations=4,
    decisions=2,
    due=5,
    small=60,
    large=120,
    assignments=120,
    notices=8,
    seconds=1,
    rounds=1,
    starts=1,
)

Benchmark = Callable[[Sizes], Iterable[Row]]
