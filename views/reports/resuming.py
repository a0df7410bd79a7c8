"""«Возобновить контроль»: the question and what the organisation reads."""

from services.reports.resuming import DAYS, Resumed, Resuming
from views import callbacks as cb
from views.assignments.item_cards import item_rows
from views.card import Card, button
from views.format import bold, cut, lines, long_quote, paragraphs, safe
from views.paging import filled
from views.texts.assignments import items as words
from views.texts.minutes import item_dative, item_title, minutes_name
from views.texts.reports import resuming as texts


def resume_card(plan: Resuming, days: int) -> Card:
    """Why, and until when: the date above, a reason does it."""
    item = plan.case.assignment
    choices = [button(texts.days(n, n == days), cb.Resume(id=item.id, days=n)) for n in DAYS]
    reasons = [
        (button(label, cb.ResumeReason(id=item.id, reason=number, days=days)),)
        for number, (label, _) in enumerate(texts.REASONS, 1)
    ]
    typed = (button(texts.OTHER, cb.ResumeReason(id=item.id, reason=0, days=days)),)
    return Card(
        paragraphs(
            bold(texts.TITLE),
            lines(bold(item.organisation), safe(f"{item_title(item.label)}, {minutes_name(item.minutes)}")),
            texts.FINAL,
            texts.until(plan.due),
            bold(texts.CHOOSE),
        ),
        filled(*reasons, typed, choices, [button(texts.BACK, cb.OpenControlledItem(id=item.id))]),
    )


def resumed_card(facts: Resumed) -> Card:
    """To the organisation."""
    item = facts.card.assignment
    return Card(
        paragraphs(
            lines(
                texts.resumed(safe(item_dative(item.label))), safe(f"{item.organisation}, {minutes_name(item.minutes)}")
            ),
            long_quote(cut(item.text, 600)),
            lines(safe(texts.reason(facts.reason)) if facts.reason else None, texts.again(item.due_date)),
        ),
        (*item_rows(facts.card)[:1], (button(words.TO_ITEM, cb.OpenAssignment(id=item.id)),)),
    )
