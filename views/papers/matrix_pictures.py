"""The matrix as pictures for a telephone: twenty organisations by eight dates on each."""

from dataclasses import dataclass

from domain.discipline import Standing
from domain.lifecycle import State
from domain.matrix import CellState, cell_state
from services.overview.figures import Line
from services.papers.dossiers import Dossier
from services.papers.grids import Column, Grid, grid
from views.papers.canvas import GREY, Canvas, fitted
from views.texts.minutes import item_mark, minutes_name
from views.texts.papers import matrices as words
from views.texts.papers import pictures as texts

ROWS, COLUMNS = 20, 8
#: Up to so many pages all are sent; of more, so many of those who are late.
ALL, LATE_ONLY = 4, 3
PADDING, NAMES, CELL, ROW, TOP = 12, 148, 27, 25, 92
LEGEND_AT = (12, 140, 258)


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the matrix."""

    rows: tuple[int, ...]
    columns: tuple[Column, ...]


def matrix_pictures(found: Dossier) -> tuple[list[bytes], int]:
    """Pictures, and how many pages stand in the table only; none for a single organisation or without items."""
    laid = grid(found.figures)
    if len(laid.rows) < 2 or not laid.columns:
        return [], 0
    pages = _pages(laid, laid.rows)
    hidden = 0
    if len(pages) > ALL:
        late = {line.organisation_id for line in found.figures.lines if line.standing is Standing.NOT_DONE}
        owing = _pages(laid, tuple(place for place in laid.rows if place in late))
        hidden, pages = len(pages) - len(owing[:LATE_ONLY]), owing[:LATE_ONLY]
    names = _names(found, laid)
    return [_picture(found, laid, page, names, at, len(pages)) for at, page in enumerate(pages, 1)], hidden


def _pages(laid: Grid, rows: tuple[int, ...]) -> list[Page]:
    return [
        Page(rows[row : row + ROWS], laid.columns[column : column + COLUMNS])
        for row in range(0, len(rows), ROWS)
        for column in range(0, len(laid.columns), COLUMNS)
    ]


def _names(found: Dossier, laid: Grid) -> dict[int, str]:
    """Short enough for their column; two that are cut alike are cut in the middle."""
    short = {place: texts.short_name(found.figures.places[place].name) for place in laid.rows}
    cut = {place: fitted(name, 14, NAMES - 6) for place, name in short.items()}
    seen = list(cut.values())
    return {
        place: fitted(short[place], 14, NAMES - 6, middle=True) if seen.count(name) > 1 else name
        for place, name in cut.items()
    }


def _picture(found: Dossier, laid: Grid, page: Page, names: dict[int, str], number: int, pages: int) -> bytes:
    bottom = TOP + ROW * len(page.rows)
    canvas = Canvas(bottom + 36 + 3 * 20 + 26)
    name = minutes_name(found.minutes)
    canvas.text(PADDING, 10, fitted(name[0].upper() + name[1:], 18, 366), 18, bold=True)
    canvas.text(PADDING, 34, texts.subtitle(found.figures.today, number, pages), 13.5, ink=GREY)
    for at, column in enumerate(page.columns):
        x = PADDING + NAMES + CELL * at + CELL / 2
        canvas.text(x, 66, fitted(item_mark(column.item.label), 13.5, CELL), 13.5, bold=True, anchor="mm")
        if column.due:
            canvas.text(x, 81, f"{column.due:%d.%m}", 10.4, ink=GREY, anchor="mm")
        _done(canvas, laid, column, x, bottom)
    for row, place in enumerate(page.rows):
        y = TOP + ROW * row
        canvas.text(PADDING, y + ROW / 2, names[place], 14, anchor="lm")
        for at, column in enumerate(page.columns):
            line = laid.cells.get((place, column.checkpoint_id))
            _cell(canvas, found, line, PADDING + NAMES + CELL * at, y)
    canvas.text(PADDING, bottom + 15, texts.DONE, 13, bold=True, anchor="lm")
    _legend(canvas, bottom + 36)
    return canvas.png()


def _done(canvas: Canvas, laid: Grid, column: Column, x: float, y: float) -> None:
    """Over all pages: how many of the organisations have done it."""
    states = [line.counted.state for (_, key), line in laid.cells.items() if key == column.checkpoint_id]
    live = [state for state in states if state is not State.CANCELLED]
    canvas.text(x, y + 9, str(sum(state is State.ACCEPTED for state in live)), 12.5, bold=True, anchor="mm")
    canvas.text(x, y + 23, f"{texts.OF} {len(live)}", 9.5, ink=GREY, anchor="mm")


def _cell(canvas: Canvas, found: Dossier, line: Line | None, x: float, y: float) -> None:
    inner = (x + 1, y + 1, CELL - 2, ROW - 2)
    if line is None:
        canvas.box(*inner, f"#{words.NOT_ADDRESSED}", radius=3)
        return
    state = cell_state(line.counted, line.standing)
    fill, ink = (f"#{code}" for code in words.COLOURS[state])
    canvas.box(*inner, fill, radius=3)
    _sign(canvas, state, words.sign(state, line, found.figures.today), x + CELL / 2, y + ROW / 2, ink)


def _sign(canvas: Canvas, state: CellState, sign: str, x: float, y: float, ink: str) -> None:
    """What PT Sans has no letter for is drawn."""
    if state is CellState.IN_TIME:
        canvas.lines([(x - 5, y), (x - 1.5, y + 4), (x + 5, y - 4)], ink)
    elif state is CellState.ASKS_TIME:
        canvas.lines([(x - 5, y), (x + 5, y)], ink)
        canvas.lines([(x + 1.5, y - 3.5), (x + 5, y), (x + 1.5, y + 3.5)], ink)
    elif state is CellState.AHEAD:
        canvas.ring(x, y, 4, ink)
    else:
        canvas.text(x, y, sign, 13, bold=state is CellState.OVERDUE, ink=ink, anchor="mm")


def _legend(canvas: Canvas, top: float) -> None:
    for number, (state, meaning) in enumerate(words.LEGEND.items()):
        x, y = LEGEND_AT[number % 3], top + 20 * (number // 3)
        fill, ink = (f"#{code}" for code in words.COLOURS[state])
        canvas.box(x, y + 2, 16, 16, fill, radius=3)
        sign = {CellState.LATE: "+5", CellState.OVERDUE: "9"}.get(state) or words.SIGNS[state]
        _sign_small(canvas, state, sign, x + 8, y + 10, ink)
        canvas.text(x + 21, y + 10, meaning, 12.2, anchor="lm")
    canvas.text(PADDING, top + 64, texts.FOOTNOTE, 11.5, ink=GREY)


def _sign_small(canvas: Canvas, state: CellState, sign: str, x: float, y: float, ink: str) -> None:
    drawn = {CellState.IN_TIME, CellState.ASKS_TIME, CellState.AHEAD}
    if state in drawn:
        _sign(canvas, state, sign, x, y, ink)
    else:
        canvas.text(x, y, sign, 10.5, bold=state is CellState.OVERDUE, ink=ink, anchor="mm")
