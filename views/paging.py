"""◀ and ▶ where there is somewhere to go."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from domain.paging import Page
from views.card import button
from views.texts import words

Row = tuple[InlineKeyboardButton, ...]


def turns(page: Page, target: Callable[[int], CallbackData]) -> Row:
    """Buttons to the neighbouring pages; an empty row on a single page."""
    there = (("◀", page.number - 1), ("▶", page.number + 1))
    return tuple(button(sign, target(number)) for sign, number in there if 0 <= number < page.pages)


def page_line(page: Page) -> str:
    """«Страница 2 из 3»; empty on a single page."""
    return words.page(page.number + 1, page.pages)


def filled(*rows: Sequence[InlineKeyboardButton]) -> tuple[Row, ...]:
    """Rows without the empty ones."""
    return tuple(tuple(row) for row in rows if row)
