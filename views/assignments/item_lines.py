"""An item as a line of a list, and its mark on a button."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from services.facts import AssignmentFacts
from views.assignments.request_lines import mark_of
from views.format import safe, short
from views.texts.assignments import items as texts
from views.texts.minutes import (
    item_label,
    item_mark,
    minutes_short,
)


def button_marks(items: Sequence[AssignmentFacts]) -> list[str]:
    """«№ 8 · 1.1» each; periods of one item, which would be called alike, by their dates: «№ 9 · 1.1, до 05.01»."""
    marks = [f"{minutes_short(item.minutes)} · {item_mark(item.label)}" for item in items]
    places = Counter((mark, item.organisation_id) for mark, item in zip(marks, items, strict=True))
    return [
        f"{mark}, {texts.until_short(item.due_date)}"
        if places[mark, item.organisation_id] > 1 and item.due_date
        else mark
        for mark, item in zip(marks, items, strict=True)
    ]


def task_line(item: AssignmentFacts, today: date) -> str:
    """«• п. 1.1, № 8: Провести осмотр — до 15.10.2023»."""
    when = ""
    counts = item.control_date or item.due_date
    if item.overdue(today) and counts:
        when = f" — <b>{texts.was_due(counts, (today - counts).days)}</b>"
    elif counts:
        when = f" — {texts.until(counts)}"
    mark = f" ({mark_of(item)})" if mark_of(item) else ""
    name = f"{safe(item_label(item.label))}, {safe(minutes_short(item.minutes))}"
    return f"• {name}: {safe(short(item.text, 80))}{when}{mark}"
