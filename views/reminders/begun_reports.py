"""«Отчёт начат и не отправлен»: what has come, with the buttons of a report being collected."""

from services.reminders.begun_reports import BegunReport
from views import callbacks as cb
from views.card import Card, button
from views.format import lines, paragraphs, safe
from views.reports.handing_in import collecting_card
from views.texts.assignments.items import TO_ITEM
from views.texts.minutes import minutes_name
from views.texts.reminders import begun_reports as texts


def begun_report_card(facts: BegunReport) -> Card:
    """One press sends it; by «К пункту» a reply to this message is about the item."""
    item = facts.collected.assignment
    counts = item.control_date or item.due_date
    card = collecting_card(facts.collected)
    head = lines(
        texts.NOT_SENT,
        safe(f"{item.organisation}, {minutes_name(item.minutes)}"),
        texts.due(counts, facts.today) if counts else None,
    )
    return Card(paragraphs(head, card.text), (*card.rows, (button(TO_ITEM, cb.OpenAssignment(id=item.id)),)))
