"""The choice of what a list is narrowed by."""

from services.overview.filters import BY_GROUP, BY_MUNICIPALITY, Filters
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, cut
from views.paging import filled
from views.texts.overview import filters as texts
from views.texts.words import BACK

#: More would fill several screens; a group says the same in one word.
MOST = 40


def filters_card(found: Filters, *, due: bool, days: int) -> Card:
    """Municipalities, then groups, a button each; they lead to the list they were asked from."""

    def narrowed(by: str, only: int) -> cb.Overdue | cb.DueWithin:
        return cb.DueWithin(days=days, by=by, only=only) if due else cb.Overdue(by=by, only=only)

    places = [button(cut(name, 40), narrowed(BY_MUNICIPALITY, id_)) for id_, name in found.municipalities[:MOST]]
    groups = [button(cut(name, 40), narrowed(BY_GROUP, id_)) for id_, name in found.groups[:MOST]]
    back = [button(BACK, cb.Due(days=days) if due else cb.Overdue())]
    rows = [*places, *groups]
    text = bold(texts.WHAT) if rows else texts.NOTHING
    return Card(text, filled(*(rows[i : i + 2] for i in range(0, len(rows), 2)), back))
