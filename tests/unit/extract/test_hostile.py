"""Files made to keep a reader busy: four times as much of the same costs about four times as much, never sixteen."""

import contextlib
import time
from collections.abc import Callable

import pytest

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract
from tests.unit.extract.pages import column, pdf
from tests.unit.extract.sheets import book, row, sheet, written
from tests.unit.extract.sheets import cell as number
from tests.unit.extract.word import cell, docx, p, package, table
from tests.unit.extract.word import row as word_row


def wide(columns: int) -> bytes:
    return docx(table(*(word_row(*(cell("я") for _ in range(columns))) for _ in range(20))))


def nested(depth: int) -> bytes:
    inside = p("Вымыть окна")
    for _ in range(depth):
        inside = table(word_row(f"<w:tc>{p('а')}{inside}{p('б')}</w:tc>", cell("x")))
    return docx(*[inside] * 20)


def sheet_of(rows: int) -> bytes:
    head = ("№", "Поручение", "Срок")
    return book(sheet(head, *((at, "Вымыть окна", "до 1 мая") for at in range(rows))))


def merged(count: int) -> bytes:
    rows = "".join(row(at, number(f"A{at}", at), number(f"C{at}", at)) for at in range(1, 200))
    return book(written(rows, [f"B{at % 190 + 1}:B{at % 190 + 9}" for at in range(count)]))


def archive_of(count: int) -> bytes:
    return package({f"{at}.bin": bytes(range(256)) * 4 for at in range(count)})


def ruled(rows: int) -> bytes:
    return pdf(*([part for at in range(12) for part in column(60 + 40 * at, 800, *["аб"] * 12)] for _ in range(rows)))


SHAPES: dict[str, tuple[Callable[[int], bytes], int]] = {
    "one line": (lambda size: ("вымыть окна до 1 мая; " * size).encode(), 12_000),
    "one line of dashes": (lambda size: b"- " * size, 125_000),
    "quotes": (lambda size: b'";"' * size, 75_000),
    "tabs": (lambda size: b"\t" * size + b"x", 250_000),
    "typed rows": (lambda size: ("№;Поручение;Срок\n" + "1;Вымыть окна;до 1 мая\n" * size).encode(), 500),
    "typed columns": (lambda size: "\n".join([";".join("я" * size)] * 50).encode(), 2_000),
    "a wide table": (wide, 60),
    "nested tables": (nested, 12),
    "sheet": (sheet_of, 400),
    "merged cells": (merged, 2_000),
    "archive": (archive_of, 40),
    "pages of columns": (ruled, 2),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_size(shape: str) -> None:
    make, size = SHAPES[shape]
    extract(b"warm")
    small, large = cost(make(size)), cost(make(4 * size))
    assert large < 10 * small + 0.01, f"{small:.3f} s and {large:.3f} s"


def cost(data: bytes) -> float:
    """The least of three: what else the machine does only adds."""
    times = []
    for _ in range(3):
        start = time.process_time()
        with contextlib.suppress(UnreadableDocument):
            extract(data)
        times.append(time.process_time() - start)
    return min(times)
