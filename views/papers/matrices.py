"""«Матрица» to print: organisations by items in words or signs, and «Список» of everything behind it."""

from datetime import date
from typing import Any

from domain.discipline import Standing
from domain.lifecycle import State
from domain.matrix import CellState, cell_state
from services.overview.figures import Line, days_late
from services.papers.dossiers import Dossier
from services.papers.grids import Column, Grid, grid, reported
from views.papers.certificates import in_words
from views.papers.sheets import Cell, Sheets, workbook
from views.texts.minutes import KINDS, item_mark, minutes_of
from views.texts.overview.standings import state_of
from views.texts.papers import matrices as texts
from views.texts.words import OUT_OF_REACH

#: So many columns are read as words, so many as signs on one page; further ones stand on further sheets.
WORDS, COLUMNS = 10, 20
#: Rows: the number and the date of an item; the first organisation.
HEAD, DATES, FIRST = 3, 4, 5
BEFORE = 3  # columns before the first item


def matrix(found: Dossier) -> bytes:
    """The .xlsx; whatever stands in minutes is text, never a formula."""
    with workbook(found.made_at.astimezone(found.zone)) as (sheets, out):
        laid = grid(found.figures)
        for number, start in enumerate(range(0, max(len(laid.columns), 1), COLUMNS), 1):
            _Matrix(sheets, found, laid, laid.columns[start : start + COLUMNS]).draw(texts.sheet(number))
        _list(sheets, found)
    return out.getvalue()


class _Matrix:
    """One sheet."""

    def __init__(self, sheets: Sheets, found: Dossier, laid: Grid, columns: tuple[Column, ...]) -> None:
        self.sheets, self.found, self.laid, self.columns = sheets, found, laid, columns
        self.in_words = len(laid.columns) <= WORDS
        self.read = {each.organisation_id: each.acknowledged_at for each in found.receipts}

    def draw(self, name: str) -> None:
        page = self.sheets.page(name)
        self.sheets.write(
            page, 0, 0, texts.title(minutes_of(self.found.minutes), self._today), bold=True, text_wrap=False
        )
        if not self.columns:
            self.sheets.write(page, 2, 0, texts.NO_REPORTS, text_wrap=False)
            return
        if not self.in_words:
            self.sheets.write(page, 2, 0, texts.legend(), font_size=9, text_wrap=False)
        self._heads(page)
        for row, place in enumerate(self.laid.rows, FIRST):
            self._row(page, row, place)
        self._done(page, FIRST + len(self.laid.rows))
        last = BEFORE + len(self.columns)
        page.freeze_panes(FIRST, 2)
        page.repeat_rows(HEAD, DATES)
        page.autofilter(DATES, 0, FIRST + len(self.laid.rows) - 1, last)
        page.print_area(0, 0, FIRST + len(self.laid.rows), last)

    @property
    def _today(self) -> date:
        return self.found.figures.today

    def _heads(self, page: Any) -> None:
        for column, width in enumerate((5, 34, 12)):
            page.set_column(column, column, width)
        last = BEFORE + len(self.columns)
        page.set_column(BEFORE, last - 1, 10.3 if self.in_words else 5.3)
        page.set_column(last, last, 10)
        page.set_row(HEAD, 27)
        looks = {"bold": True, "border": 1, "bg_color": "#F2F2F2", "align": "center", "text_wrap": True}
        plain = self.sheets.style(**looks)
        heads = {0: texts.NUMBER, 1: texts.ORGANISATION, 2: texts.ACKNOWLEDGED, last: texts.NOT_DONE}
        for column, head in heads.items():
            page.write_string(HEAD, column, head, plain)
            page.write_blank(DATES, column, None, plain)
        dated = self.sheets.style(num_format="dd.mm.yy" if self.in_words else "dd.mm", font_size=9, **looks)
        for column, each in enumerate(self.columns, BEFORE):
            page.write_string(HEAD, column, item_mark(each.item.label), plain)
            if each.due:
                page.write_datetime(DATES, column, each.due, dated)
            else:
                page.write_blank(DATES, column, None, dated)

    def _row(self, page: Any, row: int, place: int) -> None:
        read = self.read.get(place)
        self.sheets.write(page, row, 0, row - FIRST + 1, border=1)
        self.sheets.write(page, row, 1, self.found.figures.places[place].name, border=1)
        self.sheets.write(page, row, 2, read.astimezone(self.found.zone).date() if read else "", border=1)
        late = 0
        for column, each in enumerate(self.columns, BEFORE):
            line = self.laid.cells.get((place, each.checkpoint_id))
            late += line is not None and line.standing is Standing.NOT_DONE
            self._cell(page, row, column, line)
        self.sheets.write(page, row, BEFORE + len(self.columns), late, border=1, num_format="0;-0;–")

    def _cell(self, page: Any, row: int, column: int, line: Line | None) -> None:
        if line is None:
            page.write_blank(row, column, None, self.sheets.style(border=1, bg_color=f"#{texts.NOT_ADDRESSED}"))
            return
        state = cell_state(line.counted, line.standing)
        fill, ink = texts.COLOURS[state]
        looks = {"bg_color": f"#{fill}", "font_color": f"#{ink}", "bold": state is CellState.OVERDUE}
        said = texts.word(state, line, self._today) if self.in_words else texts.sign(state, line, self._today, "!")
        page.write_string(row, column, said, self.sheets.style(border=1, align="center", **looks))

    def _done(self, page: Any, row: int) -> None:
        self.sheets.write(page, row, 1, texts.DONE, bold=True, border=1)
        for column, each in enumerate(self.columns, BEFORE):
            states = [
                self.laid.cells[key].counted.state
                for key in ((place, each.checkpoint_id) for place in self.laid.rows)
                if key in self.laid.cells
            ]
            live = [state for state in states if state is not State.CANCELLED]
            done = sum(state is State.ACCEPTED for state in live)
            self.sheets.write(page, row, column, texts.done_of(done, len(live)), bold=True, border=1, align="center")


def _list(sheets: Sheets, found: Dossier) -> None:
    """«Список»: an organisation's item a row, with everything that a filter may ask for."""
    page = sheets.page(texts.LIST)
    for column, (head, width) in enumerate(texts.LIST_HEADS):
        page.set_column(column, column, width)
        sheets.write(page, 0, column, head, bold=True, border=1, bg_color="#F2F2F2")
    lines = reported(found.figures)
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(_values(found, line)):
            sheets.write(page, number, column, value, text_wrap=False)
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    page.autofilter(0, 0, max(len(lines), 1), len(texts.LIST_HEADS) - 1)


def _values(found: Dossier, line: Line) -> tuple[Cell, ...]:
    item, place = found.figures.items[line.decision_id], found.figures.places[line.organisation_id]
    given, reach = found.given.get(line.id), found.reach.get(line.organisation_id)
    _, _, number = given.reference.partition("№") if given else ("", "", "")
    return (
        item_mark(item.label),
        item.text,
        place.name,
        place.municipality,
        KINDS[place.kind],
        line.original_due,
        line.counted.due,
        line.extensions,
        state_of(line, found.figures.today),
        line.counted.handed_in,
        line.closed_at.astimezone(found.zone).date() if line.closed_at else None,
        days_late(line, found.figures.today),
        line.returns,
        in_words(given) if given else "",
        number.strip(),
        given.reference_day if given else None,
        "" if given is None else texts.BY_OFFICIAL if given.entered else texts.BY_ITSELF,
        OUT_OF_REACH[reach] if reach else texts.IN_BOT,
    )
