"""Words of a document read once more, when the official has said what they are: a decision, or a deadline."""

from dataclasses import replace
from datetime import date

from domain.minutes import parse_deadline, read
from domain.minutes.deadline_phrases import Rules
from domain.minutes.doubts import TIME_UNPLACED
from domain.minutes.inline_deadlines import find_deadline
from domain.minutes.model import Deadline, DeadlineKind, Document, Item, Line
from domain.minutes.suggest import suggest
from domain.minutes.times import unplaced_time


def read_line(text: str, day: date | None) -> tuple[Item, ...]:
    """A line as decisions, against the date of the minutes; never nothing.

    What no rule takes for a decision is one as it stands: whom it concerns is asked, and so is a time of no known role.
    """
    found = read(Document(tuple(map(Line, text.split("\n"))), "txt"), base=day).items
    if found:
        return found
    deadline = find_deadline(text, Rules(day))
    item = Item(question=None, number=None, bullet=1, text=text, deadline=deadline, addressees=())
    doubts = (TIME_UNPLACED,) if time_in_question(text, deadline, day) else ()
    return (timed(replace(item, doubts=doubts), deadline),)


def time_in_question(text: str, deadline: Deadline, day: date | None) -> str:
    """The time in an item whose role nobody knows, as written; "" when there is none."""
    return unplaced_time(text, deadline, Rules(day))


def deadline_of(phrase: str, day: date | None) -> Deadline:
    """What a time means once it is known to be the deadline; one that gives no date asks for it."""
    deadline = parse_deadline(phrase, day)
    if deadline.kind in (DeadlineKind.NONE, DeadlineKind.RELATIVE) and not deadline.dates and not deadline.doubt:
        return replace(deadline, phrase=phrase, doubt="date_uncountable")
    return deadline


def timed(item: Item, deadline: Deadline) -> Item:
    """The item with this deadline, and with the form that follows from it."""
    return replace(item, deadline=deadline, suggestion=suggest(item.text, deadline, item.addressees))
