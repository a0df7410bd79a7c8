"""The table with a link and a ready letter for each organisation; and the sample of the registry's table."""

import csv
import io
from zoneinfo import ZoneInfo

from services.people.invitations import LinkSheet
from views.texts.joining.invitations import SHEET_COLUMNS, plain_letter
from views.texts.organisations.organisations import SAMPLE_ROWS

WIDTHS = (40, 22, 28, 26, 46, 90)


def link_table(sheet: LinkSheet, username: str) -> bytes:
    """An .xlsx; whatever the registry holds is written as text, never as a formula."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    until = sheet.expires_at.astimezone(ZoneInfo(sheet.timezone)).date()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        page.freeze_panes(1, 0)
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(zip(SHEET_COLUMNS, WIDTHS, strict=True)):
            page.set_column(column, column, width, wrapped)
            page.write_string(0, column, title, bold)
        for number, line in enumerate(sheet.lines, 1):
            address = link(username, line.code)
            letter = plain_letter(sheet.authority, line.organisation, address, until)
            cells = (line.organisation, line.municipality, line.head_name, line.email, address, letter)
            for column, cell in enumerate(cells):
                page.write_string(number, column, cell, wrapped)
    return out.getvalue()


def sample_table() -> bytes:
    """A .csv that Excel opens in columns: UTF-8 with a mark, semicolons."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(SAMPLE_ROWS)
    return out.getvalue().encode("utf-8-sig")


def link(username: str, code: str) -> str:
    """The address that opens the bot with a code."""
    return f"https://t.me/{username}?start={code}"
