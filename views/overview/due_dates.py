"""`/calendar` of a director: due dates by month, and as a file for the telephone."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from services.facts import AssignmentFacts
from services.overview.due_dates import DueDates
from views import callbacks as cb
from views.card import Attachment, Card, button
from views.format import bold, cut, day_with_weekday, lines, paragraphs, safe, short
from views.papers.calendar import Event, calendar_file
from views.texts.minutes import item_of
from views.texts.overview import due_dates as due_dates_texts
from views.texts.overview.tasks import MY_TASKS
from views.texts.words import MONTHS

SHOWN = 15


def due_dates_card(found: DueDates) -> Card:
    """By month, at most fifteen lines; the file has all."""
    mine = ((button(MY_TASKS, cb.Tasks()),),)
    if not found.items:
        return Card(due_dates_texts.NO_DATES, mine)
    shown = found.items[:SHOWN]
    months = dict.fromkeys((_counts(item).year, _counts(item).month) for item in shown)
    blocks = [
        lines(
            bold(due_dates_texts.month(MONTHS[month - 1], year)),
            *(
                _line(item, named=found.organisations > 1)
                for item in shown
                if (_counts(item).year, _counts(item).month) == (year, month)
            ),
        )
        for year, month in months
    ]
    hidden = len(found.items) - len(shown)
    return Card(
        paragraphs(bold(due_dates_texts.CALENDAR), *blocks, due_dates_texts.more_dates(hidden) if hidden else None),
        ((button(due_dates_texts.CALENDAR_FILE, cb.DueCalendar(file=True)),), *mine),
    )


def _counts(item: AssignmentFacts) -> date:
    return item.control_date or item.due_date or date.max


def _line(item: AssignmentFacts, *, named: bool) -> str:
    where = f" ({cut(item.organisation, 30)})" if named else ""
    return safe(
        due_dates_texts.calendar_line(day_with_weekday(_counts(item)), _name(item) + where, short(item.text, 70))
    )


def _name(item: AssignmentFacts) -> str:
    return item_of(item.label, item.minutes)


def file_card(found: DueDates, now: datetime) -> Card:
    """The file, with a word on what to do with it."""
    data = calendar_file(_events(found.items), now.astimezone(UTC))
    return Card(due_dates_texts.FILE_HINT, attachments=(Attachment(due_dates_texts.CALENDAR_NAME, data=data),))


def _events(items: Iterable[AssignmentFacts]) -> Iterable[Event]:
    for item in items:
        title = due_dates_texts.event(_name(item), item.organisation)
        yield Event(f"assignment-{item.id}@control", _counts(item), title, short(item.text, 300))
