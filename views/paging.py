"""◀ and ▶ where there is somewhere to go."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from views.card import button

Row = tuple[InlineKeyboardButton, ...]


def turns(page: int, pages: int, target: Callable[[int], CallbackData]) -> Row:
    """Buttons to the neighbouring pages; an empty row on a single page."""
    there = (("◀", page - 1), ("▶", page + 1))
    return tuple(button(sign, target(number)) for sign, number in there if 0 <= number < pages)


def filled(*rows: Sequence[InlineKeyboardButton]) -> tuple[Row, ...]:
    """Rows without the empty ones."""
    return tuple(tuple(row) for row in rows if row)
