"""Life of an assignment: one table. Buttons on a card are derived from it, never listed a second time.

Source: design, «Life of an assignment». Overdue is computed here, never stored.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.errors import WrongState
from domain.minutes.model import ControlForm, Requirement


class State(StrEnum):
    """Where an assignment stands."""

    ASSIGNED = "assigned"
    ACKNOWLEDGED = "acknowledged"
    REPORTED = "reported"
    RETURNED = "returned"
    DISPUTED = "disputed"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What people do with an assignment."""

    ACKNOWLEDGE = "acknowledge"
    REPORT = "report"
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    ASK_TIME = "ask_time"
    ASK = "ask"
    DISPUTE = "dispute"
    UNDISPUTE = "undispute"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    EXTEND = "extend"
    INSIST = "insist"
    REROUTE = "reroute"
    CANCEL = "cancel"
    RESUME = "resume"
    CALLED = "called"
    ENTER = "enter"
    REPORT_UP = "report_up"


class Side(StrEnum):
    """Who acts: the organisation that executes or the authority that controls."""

    EXECUTOR = "executor"
    CONTROLLER = "controller"


class Acceptance(StrEnum):
    """Whether somebody checks a report before it leaves control."""

    AT_ONCE = "at_once"
    CHECKED = "checked"


class Answering(StrEnum):
    """«Кто отвечает»: every addressee, or one responsible while the others contribute."""

    EVERYONE = "everyone"
    RESPONSIBLE = "lead"


class Target(StrEnum):
    """Where an action leads when it does not lead to one state."""

    BACK = "back"  # the state before the report or the dispute
    STAY = "stay"  # a record beside the state, or a new linked assignment


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table."""

    action: Action
    side: Side
    sources: frozenset[State]
    target: State | Target


#: States in which the organisation still owes an answer.
OWING = frozenset({State.ASSIGNED, State.ACKNOWLEDGED, State.RETURNED})
#: Everything that is not over.
OPEN = OWING | {State.REPORTED, State.DISPUTED}

TABLE = (
    Transition(Action.ACKNOWLEDGE, Side.EXECUTOR, frozenset({State.ASSIGNED}), State.ACKNOWLEDGED),
    Transition(Action.REPORT, Side.EXECUTOR, OWING | {State.DISPUTED}, State.REPORTED),
    Transition(Action.WITHDRAW, Side.EXECUTOR, frozenset({State.REPORTED}), Target.BACK),
    Transition(Action.CORRECT, Side.EXECUTOR, frozenset({State.REPORTED, State.ACCEPTED}), Target.STAY),
    Transition(Action.ASK_TIME, Side.EXECUTOR, OWING, Target.STAY),
    Transition(Action.ASK, Side.EXECUTOR, OPEN, Target.STAY),
    Transition(Action.DISPUTE, Side.EXECUTOR, OWING, State.DISPUTED),
    Transition(Action.UNDISPUTE, Side.EXECUTOR, frozenset({State.DISPUTED}), Target.BACK),
    Transition(Action.ACCEPT, Side.CONTROLLER, frozenset({State.REPORTED}), State.ACCEPTED),
    Transition(Action.SEND_BACK, Side.CONTROLLER, frozenset({State.REPORTED}), State.RETURNED),
    Transition(Action.EXTEND, Side.CONTROLLER, OWING, Target.STAY),
    Transition(Action.INSIST, Side.CONTROLLER, frozenset({State.DISPUTED}), Target.BACK),
    Transition(Action.REROUTE, Side.CONTROLLER, OPEN, State.CANCELLED),
    Transition(Action.CANCEL, Side.CONTROLLER, OPEN, State.CANCELLED),
    Transition(Action.RESUME, Side.CONTROLLER, frozenset({State.ACCEPTED}), Target.STAY),
    Transition(Action.CALLED, Side.CONTROLLER, frozenset({State.ASSIGNED}), State.ACKNOWLEDGED),
    Transition(Action.ENTER, Side.CONTROLLER, OWING | {State.DISPUTED}, State.REPORTED),
    Transition(Action.REPORT_UP, Side.CONTROLLER, OWING, Target.STAY),
)
_ROWS = {row.action: row for row in TABLE}

#: What is decided on the card of a report.
JUDGING = frozenset({Action.ACCEPT, Action.SEND_BACK})
FINAL = frozenset({State.ACCEPTED, State.CANCELLED})
#: Forms that ask for a report at all.
REPORTABLE = frozenset({ControlForm.REPORT, ControlForm.PERIODIC, ControlForm.YEARLY})
#: Forms that can be overdue (a year form never is).
DATED = frozenset({ControlForm.REPORT, ControlForm.PERIODIC})


#: Actions that make sense for some forms only; «Доложить» only of what is late (services.cases looks at the date).
_ONLY_FOR = {
    Action.REPORT: REPORTABLE,
    Action.CORRECT: DATED,  # a year form goes back as a whole
    Action.ENTER: REPORTABLE,
    Action.ASK_TIME: DATED,
    Action.EXTEND: DATED,
    Action.REPORT_UP: DATED,
}


def next_state(action: Action, state: State, *, before: State | None = None) -> State:
    """The state after `action`; `before` is where a withdrawn report or a dispute came from.

    Raises WrongState("already_<state>") when the action does not fit.
    """
    row = _ROWS[action]
    if state not in row.sources:
        raise WrongState(f"already_{state}")
    if isinstance(row.target, State):
        return row.target
    if row.target is Target.STAY:
        return state
    if before is None:
        raise WrongState(f"already_{state}")
    # Whoever reported or disputed has read the item; a dispute does not come back with the report that closed it.
    return State.ACKNOWLEDGED if before in (State.ASSIGNED, State.DISPUTED) else before


def possible(state: State, side: Side, form: ControlForm) -> tuple[Action, ...]:
    """Actions a side may take now, in the order of the table: the source of every card's buttons."""
    return tuple(
        row.action
        for row in TABLE
        if row.side is side and state in row.sources and form in _ONLY_FOR.get(row.action, tuple(ControlForm))
    )


def is_overdue(
    *, form: ControlForm, state: State, control_date: date | None, today: date, extension_waits: bool = False
) -> bool:
    """Overdue: a dated form, the date that counts now has passed, an answer is owed and no decision about time is.

    `control_date` is the granted date, or for a returned item the date given for the rework; a day counts inclusive.
    `extension_waits`: more time was asked for before that day ended and nobody has answered.
    """
    late = control_date is not None and control_date < today
    return late and form in DATED and state in OWING and not extension_waits


def default_acceptance(requirement: frozenset[Requirement], setting: Acceptance | None = None) -> Acceptance:
    """«Без проверки» when only figures, requisites or links may be sent, else «С проверкой».

    `setting`: what the authority has chosen for all its items; None: by what is sent.
    """
    if setting is not None:
        return setting
    checked = {Requirement.FILE, Requirement.ANSWER}
    return Acceptance.CHECKED if not requirement or requirement & checked else Acceptance.AT_ONCE


def effective_acceptance(
    stored: Acceptance,
    *,
    chosen: bool,
    not_needed: bool,
    requirement: frozenset[Requirement],
    sent: frozenset[Requirement],
) -> Acceptance:
    """How a handed-in report is accepted: the default of its item, refined by what was `sent`.

    An acceptance the official chose stays. «Не потребовалось» needs no check. Where a file or a free answer might be
    sent and only figures, requisites or a link were, no check is needed; where those are asked for and none was
    understood, somebody looks.
    """
    if chosen:
        return stored
    if not_needed:
        return Acceptance.AT_ONCE
    if stored is Acceptance.AT_ONCE:
        return Acceptance.AT_ONCE if sent & requirement else Acceptance.CHECKED
    plain = requirement - {Requirement.FILE, Requirement.ANSWER}
    refined = plain != requirement and bool(sent) and sent <= plain
    return Acceptance.AT_ONCE if refined else Acceptance.CHECKED
