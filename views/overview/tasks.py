"""Lists of items: «Мои пункты», what is open on joining, what an organisation owes."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from domain.lifecycle import State
from domain.minutes.model import ControlForm
from services.facts import AssignmentFacts
from services.overview.tasks import Joined, Standing, Tasks
from views import callbacks as cb
from views.assignments.item_lines import button_marks, task_line
from views.card import Card, button
from views.format import bold, cut, lines, paragraphs, safe
from views.paging import filled, turns
from views.texts.assignments import items as texts
from views.texts.assignments import shares as shares_texts
from views.texts.minutes import (
    minutes_short,
)
from views.texts.overview import due_dates
from views.texts.overview import tasks as tasks_texts
from views.texts.year import year_form

STANDING_SHOWN = 6


def tasks_card(tasks: Tasks) -> Card:
    """«Мои пункты»."""
    waiting = tasks_texts.waiting(tasks.waiting) if tasks.waiting else None
    if not tasks.items and not tasks.forms:
        return Card(paragraphs(tasks_texts.NOTHING_TO_DO, waiting))
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
    marks = item_buttons(tasks.items)
    return Card(
        paragraphs(bold(tasks_texts.MY_TASKS), *blocks, lines(*yearly), waiting),
        filled(
            *marks,
            *forms,
            turns(tasks.page, lambda there: cb.Tasks(page=there)),
            [button(due_dates.CALENDAR, cb.DueCalendar())],
        ),
    )


def item_buttons(items: Sequence[AssignmentFacts], most: int = 10) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    """A button per item, two a row: «№ 8 · 1.1»."""
    shown = items[:most]
    found = [button(mark, cb.OpenAssignment(id=item.id)) for mark, item in zip(button_marks(shown), shown, strict=True)]
    return tuple(tuple(found[i : i + 2]) for i in range(0, len(found), 2))


def joined_card(facts: Joined) -> Card:
    """One summary of what is open, instead of old messages one by one."""
    asked = [item for item in facts.items if item.form not in (ControlForm.WORK, ControlForm.INFORMATION)]
    unread = {item.minutes: item for item in facts.items if item.state is State.ASSIGNED}
    opens = [
        (
            button(
                tasks_texts.protocol_button(minutes_short(name)),
                cb.OpenShare(minutes=name.id, organisation=item.organisation_id),
            ),
        )
        for name, item in unread.items()
    ]
    return Card(
        paragraphs(
            lines(safe(tasks_texts.joined(facts.authority.name)), bold(facts.organisation)),
            lines(bold(shares_texts.need_report(len(asked))), *(task_line(item, facts.today) for item in asked[:10]))
            if asked
            else None,
            tasks_texts.unread_protocols(len(unread)) if unread else None,
        ),
        (*item_buttons(asked, 6), *opens[:4]),
    )


def standing_text(standing: Standing) -> str:
    """What an organisation owes, for its card."""
    if not standing.items:
        return tasks_texts.NOTHING_OPEN
    shown = [task_line(item, standing.today) for item in standing.items[:STANDING_SHOWN]]
    hidden = len(standing.items) - len(shown)
    title = tasks_texts.owes(len(standing.items), standing.overdue)
    return lines(bold(title), *shown, texts.more(hidden) if hidden else None)
