"""Rows of all pages → paragraphs: page furniture dropped, wrapped lines joined, divided words made whole."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from domain.minutes.extract.pdf_row import Row
from domain.minutes.extract.pdf_table import Grid, joined
from domain.minutes.extract.text import clean, join
from domain.minutes.model import Line

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:стр(?:аница|\.)?|с\.|лист)?\s*\d{1,3}(?:\s*(?:из|/|от)\s*\d{1,3})?[-–—\s]*", re.IGNORECASE
)
_ITEM = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)](?=\s|[А-ЯЁA-Z«])|(?:[а-яёa-z][).]|[IVX]+[.)]|[–—•·*])\s|-\s?[А-ЯЁа-яё«])"
)
# What opens a line of its own in minutes even where the line before is full.
_TITLE = re.compile(
    r"[А-ЯЁ]{5,}\s*:|Слушали|Выступил|Решил|РЕШИЛ|Постанов|Вопрос\s+\d|Приложение\s"
    r"|Срок\w*(?:\s\w+)?\s*[:–—-]|Отв(?:\.|етственн\w*)\s*[:–—-]"
)
_CUT_WORD = re.compile(r"[а-яё]-$")
_LOOSE = 1.7  # row pitch over the usual one that parts paragraphs


@dataclass(frozen=True, slots=True)
class Page:
    flows: tuple[list[Row] | Grid, ...]

    def rows(self) -> list[Row]:
        return [row for flow in self.flows for row in (flow.rows if isinstance(flow, Grid) else flow)]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with what it takes to say whether it continues the row before."""

    row: Row
    text: str
    page: int
    margin: float  # where wrapped lines of its flow begin
    edge: float  # where its full lines end
    new_flow: bool

    @property
    def starts_item(self) -> bool:
        return bool(_ITEM.match(self.text))


def paragraphs(pages: list[Page]) -> list[Line]:
    placed = list(_placed(pages))
    pitch = _usual_pitch([row for row in placed if isinstance(row, _Placed)])
    lines: list[Line] = []
    opening: _Placed | None = None  # the first row of the paragraph that is open
    before: _Placed | None = None
    table: Grid | None = None  # the one that just ended
    tables = 0
    for row in placed:
        if isinstance(row, Grid):
            goes_on = table is not None and len(table.cells[0]) == len(row.cells[0])
            tables += not goes_on
            cells = _after(table, row) if table and goes_on else row.cells
            if goes_on and cells and not cells[0][0] and lines[-1].cells[0]:
                whole = tuple(map(joined, lines.pop().cells, cells[0]))  # a row that the page has cut
                cells = (whole, *cells[1:])
            lines += [_row(each, tables) for each in cells]
            opening, table = None, row
            continue
        table = None
        if opening and before and _continues(opening, before, row, pitch):
            lines[-1] = replace(lines[-1], text=join(lines[-1].text, row.text))
        else:
            lines.append(Line(row.text, page=row.page))
            opening = row
        before = row
    return lines


def _after(table: Grid, row: Grid) -> tuple[tuple[str, ...], ...]:
    """The rows of a table on its next page, without the heading repeated there."""
    return row.cells[row.begins_like(table) :]


def _row(cells: tuple[str, ...], table: int) -> Line:
    return Line(clean("\t".join(cells).replace("\n", " ")), cells, table)


def _placed(pages: list[Page]) -> Iterator[_Placed | Grid]:
    furniture = _furniture(pages)
    for number, page in enumerate(pages, start=1):
        width = max((flow.right for flow in page.flows if isinstance(flow, Grid)), default=0.0)
        for flow in page.flows:
            if isinstance(flow, Grid):
                yield flow
                continue
            margin = sorted(row.left for row in flow)[len(flow) // 10]
            edge = max(*(row.right for row in flow), width)
            kept = [row for row in flow if row not in furniture[number - 1]]
            for index, row in enumerate(kept):
                yield _Placed(row, clean(row.text), number, margin, edge, index == 0)


def _furniture(pages: list[Page]) -> list[list[Row]]:
    """The rows of each page that belong to the paper and not to the text: page numbers and running heads and feet.

    A running line is the outermost one of a page and the same on at least half of them; the first page keeps its own,
    for it may name the issuer, but for a foot with the page's number. «Решили:» may open two pages by chance: without
    the first page it takes three.
    """
    dropped: list[list[Row]] = [[] for _ in pages]
    for top in (True, False):
        outer: list[tuple[Row, str] | None] = []
        for index, page in enumerate(pages):
            rows = sorted(page.rows(), key=lambda row: -row.y if top else row.y)
            numbers = list(takewhile(lambda row: _PAGE_NUMBER.fullmatch(clean(row.text)), rows[:2]))
            dropped[index] += numbers
            rest = rows[len(numbers) :]
            outer.append((rest[0], _without_number(rest[0], index + 1, len(pages))) if rest else None)
        counts = Counter(shown[1] for shown in outer if shown)
        for index, shown in enumerate(outer):
            if (
                shown
                and (index or (not top and "#" in shown[1]))
                and _is_running(counts[shown[1]], shown[1] == (outer[0] or ("", ""))[1], len(pages))
            ):
                dropped[index].append(shown[0])
    return dropped


def _without_number(row: Row, page: int, pages: int) -> str:
    """«Протокол № 14, лист 2 из 3» is the same line on every page."""
    text = re.sub(rf"(?:из|от|/)\s*{pages}(?!\d)", "", clean(row.text))
    return re.sub(rf"(?<!\d){page}(?!\d)", "#", text)


def _is_running(count: int, from_first: bool, pages: int) -> bool:
    return count >= (2 if from_first else 3) and count * 2 >= pages


def _usual_pitch(rows: list[_Placed]) -> float:
    steps = sorted(
        before.row.y - after.row.y
        for before, after in pairwise(rows)
        if before.page == after.page and not after.new_flow
    )
    return steps[len(steps) // 2] if steps else 0.0


def _continues(opening: _Placed, before: _Placed, row: _Placed, pitch: float) -> bool:
    if _CUT_WORD.search(before.text) and row.text[0].islower():
        return True
    if row.starts_item or _TITLE.match(row.text) or "\t" in row.text or "\t" in before.text:
        return False
    if abs(row.row.height - before.row.height) > 0.15 * before.row.height:
        return False
    together = before.page == row.page and not row.new_flow
    if together and before.row.y - row.row.y > _LOOSE * pitch:
        return False
    indented = row.row.left - row.margin > row.row.height
    hanging = opening.starts_item and row.row.left > opening.row.left + row.row.height / 2
    if indented and not hanging:
        return False
    return not _would_have_fitted(before, row)


def _would_have_fitted(before: _Placed, row: _Placed) -> bool:
    """The first word of a wrapped line is one that the line before had no room for."""
    letter = (row.row.right - row.row.left) / max(len(row.text), 1)
    word = row.text.split(" ", 1)[0]
    return before.row.right + (len(word) + 1) * letter < before.edge
