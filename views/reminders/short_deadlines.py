"""«Срок завтра»: what was sent today at short notice and is not acknowledged."""

from services.reminders.short_deadlines import ShortDeadline
from views import callbacks as cb
from views.assignments.item_lines import task_line
from views.card import Card, button
from views.format import bold, lines, paragraphs, safe
from views.overview.tasks import item_buttons
from views.texts.minutes import minutes_short
from views.texts.reminders import digests as texts

SHOWN = 4


def short_deadline_card(facts: ShortDeadline) -> Card:
    """The nearest date first; «Ознакомлен(а)» and a button per item."""
    first, shown = facts.items[0], facts.items[:SHOWN]
    hidden = len(facts.items) - len(shown)
    acknowledge = button(
        texts.acknowledge(minutes_short(first.minutes)),
        cb.Acknowledge(minutes=first.minutes.id, organisation=first.organisation_id),
        style="success",
    )
    return Card(
        paragraphs(
            lines(bold(texts.short_deadline(first.control_date or facts.today, facts.today)), safe(first.organisation)),
            lines(*(task_line(item, facts.today) for item in shown), texts.more(hidden) if hidden else None),
        ),
        ((acknowledge,), *item_buttons(shown)),
    )
