"""Where an assignment is counted, and what a percentage may say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.discipline import DUE, Counted, Standing, Tally, is_counted, standing, tally
from domain.lifecycle import State, is_overdue
from domain.minutes.model import ControlForm

TODAY = date(2023, 10, 24)
GONE, LATER = TODAY - timedelta(days=9), TODAY + timedelta(days=9)


def counted(state: State, due: date | None = GONE, handed_in: date | None = None, **facts: object) -> Counted:
    values: dict[str, object] = {"form": ControlForm.REPORT, "control": due} | facts
    return Counted(state=state, due=due, handed_in=handed_in, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (counted(State.ACCEPTED, handed_in=GONE), Standing.IN_TIME),
        (counted(State.ACCEPTED, handed_in=TODAY), Standing.LATE),
        (counted(State.REPORTED, handed_in=TODAY), Standing.LATE),
        (counted(State.RETURNED, handed_in=TODAY, control=LATER), Standing.LATE),
        (counted(State.RETURNED, handed_in=TODAY), Standing.NOT_DONE),
        (counted(State.ASSIGNED), Standing.NOT_DONE),
        (counted(State.ACKNOWLEDGED, form=ControlForm.PERIODIC), Standing.NOT_DONE),
        (counted(State.ACKNOWLEDGED, extension_waits=True), Standing.UNDECIDED),
        (counted(State.DISPUTED), Standing.UNDECIDED),
        (counted(State.REPORTED, handed_in=GONE), Standing.UNDECIDED),
        (counted(State.RETURNED, handed_in=GONE, control=LATER), Standing.UNDECIDED),
        (counted(State.ACCEPTED, TODAY, handed_in=GONE), Standing.EARLY),
        (counted(State.REPORTED, TODAY, handed_in=GONE), Standing.AHEAD),
        (counted(State.ASSIGNED, None), Standing.AHEAD),
        (counted(State.CANCELLED), Standing.OUTSIDE),
        (counted(State.ASSIGNED, form=ControlForm.YEARLY), Standing.OUTSIDE),
        (counted(State.ASSIGNED, form=ControlForm.WORK), Standing.OUTSIDE),
        (counted(State.ASSIGNED, own=True), Standing.OUTSIDE),
        (counted(State.ASSIGNED, contributes=True), Standing.OUTSIDE),
    ],
)
def test_the_place_of_an_assignment(item: Counted, expected: Standing) -> None:
    assert standing(item, TODAY) is expected


DAYS = st.none() | st.integers(-20, 20).map(lambda days: TODAY + timedelta(days=days))


@given(
    st.builds(
        Counted,
        form=st.sampled_from(ControlForm),
        state=st.sampled_from(State),
        due=DAYS,
        control=DAYS,
        handed_in=DAYS,
        extension_waits=st.booleans(),
        own=st.booleans(),
        contributes=st.booleans(),
    )
)
def test_not_done_is_what_is_overdue(item: Counted) -> None:
    late = is_overdue(
        form=item.form,
        state=item.state,
        control_date=item.control,
        today=TODAY,
        extension_waits=item.extension_waits,
    )
    place = standing(item, TODAY)
    assert (place is Standing.NOT_DONE) is (late and is_counted(item))
    if place in DUE and place is not Standing.NOT_DONE:
        assert item.due is not None
        assert item.due < TODAY


COUNTS = st.integers(0, 3000)


@given(st.builds(Tally, *[COUNTS] * 6))
def test_a_percentage_is_whole_and_true_at_its_ends(found: Tally) -> None:
    assert found.total == found.judged + found.undecided + found.early + found.ahead
    if found.percent is not None:
        assert (found.percent == 100) is (found.in_time == found.judged)
        assert (found.percent == 0) is (found.in_time == 0)
        assert abs(found.percent - 100 * found.in_time / found.judged) <= 1
    assert (found.percent is None) is (found.judged < 5)


def test_the_example_of_the_paper() -> None:
    found = tally(
        [Standing.IN_TIME] * 52
        + [Standing.LATE] * 7
        + [Standing.NOT_DONE] * 4
        + [Standing.UNDECIDED] * 4
        + [Standing.EARLY] * 13
        + [Standing.AHEAD] * 61
        + [Standing.OUTSIDE] * 5
    )
    assert (found.due, found.judged, found.done, found.percent, found.total) == (67, 63, 59, 83, 141)
