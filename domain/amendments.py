"""What is changed in minutes that were sent already, and which dates follow.

Source: design, «Minutes in, decisions out» 4 and «Life of an assignment». Final states are never touched.
"""

from datetime import date
from enum import StrEnum

from domain.lifecycle import State


class ChangeKind(StrEnum):
    """What a clarification says about one item."""

    TEXT = "text"
    DATE = "date"
    ADDED = "added"  # an organisation that already has other items of these minutes gets this one too
    NEW = "new"  # an item that the minutes did not have
    CANCELLED = "cancelled"


def moved_due(due: date | None, *, before: date | None, after: date, state: State) -> date:
    """The due date of one organisation when the item's date moves from `before` to `after`.

    A later date granted to it alone stays; who has reported already is never made late by an earlier date.
    """
    if due is None:
        return after
    granted_alone = before is not None and due > before
    return max(due, after) if granted_alone or state is State.REPORTED else after


def moved_control(control: date | None, due: date, state: State) -> date:
    """The date that counts after `due` has moved: of an item being reworked the later of the two."""
    return max(control, due) if state is State.RETURNED and control is not None else due


class Amendment(StrEnum):
    """What an official does to minutes that were sent; the subject's id is named beside it."""

    TEXT = "text"  # of a decision
    DAY = "day"  # of a checkpoint, for everybody
    ONE_DAY = "oneday"  # of an assignment
    ADD = "add"  # organisations to a decision
    DROP = "drop"  # a decision, for everybody
    ORGANISATION = "org"  # everything of minutes for one organisation
    ALL = "all"  # the whole minutes
