"""Answers without navigation: «К какому пункту?», short forms, one report for several items."""

from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from services.facts import AssignmentFacts
from services.reports.unprompted import Choices, Question
from views import callbacks as cb
from views.assignments.item_lines import button_marks, task_line
from views.card import Card, button, rows_of
from views.evidence import contents_of
from views.format import bold, cut, lines, paragraphs, safe
from views.paging import filled, turns
from views.texts import values as values_texts
from views.texts.minutes import item_dative
from views.texts.overview import tasks as tasks_texts
from views.texts.reports import unprompted as texts
from views.values import understood

NAME = 20


def question_card(question: Question) -> Card:
    """What came; one likely item to confirm, or at most three to choose from."""
    received = texts.received(safe(contents_of(question.pieces)))
    drop = button(texts.NOT_A_REPORT, cb.UnpromptedDrop(first=question.first))
    item = question.single
    if item is not None:
        said = understood(question.answer, question.pieces)
        place = safe(item.organisation) if question.organisations > 1 else None
        other = [button(texts.OTHER_ITEM, cb.UnpromptedOther(first=question.first))] if question.open > 1 else []
        return Card(
            paragraphs(
                lines(received, values_texts.understood(safe(said)) if said else None),
                lines(texts.confirm(safe(item_dative(item.label))), task_line(item, question.today), place),
            ),
            filled(
                [button(texts.YES, cb.UnpromptedTo(first=question.first, id=item.id), style="success")], [*other, drop]
            ),
        )
    other = (
        [button(texts.OTHER, cb.UnpromptedOther(first=question.first))] if question.open > len(question.likely) else []
    )
    return Card(
        paragraphs(received, lines(bold(texts.WHICH_ITEM), *_listed(question.likely, question.today))),
        (*_item_buttons(question.first, question.likely), *filled([*other, drop])),
    )


def _listed(items: Sequence[AssignmentFacts], today: date) -> list[str]:
    """Lines of items; with several organisations each under its name."""
    names = dict.fromkeys(item.organisation for item in items)
    if len(names) == 1:
        return [task_line(item, today) for item in items]
    return [
        line
        for name in names
        for line in (bold(name), *(task_line(item, today) for item in items if item.organisation == name))
    ]


def _item_buttons(first: int, items: Sequence[AssignmentFacts]) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    several = len({item.organisation_id for item in items}) > 1
    found = []
    for mark, item in zip(button_marks(items), items, strict=True):
        label = f"{mark} · {cut(item.organisation, NAME)}" if several else mark
        found.append(button(label, cb.UnpromptedTo(first=first, id=item.id)))
    return rows_of(found, 1 if several else 2)


def choices_card(choices: Choices) -> Card:
    """«Другой»: every open item."""
    if not choices.items:
        return nothing_open_card()
    return Card(
        paragraphs(bold(texts.ALL_ITEMS), lines(*_listed(choices.items, choices.today))),
        filled(
            *_item_buttons(choices.first, choices.items),
            turns(choices.page, lambda there: cb.UnpromptedOther(first=choices.first, page=there)),
            [button(texts.NOT_A_REPORT, cb.UnpromptedDrop(first=choices.first))],
        ),
    )


def dropped_card() -> Card:
    return Card(texts.DROPPED, ((button(tasks_texts.MY_TASKS, cb.Tasks()),),))


def nothing_open_card() -> Card:
    return Card(texts.NOTHING_OPEN, ((button(tasks_texts.MY_TASKS, cb.Tasks()),),))


def polite_card() -> Card:
    return Card(texts.POLITE)


# --- short forms -------------------------------------------------------------------------------------------------


# --- several items at once ---------------------------------------------------------------------------------------
