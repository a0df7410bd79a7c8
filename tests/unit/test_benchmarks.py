"""Every benchmark runs, with sizes that say nothing about speed: a renamed service must not be found by hand."""

from importlib import import_module

import pytest

from benchmarks.__main__ import ELSEWHERE, MODULES
from benchmarks.rows import TINY, Row

#: Rows of the table in which something is counted that must never happen, whatever the machine.
NEVER = {"B1": "429s", "B2": "lost", "R2": "dropped", "C2": "modules"}


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize(("codes", "name"), MODULES.items())
def test_a_benchmark_measures_the_rows_it_promises(codes: tuple[str, ...], name: str) -> None:
    rows = list(import_module(f"benchmarks.{name}").measure(TINY))
    assert {row.code for row in rows} == set(codes)
    assert all(row.value == 0 for row in rows if row.code in NEVER and NEVER[row.code] in row.what)


def test_no_row_is_both_measured_and_skipped() -> None:
    measured = [code for codes in MODULES for code in codes]
    assert len(set(measured)) == len(measured)
    assert ELSEWHERE.keys().isdisjoint(measured)


def test_a_row_says_whether_its_target_is_reached() -> None:
    assert str(Row("U2", "the last button", 1.04, 1.3)) == "U2  OK       1.04 (≤ 1.3)  the last button"
    assert "MISS" in str(Row("U1", "taps", 0.05, 0.12, at_least=True, detail="5 ÷ 100"))
