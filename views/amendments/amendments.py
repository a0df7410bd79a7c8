"""Corrections after sending: the official's screens and what organisations get."""

from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from domain.amendments import Amendment, ChangeKind
from domain.paging import page_of
from services.amendments.news import ChangedItem, Clarification, Refreshed
from services.amendments.preview import Consequences, ItemMenu, Reached
from views import callbacks as cb
from views.assignments.shares import share_card
from views.card import Card, button
from views.format import bold, cut, lines, long_quote, paragraphs, quote, safe, short
from views.naming import addressee_options, quick_dates
from views.paging import Row, filled, turns
from views.texts.amendments import amendments as texts
from views.texts.assignments import items as words
from views.texts.drafts import doubts as doubt_texts
from views.texts.drafts import drafts as draft_texts
from views.texts.minutes import item_label, item_mark, item_title, minutes_dative, minutes_name, minutes_of

ON_PAGE = 8
#: Names of organisations on the question, before «и ещё N».
NAMES_SHOWN = 6


def item_menu_card(menu: ItemMenu) -> Card:
    """«Изменить»: what may be corrected in an item that was sent."""
    consequences = menu.consequences
    dates = [due for _, due in menu.dates if due]

    def go(label: str, what: str) -> InlineKeyboardButton:
        return button(label, cb.Amend(id=consequences.decision_id, what=what))

    edits = [go(texts.FIELD_TEXT, Amendment.TEXT), go(texts.FIELD_DATE, "dates")] if consequences.assignments else []
    drop = [go(texts.FIELD_DROP, Amendment.DROP)] if consequences.assignments else []
    return Card(
        paragraphs(
            bold(texts.menu_title(_label(consequences), minutes_name(consequences.minutes))),
            long_quote(cut(consequences.text, 600)),
            texts.who_has(consequences.organisations, dates),
        ),
        filled(edits, [go(texts.FIELD_ADD, Amendment.ADD)], drop, [_to_item(consequences)]),
    )


def _label(consequences: Consequences) -> str:
    return item_label(consequences.label) if consequences.label else ""


def _question(consequences: Consequences, what: Amendment) -> str:
    name, of = minutes_name(consequences.minutes), minutes_of(consequences.minutes)
    return lines(bold(texts.question(what, _label(consequences), name, of)), safe(consequences.organisation))


def _to_item(consequences: Consequences) -> InlineKeyboardButton:
    return button(texts.BACK, cb.ProtocolItem(decision=consequences.decision_id))


def _to_menu(consequences: Consequences) -> InlineKeyboardButton:
    return button(texts.BACK, cb.Amend(id=consequences.decision_id, what="item"))


def dates_card(menu: ItemMenu) -> Card:
    """An item with several dates: which one; and the way to one organisation."""
    consequences = menu.consequences
    dates = [
        (button(texts.date_button(due), cb.Amend(id=checkpoint, what=Amendment.DAY)),)
        for checkpoint, due in menu.dates[:ON_PAGE]
    ]
    return Card(
        paragraphs(bold(texts.menu_title(_label(consequences), minutes_name(consequences.minutes))), texts.CHOOSE_DATE),
        filled(*dates, [_for_one(consequences)], [_to_menu(consequences)]),
    )


def _for_one(consequences: Consequences) -> InlineKeyboardButton:
    return button(texts.FOR_ONE, cb.Amend(id=consequences.decision_id, what="ones"))


def date_card(consequences: Consequences, what: Amendment, subject_id: int) -> Card:
    """Quick dates, or a typed one."""

    def choose(label: str, value: str) -> Row:
        return (button(label, cb.Amend(id=subject_id, what=what, value=value)),)

    one = [_for_one(consequences)] if what is Amendment.DAY and consequences.organisations > 1 else []
    days = [choose(doubt_texts.until(value), f"d{value:%Y%m%d}") for value in quick_dates(consequences.today)]
    now = words.until(consequences.before) if consequences.before else ""
    return Card(
        paragraphs(
            _question(consequences, what),
            f"<b>{words.DEADLINE}</b> {now}" if now else None,
            texts.CHOOSE_DATE,
        ),
        filled(*days, choose(texts.OTHER_DATE, "type"), one, [_to_menu(consequences)]),
    )


def who_card(menu: ItemMenu) -> Card:
    """Whom to add: a group, or typed names."""
    consequences = menu.consequences

    def choose(label: str, value: str) -> Row:
        return (button(label, cb.Amend(id=consequences.decision_id, what=Amendment.ADD, value=value)),)

    groups = [choose(label, code) for label, code in addressee_options(menu.directory, ())]
    return Card(
        paragraphs(bold(texts.menu_title(_label(consequences), minutes_name(consequences.minutes))), texts.CHOOSE_WHO),
        filled(choose(texts.OTHER_WHO, "type"), *groups, [_to_menu(consequences)]),
    )


def reached_card(consequences: Consequences, found: Sequence[Reached], what: str, subject_id: int, page: int) -> Card:
    """Which organisation: of an item with its date («ones»), of a protocol («orgs»)."""
    here = page_of(len(found), page, ON_PAGE)
    shown = here.cut(found)
    if what == "ones":
        title = texts.menu_title(_label(consequences), minutes_name(consequences.minutes))
        rows = [
            (button(cut(texts.one_button(each.name, each.due), 40), cb.Amend(id=each.assignment_id, what="oneday")),)
            for each in shown
            if each.assignment_id
        ]
        back = _to_menu(consequences)
    else:
        title = minutes_name(consequences.minutes)
        title = title[0].upper() + title[1:]
        rows = [(button(cut(texts.whose_button(e.name, e.open), 40), _of(subject_id, e.id)),) for e in shown]
        back = button(texts.BACK, cb.Amend(id=subject_id, what=Amendment.ALL))
    nobody = None if found else texts.NOBODY_LEFT
    return Card(
        paragraphs(bold(title), nobody or texts.WHOSE),
        filled(*rows, turns(here, lambda n: cb.Amend(id=subject_id, what=what, value=str(n))), [back]),
    )


def _of(minutes_id: int, organisation_id: int) -> cb.Amend:
    return cb.Amend(id=minutes_id, what=Amendment.ORGANISATION, value=str(organisation_id))


def question_card(consequences: Consequences, what: Amendment, subject_id: int, value: str, shown: str = "") -> Card:
    """What will change, for how many, and the ready reasons: pressing one does it. `shown` is the new value."""
    whole = what in (Amendment.ALL, Amendment.ORGANISATION)
    ending = what in (Amendment.ALL, Amendment.ORGANISATION, Amendment.DROP)

    def sure(reason: int) -> cb.AmendSure:
        return cb.AmendSure(id=subject_id, version=consequences.version, what=what, value=value, reason=reason)

    reasons = [
        (button(texts.reason_button(reason), sure(number), style="danger" if ending else None),)
        for number, reason in enumerate(texts.REASONS[what], 1)
    ]
    back = button(texts.BACK, cb.Protocol(id=consequences.minutes.id)) if whole else _to_menu(consequences)
    apart = [button(texts.FOR_ONE, cb.Amend(id=subject_id, what="orgs"))] if what is Amendment.ALL else []
    told = None if what is Amendment.ADD else texts.told(consequences.organisations)
    return Card(
        paragraphs(
            _question(consequences, what),
            shown,
            lines(
                texts.ends(consequences.assignments) if ending else None,
                told,
                texts.kept(
                    consequences.reported if ending else 0, consequences.final if what is not Amendment.ADD else 0
                ),
            ),
            bold(texts.WHY),
        ),
        filled(*reasons, [button(texts.OTHER_REASON, sure(0))], apart, [back]),
    )


def shown_text(text: str) -> str:
    return quote(cut(text, 1000))


def shown_date(consequences: Consequences, due: date) -> str:
    return safe(texts.new_date(consequences.before, due))


def shown_organisations(names: Sequence[str]) -> str:
    listed = [*names[:NAMES_SHOWN], *([draft_texts.more(len(names) - NAMES_SHOWN)] if len(names) > NAMES_SHOWN else [])]
    return safe(texts.new_organisations(listed))


# --- what organisations get --------------------------------------------------------------------------------------


def clarification_card(facts: Clarification) -> Card:
    """«Уточнение к протоколу № 8»: exactly what concerns this organisation, and why."""
    rest = texts.REST_STANDS if facts.left else texts.ALL_CANCELLED
    return Card(
        paragraphs(
            lines(bold(texts.clarification(minutes_dative(facts.minutes))), safe(facts.organisation)),
            *(_change(item) for item in facts.changes),
            safe(texts.why(facts.reason)),
            rest if not facts.left or len(facts.changes) < facts.left else None,
        ),
        _clarification_rows(facts),
    )


def _change(item: ChangedItem) -> str:
    title = bold(item_title(item.label))
    text = short(item.text, 200)
    if item.kind is ChangeKind.TEXT:
        return lines(texts.changed_text(title), quote(cut(item.text, 500)), _passed_on(item))
    if item.kind is ChangeKind.DATE:
        return lines(texts.changed_date(title, item.before, item.after), _passed_on(item))
    if item.kind is ChangeKind.CANCELLED:
        return lines(texts.cancelled(title), quote(short(item.text, 100)))
    say = texts.added if item.kind is ChangeKind.ADDED else texts.new_item
    return say(title, safe(text), item.after)


def _passed_on(item: ChangedItem) -> str | None:
    return texts.passed_on(item.passed.organisations) if item.passed else None


def _clarification_rows(facts: Clarification) -> tuple[Row, ...]:
    ids = {"minutes": facts.minutes.id, "organisation": facts.organisation_id}
    seen = [button(words.ACKNOWLEDGE, cb.Acknowledge(**ids), style="success")] if facts.to_acknowledge else []
    items = {item.assignment_id: item for item in facts.changes if item.assignment_id}
    opens = [
        button(f"{words.ITEM} {item_mark(item.label)}", cb.OpenAssignment(id=id_))
        for id_, item in list(items.items())[:6]
        if id_
    ]
    lower = [
        (button(texts.change_below(item_label(item.label)), cb.Amend(id=item.passed.decision_id, what="item")),)
        for item in facts.changes
        if item.passed
    ]
    whole = [button(texts.OPEN_SHARE, cb.OpenShare(**ids))] if facts.left else []
    return filled(seen, *(opens[i : i + 3] for i in range(0, len(opens), 3)), *lower, whole)


def refreshed_card(facts: Refreshed) -> Card:
    """The protocol's message in its place in the chat, as it reads now."""
    if facts.share is None:
        gone = lines(bold(texts.taken_back(minutes_name(facts.minutes))), safe(facts.organisation))
        return Card(paragraphs(gone, texts.ALL_CANCELLED), replaces=facts.replaces)
    fresh = share_card(facts.share)
    return Card(fresh.text, fresh.rows, replaces=facts.replaces)
