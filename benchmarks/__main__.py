"""The table «What to reach», measured: a ratio or a count a line, each beside its floor or a peer of the same run.

python -m benchmarks [CODE …] [--size ROWS]    U1 B1 …: only these; ROWS: the larger number of rows of R1 and S2
"""

import argparse
import logging
from importlib import import_module

from benchmarks.rows import Benchmark, Sizes

#: Codes of the rows → the module that measures them, imported only when asked for.
MODULES = {
    ("U1", "U1b", "U2"): "taps",
    ("B1", "B2", "B3"): "broadcast",
    ("R1", "R2"): "reminders",
    ("R3",): "downtime",
    ("R5", "S1"): "sending",
    ("S2",): "overdue",
    ("S3",): "writers",
    ("D1",): "documents",
    ("C1", "C2"): "starting",
}
#: Rows that are shown elsewhere.
ELSEWHERE = {
    "B4": "SIGKILL in mid-broadcast: make soak",
    "R4": "two processes on one database: tests/integration",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("codes", nargs="*", help="U1 B1 …; all by default, and the reader")
    parser.add_argument("--size", type=int, default=Sizes().large, help="rows of R1 and S2 (the target is 1000000)")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)  # injected trouble is expected
    wanted, sizes = set(chosen.codes), Sizes(large=chosen.size)
    missed = 0
    for codes, name in MODULES.items():
        if wanted and wanted.isdisjoint(codes):
            continue
        for row in _benchmark(name)(sizes):
            missed += not row.ok
            print(row, flush=True)
    if not wanted:
        _the_rest()
    print(f"== {missed} missed" if missed else "== all measured targets are reached")


def _benchmark(name: str) -> Benchmark:
    measure: Benchmark = import_module(f"benchmarks.{name}").measure
    return measure


def _the_rest() -> None:
    for code, why in ELSEWHERE.items():
        print(f"{code:<3} !! SKIPPED !!  {why}")
    print("== the reader", flush=True)
    import_module("benchmarks.reader").main()


if __name__ == "__main__":
    main()
