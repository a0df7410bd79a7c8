"""The year form as a table: an organisation a row, a line a column, sums at the bottom."""

import io

from services.reports.totals import Given
from services.year.year_totals import YearTotals
from views.texts.minutes import KINDS, item_of
from views.texts.year.year_form import COLUMNS, NOT_NEEDED, TOTAL
from views.values import short_values


def year_table(found: YearTotals) -> bytes:
    """An .xlsx; whatever people have written is text, never a formula."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet()
        page.freeze_panes(1, 1)
        bold, wrapped = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
        page.set_column(0, 0, 40)
        page.set_column(1, 1 + len(found.lines), 24)
        titles = [f"{item_of(line.label, line.minutes)}: {line.text}" for line in found.lines]
        for column, title in enumerate((*COLUMNS, *titles)):
            page.write_string(0, column, title, bold)
        kinds = {given.organisation_id: given.kind for line in found.lines for given in line.given}
        answers = [{given.organisation_id: given for given in line.given} for line in found.lines]
        for row, (place, name) in enumerate(found.organisations.items(), 1):
            page.write_string(row, 0, name)
            page.write_string(row, 1, KINDS[kinds[place]] if place in kinds else "")
            for column, given in enumerate((each.get(place) for each in answers), 2):
                if given is not None and given.figure is not None:
                    page.write_number(row, column, given.figure)
                elif given is not None:
                    page.write_string(row, column, _said(given), wrapped)
        last = len(found.organisations) + 1
        page.write_string(last, 0, TOTAL, bold)
        for column, line in enumerate(found.lines, 2):
            if line.whole.figures:
                page.write_number(last, column, line.whole.total, bold)
            else:
                page.write_string(last, column, f"{line.whole.sent} / {line.whole.of}", bold)
    return out.getvalue()


def _said(given: Given) -> str:
    if given.not_needed:
        return NOT_NEEDED
    return short_values(given.figure, given.reference, given.reference_day, given.link)
