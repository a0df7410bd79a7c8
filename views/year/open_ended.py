"""The June question: all items at once, or one by one; a ready paragraph for the agenda."""

from collections.abc import Sequence

from services.year.open_ended import OpenEnded, OpenEndedQuestion
from views import callbacks as cb
from views.card import Card, button
from views.format import cut, short
from views.menu import MENU
from views.texts.minutes import item_of
from views.texts.year import open_ended as texts

SHOWN = 8


def question_card(found: OpenEndedQuestion) -> Card:
    """The list with what may be done with all of it."""
    if not found.items:
        return Card(texts.ALL_DONE, ((MENU,),))
    rows = [texts.line(_label(item), short(item.text, 80), item.organisations) for item in found.items[:SHOWN]]
    return Card(
        texts.question(rows, max(0, len(found.items) - SHOWN)),
        (
            (button(texts.cancel_all(len(found.items)), cb.OpenEnded(what="ask")),),
            (button(texts.KEEP_ALL, cb.OpenEnded(what="keep")), button(texts.AGENDA, cb.OpenEnded(what="agenda"))),
            (button(texts.ONE_BY_ONE, cb.OpenEnded(what="one")),),
        ),
    )


def _label(item: OpenEnded) -> str:
    return item_of(item.label, item.minutes)


def sure_card(found: OpenEndedQuestion) -> Card:
    yes = button(texts.YES_CANCEL, cb.OpenEnded(what="cancel"), style="danger")
    return Card(texts.sure(len(found.items), found.organisations), ((yes, button(texts.BACK, cb.OpenEnded())),))


def one_card(found: OpenEndedQuestion, place: int = 0) -> Card:
    """One item; the next one follows a decision."""
    if not found.items:
        return Card(texts.ALL_DONE, ((MENU,),))
    place %= len(found.items)
    item = found.items[place]
    turns = [
        button(sign, cb.OpenEnded(what="one", only=(place + step) % len(found.items)))
        for sign, step in (("◀", -1), ("▶", 1))
        if len(found.items) > 1
    ]
    return Card(
        texts.one(_label(item), cut(item.text, 600), item.organisations, len(found.items)),
        (
            (button(texts.CANCEL, cb.OpenEnded(what="cancel", only=item.decision_id)),),
            (
                button(texts.KEEP, cb.OpenEnded(what="keep", only=item.decision_id)),
                button(texts.AGENDA, cb.OpenEnded(what="agenda", only=item.decision_id)),
            ),
            (*turns, button(texts.BACK, cb.OpenEnded())),
        ),
    )


def done_card(what: str, count: int, left: int) -> Card:
    rest = ((button(texts.ONE_BY_ONE, cb.OpenEnded(what="one")),),) if left else ()
    return Card(texts.done(what, count, left), (*rest, (MENU,)))


def agenda_card(items: Sequence[OpenEnded]) -> Card:
    """A message of its own, to be copied."""
    return Card(texts.agenda([(_label(item), cut(item.text, 300), item.organisations) for item in items]))
