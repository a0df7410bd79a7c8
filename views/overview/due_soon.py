"""What is due soon: an item a line, with how many have reported."""

from services.overview.due_soon import DueList
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, day_with_weekday, paragraphs, safe, short
from views.paging import filled, turns
from views.texts.minutes import item_label, minutes_short
from views.texts.overview import due_soon as texts

DUE_CHOICES = (7, 14, 30)


def due_card(listed: DueList) -> Card:
    """What is due soon."""
    choices = [button(texts.days_button(n), cb.Due(days=n)) for n in DUE_CHOICES if n != listed.days]
    if not listed.rows:
        return Card(texts.due_nothing(listed.days), filled(choices))
    rows = []
    for row in listed.rows:
        item = row.sample
        when = day_with_weekday(item.control_date) if item.control_date else ""
        label, minutes, text = item_label(item.label), minutes_short(item.minutes), short(item.text, 80)
        rows.append(texts.due_line(safe(label), safe(minutes), safe(text), when, row.owing, row.total))
    opens = [
        button(
            f"{minutes_short(r.sample.minutes)} · {item_label(r.sample.label)}",
            cb.ProtocolItem(decision=r.sample.decision_id),
        )
        for r in listed.rows
    ]
    return Card(
        paragraphs(bold(texts.due_title(listed.days)), *rows),
        filled(
            *(opens[i : i + 2] for i in range(0, len(opens), 2)),
            choices,
            turns(listed.page, lambda there: cb.Due(days=listed.days, page=there)),
        ),
    )
