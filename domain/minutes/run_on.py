"""A paragraph that holds a whole list («1. … 2. …», «а) …; б) …», «: - … - …») taken apart."""

import re
from collections.abc import Iterable
from dataclasses import replace

from domain.minutes.markers import MarkStyle, find_mark
from domain.minutes.rows import Row

_RUN_ON = re.compile(r"(?:(?<=[.;:])|(?<=[.;:]»))\s+(?=(\d{1,2}(?:\.\d{1,2})*)\.\s?[А-ЯЁа-яё«])")
_RUN_ON_SIGN = re.compile(r"(?<=[;:.,])\s+(?=\(?(\d{1,2}|[а-я])\)\s*[А-ЯЁа-яё«])")
_RUN_ON_DASH = re.compile(r"(?<=[:;.])\s+(?=[-–—]\s+[а-яёА-ЯЁ])")


def split_run_on(row: Row) -> Iterable[Row]:
    """A paragraph that holds a whole numbered list becomes one row for each number or dash."""
    if row.cells or len(row.text) < 25:
        return [row]
    pieces = [piece for part in _by_numbers(row.text) for half in _by_signs(part) for piece in _by_dashes(half)]
    return [replace(row, text=piece.strip(), gap=row.gap and at == 0) for at, piece in enumerate(pieces)]


def _by_numbers(text: str) -> list[str]:
    mark = find_mark(text)
    last = mark.parts if mark and mark.style is MarkStyle.DECIMAL else ()
    pieces, start = [], 0
    for found in _RUN_ON.finditer(text):
        parts = tuple(int(part) for part in found.group(1).split("."))
        if _follows(last, parts, text[: found.start()]):
            pieces.append(text[start : found.start()])
            start, last = found.end(), parts
    return [*pieces, text[start:]]


def _by_signs(text: str) -> list[str]:
    """«1) …; 2) …» and «а) …; б) …» inside a paragraph, when they go on in order from the first."""
    pieces, start = [], 0
    opened = re.match(r"\(?(1|а)\)", text)
    last = opened.group(1) if opened else ""
    for found in _RUN_ON_SIGN.finditer(text):
        sign = found.group(1)
        first = not last and sign in {"1", "а"} and text[: found.start()].endswith(":")
        if first or (last and _next_sign(last) == sign):
            pieces.append(text[start : found.start()])
            start, last = found.end(), sign
    pieces.append(text[start:])
    return pieces if len(pieces) > 2 or (opened and len(pieces) > 1) else [text]


def _next_sign(sign: str) -> str:
    return str(int(sign) + 1) if sign.isdigit() else chr(ord(sign) + 1)


def _follows(last: tuple[int, ...], parts: tuple[int, ...], before: str) -> bool:
    if not last:
        return before.endswith(":") and parts in {(1,), (1, 1)}
    nested = parts == (*last, 1) and before.endswith(":")
    return nested or any(parts == (*last[:depth], last[depth] + 1) for depth in range(len(last)))


def _by_dashes(text: str) -> list[str]:
    first = re.search(r":\s+[-–—]\s+(?=[а-яёА-ЯЁ])", text)
    if not first:
        return [text]
    head, rest = text[: first.start() + 1], text[first.start() + 1 :]
    return [head, *(piece for piece in _RUN_ON_DASH.split(rest) if piece.strip())]
