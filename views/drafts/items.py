"""Items of a draft: the list, the item screen, the choices of each field."""

from collections.abc import Callable

from aiogram.types import InlineKeyboardButton

from domain.drafting import Draft, DraftItem
from domain.lifecycle import REPORTABLE, Acceptance
from domain.minutes.model import ControlForm, Requirement
from domain.paging import page_of
from services.drafts.drafts import DraftCard
from services.drafts.phrases import Directory
from views import callbacks as cb
from views.card import Card, button, rows_of
from views.format import bold, cut, lines, long_quote, paragraphs, quote, safe, short
from views.menu import MENU
from views.naming import addressee_options, describe, quick_dates
from views.paging import Row, filled, turns
from views.texts import reading
from views.texts.assignments import contributions
from views.texts.drafts import doubts as doubt_texts
from views.texts.drafts import drafts as texts
from views.texts.drafts import items as items_texts
from views.texts.minutes import (
    ACCEPTANCES,
    FORMS,
    REQUIREMENTS,
    item_label,
    item_title,
    minutes_name,
    until_all,
    what_to_send,
)
from views.texts.year import repetition

ITEMS_ON_PAGE = 8
#: Addressees with a button of their own as the one responsible.
RESPONSIBLE_SHOWN = 12


def items_card(reviewed: DraftCard, page: int = 0) -> Card:
    """All items, a button each."""
    draft = reviewed.draft
    here = page_of(len(draft.items), page, ITEMS_ON_PAGE)
    shown = here.cut(draft.items)
    rows = [
        f"{bold(item_label(item))} {safe(short(item.text, 90))}\n{safe(_one_line(item, reviewed.directory))}"
        for item in shown
    ]
    marks = [button(cut(item_label(item), 20), cb.DraftItem(id=item.id)) for item in shown]
    return Card(
        paragraphs(bold(texts.title(minutes_name(draft))), *rows),
        filled(
            *rows_of(marks, 2),
            turns(here, lambda there: cb.DraftDo(id=draft.id, what="items", version=there)),
            [button(texts.TO_PROTOCOL, cb.Draft(id=draft.id))],
        ),
    )


def _one_line(item: DraftItem, directory: Directory) -> str:
    if item.left_out:
        return items_texts.NOT_SENT
    when = f", {until_all(item.dates)}" if item.dates else ""
    who = describe(directory, item.organisations, 2) or items_texts.addressees((), 0)
    return f"{FORMS[item.form]}{when} · {who}"


def item_card(reviewed: DraftCard, item: DraftItem) -> Card:
    """The item screen: what was read, why, and a button for each field."""
    draft = reviewed.draft
    who = describe(reviewed.directory, item.organisations)
    who += doubt_texts.passed_on(describe(reviewed.directory, item.named)) if item.through else ""
    phrases = "; ".join(a.phrase for a in item.addressees if a.phrase)
    send = what_to_send(item.requirement) if item.form in REPORTABLE else ""
    send += items_texts.or_not_needed(item.not_needed_allowed) if send else ""
    form_reason = reading.reason(item.form_reason)
    return Card(
        paragraphs(
            lines(
                f"{bold(item_title(item))} · {safe(minutes_name(draft))}",
                bold(items_texts.NOT_SENT) if item.left_out else None,
            ),
            long_quote(cut(item.text, 1500)),
            lines(
                f"{bold(items_texts.FIELD_DATE)}: {safe(_deadline(item))}",
                f"{bold(items_texts.FIELD_WHO)}: {safe(items_texts.who(phrases, who))}",
                f"{bold(items_texts.FIELD_FORM)}: {_form(item)}{safe(f' — {form_reason}' if form_reason else '')}",
                f"{bold(items_texts.FIELD_REQUIREMENT)}: {safe(send)}" if send else None,
                f"{bold(items_texts.FIELD_ACCEPTANCE)}: {ACCEPTANCES[item.acceptance]}" if send else None,
                f"{bold(contributions.WHO_ANSWERS)}: {safe(contributions.only(_lead(reviewed, item)))}"
                if item.responsible_now
                else None,
            ),
            lines(*(f"❓ {safe(reading.doubt(code))}" for code in item.doubts)),
            quote(items_texts.source(cut(item.source, 500))) if item.source.strip() != item.text.strip() else None,
        ),
        (*_single_rows(reviewed), *_item_rows(draft, item, editable=reviewed.state == "draft")),
    )


def _form(item: DraftItem) -> str:
    """«Отчёт по периодам, каждый квартал»; without a period it is asked on its dates only."""
    if item.form is not ControlForm.PERIODIC:
        return FORMS[item.form]
    return f"{FORMS[item.form]}, {repetition.EVERY.get(item.recurrence, repetition.DATES_ONLY)}"


def _lead(reviewed: DraftCard, item: DraftItem) -> str:
    return reviewed.directory.names.get(item.responsible_now or 0, "")


def _single_rows(reviewed: DraftCard) -> tuple[Row, ...]:
    """A decision without minutes is sent from its own screen."""
    draft = reviewed.draft
    if not draft.single or len(draft.items) > 1 or reviewed.state != "draft":
        return ()
    if reviewed.doubts:
        label = texts.ANSWER.format(count=len(reviewed.doubts))
        return ((button(label, cb.DraftDo(id=draft.id, what="doubts"), style="primary"),),)
    return ((button(texts.SEND, cb.DraftDo(id=draft.id, what="confirm"), style="success"),),)


def _deadline(item: DraftItem) -> str:
    return items_texts.deadline(item.deadline_phrase, item.dates, reading.rule(item.deadline_rule))


def _item_rows(draft: Draft, item: DraftItem, *, editable: bool) -> tuple[Row, ...]:
    place = next(number for number, other in enumerate(draft.items) if other.id == item.id)
    turns = [
        button(sign, cb.DraftItem(id=draft.items[target].id))
        for sign, target in (("◀", place - 1), ("▶", place + 1))
        if 0 <= target < len(draft.items)
    ]
    home = button(texts.TO_DECISION if draft.single else texts.TO_PROTOCOL, cb.Draft(id=draft.id))
    if not editable:
        return ((*turns, home),)

    def field(label: str, name: str) -> InlineKeyboardButton:
        return button(label, cb.EditItem(id=item.id, version=draft.version, field=name))

    edits = [
        field(items_texts.FIELD_DATE, "date"),
        field(items_texts.FIELD_WHO, "who"),
        field(items_texts.FIELD_TEXT, "text"),
    ]
    edits.append(field(items_texts.FIELD_FORM, "form"))
    if item.form is ControlForm.PERIODIC:
        edits.append(field(repetition.HOW_OFTEN, "every"))
    if item.form in REPORTABLE:
        edits += [field(items_texts.FIELD_REQUIREMENT, "req"), field(items_texts.FIELD_ACCEPTANCE, "acc")]
        if len(set(item.organisations) - {draft.authority_id}) > 1:
            edits.append(field(contributions.WHO_ANSWERS, "lead"))
    edits.append(field(items_texts.FIELD_RETURN if item.left_out else items_texts.FIELD_LEAVE, "leave"))
    if place:
        edits.append(field(items_texts.FIELD_MERGE, "merge"))
    edits.append(field(items_texts.FIELD_SPLIT, "split"))
    return (*(tuple(edits[i : i + 2]) for i in range(0, len(edits), 2)), (*turns, home))


def field_card(reviewed: DraftCard, item: DraftItem, name: str) -> Card:
    """The choices of one field of an item."""
    draft = reviewed.draft

    def choose(label: str, value: str) -> Row:
        return (button(label, cb.EditItem(id=item.id, version=draft.version, field=name, value=value)),)

    back = (button(items_texts.DONE if name == "req" else texts.BACK, cb.DraftItem(id=item.id)),)
    question, choices = _field(reviewed, item, name, choose)
    head = f"{bold(item_title(item))}: {safe(cut(item.text, 200))}"
    return Card(paragraphs(head, question), (*choices, back))


def _field(reviewed: DraftCard, item: DraftItem, name: str, choose: Callable[[str, str], Row]) -> tuple[str, list[Row]]:
    if name == "date":
        near = [item.dates[0]] if item.dates and item.dates[0] >= reviewed.today else []
        dates = [*near, *quick_dates(reviewed.today)]
        rows = [choose(doubt_texts.until(value), f"d{value:%Y%m%d}") for value in dict.fromkeys(dates)]
        return items_texts.CHOOSE_DATE, [
            *rows,
            choose(doubt_texts.TYPE_DATE, "type"),
            choose(items_texts.NO_DATE, "none"),
        ]
    if name == "who":
        own = [option for addressee in item.addressees for option in addressee.options]
        rows = [choose(label, code) for label, code in addressee_options(reviewed.directory, own)]
        return items_texts.CHOOSE_WHO, [*rows, choose(doubt_texts.TYPE_WHO, "type")]
    if name == "form":
        return items_texts.CHOOSE_FORM, [
            choose(_ticked(FORMS[form], form is item.form), str(form)) for form in ControlForm
        ]
    if name == "every":
        rows = [choose(_ticked(label, code == item.recurrence), code) for code, label in repetition.CHOICES.items()]
        return repetition.ASK_HOW_OFTEN, rows
    if name == "req":
        rows = [choose(_ticked(REQUIREMENTS[code], code in item.requirement), str(code)) for code in Requirement]
        return items_texts.CHOOSE_REQUIREMENT, [
            *rows,
            choose(_ticked(items_texts.NOT_NEEDED, item.not_needed_allowed), "nn"),
        ]
    if name == "lead":
        return contributions.CHOOSE, _leads(reviewed, item, choose)
    if name == "acc":
        checked, at_once = Acceptance.CHECKED, Acceptance.AT_ONCE
        return items_texts.CHOOSE_ACCEPTANCE, [
            choose(_ticked(items_texts.ACCEPTANCE_CHECKED, item.acceptance is checked), str(checked)),
            choose(_ticked(items_texts.ACCEPTANCE_AT_ONCE, item.acceptance is at_once), str(at_once)),
        ]
    places = split_places(item.text)
    rows = [choose("… " + cut(item.text[at:], 45), str(at)) for at in places]
    return (items_texts.ASK_SPLIT if rows else items_texts.NO_SPLIT), rows


def _leads(reviewed: DraftCard, item: DraftItem, choose: Callable[[str, str], Row]) -> list[Row]:
    """Everyone, or one of the addressees; of very many the name is typed."""
    names = {o: reviewed.directory.names[o] for o in item.organisations if o in reviewed.directory.names}
    others = sorted((name, o) for o, name in names.items() if o != reviewed.draft.authority_id)
    return [
        choose(_ticked(contributions.EVERYONE, item.responsible_now is None), "all"),
        *(choose(_ticked(cut(name, 40), item.responsible_now == o), str(o)) for name, o in others[:RESPONSIBLE_SHOWN]),
        *([choose(contributions.TYPE, "type")] if len(others) > RESPONSIBLE_SHOWN else []),
    ]


def _ticked(label: str, on: bool) -> str:
    return f"✓ {label}" if on else label


def split_places(text: str) -> tuple[int, ...]:
    """Where an item can be cut: after a line, a sentence or a semicolon; at most six places."""
    places = []
    for at in range(1, len(text) - 10):
        before, here = text[at - 1], text[at]
        sentence = (
            before == " " and text[at - 2 : at - 1] in (".", ";", "!") and (here.isupper() or text[at - 2] == ";")
        )
        if before == "\n" or sentence:
            places.append(at)
    return tuple(places[:6])


def decision_card(message: int) -> Card:
    """Words of an official that nothing asked for."""
    make = button(items_texts.MAKE_DECISION, cb.MakeDecision(message=message), style="primary")
    return Card(items_texts.LIKE_DECISION, ((make,), (MENU,)))
