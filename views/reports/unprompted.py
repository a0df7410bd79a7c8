"""Answers without navigation: «К какому пункту?», short forms, one report for several items."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from domain.lifecycle import State
from services.facts import AssignmentFacts
from services.reports.handing_in import HandedIn
from services.reports.several_items import Ticks
from services.reports.short_forms import Typed, Unclear
from services.reports.unprompted import Choices, Question
from views import callbacks as cb
from views.card import Card, button, rows_of
from views.evidence import contents_of
from views.format import bold, cut, lines, moment, paragraphs, safe
from views.overview.tasks import button_marks, task_line
from views.paging import filled, turns
from views.reports.handing_in import receipt_card
from views.texts.assignments import assignments as words
from views.texts.minutes import item_dative, item_label, item_mark, what_to_send
from views.texts.reports import unprompted as texts
from views.values import understood, values_of

BASE = "0123456789abcdefghijklmnopqrstuvwxyz"
NAME = 20


def question_card(question: Question) -> Card:
    """What came; one likely item to confirm, or at most three to choose from."""
    received = texts.received(safe(contents_of(question.pieces)))
    drop = button(texts.NOT_A_REPORT, cb.LooseDrop(first=question.first))
    item = question.single
    if item is not None:
        said = understood(question.answer, question.pieces)
        place = safe(item.organisation) if question.organisations > 1 else None
        other = [button(texts.OTHER_ITEM, cb.LooseOther(first=question.first))] if question.open > 1 else []
        return Card(
            paragraphs(
                lines(received, texts.understood(safe(said)) if said else None),
                lines(texts.confirm(safe(item_dative(item.label))), task_line(item, question.today), place),
            ),
            filled([button(texts.YES, cb.LooseTo(first=question.first, id=item.id), style="success")], [*other, drop]),
        )
    other = [button(texts.OTHER, cb.LooseOther(first=question.first))] if question.open > len(question.likely) else []
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
        found.append(button(label, cb.LooseTo(first=first, id=item.id)))
    return rows_of(found, 1 if several else 2)


def choices_card(choices: Choices) -> Card:
    """«Другой»: every open item."""
    if not choices.items:
        return nothing_open_card()
    return Card(
        paragraphs(bold(texts.ALL_ITEMS), lines(*_listed(choices.items, choices.today))),
        filled(
            *_item_buttons(choices.first, choices.items),
            turns(choices.page, choices.pages, lambda there: cb.LooseOther(first=choices.first, page=there)),
            [button(texts.NOT_A_REPORT, cb.LooseDrop(first=choices.first))],
        ),
    )


def dropped_card() -> Card:
    return Card(texts.DROPPED, ((button(words.MY_TASKS, cb.Tasks()),),))


def nothing_open_card() -> Card:
    return Card(texts.NOTHING_OPEN, ((button(words.MY_TASKS, cb.Tasks()),),))


def polite_card() -> Card:
    return Card(texts.POLITE)


# --- short forms -------------------------------------------------------------------------------------------------


def handed_in_card(handed_in: Sequence[HandedIn], unclear: Sequence[Unclear] = ()) -> Card:
    """One receipt for everything that was handed in at once; what was not understood below."""
    if len(handed_in) == 1 and not unclear:
        return receipt_card(handed_in[0])
    first = handed_in[0]
    when = moment(first.report.handed_in_at, first.assignment.authority.timezone) if first.report.handed_in_at else ""
    undo = [
        button(f"{words.WITHDRAW} · {item_mark(each.assignment.label)}", cb.Withdraw(**_ids(each.assignment)))
        for each in handed_in
        if each.assignment.state is State.REPORTED
    ]
    return Card(
        paragraphs(
            lines(texts.several_received(len(handed_in), when), *(_handed_line(each) for each in handed_in)),
            lines(texts.UNCLEAR, *(_unclear_line(each) for each in unclear)) if unclear else None,
            None if unclear else words.NOTHING_MORE,
        ),
        filled(*([each] for each in undo), [button(words.MY_TASKS, cb.Tasks())]),
    )


def _ids(item: AssignmentFacts) -> dict[str, int]:
    return {"id": item.id, "version": item.version}


def _handed_line(each: HandedIn) -> str:
    item, report = each.assignment, each.report
    what = words.NOT_NEEDED if report.not_needed else values_of(report) or contents_of(report.evidence)
    after = texts.OFF_CONTROL if item.state is State.ACCEPTED else texts.WILL_BE_CHECKED
    return safe(texts.line_handed(item_label(item.label), what or words.WITHOUT_DOCUMENT, after))


def _unclear_line(each: Unclear) -> str:
    said = f"{each.line.number} {cut(each.line.rest, 60)}"
    if each.several:
        return safe(texts.line_several(said))
    if each.item is None:
        return safe(texts.line_unknown(said))
    return safe(texts.line_incomplete(said, what_to_send(each.item.requirement)))


def typed_card(typed: Typed) -> Card:
    """What became of typed lines that need no further question."""
    return handed_in_card(typed.handed_in, typed.unclear)


# --- several items at once ---------------------------------------------------------------------------------------


def packed(ids: Sequence[int] | frozenset[int]) -> str:
    """Ids in base 36, so that several fit into a button."""
    return ".".join(_base36(each) for each in sorted(ids))


def unpacked(text: str) -> tuple[int, ...]:
    """Ids of a button. Raises ValueError for what no button says."""
    return tuple(int(part, 36) for part in text.split(".") if part)


def _base36(value: int) -> str:
    digits = ""
    while value:
        value, rest = divmod(value, 36)
        digits = BASE[rest] + digits
    return digits or "0"


def ticks_card(ticks: Ticks) -> Card:
    """Other items of the protocol, to be ticked."""
    report = ticks.collected.report.id
    rows = [task_line(item, ticks.today) for item in ticks.items]
    counted = Counter(item.decision_id for item in ticks.items)
    marks = [
        button(
            _tick_label(item, item.id in ticks.ticked, dated=counted[item.decision_id] > 1),
            cb.Tick(report=report, ticked=packed(ticks.ticked ^ {item.id})),
        )
        for item in ticks.items
    ]
    done = button(texts.TICKS_DONE, cb.Tick(report=report, ticked=packed(ticks.ticked), done=True), style="success")
    return Card(
        paragraphs(
            lines(texts.TICK_TITLE, texts.TICK_HINT),
            lines(*rows),
        ),
        (*rows_of(marks), (done,)),
    )


def _tick_label(item: AssignmentFacts, is_ticked: bool, *, dated: bool) -> str:
    mark = texts.TICKED if is_ticked else texts.UNTICKED
    when = f", {words.until_short(item.due_date)}" if dated and item.due_date else ""
    return f"{mark} {item_mark(item.label)}{when}"


def also_line(items: Sequence[AssignmentFacts]) -> str:
    return texts.also(safe(", ".join(item_label(item.label) for item in items)))


def with_ticks(card: Card, ticks: Ticks) -> Card:
    """The collecting card of a report that several ticked items share."""
    if not ticks.ticked:
        return card
    chosen = [item for item in ticks.items if item.id in ticks.ticked]
    report = ticks.collected.report.id
    hand_in = button(
        texts.hand_in_several(len(chosen) + 1),
        cb.HandInSeveral(report=report, ticked=packed(ticks.ticked)),
        style="success",
    )
    change = button(texts.SEVERAL_ITEMS, cb.Tick(report=report, ticked=packed(ticks.ticked)))
    cancel = button(words.CANCEL, cb.DropReport(report=report))
    ready = [hand_in] if ticks.collected.report.evidence else []
    return Card(paragraphs(card.text, also_line(chosen)), filled(ready, [change], [cancel]))
