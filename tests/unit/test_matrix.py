"""What a cell of the matrix says, and the names beside it."""

from datetime import date

import pytest

from domain.discipline import Counted, standing
from domain.lifecycle import State
from domain.matrix import CellState, cell_state
from domain.minutes.model import ControlForm
from views.papers.canvas import fitted, width_of
from views.texts.papers.pictures import short_name

TODAY = date(2023, 10, 24)
GONE, AHEAD = date(2023, 10, 15), date(2023, 11, 1)


@pytest.mark.parametrize(
    ("state", "due", "handed_in", "waits", "expected"),
    [
        (State.ACCEPTED, GONE, GONE, False, CellState.IN_TIME),
        (State.ACCEPTED, AHEAD, GONE, False, CellState.IN_TIME),
        (State.ACCEPTED, GONE, TODAY, False, CellState.LATE),
        (State.ASSIGNED, GONE, None, False, CellState.OVERDUE),
        (State.REPORTED, GONE, TODAY, False, CellState.TO_CHECK),
        (State.RETURNED, AHEAD, GONE, False, CellState.REWORK),
        (State.DISPUTED, GONE, None, False, CellState.DISPUTED),
        (State.ACKNOWLEDGED, GONE, None, True, CellState.ASKS_TIME),
        (State.ASSIGNED, AHEAD, None, False, CellState.AHEAD),
        (State.CANCELLED, GONE, None, False, CellState.CANCELLED),
    ],
)
def test_a_cell(state: State, due: date, handed_in: date | None, waits: bool, expected: CellState) -> None:
    item = Counted(ControlForm.REPORT, state, due, due, handed_in, waits)
    assert cell_state(item, standing(item, TODAY)) is expected


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("МКОУ Берёзовская СОШ", "Берёзовская СОШ"),
        ("МБУ ДО «Центр творчества»", "«Центр творчества»"),
        ("МКДОУ «Теремок»", "«Теремок»"),
        ("МБОУ СОШ № 3 имени Героя Труда", "СОШ № 3"),
        ("Гимназия", "Гимназия"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_words_are_cut_to_the_room_there_is() -> None:
    long = "Информационно-методический центр № 12"
    for middle in (False, True):
        cut = fitted(long, 14, 100, middle=middle)
        assert "…" in cut
        assert width_of(cut, 14) <= 100
    assert fitted(long, 14, 100, middle=True).endswith("№ 12")
    assert fitted("СОШ", 14, 100) == "СОШ"
    assert fitted("СОШ", 14, 1) == "…"
