"""«Кто ведёт»: who of an organisation gets its messages."""

import pytest

from domain.leading import Seat, leaders
from domain.people import Lead, Role

DIRECTOR, DEPUTY, SECOND, ACTING, OUT_OF_REACH = range(1, 6)
SEATS = (Seat(DIRECTOR, Role.DIRECTOR), Seat(DEPUTY, Role.DEPUTY), Seat(SECOND, Role.DEPUTY))
AWAY = (*SEATS, Seat(ACTING, Role.ACTING))


@pytest.mark.parametrize(
    ("lead", "whom"),
    [(Lead.DIRECTOR, {DIRECTOR}), (Lead.DEPUTY, {DEPUTY, SECOND}), (Lead.BOTH, {DIRECTOR, DEPUTY, SECOND})],
)
def test_the_rule_of_the_organisation(lead: Lead, whom: set[int]) -> None:
    assert leaders(lead, SEATS) == whom


@pytest.mark.parametrize("lead", Lead)
def test_a_protocol_that_was_given_away_goes_to_that_person_alone(lead: Lead) -> None:
    assert leaders(lead, SEATS, handed_to=SECOND) == {SECOND}
    assert leaders(lead, AWAY, handed_to=SECOND) == {SECOND}


def test_taken_back_by_a_director_who_is_away_now_it_goes_to_whoever_acts() -> None:
    assert leaders(Lead.DEPUTY, SEATS, handed_to=DIRECTOR) == {DIRECTOR}
    assert leaders(Lead.DIRECTOR, AWAY, handed_to=DIRECTOR) == {ACTING}


def test_without_anybody_to_take_it_a_message_goes_to_everybody() -> None:
    seats = (Seat(DIRECTOR, Role.DIRECTOR), Seat(OUT_OF_REACH, Role.DEPUTY, reachable=False))
    assert leaders(Lead.DEPUTY, seats) == {DIRECTOR, OUT_OF_REACH}
    assert leaders(Lead.DEPUTY, seats, handed_to=OUT_OF_REACH) == {DIRECTOR, OUT_OF_REACH}
