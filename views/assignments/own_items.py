"""«Наши пункты»: the list, one item, whom to appoint, by what day."""

from datetime import date

from domain.lifecycle import OWING
from services.assignments.appointing import Appointed, Employee, Released
from services.assignments.appointing_rest import AppointedSeveral, Rest
from services.assignments.own_items import OwnCard, OwnItem, OwnList
from services.facts import AssignmentFacts
from views import callbacks as cb
from views.card import Card, button, rows_of
from views.format import bold, cut, lines, long_quote, paragraphs, safe, short
from views.naming import quick_dates
from views.paging import filled, turns
from views.texts.amendments.amendments import AMEND
from views.texts.assignments import own_items as texts
from views.texts.drafts import doubts as doubt_texts
from views.texts.drafts import drafts as draft_texts
from views.texts.minutes import STATES, item_label, item_mark, item_of, minutes_name, minutes_short

LONGEST = 40
#: Items named where several go to one employee.
SHOWN = 8


def list_card(listed: OwnList) -> Card:
    """The items, those without an employee first."""
    back = [button(texts.TO_PROTOCOL, cb.Protocol(id=listed.only))] if listed.only else []
    if not listed.total:
        return Card(texts.NOTHING, filled(back))
    opens = [
        button(
            cut(f"{minutes_short(item.assignment.minutes)} · {item_mark(item.assignment.label)}", LONGEST),
            cb.OwnItem(id=item.assignment.id),
        )
        for item in listed.items
    ]
    several = listed.controls and listed.unassigned > 1
    rest = [button(texts.appoint_rest(listed.unassigned), cb.AppointRest(only=listed.only))] if several else []
    return Card(
        paragraphs(
            bold(texts.title(listed.total, listed.unassigned)),
            *(_line(item, listed.today) for item in listed.items),
        ),
        filled(
            *rows_of(opens),
            rest,
            turns(listed.page, lambda there: cb.OwnItems(only=listed.only, page=there)),
            back,
        ),
    )


def _line(item: OwnItem, today: date) -> str:
    row = item.assignment
    label = safe(item_of(row.label, row.minutes))
    who = safe(item.assignee) if item.assignee else texts.NOBODY
    if not item.open:
        return texts.line(label, safe(short(row.text, 90)), STATES[row.state], "")
    return texts.line(label, safe(short(row.text, 90)), who, _when(row.due_date, today))


def _when(due: date | None, today: date) -> str:
    if due is None:
        return ""
    return texts.late(due) if due < today else texts.due(due)


def own_card(card: OwnCard) -> Card:
    """One item with the employee, the date and what may be done."""
    item, row = card.item, card.item.assignment
    ids = {"id": row.id, "version": row.version}
    appoint = texts.APPOINT_ANOTHER if item.assignee else texts.APPOINT
    done = [button(texts.DONE, cb.EnterAnswer(**ids), style="success")] if card.may_answer else []
    change = (
        [button(appoint, cb.Appoint(id=row.id)), button(texts.DATE, cb.OwnDate(id=row.id, version=row.version))]
        if card.may_assign
        else []
    )
    amend = [button(AMEND, cb.Amend(id=row.decision_id, what="item"))] if card.may_assign else []
    late = _when(row.due_date, card.today) if row.due_date and row.due_date < card.today and item.open else ""
    return Card(
        paragraphs(
            f"{bold(item_label(row.label))} · {safe(minutes_name(row.minutes))}",
            long_quote(cut(row.text, 1500)),
            lines(
                texts.card_assignee(safe(item.assignee) if item.assignee else texts.NOBODY),
                texts.card_due(row.due_date) + late,
                texts.card_state(STATES[row.state]),
            ),
        ),
        filled(done, change, amend, [button(texts.TO_LIST, cb.OwnItems())]),
    )


def people_card(card: OwnCard, people: tuple[Employee, ...], me: int) -> Card:
    """Whom to appoint, the least busy first."""
    row = card.item.assignment
    ids = {"id": row.id, "version": row.version}
    buttons = [
        button(
            cut(texts.myself(one.name) if one.person_id == me else texts.employee(one.name, one.busy_with), LONGEST),
            cb.AppointTo(person=one.person_id, **ids),
        )
        for one in people
    ]
    alone = texts.INVITE_FIRST if len(people) <= 1 else None
    return Card(
        paragraphs(texts.CHOOSE, safe(short(row.text, 200)), alone),
        filled(*rows_of(buttons, 1), [button(draft_texts.BACK, cb.OwnItem(id=row.id))]),
    )


def rest_card(rest: Rest, me: int) -> Card:
    """To whom all items without an employee go."""
    back = [button(draft_texts.BACK, cb.OwnItems(only=rest.only))]
    if not rest.items:
        return Card(texts.ALL_APPOINTED, (tuple(back),))
    people = [
        button(
            cut(texts.all_mine(one.name) if one.person_id == me else texts.employee(one.name, one.busy_with), LONGEST),
            cb.AppointRest(only=rest.only, person=one.person_id),
        )
        for one in rest.people
    ]
    shown = [_item(item) for item in rest.items[:SHOWN]]
    hidden = len(rest.items) - len(shown)
    return Card(
        paragraphs(texts.choose_for_rest(len(rest.items)), lines(*shown, texts.more(hidden) if hidden else None)),
        filled(*rows_of(people, 1), back),
    )


def _item(row: AssignmentFacts) -> str:
    return f"• {safe(item_of(row.label, row.minutes))}: {safe(short(row.text, 60))}"


def date_card(card: OwnCard) -> Card:
    """By what day; a date is not needed."""
    row = card.item.assignment

    def choose(day: str) -> cb.OwnDate:
        return cb.OwnDate(id=row.id, version=row.version, day=day)

    quick = [button(doubt_texts.until(day), choose(f"d{day:%Y%m%d}")) for day in quick_dates(card.today)]
    return Card(
        paragraphs(texts.CHOOSE_DATE, safe(short(row.text, 200))),
        filled(
            *rows_of(quick, 1),
            [button(texts.OTHER_DATE, choose("type"))],
            [button(texts.NO_DATE, choose("none"))],
            [button(draft_texts.BACK, cb.OwnItem(id=row.id))],
        ),
    )


def released_card(facts: Released) -> Card:
    """To an employee: an item is not theirs any more."""
    row = facts.assignment
    ended = STATES[row.state] if row.state not in OWING else texts.GIVEN_TO_ANOTHER
    return Card(
        paragraphs(
            bold(texts.released_title(item_label(row.label), minutes_name(row.minutes))),
            lines(texts.card_state(ended), texts.NOTHING_TO_DO),
        ),
        filled([button(texts.OWN_ITEMS, cb.OwnItems())]),
    )


def appointed_several_card(facts: AppointedSeveral) -> Card:
    """To an employee: several items are theirs."""
    shown = [
        f"{_item(item)}{_when(item.due_date, facts.today) if item.due_date else ''}" for item in facts.items[:SHOWN]
    ]
    hidden = len(facts.items) - len(shown)
    return Card(
        paragraphs(bold(texts.several_title(len(facts.items))), lines(*shown, texts.more(hidden) if hidden else None)),
        filled([button(texts.OWN_ITEMS, cb.OwnItems())]),
    )


def appointed_card(facts: Appointed) -> Card:
    """To an employee: an item is theirs."""
    row = facts.assignment
    done = (
        [button(texts.DONE, cb.EnterAnswer(id=row.id, version=row.version), style="success")]
        if row.state in OWING
        else []
    )
    return Card(
        paragraphs(
            bold(texts.appointed_title(item_label(row.label), minutes_name(row.minutes))),
            long_quote(cut(row.text, 1500)),
            texts.card_due(row.due_date) if row.due_date else None,
        ),
        filled(done, [button(texts.OWN_ITEMS, cb.OwnItems())]),
    )
