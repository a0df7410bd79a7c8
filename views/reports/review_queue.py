"""The queue of what waits for an official: one message, kept up to date."""

from services.reports.news import Queue
from views import callbacks as cb
from views.assignments.request_lines import waiting_buttons, waiting_lines
from views.card import Card, button
from views.format import bold, lines, paragraphs
from views.texts.reports import accepting_all
from views.texts.reports import judging as judging_texts
from views.texts.reports import review_queue as texts


def queue_card(queue: Queue) -> Card:
    """Instead of a fourth card and further ones: one message, kept up to date."""
    rows = []
    if queue.waiting:
        rows.append((button(judging_texts.REVIEW.format(count=queue.waiting), cb.Review(), style="primary"),))
    if queue.only_item and queue.waiting > 1:
        rows.append(
            (button(accepting_all.ACCEPT_ALL.format(count=queue.waiting), cb.AcceptAll(decision=queue.only_item)),)
        )
    rows += [(each,) for each in waiting_buttons(queue.requests)]
    asked = [f"• {each}" for each in waiting_lines(queue.requests)]
    text = paragraphs(
        texts.queue(queue.waiting) if queue.waiting else None,
        lines(bold(texts.DECISIONS), *asked) if asked else None,
    )
    return Card(text, tuple(rows), replaces=int(queue.replaces) if queue.replaces else None)
