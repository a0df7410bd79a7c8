"""The paper list of what one official hands to another, with a line for each signature."""

import io

from services.people.departure import Passed
from views.texts.minutes import minutes_name
from views.texts.people import departure as texts

WIDTHS = (34, 44, 22, 16, 14, 14, 18)


def departure_table(passed: Passed) -> bytes:
    """An .xlsx; whatever people have written stays text, never a formula."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        page.set_landscape()
        page.fit_to_pages(1, 0)
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        dated = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
        page.write_string(0, 0, texts.sheet_title(passed.authority, passed.name, passed.successor, passed.day), bold)
        for column, (title, width) in enumerate(zip(texts.COLUMNS, WIDTHS, strict=True)):
            page.set_column(column, column, width, wrapped)
            page.write_string(2, column, title, bold)
        for number, row in enumerate(passed.rows, 3):
            cells = (minutes_name(row.minutes), row.title, texts.STATES[row.state])
            for column, cell in enumerate(cells):
                page.write_string(number, column, cell, wrapped)
            for column, count in enumerate((row.open, row.overdue, row.to_check), 3):
                page.write_number(number, column, count)
            if row.nearest:
                page.write_datetime(number, 6, row.nearest, dated)
        last = 4 + len(passed.rows)
        if passed.own_items:
            page.write_string(last, 0, texts.OWN_ITEMS, wrapped)
            page.write_number(last, 3, passed.own_items)
        for offset, line in enumerate(texts.SIGNED, 2):
            page.write_string(last + offset, 0, line)
    return out.getvalue()
