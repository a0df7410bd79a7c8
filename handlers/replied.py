"""Which items the card names that a message replies to: its buttons say so."""

from collections.abc import Iterator

from aiogram.filters.callback_data import CallbackData
from aiogram.types import Message

from services.reports.unprompted import Named
from views import callbacks as cb

#: Buttons that stand on the card of one item only.
OWN = (cb.StartReport, cb.NotNeeded, cb.Withdraw, cb.TakeReport)
#: Buttons of a protocol's message.
SHARES = (cb.Acknowledge, cb.OpenShare, cb.FullText)
KINDS = {kind.__prefix__: kind for kind in (*OWN, *SHARES, cb.OpenAssignment)}


def named_by(message: Message) -> Named:
    """Items that the replied card is about; empty when it is no reply or the card names none."""
    found = list(_buttons(message))
    if own := frozenset(each.id for each in found if isinstance(each, OWN)):
        return Named(items=own)
    if items := frozenset(each.id for each in found if isinstance(each, cb.OpenAssignment)):
        shares = frozenset((each.minutes, each.organisation) for each in found if isinstance(each, cb.FullText))
        return Named(items, shares, reminder=not shares)
    return Named(shares=frozenset((each.minutes, each.organisation) for each in found if isinstance(each, SHARES)))


def _buttons(message: Message) -> Iterator[CallbackData]:
    replied = message.reply_to_message
    keyboard = replied.reply_markup if replied else None
    for row in keyboard.inline_keyboard if keyboard else ():
        for button in row:
            data = button.callback_data or ""
            kind = KINDS.get(data.split(":", 1)[0])
            if kind is None:
                continue
            try:
                yield kind.unpack(data)
            except (ValueError, TypeError):
                continue
