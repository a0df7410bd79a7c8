"""What is being typed: a pointer only, the data are rows."""

from aiogram.fsm.state import State, StatesGroup


class Words(StatesGroup):
    """Dialogues that await words: whatever else is sent there gets an answer that says so."""


class Drafting(StatesGroup):
    """Typed answers of a draft's review."""

    day = State()
    doubt_date = State()
    doubt_who = State()
    item_date = State()
    item_who = State()
    item_text = State()
    item_lead = State()
    single = State()  # one decision without minutes
    pasting = State()  # further parts of a long pasted text


class Answering(StatesGroup):
    """A line of the year form."""

    line = State()


class Ending(Words):
    """Why a repeating duty ends."""

    repetition = State()


class Judging(Words):
    """A typed reason for sending a report back."""

    reason = State()
    what_to_do = State()


class Resuming(Words):
    """A typed reason for resuming control."""

    reason = State()


class Reasoning(Words):
    """A new ready reason for sending reports back."""

    label = State()
    reason = State()
    what_to_do = State()


class Reminding(Words):
    """A comment for a reminder."""

    comment = State()


class Finding(Words):
    """Words of decisions."""

    words = State()


class Grouping(Words):
    """A group's members and its name."""

    members = State()
    name = State()


class Acting(Words):
    """The last day of somebody who acts for the director."""

    day = State()


class Asking(Words):
    """What an organisation types beside its report, and what the official answers."""

    day = State()  # a date asked for or given
    time_reason = State()
    refusal = State()
    dispute = State()
    keep_note = State()
    cancel_reason = State()
    target = State()  # the organisation an item is handed on to
    reroute_reason = State()
    question = State()
    answer = State()


class Entering(StatesGroup):
    """An official enters an organisation's answer, or an employee one of the authority itself."""

    report = State()  # messages are collected
    day = State()
    own_date = State()  # the date of an item of the authority


class Typing(StatesGroup):
    """One line about people and set-up."""

    authority_name = State()
    authority_contact = State()
    own_name = State()
    organisation_query = State()
    organisation_names = State()
    own_organisation = State()  # the list of a common link
    year_date = State()  # a date of every school year
    calendar_day = State()  # a day against the production calendar


class Amending(Words):
    """Typed answers of a correction after sending."""

    text = State()
    day = State()
    who = State()
    question = State()  # a typed value waits for a reason
    reason = State()
    merge_reason = State()


#: Where words are awaited, as stored. A typed value of a correction waits for a button.
AWAITING_WORDS = frozenset(state.state for group in Words.__subclasses__() for state in group.__all_states__) - {
    Amending.question.state
}
