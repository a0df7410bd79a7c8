"""What is due soon: an item a line, with how many have reported."""

from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from services.facts import AssignmentFacts
from services.overview.due_soon import DueList
from views import callbacks as cb
from views.card import Attachment, Card, button
from views.format import bold, day_with_weekday, lines, paragraphs, safe, short
from views.paging import filled, turns
from views.papers.overdue import overdue_table
from views.texts.minutes import item_label, minutes_name, minutes_short
from views.texts.overview import due_soon as texts
from views.texts.overview import filters as filter_texts
from views.texts.overview import overdue as overdue_texts
from views.texts.reminders import long_delays

DUE_CHOICES = (7, 14, 30)


def due_card(listed: DueList) -> Card:
    """What is due soon."""
    choices = [button(texts.days_button(n), _page(listed, n, 0)) for n in DUE_CHOICES if n != listed.days]
    narrowed = safe(filter_texts.only(_subject(listed))) if listed.subject else None
    if not listed.rows:
        return Card(paragraphs(texts.due_nothing(listed.days), narrowed), filled(choices, _narrow(listed)))
    rows = []
    for row in listed.rows:
        item = row.sample
        when = day_with_weekday(item.control_date) if item.control_date else ""
        label, minutes, text = item_label(item.label), minutes_short(item.minutes), short(item.text, 80)
        rows.append(texts.due_line(safe(label), safe(minutes), safe(text), when, row.owing, row.total))
    opens = [
        button(
            f"{minutes_short(r.sample.minutes)} · {item_label(r.sample.label)}",
            cb.ProtocolItem(decision=r.sample.decision_id),
        )
        for r in listed.rows
    ]
    return Card(
        paragraphs(lines(bold(texts.due_title(listed.days)), narrowed), *rows),
        filled(
            *(opens[i : i + 2] for i in range(0, len(opens), 2)),
            choices,
            [
                *_narrow(listed),
                button(long_delays.EXCEL, cb.DueTable(days=listed.days, by=listed.by, only=listed.only)),
            ],
            turns(listed.page, lambda there: _page(listed, listed.days, there)),
        ),
    )


def _page(listed: DueList, days: int, page: int) -> cb.Due | cb.DueWithin:
    if listed.only:
        return cb.DueWithin(days=days, by=listed.by, only=listed.only, page=page)
    return cb.Due(days=days, page=page)


def _narrow(listed: DueList) -> list[InlineKeyboardButton]:
    """«Отобрать…», or back to everything."""
    if listed.only:
        return [button(overdue_texts.ALL, cb.Due(days=listed.days))]
    return [button(filter_texts.CHOOSE, cb.Filters(due=True, days=listed.days))]


def _subject(listed: DueList) -> str:
    return listed.subject if isinstance(listed.subject, str) else minutes_name(listed.subject)


def due_table_card(items: Sequence[AssignmentFacts], today: date, days: int) -> Card:
    """The same as a file: an organisation's item a row."""
    if not items:
        return Card(texts.due_nothing(days))
    return Card(texts.due_title(days), attachments=(Attachment(texts.FILE_NAME, data=overdue_table(items, today)),))
