"""Lists of items: «Мои пункты», what is open on joining, what an organisation owes."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from domain.lifecycle import State
from domain.minutes.model import ControlForm
from services.facts import AssignmentFacts
from services.overview.tasks import Standing, Tasks
from services.reports.news import Joined
from views import callbacks as cb
from views.assignments.request_lines import mark_of
from views.card import Card, button
from views.format import bold, cut, lines, paragraphs, safe, short
from views.texts.assignments import assignments as texts
from views.texts.minutes import (
    item_label,
    item_mark,
    minutes_short,
)
from views.texts.reports import unprompted
from views.texts.year import year_form

STANDING_SHOWN = 6


def tasks_card(tasks: Tasks) -> Card:
    """«Мои пункты»."""
    waiting = texts.waiting(tasks.waiting) if tasks.waiting else None
    if not tasks.items and not tasks.forms:
        return Card(paragraphs(texts.NOTHING_TO_DO, waiting))
    several = len({form.organisation_id for form in tasks.forms}) > 1
    forms = [
        (
            button(
                cut(year_form.form_button(form.year) + (f" · {form.organisation}" if several else ""), 40),
                cb.YearForm(organisation=form.organisation_id, year=form.year),
            ),
        )
        for form in tasks.forms
    ]
    yearly = [
        year_form.task_line(form.year, form.left, form.due) + (f" ({safe(form.organisation)})" if several else "")
        for form in tasks.forms
    ]
    blocks = []
    for name in dict.fromkeys(item.organisation for item in tasks.items):
        rows = [task_line(item, tasks.today) for item in tasks.items if item.organisation == name]
        blocks.append(lines(bold(name), *rows))
    turns = [
        button(sign, cb.Tasks(page=target))
        for sign, target in (("◀", tasks.page - 1), ("▶", tasks.page + 1))
        if 0 <= target < tasks.pages
    ]
    marks = item_buttons(tasks.items)
    return Card(
        paragraphs(bold(texts.MY_TASKS), *blocks, lines(*yearly), waiting),
        tuple(row for row in (*marks, *forms, tuple(turns), (button(unprompted.CALENDAR, cb.DueCalendar()),)) if row),
    )


def item_buttons(items: Sequence[AssignmentFacts], most: int = 10) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    """A button per item, two a row: «№ 8 · 1.1»."""
    shown = items[:most]
    found = [button(mark, cb.OpenAssignment(id=item.id)) for mark, item in zip(button_marks(shown), shown, strict=True)]
    return tuple(tuple(found[i : i + 2]) for i in range(0, len(found), 2))


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


def joined_card(facts: Joined) -> Card:
    """One summary of what is open, instead of old messages one by one."""
    asked = [item for item in facts.items if item.form not in (ControlForm.WORK, ControlForm.INFORMATION)]
    unread = {item.minutes: item for item in facts.items if item.state is State.ASSIGNED}
    opens = [
        (
            button(
                texts.protocol_button(minutes_short(name)),
                cb.OpenShare(minutes=name.id, organisation=item.organisation_id),
            ),
        )
        for name, item in unread.items()
    ]
    return Card(
        paragraphs(
            lines(safe(texts.joined(facts.authority.name)), bold(facts.organisation)),
            lines(bold(texts.need_report(len(asked))), *(task_line(item, facts.today) for item in asked[:10]))
            if asked
            else None,
            texts.unread_protocols(len(unread)) if unread else None,
        ),
        (*item_buttons(asked, 6), *opens[:4]),
    )


def standing_text(standing: Standing) -> str:
    """What an organisation owes, for its card."""
    if not standing.items:
        return texts.NOTHING_OPEN
    shown = [task_line(item, standing.today) for item in standing.items[:STANDING_SHOWN]]
    hidden = len(standing.items) - len(shown)
    title = texts.owes(len(standing.items), standing.overdue)
    return lines(bold(title), *shown, texts.more(hidden) if hidden else None)
