"""What a person sees: a text and its buttons."""

from dataclasses import dataclass, field

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a card: made by us (`data`), kept by hash, or known to the platform (`file_id`)."""

    name: str
    data: bytes | None = None
    sha256: str = ""
    file_id: str = ""
    kind: str = "file"  # file, photo, voice, video
    caption: str = ""  # of a photo


@dataclass(frozen=True, slots=True)
class Card:
    """Text in our small HTML and rows of buttons. The renderer splits long texts; buttons go to the last part."""

    text: str
    rows: tuple[tuple[InlineKeyboardButton, ...], ...] = ()
    attachments: tuple[Attachment, ...] = field(default=())
    replaces: int | None = None  # a message of the same chat that this card updates instead of adding one

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        return InlineKeyboardMarkup(inline_keyboard=[list(row) for row in self.rows]) if self.rows else None


def button(label: str, data: CallbackData, *, style: str | None = None) -> InlineKeyboardButton:
    """A button; `style` (success, danger, primary) is a delight that other platforms ignore."""
    return InlineKeyboardButton(text=label, callback_data=data.pack(), style=style)


def rows_of(buttons: list[InlineKeyboardButton], width: int = 2) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    """Buttons laid out `width` a row, at most seven."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
