"""`/stats`: figures of a school year as text."""

from datetime import date

from services.facts import MinutesName
from services.overview.statistics import BY_MINUTES, BY_MONTH, BY_ORGANISATION, Of, Statistics
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, lines, paragraphs, safe
from views.paging import filled, page_line, turns
from views.texts.minutes import minutes_name
from views.texts.overview import statistics as texts

TABS = {
    BY_ORGANISATION: texts.BY_ORGANISATIONS,
    BY_MONTH: texts.BY_MONTHS,
    BY_MINUTES: texts.BY_MINUTES,
}


def statistics_card(found: Statistics) -> Card:
    """The whole, then a line for each; a director sees only their own and no list of organisations to compare."""
    title = bold(texts.heading(found.span, own=found.own))
    if not found.whole.tally.due:
        return Card(paragraphs(title, texts.NOTHING))
    by = found.by
    rows = [safe(texts.row(_name(row.of), row.tally)) for row in found.rows]
    late = texts.ages(*found.ages) if found.whole.tally.not_done else None
    others = [button(label, cb.Stats(by=each)) for each, label in TABS.items() if each != by]
    return Card(
        paragraphs(
            title,
            lines(
                safe(texts.whole(found.whole.tally)), texts.beside(found.whole.extensions, found.whole.returns), late
            ),
            lines(f"<b>{TABS[by]}</b>", *rows),
            page_line(found.page),
            texts.FORMULA,
        ),
        filled(
            turns(found.page, lambda there: cb.Stats(by=by, page=there)),
            others,
        ),
    )


def _name(of: Of) -> str:
    if isinstance(of, MinutesName):
        return minutes_name(of)
    return texts.month(of) if isinstance(of, date) else of
