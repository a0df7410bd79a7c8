"""Ready return reasons of an authority: the list and changing it."""

from collections.abc import Sequence

from services.reports.return_reasons import Reason
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, cut, lines, paragraphs, safe
from views.paging import filled
from views.texts.reports import judging
from views.texts.reports import return_reasons as texts

#: The product's own reasons, numbered as in old buttons.
READY = tuple(Reason(number, *parts) for number, parts in enumerate(judging.REASONS, 1))
LONGEST_BUTTON = 34


def reasons_card(own: Sequence[Reason]) -> Card:
    """`own` is () while the product's list is used."""
    shown = own or READY
    rows = [texts.line(number, safe(each.reason), safe(each.what_to_do)) for number, each in enumerate(shown, 1)]
    drops = [
        button(texts.drop(cut(each.label, LONGEST_BUTTON)), cb.EditReasons(do="drop", id=each.id)) for each in shown
    ]
    restore = [button(texts.RESTORE, cb.EditReasons(do="restore"))] if own else []
    return Card(
        paragraphs(lines(bold(texts.TITLE), texts.OWN if own else texts.READY), lines(*rows)),
        filled(
            [button(texts.ADD, cb.EditReasons(do="add"), style="primary")],
            *([drop] for drop in drops),
            restore,
            [button(texts.BACK, cb.Settings())],
        ),
    )


def ask_card(step: str) -> Card:
    """The three lines a reason is made of, asked one after another."""
    return Card({"label": texts.ASK_LABEL, "reason": texts.ASK_REASON, "what": texts.ASK_WHAT}[step])
