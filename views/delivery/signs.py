"""Whether the bot works, for admins."""

from collections.abc import Iterable

from domain.signs import Reading, Sign
from views import callbacks as cb
from views.card import Card, button
from views.texts.delivery import signs as texts


def status_card(readings: Iterable[Reading]) -> Card:
    """What is not well first, each with its remedy; «Повторить неотправленное» when there is something."""
    known = [each for each in readings if each.value is not None or each.sign is Sign.BACKUP]
    wrong, well = [each for each in known if not each.is_well], [each for each in known if each.is_well]
    repeats = any(each.sign in (Sign.DEAD, Sign.SET_ASIDE) for each in wrong)
    repeat = button(texts.REPEAT_UNSENT, cb.SetAside(again=True))
    return Card(texts.status(wrong, well), ((repeat,),) if repeats else ())
