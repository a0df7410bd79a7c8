"""`/history`: a school year of reports, each to be opened with its evidence."""

from zoneinfo import ZoneInfo

from services.overview.history import HandedReport, HistoryPage
from views import callbacks as cb
from views.card import Attachment, Card, button, rows_of
from views.format import cut, lines, long_quote, moment, paragraphs, safe
from views.menu import MENU
from views.paging import filled, page_line, turns
from views.reports.handing_in import contents
from views.texts.minutes import item_of
from views.texts.overview import history as texts
from views.texts.reports import handing_in as handing_in_texts
from views.texts.reports import judging

YEARS_SHOWN = 4


def history_card(found: HistoryPage) -> Card:
    """A page of one school year; the other years are a tap away."""
    if not found.rows:
        return Card(texts.NOTHING, ((MENU,),))
    first = found.page.offset + 1
    rows = [_line(number, row, several=found.several) for number, row in enumerate(found.rows, first)]
    numbers = [
        button(str(number), cb.HistoryReport(report=row.report.id)) for number, row in enumerate(found.rows, first)
    ]
    years = [
        button(texts.year_button(year, shown=year == found.year), cb.History(year=year))
        for year in found.years[:YEARS_SHOWN]
    ]
    return Card(
        paragraphs(
            texts.title(found.year, found.total, page_line(found.page)),
            lines(*rows),
        ),
        filled(
            *rows_of(numbers, 4),
            turns(found.page, lambda page: cb.History(year=found.year, page=page)),
            years if len(years) > 1 else [],
            (MENU,),
        ),
    )


def _line(number: int, row: HandedReport, *, several: bool) -> str:
    at, zone = row.report.handed_in_at, ZoneInfo(row.assignment.authority.timezone)
    return texts.line(
        number,
        at.astimezone(zone).date() if at else None,
        item_of(row.assignment.label, row.assignment.minutes),
        row.assignment.organisation if several else "",
        texts.STATES[row.report.state],
    )


def own_report_card(found: HandedReport) -> Card:
    """One report again: what was asked, what was sent, what became of it."""
    item, report = found.assignment, found.report
    written = [evidence.text for evidence in report.evidence if evidence.text]
    files = sum(evidence.kind != "text" for evidence in report.evidence)
    when = moment(report.handed_in_at, item.authority.timezone) if report.handed_in_at else ""
    came = (
        handing_in_texts.NOT_NEEDED_ANSWER
        if report.not_needed
        else judging.attached(contents(report) or handing_in_texts.WITHOUT_DOCUMENT)
    )
    shown = [button(judging.EVIDENCE.format(count=files), cb.HistoryFiles(report=report.id))] if files else []
    return Card(
        paragraphs(
            texts.report(item.organisation, item_of(item.label, item.minutes), when, texts.STATES[report.state]),
            long_quote(cut(item.text, 600)),
            safe(came),
            lines(*(safe(cut(text, 1500 // len(written))) for text in written)) if len(written) > 1 else None,
        ),
        filled(
            shown, [button(texts.TO_ITEM, cb.OpenAssignment(id=item.id)), button(texts.BACK, cb.History())], (MENU,)
        ),
    )


def files_card(found: HandedReport) -> Card:
    """The original evidence, back to whoever sent it."""
    attachments = tuple(
        Attachment(e.file_name or f"{e.kind}-{e.id}", sha256=e.sha256 or "", kind=e.kind, file_id=e.file_id or "")
        for e in found.report.evidence
        if e.kind != "text"
    )
    head = safe(item_of(found.assignment.label, found.assignment.minutes))
    return Card(head if attachments else paragraphs(head, judging.NO_EVIDENCE), attachments=attachments)
