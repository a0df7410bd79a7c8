"""A protocol's share of one organisation: what needs a report, what the year form will ask, what is for work."""

from collections import Counter
from collections.abc import Iterable

from aiogram.types import InlineKeyboardButton

from domain.lifecycle import DATED, State
from domain.minutes.model import ControlForm
from services.assignments.shares import Share
from services.facts import AssignmentFacts
from views import callbacks as cb
from views.assignments import passing_down
from views.assignments.handover_row import hand_row
from views.assignments.request_lines import mark_of
from views.card import Attachment, Card, button
from views.format import LIMIT, bold, cut, lines, paragraphs, safe, short
from views.texts.assignments import contributions
from views.texts.assignments import items as texts
from views.texts.assignments import passing_down as passing
from views.texts.assignments import shares as shares_texts
from views.texts.minutes import (
    STATES,
    item_marks,
    item_title,
    minutes_name,
    what_to_send,
)
from views.texts.overview import tasks as tasks_texts

#: Lines of one sort in a protocol's message; the rest is found in «Полный текст» and «Мои пункты».
LINES_SHOWN = 12
#: A longer full text comes as a file.
LONGEST_TEXT = 3 * LIMIT
ITEM_BUTTONS = 8


def share_card(share: Share) -> Card:
    """One message per protocol and organisation: what needs a report, what the year form asks, what is for work."""
    return Card(
        paragraphs(
            lines(safe(_greeting(share)), bold(share.organisation)),
            _needing_reports(share.items),
            _yearly(share.items),
            _contributing(share.items),
            _without_report(share.items),
        ),
        _share_rows(share),
    )


def _greeting(share: Share) -> str:
    authority, name = share.authority.name, minutes_name(share.minutes)
    if share.above:
        return passing.greeting(authority, name, share.above)
    return shares_texts.greeting(authority, name, single=share.minutes.single)


def full_text_card(share: Share) -> Card:
    """Every item in full, once; very many in a file."""
    items = {item.decision_id: item for item in share.items}.values()
    name = minutes_name(share.minutes)
    closed = share.minutes.single or share.minutes.kept
    rows = () if closed else ((button(shares_texts.ORIGINAL, cb.Original(minutes=share.minutes.id)),),)
    if sum(len(item.text) for item in items) <= LONGEST_TEXT:
        blocks = (f"{bold(item_title(item.label))}\n{safe(item.text)}" for item in items)
        return Card(paragraphs(bold(name), *blocks), rows)
    whole = paragraphs(name, *(f"{item_title(item.label)}\n{item.text}" for item in items))
    file = Attachment(shares_texts.full_text_name(share.minutes.number), data=whole.encode())
    return Card(paragraphs(bold(name), shares_texts.IN_FILE), rows, attachments=(file,))


def _needing_reports(items: Iterable[AssignmentFacts]) -> str | None:
    asked = [item for item in items if item.form in DATED]
    return _listed(shares_texts.need_report(len(asked)), map(_report_line, asked)) if asked else None


def _listed(title: str, rows: Iterable[str]) -> str:
    """A title and so many lines as a tired person reads."""
    found = list(rows)
    hidden = len(found) - LINES_SHOWN
    return lines(bold(title), *found[:LINES_SHOWN], texts.more(hidden) if hidden > 0 else None)


def _report_line(item: AssignmentFacts) -> str:
    when = f" — <b>{texts.until(item.due_date)}</b>" if item.due_date else ""
    asked = shares_texts.send(what_to_send(item.requirement), item.not_needed_allowed)
    done = f" ({STATES[item.state]})" if item.state in (State.REPORTED, State.ACCEPTED, State.RETURNED) else ""
    done = f" ({mark_of(item)})" if mark_of(item) else done
    return f"{_mark(item)} {safe(short(item.text, 140))}{when}{done}. {safe(asked)}"


def _mark(item: AssignmentFacts) -> str:
    """«1.1.», «Вопрос 2, абз. 1.»: how a line about an item begins."""
    return f"{item_title(item.label).removeprefix(texts.ITEM).strip()}."


def _yearly(items: Iterable[AssignmentFacts]) -> str | None:
    asked = [item for item in items if item.form is ControlForm.YEARLY]
    rows = (f"{_mark(item)} {safe(short(item.text, 110))}{_until(item)}" for item in asked)
    return _listed(shares_texts.year_form(len(asked)), rows) if asked else None


def _until(item: AssignmentFacts) -> str:
    return f" — {texts.until(item.due_date)}" if item.due_date else ""


def _without_report(items: Iterable[AssignmentFacts]) -> str | None:
    parts = []
    for form, title in (
        (ControlForm.WORK, shares_texts.for_work()),
        (ControlForm.INFORMATION, shares_texts.for_information()),
    ):
        labels = [item.label for item in items if item.form is form and not item.contributes]
        if labels:
            parts.append(f"{bold(title)}: {safe(cut(item_marks(labels), 300))}")
    return lines(*parts) or None


def _contributing(items: Iterable[AssignmentFacts]) -> str | None:
    """Items that somebody else answers for."""
    found = [item for item in items if item.contributes]
    names = dict.fromkeys(item.responsible for item in found)
    marks = {name: item_marks(item.label for item in found if item.responsible == name) for name in names}
    return lines(*(contributions.share_line(safe(name), safe(cut(mark, 300))) for name, mark in marks.items())) or None


def _share_rows(share: Share) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    ids = {"minutes": share.minutes.id, "organisation": share.organisation_id}
    quiet = (ControlForm.WORK, ControlForm.INFORMATION)
    asked = [i for i in share.items if i.form not in quiet or i.contributes]
    several = Counter(item.decision_id for item in asked)
    items = [
        button(_item_button(item, dated=several[item.decision_id] > 1), cb.OpenAssignment(id=item.id))
        for item in asked[:ITEM_BUTTONS]
    ]
    rest = (button(tasks_texts.MY_TASKS, cb.Tasks()),) if len(asked) > ITEM_BUTTONS else ()
    first = (button(texts.ACKNOWLEDGE, cb.Acknowledge(**ids), style="success"),) if share.to_acknowledge else ()
    return tuple(
        row
        for row in (
            first,
            *passing_down.share_buttons(share),
            *(tuple(items[i : i + 2]) for i in range(0, len(items), 2)),
            rest,
            hand_row(share.hand, share.minutes.id, share.organisation_id),
            (button(shares_texts.FULL_TEXT, cb.FullText(**ids)),),
        )
        if row
    )


def _item_button(item: AssignmentFacts, *, dated: bool) -> str:
    """«Пункт 1.1»; of an item with two dates «Пункт 1.1, до 15.10»."""
    title = item_title(item.label)
    return f"{title}, {texts.until_short(item.due_date)}" if dated and item.due_date else title
