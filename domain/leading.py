"""«Кто ведёт»: to whom of an organisation its messages go.

Source of the rule: design, «What a director gets». Whoever leads gets everything; a head who does not lead gets
what is overdue, and everything once a week. Without anybody to take it, a message goes to everybody there is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import WorkingCalendar
from domain.digest_days import Rhythm, comes_on
from domain.people import HEADING, Lead, Role


@dataclass(frozen=True, slots=True)
class Seat:
    """One role of a person in an organisation; `reachable`: some chat of theirs takes messages."""

    person_id: int
    role: Role
    reachable: bool = True


def heads(seats: Iterable[Seat]) -> frozenset[int]:
    """People who answer for the organisation in the first place: the director and whoever acts for them."""
    return frozenset(seat.person_id for seat in seats if seat.role in HEADING)


def leaders(lead: Lead, seats: Iterable[Seat], handed_to: int | None = None) -> frozenset[int]:
    """People who get the organisation's messages; `handed_to`: the protocol was given to this person.

    While somebody acts for the director, that person stands in the director's place.
    """
    seats = tuple(seats)
    everybody = frozenset(seat.person_id for seat in seats)
    reachable = frozenset(seat.person_id for seat in seats if seat.reachable)
    acting = frozenset(seat.person_id for seat in seats if seat.role is Role.ACTING) & reachable
    in_charge = acting or heads(seats)
    replaced = acting and handed_to in heads(seats) - acting  # the director took it back, and is away now
    if handed_to in reachable and not replaced:
        return frozenset({handed_to})
    deputies = frozenset(seat.person_id for seat in seats if seat.role is Role.DEPUTY) - in_charge
    chosen = {Lead.DIRECTOR: in_charge, Lead.DEPUTY: deputies & reachable, Lead.BOTH: in_charge | deputies}[lead]
    return chosen if chosen & reachable else everybody


class Hand(StrEnum):
    """What a head may do with a protocol: give it to a deputy, or take it back."""

    NONE = "none"  # whoever is no head does neither
    GIVE = "give"
    BACK = "back"


def is_summary_day(today: date, calendar: WorkingCalendar) -> bool:
    """Whether a head who does not lead is told everything today: Monday, or the week's first reminder day."""
    return comes_on(Rhythm.MONDAYS, today, calendar)
