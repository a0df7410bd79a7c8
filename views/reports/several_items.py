"""«Несколько пунктов сразу»: other items of the protocol, to be ticked."""

from collections import Counter
from collections.abc import Sequence

from services.facts import AssignmentFacts
from services.reports.several_items import Ticks
from views import callbacks as cb
from views.assignments.item_lines import task_line
from views.card import Card, button, rows_of
from views.format import lines, paragraphs, safe
from views.paging import filled
from views.texts.assignments import items as words
from views.texts.minutes import item_label, item_mark
from views.texts.reports import several_items as several_items_texts
from views.texts.reports import unprompted as texts

BASE = "0123456789abcdefghijklmnopqrstuvwxyz"


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
    done = button(
        several_items_texts.TICKS_DONE, cb.Tick(report=report, ticked=packed(ticks.ticked), done=True), style="success"
    )
    return Card(
        paragraphs(
            lines(several_items_texts.TICK_TITLE, several_items_texts.TICK_HINT),
            lines(*rows),
        ),
        (*rows_of(marks), (done,)),
    )


def _tick_label(item: AssignmentFacts, is_ticked: bool, *, dated: bool) -> str:
    mark = texts.TICKED if is_ticked else texts.UNTICKED
    when = f", {words.until_short(item.due_date)}" if dated and item.due_date else ""
    return f"{mark} {item_mark(item.label)}{when}"


def also_line(items: Sequence[AssignmentFacts]) -> str:
    return several_items_texts.also(safe(", ".join(item_label(item.label) for item in items)))


def with_ticks(card: Card, ticks: Ticks) -> Card:
    """The collecting card of a report that several ticked items share."""
    if not ticks.ticked:
        return card
    chosen = [item for item in ticks.items if item.id in ticks.ticked]
    report = ticks.collected.report.id
    hand_in = button(
        several_items_texts.hand_in_several(len(chosen) + 1),
        cb.HandInSeveral(report=report, ticked=packed(ticks.ticked)),
        style="success",
    )
    change = button(several_items_texts.SEVERAL_ITEMS, cb.Tick(report=report, ticked=packed(ticks.ticked)))
    cancel = button(words.CANCEL, cb.DropReport(report=report))
    ready = [hand_in] if ticks.collected.report.evidence else []
    return Card(paragraphs(card.text, also_line(chosen)), filled(ready, [change], [cancel]))
