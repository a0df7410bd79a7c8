"""`/find`: the decisions that fit, a button each."""

from services.overview.finding import Found, Hit
from views import callbacks as cb
from views.card import Card, button, rows_of
from views.format import bold, cut, lines, paragraphs, safe, short
from views.texts.minutes import item_label, item_mark, minutes_name, minutes_short
from views.texts.overview import finding as texts


def found_card(found: Found) -> Card:
    """What the typed words mean."""
    rows = [
        texts.line(safe(item_label(hit.label)), safe(minutes_name(hit.minutes)), safe(short(hit.text, 90)))
        for hit in found.hits
    ]
    opens = [
        button(cut(f"{minutes_short(hit.minutes)} · {item_mark(hit.label)}", 40), _open(hit)) for hit in found.hits
    ]
    return Card(
        paragraphs(bold(texts.found(cut(found.query, 60), found.total, len(found.hits))), lines(*rows)),
        rows_of(opens),
    )


def _open(hit: Hit) -> cb.OpenAssignment | cb.ProtocolItem:
    return cb.OpenAssignment(id=hit.assignment_id) if hit.assignment_id else cb.ProtocolItem(decision=hit.decision_id)
