"""Buttons of what could not be delivered or handled."""

from aiogram.filters.callback_data import CallbackData


class SetAside(CallbackData, prefix="aside"):
    """What failed for good, for an admin; `again` repeats all of it."""

    again: bool = False
