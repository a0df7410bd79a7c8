"""S1, R5: sending minutes out, beside copying the same rows with the bare driver into an empty database."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event

from benchmarks.cpu import counted, since
from benchmarks.loops import run
from benchmarks.rows import Row, Sizes
from benchmarks.town import NOW, Town, town_of
from db.models import Base
from tests.database import template

WRITTEN = ("assignments", "reminder_steps", "outbox", "audit")
DUE = NOW.date().replace(month=11, day=12)
#: R5 is about so many steps.
STEPS = 100_000


@dataclass(slots=True)
class Sending:
    """Processor time of one sending, of it for reminder steps, and of copying what it wrote. Rows by table."""

    seconds: float
    planning: float
    rows: dict[str, int]
    copying: dict[str, float]


def measure(sizes: Sizes) -> Iterator[Row]:
    sent = run(_send(sizes.organisations, sizes.decisions))
    steps = sent.rows["reminder_steps"]
    floor = sum(sent.copying.values())
    yield Row(
        "R5",
        "planning 5 reminders × 20,000 assignments, CPU-s",
        sent.planning * STEPS / steps,
        2,
        detail=f"{sent.planning / sent.copying['reminder_steps']:.2f} × the bare driver for {steps} steps",
    )
    yield Row(
        "S1",
        f"sending {sizes.decisions} × {sizes.organisations}: rows/s ÷ bare INSERT … SELECT",
        floor / sent.seconds,
        0.5,
        at_least=True,
        detail=f"{sum(sent.rows.values())} rows, {sent.seconds:.2f} CPU-s beside {floor:.2f}",
    )


async def _send(organisations: int, decisions: int) -> Sending:
    async with town_of(organisations) as town:
        await town.send(await town.draft(1, DUE, town.schools[:1], number="warm"))
        before = _rows(_file(town))
        minutes_id = await town.draft(decisions, DUE)
        with _statements(town, "INSERT INTO reminder_steps") as planning, counted() as spent:
            await town.send(minutes_id)
        rows = {table: count - before[table] for table, count in _rows(_file(town)).items()}
        assert rows["assignments"] == organisations * decisions
        return Sending(spent.seconds, sum(planning), rows, _copy(_file(town)))


def _file(town: Town) -> Path:
    return Path(str(town.db.url.database))


@contextmanager
def _statements(town: Town, prefix: str) -> Iterator[list[float]]:
    """Processor time of every statement that begins so."""
    found: list[float] = []
    starts: list[float] = []

    def before(*_arguments: Any) -> None:
        starts.append(time.process_time())

    def after(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        spent = since(starts.pop())
        if statement.startswith(prefix):
            found.append(spent)

    engine = town.db.engine.sync_engine
    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "after_cursor_execute", after)


def _rows(file: Path) -> dict[str, int]:
    connection = sqlite3.connect(file)
    try:
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in WRITTEN}  # noqa: S608 - our tables
    finally:
        connection.close()


def _copy(source: Path) -> dict[str, float]:
    """Processor time of writing the same rows into the same tables, by table, in one transaction."""
    with TemporaryDirectory(prefix="kontrol-bench-") as folder:
        target = shutil.copy(template(), Path(folder, "floor.db"))
        connection = sqlite3.connect(target, isolation_level=None)
        connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF")
        connection.execute("ATTACH ? AS source", (str(source),))
        for table in Base.metadata.sorted_tables:
            if table.name not in WRITTEN:
                connection.execute(_copying(table.name))
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("BEGIN IMMEDIATE")
        spent = {}
        for name in WRITTEN:
            with counted() as copying:
                connection.execute(_copying(name))
            spent[name] = copying.seconds
        with counted() as copying:
            connection.execute("COMMIT")
        connection.close()
        return spent | {"commit": copying.seconds}


def _copying(table: str) -> str:
    return f"INSERT INTO main.{table} SELECT * FROM source.{table}"  # noqa: S608 - our tables
