"""Passing decisions down: the draft for those below, how they stand, reporting upward."""

from aiogram.types import InlineKeyboardButton

from domain.drafting import Draft, DraftItem
from domain.lifecycle import DATED, Action
from domain.passing_down import PassedDown
from services.assignments.item_cards import ItemCard
from services.assignments.passed_down import Gathered
from services.assignments.shares import Share
from services.drafts.drafts import DraftCard
from services.drafts.phrases import Directory
from views import callbacks as cb
from views.card import Card, button
from views.drafts import items as item_views
from views.format import bold, cut, lines, long_quote, paragraphs, safe, short
from views.naming import describe
from views.paging import filled
from views.texts.assignments import passing_down as texts
from views.texts.drafts import items
from views.texts.minutes import item_label, item_mark, minutes_name, what_to_send
from views.texts.sending import sending as sending_texts

SHOWN = 8


def pass_card(reviewed: DraftCard) -> Card:
    """What would go to whom below; one tap sends it, the others change it first."""
    draft = reviewed.draft
    live = draft.live
    if len(live) == 1:
        body = _one(live[0], reviewed.directory)
        edits = _edits(draft, live[0])
    else:
        title = bold(texts.title_all(len(live), minutes_name(draft)))
        body = paragraphs(title, *(_line(item, reviewed.directory) for item in live[:SHOWN]))
        marks = [button(cut(item_mark(item), 20), cb.DraftItem(id=item.id)) for item in live]
        edits = [tuple(marks[i : i + 3]) for i in range(0, len(marks), 3)]
    return Card(
        paragraphs(body, texts.JUDGED_BY_YOU),
        filled((_go(reviewed),), *edits, (button(texts.DROP, cb.DropPassing(id=draft.id, version=draft.version)),)),
    )


def _go(reviewed: DraftCard) -> InlineKeyboardButton:
    draft = reviewed.draft
    if reviewed.doubts:
        return button(texts.ANSWER, cb.DraftDo(id=draft.id, what="doubts"), style="primary")
    reached = {place for item in draft.live for place in item.organisations} - {draft.authority_id}
    return button(sending_texts.send_to(len(reached)), cb.Publish(id=draft.id, version=draft.version), style="success")


def _edits(draft: Draft, item: DraftItem) -> list[tuple[InlineKeyboardButton, ...]]:
    fields = ((texts.WHO, "who"), (texts.DATE, "date"), (texts.TEXT, "text"))
    row = tuple(button(label, cb.EditItem(id=item.id, version=draft.version, field=name)) for label, name in fields)
    return [row, (button(texts.MORE, cb.DraftItem(id=item.id)),)]


def _one(item: DraftItem, directory: Directory) -> str:
    sends = item.form in DATED and item.requirement
    return paragraphs(
        bold(texts.title(item_label(item))),
        long_quote(cut(item.text, 700)),
        lines(
            texts.who(safe(describe(directory, item.organisations)) or texts.NOBODY),
            _already(item, directory),
            _when(item),
            f"{bold(items.FIELD_REQUIREMENT)}: {safe(what_to_send(item.requirement))}" if sends else None,
        ),
    )


def _already(item: DraftItem, directory: Directory) -> str | None:
    """Who of those chosen has the item: the same duty is not sent twice."""
    return texts.already(safe(describe(directory, item.already))) if item.already else None


def _when(item: DraftItem) -> str:
    if item.dates:
        return texts.until(item.dates[0], item.upper_due)
    return texts.plain_date(texts.ASK_DATE if item.form in DATED else texts.NO_DATE)


def _line(item: DraftItem, directory: Directory) -> str:
    who = safe(describe(directory, item.organisations, 2)) or texts.NOBODY
    line = texts.item_line(safe(item_label(item)), safe(short(item.text, 90)), _when(item), who)
    return lines(line, _already(item, directory))


def edited_card(reviewed: DraftCard, item: DraftItem) -> Card:
    """Where an edit of an item leads: the item screen, or the screen of what is passed down."""
    return pass_card(reviewed) if reviewed.draft.parent_id else item_views.item_card(reviewed, item)


def dropped_card(assignment_id: int | None) -> Card:
    back = [button(texts.TO_ITEM, cb.OpenAssignment(id=assignment_id))] if assignment_id else []
    return Card(texts.DROPPED, filled(back))


# --- an authority's own cards ------------------------------------------------------------------------------------


def standing_line(passed_down: PassedDown | None) -> str | None:
    """«Доведено: отчитались 12 из 14 школ, принято 10»: numbers, never names."""
    if passed_down is None or not passed_down.total:
        return None
    told = texts.standing(
        passed_down.total, passed_down.reported, passed_down.accepted, passed_down.overdue, passed_down.kinds
    )
    return lines(told, texts.figures(passed_down.figures) if passed_down.figures is not None else None)


def below_mark(below: PassedDown | None) -> str:
    """«3 из 3, можно отчитаться» of an item in a list; "" of one that was not passed down."""
    if below is None or not below.total:
        return ""
    return texts.may_report(below.total) if below.done else texts.answered_of(below.reported, below.total)


def named_line(card: ItemCard) -> str | None:
    return texts.named(safe(cut(", ".join(card.named), 600))) if card.named else None


def item_buttons(card: ItemCard) -> list[tuple[InlineKeyboardButton, ...]]:
    """What an authority does with an item beside answering it."""
    item, passed_down = card.assignment, card.passed_down
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    if passed_down and passed_down.reported and Action.REPORT in card.actions:
        label = texts.report_up(passed_down.reported, passed_down.total)
        rows.append((button(label, cb.ReportUp(id=item.id), style="success"),))
    if card.may_pass:
        rows.append((button(texts.PASS_ON, cb.PassDown(id=item.id)),))
    return rows


def share_buttons(share: Share) -> list[tuple[InlineKeyboardButton, ...]]:
    if not share.to_pass:
        return []
    data = cb.PassAll(minutes=share.minutes.id, organisation=share.organisation_id)
    return [(button(texts.pass_all(share.to_pass), data, style="primary"),)]


def upward_line(below: PassedDown | None) -> str | None:
    """What goes up with an authority's report by itself."""
    if below is None or not below.reported:
        return None
    return lines(
        texts.upward(below.reported, texts.reached(below.total, below.kinds), below.accepted),
        texts.figures(below.figures) if below.figures is not None else None,
        texts.parts(below.references, below.links, below.not_needed) or None,
    )


def gathered_card(facts: Gathered) -> Card:
    """All organisations below have answered: the authority may report."""
    item, passed_down = facts.assignment, facts.passed_down
    due = texts.own_due(item.due_date) if item.due_date else ""
    label = item_label(item.label)
    report = button(texts.report_up(passed_down.reported, passed_down.total), cb.ReportUp(id=item.id), style="success")
    return Card(
        paragraphs(
            bold(texts.gathered_title(label[0].upper() + label[1:], minutes_name(item.minutes))),
            lines(
                safe(texts.gathered(passed_down.total, passed_down.kinds, item.authority.name, due)),
                texts.figures(passed_down.figures) if passed_down.figures is not None else None,
            ),
            None if facts.may_report else texts.NOT_EXECUTOR,
        ),
        filled([report] if facts.may_report else []),
    )
