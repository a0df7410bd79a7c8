"""Life of an assignment: the table of design §3 told once more, and what follows from it."""

from datetime import date, timedelta
from itertools import product

import pytest

from domain.errors import WrongState
from domain.lifecycle import (
    FINAL,
    OWING,
    TABLE,
    Acceptance,
    Action,
    Side,
    State,
    Target,
    default_acceptance,
    effective_acceptance,
    is_overdue,
    next_state,
    possible,
)
from domain.minutes.model import ControlForm, Requirement

DUE = date(2023, 10, 15)
A = State  # short in the table

WORKING = (A.ASSIGNED, A.ACKNOWLEDGED, A.RETURNED)
UNFINISHED = (*WORKING, A.REPORTED, A.DISPUTED)
#: Design §3: (action, from) → to. Everything else is refused.
LIFE = {
    (Action.ACKNOWLEDGE, A.ASSIGNED): A.ACKNOWLEDGED,
    (Action.REPORT, A.ASSIGNED): A.REPORTED,
    (Action.REPORT, A.ACKNOWLEDGED): A.REPORTED,
    (Action.REPORT, A.RETURNED): A.REPORTED,
    (Action.REPORT, A.DISPUTED): A.REPORTED,
    (Action.ACCEPT, A.REPORTED): A.ACCEPTED,
    (Action.SEND_BACK, A.REPORTED): A.RETURNED,
    (Action.RESUME, A.ACCEPTED): A.ACCEPTED,
    (Action.CORRECT, A.REPORTED): A.REPORTED,
    (Action.CORRECT, A.ACCEPTED): A.ACCEPTED,
    **{(Action.DISPUTE, state): A.DISPUTED for state in WORKING},
    **{(action, state): state for state in WORKING for action in (Action.ASK_TIME, Action.EXTEND)},
    **{(Action.ASK, state): state for state in UNFINISHED},
    (Action.CALLED, A.ASSIGNED): A.ACKNOWLEDGED,
    **{(Action.ENTER, state): A.REPORTED for state in (*WORKING, A.DISPUTED)},
    **{(Action.REPORT_UP, state): state for state in WORKING},
    **{(action, state): A.CANCELLED for state in UNFINISHED for action in (Action.REROUTE, Action.CANCEL)},
}
BACK = {Action.WITHDRAW: A.REPORTED, Action.INSIST: A.DISPUTED, Action.UNDISPUTE: A.DISPUTED}
WITHDRAWN = {A.ASSIGNED: A.ACKNOWLEDGED, A.ACKNOWLEDGED: A.ACKNOWLEDGED, A.RETURNED: A.RETURNED}


@pytest.mark.parametrize(("action", "state"), list(product(sorted(set(Action) - set(BACK)), State)))
def test_every_action_in_every_state(action: Action, state: State) -> None:
    expected = LIFE.get((action, state))
    if expected is None:
        with pytest.raises(WrongState) as refused:
            next_state(action, state)
        assert refused.value.code == f"already_{state}"
    else:
        assert next_state(action, state) is expected


@pytest.mark.parametrize(("before", "after"), WITHDRAWN.items())
@pytest.mark.parametrize(("action", "state"), BACK.items())
def test_the_state_before_comes_back_and_stays_acknowledged(
    action: Action, state: State, before: State, after: State
) -> None:
    assert next_state(action, state, before=before) is after


@pytest.mark.parametrize(("action", "state"), [(a, s) for a, s in product(BACK, State) if s is not BACK[a]])
def test_only_a_report_is_withdrawn_and_a_dispute_turned_down(action: Action, state: State) -> None:
    with pytest.raises(WrongState):
        next_state(action, state, before=State.ASSIGNED)


@pytest.mark.parametrize(("action", "state"), BACK.items())
def test_there_is_no_way_back_to_nowhere(action: Action, state: State) -> None:
    with pytest.raises(WrongState):
        next_state(action, state)


def test_a_dispute_closed_by_a_report_does_not_come_back() -> None:
    assert next_state(Action.WITHDRAW, State.REPORTED, before=State.DISPUTED) is State.ACKNOWLEDGED


def test_nothing_leads_out_of_a_final_state() -> None:
    assert all(row.target is Target.STAY for row in TABLE if row.sources & FINAL)


@pytest.mark.parametrize(
    ("state", "form", "side", "actions"),
    [
        (A.ASSIGNED, ControlForm.REPORT, Side.EXECUTOR, "acknowledge report ask_time ask dispute"),
        (A.ASSIGNED, ControlForm.WORK, Side.EXECUTOR, "acknowledge ask dispute"),
        (A.ASSIGNED, ControlForm.INFORMATION, Side.EXECUTOR, "acknowledge ask dispute"),
        (A.ACKNOWLEDGED, ControlForm.YEARLY, Side.EXECUTOR, "report ask dispute"),
        (A.ACKNOWLEDGED, ControlForm.WORK, Side.EXECUTOR, "ask dispute"),
        (A.REPORTED, ControlForm.REPORT, Side.EXECUTOR, "withdraw correct ask"),
        (A.REPORTED, ControlForm.REPORT, Side.CONTROLLER, "accept send_back reroute cancel"),
        (A.RETURNED, ControlForm.PERIODIC, Side.EXECUTOR, "report ask_time ask dispute"),
        (A.DISPUTED, ControlForm.REPORT, Side.EXECUTOR, "report ask undispute"),
        (A.DISPUTED, ControlForm.REPORT, Side.CONTROLLER, "insist reroute cancel enter"),
        (A.ACKNOWLEDGED, ControlForm.REPORT, Side.CONTROLLER, "extend reroute cancel enter report_up"),
        (A.ACKNOWLEDGED, ControlForm.YEARLY, Side.CONTROLLER, "reroute cancel enter"),
        (A.ACCEPTED, ControlForm.REPORT, Side.EXECUTOR, "correct"),
        (A.ACCEPTED, ControlForm.REPORT, Side.CONTROLLER, "resume"),
        (A.CANCELLED, ControlForm.REPORT, Side.CONTROLLER, ""),
    ],
)
def test_buttons_come_from_the_table(state: State, form: ControlForm, side: Side, actions: str) -> None:
    assert possible(state, side, form) == tuple(actions.split())


@pytest.mark.parametrize("action", Action)
def test_a_button_that_is_shown_works(action: Action) -> None:
    for state, form, side in product(State, ControlForm, Side):
        if action in possible(state, side, form):
            next_state(action, state, before=State.ACKNOWLEDGED)


# --- overdue -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "state"), list(product(ControlForm, State)))
def test_overdue_from_the_day_after_for_dated_forms_that_still_owe(form: ControlForm, state: State) -> None:
    may_be = form in {ControlForm.REPORT, ControlForm.PERIODIC} and state in {A.ASSIGNED, A.ACKNOWLEDGED, A.RETURNED}
    for days, late in ((-1, False), (0, False), (1, may_be), (400, may_be)):
        today = DUE + timedelta(days=days)
        assert is_overdue(form=form, state=state, control_date=DUE, today=today) is late


def test_without_a_date_nothing_is_overdue() -> None:
    assert not is_overdue(form=ControlForm.REPORT, state=State.ASSIGNED, control_date=None, today=date.max)


def test_who_asked_for_time_is_not_late_until_it_is_decided() -> None:
    for waits in (True, False):
        late = is_overdue(
            form=ControlForm.REPORT, state=State.ASSIGNED, control_date=DUE, today=date.max, extension_waits=waits
        )
        assert late is not waits


def test_what_owes_can_be_reported() -> None:
    assert next(row.sources for row in TABLE if row.action is Action.REPORT) == OWING | {State.DISPUTED}


# --- acceptance --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ({Requirement.NUMBER}, Acceptance.AT_ONCE),
        ({Requirement.REFERENCE}, Acceptance.AT_ONCE),
        ({Requirement.LINK, Requirement.NUMBER}, Acceptance.AT_ONCE),
        ({Requirement.FILE}, Acceptance.CHECKED),
        ({Requirement.FILE, Requirement.REFERENCE}, Acceptance.CHECKED),
        ({Requirement.ANSWER}, Acceptance.CHECKED),
        ({Requirement.ANSWER, Requirement.NUMBER}, Acceptance.CHECKED),
        (set(), Acceptance.CHECKED),
    ],
)
def test_files_and_free_answers_are_checked(requirement: set[Requirement], expected: Acceptance) -> None:
    assert default_acceptance(frozenset(requirement)) is expected
    assert {default_acceptance(frozenset(requirement), setting) for setting in Acceptance} == set(Acceptance)


@pytest.mark.parametrize(
    ("requirement", "sent", "at_once"),
    [
        ("number", "number", True),
        ("number", "answer", False),  # not understood: somebody looks
        ("number", "number file", True),
        ("number", "", False),
        ("reference link", "link", True),
        ("file reference", "reference", True),
        ("file reference", "file", False),
        ("file reference", "file reference", False),
        ("file reference", "reference answer", False),
        ("file reference", "answer", False),
        ("answer", "answer", False),
        ("answer", "", False),
        ("answer number", "number", True),
    ],
)
def test_the_default_is_refined_by_what_was_sent(requirement: str, sent: str, at_once: bool) -> None:
    asked = frozenset(map(Requirement, requirement.split()))
    found = effective_acceptance(
        default_acceptance(asked),
        chosen=False,
        not_needed=False,
        requirement=asked,
        sent=frozenset(map(Requirement, sent.split())),
    )
    assert found is (Acceptance.AT_ONCE if at_once else Acceptance.CHECKED)


@pytest.mark.parametrize("stored", Acceptance)
def test_what_the_official_chose_stays(stored: Acceptance) -> None:
    asked = frozenset({Requirement.FILE, Requirement.REFERENCE})
    for not_needed, sent in (
        (True, frozenset[Requirement]()),
        (False, asked),
        (False, frozenset({Requirement.REFERENCE})),
    ):
        given = effective_acceptance(stored, chosen=True, not_needed=not_needed, requirement=asked, sent=sent)
        assert given is stored


def test_not_needed_is_accepted_at_once() -> None:
    asked = frozenset({Requirement.FILE})
    found = effective_acceptance(Acceptance.CHECKED, chosen=False, not_needed=True, requirement=asked, sent=frozenset())
    assert found is Acceptance.AT_ONCE
