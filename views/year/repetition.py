"""The end of a duty that repeats: what becomes of the open reports, and why."""

from services.year.repetition import Repetition
from views import callbacks as cb
from views.card import Card, button
from views.format import cut, paragraphs
from views.texts.minutes import item_label, minutes_name
from views.texts.year import repetition as texts

KEEP, CANCEL = "keep", "cancel"


def end_card(found: Repetition, what: str = "") -> Card:
    """First what becomes of the open ones, then the reason."""
    ids = {"decision": found.decision_id}
    question = texts.question(item_label(found.label), minutes_name(found.minutes), cut(found.text, 300), found.open)
    back = (button(texts.BACK, cb.ProtocolItem(decision=found.decision_id)),)
    if what:
        reasons = [
            (button(label, cb.EndRepeat(**ids, what=what, reason=number)),)
            for number, (label, _) in enumerate(texts.REASONS, 1)
        ]
        other = (button(texts.OTHER_REASON, cb.EndRepeat(**ids, what=what, reason=0)),)
        return Card(paragraphs(question, texts.ASK_WHY), (*reasons, other, back))
    keep = button(texts.KEEP if found.open else texts.JUST_END, cb.EndRepeat(**ids, what=KEEP))
    cancel = ((button(texts.CANCEL_TOO, cb.EndRepeat(**ids, what=CANCEL)),),) if found.open else ()
    return Card(question, ((keep,), *cancel, back))


def type_reason_card() -> Card:
    return Card(texts.TYPE_WHY)


def ended_card(decision_id: int, cancelled: int) -> Card:
    return Card(texts.done(cancelled), ((button(texts.BACK, cb.ProtocolItem(decision=decision_id)),),))
