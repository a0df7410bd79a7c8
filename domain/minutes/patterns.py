"""Expressions that are lists: one alternative a line."""

import re


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Any of the alternatives, in this order, whatever the case of their letters."""
    return re.compile("|".join(alternatives), re.IGNORECASE)
