"""Processor time, which other processes of the machine do not change."""

import gc
import resource
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache


def since(start: float) -> float:
    """Processor time since a `time.process_time()`. What is too short for the clock took a step at most."""
    return max(time.process_time() - start, _step())


@cache
def _step() -> float:
    """The smallest time the clock shows: nanoseconds here, on some machines a tick of the scheduler."""
    start = time.process_time()
    while (now := time.process_time()) == start:
        pass
    return now - start


@dataclass(slots=True)
class Spent:
    """Seconds of processor time of all threads."""

    seconds: float = 0.0


@contextmanager
def counted() -> Iterator[Spent]:
    """Count what the block spends, without the garbage of what came before."""
    spent = Spent()
    gc.collect()
    start = time.process_time()
    try:
        yield spent
    finally:
        spent.seconds = since(start)


def cheapest(work: Callable[[], object], rounds: int) -> float:
    """The cheapest of some rounds: what the work costs when nothing disturbs it."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, since(start))
    return best


async def cheapest_async(work: Callable[[], Awaitable[object]], rounds: int) -> float:
    """The same for something that is awaited."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        await work()
        best = min(best, since(start))
    return best


def of_children() -> float:
    """Processor time of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def of_process(command: Sequence[str]) -> float:
    """Processor time of a command."""
    before = of_children()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return max(of_children() - before, _step())
