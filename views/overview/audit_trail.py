"""«История» of one assignment, and `/audit`."""

from datetime import date

from domain.audit import AuditAction
from domain.lifecycle import State
from services.overview.audit_trail import Event, Trail, Trails
from views import callbacks as cb
from views.card import Card, button, rows_of
from views.format import cut, day, lines, moment, paragraphs
from views.menu import MENU
from views.paging import filled, page_line, turns
from views.texts.minutes import STATES, item_of
from views.texts.overview import audit_trail as texts


def trail_card(trail: Trail) -> Card:
    """Who, when, what, from → to, why."""
    item = trail.assignment
    zone = item.authority.timezone
    return Card(
        paragraphs(
            texts.title(item_of(item.label, item.minutes), item.organisation, page_line(trail.page)),
            lines(*(_event(event, zone) for event in trail.events)),
        ),
        filled(
            turns(trail.page, lambda page: cb.Trail(id=item.id, page=page)),
            (button(texts.BACK, cb.OpenControlledItem(id=item.id)), MENU),
        ),
    )


def _event(event: Event, zone: str) -> str:
    return texts.event(
        moment(event.at, zone),
        event.who,
        event.side,
        event.action,
        texts.change(*_sides(event)),
        cut(event.reason, 200),
    )


def _sides(event: Event) -> tuple[str, str]:
    """From → to: states, or the dates of a row that moved one."""
    dates = event.facts.get("before"), event.facts.get("after") or event.facts.get("due")
    if event.action in (AuditAction.DATE_CHANGED, AuditAction.OWN_DATE_SET):
        return _plain(str(dates[0] or "")), _plain(str(dates[1] or ""))
    return _plain(event.from_state), _plain(event.to_state)


def _plain(value: str) -> str:
    """A state or a date of the row in words; other codes say nothing to people."""
    if value in tuple(State):
        return STATES[State(value)]
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return ""


def trails_card(found: Trails) -> Card:
    """Assignments by what happened last."""
    if not found.items:
        return Card(texts.NOTHING, ((MENU,),))
    first = found.page.offset + 1
    rows = [
        texts.list_line(
            number, moment(at, item.authority.timezone), item_of(item.label, item.minutes), item.organisation
        )
        for number, (item, at) in enumerate(found.items, first)
    ]
    numbers = [
        button(str(number), cb.Trail(id=item.id, page=-1)) for number, (item, _) in enumerate(found.items, first)
    ]
    return Card(
        paragraphs(texts.LIST_TITLE, lines(*rows), page_line(found.page)),
        filled(*rows_of(numbers, 4), turns(found.page, lambda page: cb.Trails(page=page)), (MENU,)),
    )
