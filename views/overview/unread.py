"""Who has not acknowledged, by name: the list and its table."""

import io

from services.overview.overdue import BY_MINUTES
from services.overview.unread import UnreadList, UnreadRow
from views import callbacks as cb
from views.card import Attachment, Card, button
from views.format import bold, day, lines, paragraphs, safe
from views.paging import filled, page_line, turns
from views.texts.minutes import minutes_name
from views.texts.overview import unread as texts
from views.texts.reminders import long_delays
from views.texts.words import OUT_OF_REACH


def unread_card(listed: UnreadList) -> Card:
    """Names with how many items each has not read; «Напомнить» for whoever controls."""
    only = listed.only
    back = [button(texts.TO_PROTOCOL, cb.Protocol(id=only))] if only else []
    of = safe(minutes_name(listed.minutes)) if listed.minutes else None
    if not listed.total:
        return Card(paragraphs(of, texts.NOBODY), filled(back))
    by = BY_MINUTES if only else ""
    remind = [button(texts.remind(listed.total), cb.RemindDo(what="unread", by=by, only=only), style="primary")]
    return Card(
        paragraphs(
            lines(bold(texts.title(listed.total)), of),
            lines(*(f"• {_line(row)}" for row in listed.rows)),
            page_line(listed.page),
        ),
        filled(
            remind if listed.controls else [],
            [button(long_delays.EXCEL, cb.UnreadTable(minutes=only)), *back],
            turns(listed.page, lambda there: cb.Unread(minutes=only, page=there)),
        ),
    )


def _line(row: UnreadRow) -> str:
    unreached = texts.call(OUT_OF_REACH[row.reach], row.phone) if row.reach else ""
    return safe(texts.line(row.organisation, row.items, row.nearest, unreached))


def unread_table_card(listed: UnreadList) -> Card:
    """The same as a file."""
    return Card(texts.title(listed.total), attachments=(Attachment(texts.FILE_NAME, _table(listed)),))


def _table(listed: UnreadList) -> bytes:
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(texts.SHEET)
        page.freeze_panes(1, 1)
        bold_cells = book.add_format({"bold": True})
        for column, (title, width) in enumerate(zip(texts.COLUMNS, texts.WIDTHS, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, title, bold_cells)
        for number, row in enumerate(listed.rows, 1):
            page.write_string(number, 0, row.organisation)
            page.write_number(number, 1, row.items)
            page.write_string(number, 2, day(row.nearest) if row.nearest else "")
            page.write_string(number, 3, OUT_OF_REACH[row.reach] if row.reach else "")
            page.write_string(number, 4, row.phone)
    return out.getvalue()
