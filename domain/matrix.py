"""«Организации × пункты»: what one cell of the matrix says, the same for a picture and for a sheet."""

from enum import StrEnum

from domain.discipline import Counted, Standing
from domain.lifecycle import State


class CellState(StrEnum):
    """States of a cell. Source: papers, «Matrix»; a legend names them in this order."""

    IN_TIME = "in_time"
    LATE = "late"
    OVERDUE = "overdue"
    TO_CHECK = "to_check"
    REWORK = "rework"
    ASKS_TIME = "asks_time"
    DISPUTED = "disputed"
    AHEAD = "ahead"
    CANCELLED = "cancelled"


_OPEN = {
    State.REPORTED: CellState.TO_CHECK,
    State.RETURNED: CellState.REWORK,
    State.DISPUTED: CellState.DISPUTED,
    State.CANCELLED: CellState.CANCELLED,
}


def cell_state(item: Counted, standing: Standing) -> CellState:
    """What a cell shows: overdue before all else, what was accepted by its day, the rest by where it stands."""
    if standing is Standing.NOT_DONE:
        return CellState.OVERDUE
    if item.state is State.ACCEPTED:
        return CellState.LATE if standing is Standing.LATE else CellState.IN_TIME
    if item.state in _OPEN:
        return _OPEN[item.state]
    return CellState.ASKS_TIME if item.extension_waits else CellState.AHEAD
