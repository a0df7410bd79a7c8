"""What failed for good, for admins."""

from services.delivery.repeating import Repeated
from services.delivery.set_aside import SetAside
from views import callbacks as cb
from views.card import Card, button
from views.texts.delivery import set_aside as texts


def set_aside_card(found: SetAside) -> Card:
    """How much waits, why, and «Повторить»."""
    if not found.notices and not found.updates:
        return Card(texts.NOTHING)
    text = texts.set_aside(found.notices, found.updates, found.errors)
    return Card(text, ((button(texts.REPEAT, cb.SetAside(again=True)),),))


def repeated_card(repeated: Repeated) -> Card:
    """What begins anew."""
    if not repeated.notices and not repeated.updates:
        return Card(texts.NOTHING)
    look = button(texts.LOOK, cb.SetAside())
    return Card(texts.repeated(repeated.notices, len(repeated.updates)), ((look,),))
