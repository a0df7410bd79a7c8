"""Receipts of answers typed whole, several at once."""

from collections.abc import Sequence

from domain.lifecycle import State
from services.facts import AssignmentFacts
from services.reports.handing_in import HandedIn
from services.reports.short_forms import Unclear
from views import callbacks as cb
from views.card import Card, button
from views.evidence import contents_of
from views.format import cut, lines, moment, paragraphs, safe
from views.paging import filled
from views.reports.handing_in import receipt_card
from views.texts.assignments import items as words
from views.texts.minutes import item_label, item_mark, minutes_name, what_to_send
from views.texts.overview import tasks as tasks_texts
from views.texts.reports import handing_in as handing_in_texts
from views.texts.reports import several_items as several_items_texts
from views.texts.reports import short_forms as short_forms_texts
from views.values import values_of


def handed_in_card(handed_in: Sequence[HandedIn], unclear: Sequence[Unclear] = ()) -> Card:
    """One receipt for everything that was handed in at once; what was not understood below."""
    if len(handed_in) == 1 and not unclear:
        return receipt_card(handed_in[0])
    first = handed_in[0]
    when = moment(first.report.handed_in_at, first.assignment.authority.timezone) if first.report.handed_in_at else ""
    undo = [
        button(f"{handing_in_texts.CORRECT} · {item_mark(each.assignment.label)}", cb.Withdraw(**_ids(each.assignment)))
        for each in handed_in
    ]
    return Card(
        paragraphs(
            lines(
                several_items_texts.several_received(len(handed_in), when),
                *dict.fromkeys(_place(each.assignment) for each in handed_in),
                *(_handed_line(each) for each in handed_in),
            ),
            lines(short_forms_texts.UNCLEAR, *(_unclear_line(each) for each in unclear)) if unclear else None,
            None if unclear else handing_in_texts.NOTHING_MORE,
        ),
        filled(*([each] for each in undo), [button(tasks_texts.MY_TASKS, cb.TasksApart())]),
    )


def _place(item: AssignmentFacts) -> str:
    return safe(f"{item.organisation}, {minutes_name(item.minutes)}")


def _ids(item: AssignmentFacts) -> dict[str, int]:
    return {"id": item.id, "version": item.version}


def _handed_line(each: HandedIn) -> str:
    item, report = each.assignment, each.report
    what = words.NOT_NEEDED if report.not_needed else values_of(report) or contents_of(report.evidence)
    after = short_forms_texts.OFF_CONTROL if item.state is State.ACCEPTED else short_forms_texts.WILL_BE_CHECKED
    return safe(short_forms_texts.line_handed(item_label(item.label), what or handing_in_texts.WITHOUT_DOCUMENT, after))


def _unclear_line(each: Unclear) -> str:
    said = f"{each.line.number} {cut(each.line.rest, 60)}"
    if each.several:
        return safe(short_forms_texts.line_several(said))
    if each.item is None:
        return safe(short_forms_texts.line_unknown(said))
    return safe(short_forms_texts.line_incomplete(said, what_to_send(each.item.requirement)))
