"""Answers without navigation: «К какому пункту?», short forms, one report for several items."""

from collections.abc import Sequence
from datetime import date

from domain.errors import WrongState
from domain.lifecycle import REPORTABLE
from services.facts import AssignmentFacts
from services.reports.unprompted import Choices, Question
from views import callbacks as cb
from views.assignments.item_lines import button_marks, task_line
from views.card import Card, button, rows_of
from views.evidence import contents_of
from views.format import bold, cut, lines, paragraphs, safe
from views.paging import Row, filled, turns
from views.texts import values as values_texts
from views.texts.errors import sentence
from views.texts.minutes import item_dative, item_title, minutes_short
from views.texts.overview import tasks as tasks_texts
from views.texts.reports import unprompted as texts
from views.values import understood

NAME = 20
#: Items that one number may have named.
SHOWN = 4


def question_card(question: Question) -> Card:
    """What came; one likely item to confirm, or at most three to choose from."""
    received = texts.received(safe(contents_of(question.pieces)))
    item = question.single
    if item is None:
        return Card(
            paragraphs(received, lines(bold(texts.WHICH_ITEM), *_listed(question.likely, question.today))),
            _answers(question, _item_buttons(question.first, question.likely), texts.OTHER),
        )
    said = understood(question.answer, question.pieces)
    place = safe(item.organisation) if question.organisations > 1 else None
    yes = button(texts.YES, cb.UnpromptedTo(first=question.first, id=item.id), style="success")
    return Card(
        paragraphs(
            lines(received, values_texts.understood(safe(said)) if said else None),
            lines(texts.confirm(safe(item_dative(item.label))), task_line(item, question.today), place),
        ),
        _answers(question, ((yes,),), texts.OTHER_ITEM),
    )


def _answers(question: Question, items: tuple[Row, ...], other: str) -> tuple[Row, ...]:
    """The items with the other answers below; words that ask something have «Это вопрос» above."""
    first, item = question.first, question.single
    asked = button(texts.A_QUESTION, cb.UnpromptedAsk(first=first, id=item.id if item and question.named else 0))
    below = [button(other, cb.UnpromptedOther(first=first))] if question.open > len(question.likely) else []
    if question.may_ask and not question.question_first:
        below.append(asked)
    rows = (*items, *filled([*below, button(texts.NOT_A_REPORT, cb.UnpromptedDrop(first=first))]))
    return ((asked,), *rows) if question.may_ask and question.question_first else rows


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


def _item_buttons(first: int, items: Sequence[AssignmentFacts], *, asking: bool = False) -> tuple[Row, ...]:
    several = len({item.organisation_id for item in items}) > 1
    found = []
    for mark, item in zip(button_marks(items), items, strict=True):
        label = f"{mark} · {cut(item.organisation, NAME)}" if several else mark
        kind = cb.UnpromptedAsk if asking else cb.UnpromptedTo
        found.append(button(label, kind(first=first, id=item.id)))
    return rows_of(found, 1 if several else 2)


def choices_card(choices: Choices, *, asking: bool = False) -> Card:
    """«Другой»: every open item; `asking`, of which one a question is about."""
    if not choices.items:
        return nothing_open_card()
    first, kind = choices.first, cb.UnpromptedAsk if asking else cb.UnpromptedOther
    return Card(
        paragraphs(
            bold(texts.ABOUT_WHICH if asking else texts.ALL_ITEMS), lines(*_listed(choices.items, choices.today))
        ),
        filled(
            *_item_buttons(first, choices.items, asking=asking),
            turns(choices.page, lambda there: kind(first=first, page=there)),
            [button(texts.NOT_A_REPORT, cb.UnpromptedDrop(first=first))],
        ),
    )


def over_card(items: Sequence[AssignmentFacts]) -> Card:
    """The items that were named take no report now: each with how it stands."""
    shown = items[:SHOWN]
    found = [button(mark, cb.OpenAssignment(id=item.id)) for mark, item in zip(button_marks(shown), shown, strict=True)]
    return Card(paragraphs(lines(*(_over_line(item) for item in shown)), texts.NOT_TAKEN), rows_of(found))


def _over_line(item: AssignmentFacts) -> str:
    stands = WrongState(f"already_{item.state}") if item.form in REPORTABLE else WrongState("no_report_needed")
    return texts.over(safe(item_title(item.label)), safe(minutes_short(item.minutes)), sentence(stands))


def dropped_card() -> Card:
    return Card(texts.DROPPED, ((button(tasks_texts.MY_TASKS, cb.Tasks()),),))


def nothing_open_card() -> Card:
    return Card(texts.NOTHING_OPEN, ((button(tasks_texts.MY_TASKS, cb.Tasks()),),))


def polite_card() -> Card:
    return Card(texts.POLITE)
