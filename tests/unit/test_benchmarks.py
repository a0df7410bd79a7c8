"""Every benchmark runs, with sizes that say nothing about speed: a renamed service must not be found by hand."""

import itertools
import time
from importlib import import_module

import pytest

from benchmarks import cpu
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


def test_what_a_coarse_clock_cannot_show_took_one_step_of_it_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = iter(range(1_000))
    monkeypatch.setattr(time, "process_time", lambda: next(asked) // 30 * 0.01)  # a tick of ten milliseconds
    cpu._step.cache_clear()
    try:
        assert cpu.cheapest(lambda: None, 3) == pytest.approx(0.01)
        with cpu.counted() as spent:
            list(itertools.islice(asked, 89))
        assert spent.seconds == pytest.approx(0.03)
    finally:
        cpu._step.cache_clear()
