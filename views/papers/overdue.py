"""What is overdue as a table: an item of an organisation a row."""

import io
from collections.abc import Iterable
from datetime import date

from services.facts import AssignmentFacts
from views.format import day
from views.texts.minutes import STATES, item_label, minutes_name
from views.texts.reminders.long_delays import COLUMNS, SHEET, WIDTHS

DAYS_COLUMN = 5


def overdue_table(items: Iterable[AssignmentFacts], today: date) -> bytes:
    """An .xlsx; whatever stands in minutes is text, never a formula."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(SHEET)
        page.freeze_panes(1, 1)
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            page.set_column(column, column, width, wrapped)
            page.write_string(0, column, title, bold)
        for row, item in enumerate(items, 1):
            counts = item.control_date
            cells = (
                item.organisation,
                minutes_name(item.minutes),
                item_label(item.label),
                item.text,
                day(counts) if counts else "",
            )
            for column, cell in enumerate(cells):
                page.write_string(row, column, cell, wrapped)
            page.write_number(row, DAYS_COLUMN, max(0, (today - counts).days) if counts else 0, wrapped)
            page.write_string(row, DAYS_COLUMN + 1, STATES[item.state], wrapped)
    return out.getvalue()
