"""What all our tables for Excel share: letters, paper, a footer; whatever people have written stays text."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from domain.plain_text import without_unseen
from views.texts.papers import sheets as texts

A4 = 9
Cell = str | int | date | None


class Sheets:
    """A workbook in memory; its formats are made once and kept by what they are."""

    def __init__(self, book: Any, made_at: datetime) -> None:
        self.book = book
        self._made_at = made_at  # by the authority's clock
        self._formats: dict[frozenset[tuple[str, Any]], Any] = {}

    def style(self, **looks: Any) -> Any:
        """A format: Arial 10, ruled and at the top unless `looks` say otherwise."""
        key = frozenset(looks.items())
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"font_name": "Arial", "font_size": 10, "valign": "top", **looks})
        return self._formats[key]

    def page(self, name: str, *, wide: bool = True) -> Any:
        """A sheet that prints on A4, one page wide."""
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(A4)
        if wide:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L{texts.footer(self._made_at)}")
        return sheet

    def write(self, sheet: Any, row: int, column: int, value: Cell, **looks: Any) -> None:
        """A number as a number, a date as a date, everything else as text."""
        if isinstance(value, date):
            sheet.write_datetime(
                row, column, value, self.style(**{"num_format": "dd.mm.yyyy", "align": "center"} | looks)
            )
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self.style(**{"align": "center"} | looks))
        elif value is None:
            sheet.write_blank(row, column, None, self.style(**looks))
        else:
            sheet.write_string(row, column, plain(value), self.style(**{"text_wrap": True} | looks))


def plain(text: str) -> str:
    """As Excel takes it: without what nobody sees, and no longer than a cell."""
    return without_unseen(text)[:32000]


@contextmanager
def workbook(made_at: datetime) -> Iterator[tuple[Sheets, io.BytesIO]]:
    """A workbook whose bytes stand in the buffer afterwards."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        yield Sheets(book, made_at), out
