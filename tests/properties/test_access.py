"""No combination of roles and places lets anybody beyond the rule of design, «Who uses it»."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import access
from domain.errors import NotAllowed
from domain.people import CONTROLLING, EXECUTING, HEADING, READING, Actor, Membership, Platform, Role

IDS = range(1, 30)
paths = st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True).map(
    lambda ids: ".".join(map(str, ids)) + "."
)
memberships = st.builds(
    lambda path, role: Membership(int(path.rstrip(".").rsplit(".", 1)[-1]), role, path), paths, st.sampled_from(Role)
)
actors = st.builds(
    lambda held: Actor(Platform.TELEGRAM, 1, 1, 1, 1, "", tuple(held)), st.lists(memberships, max_size=4)
)


def places(path: str) -> list[str]:
    return path.rstrip(".").split(".")


def stands_in(path: str, root: str) -> bool:
    """The rule told another way: the first steps of the way down agree."""
    return places(path)[: len(places(root))] == places(root)


def held_over(actor: Actor, path: str) -> set[Role]:
    return {m.role for m in actor.memberships if stands_in(path, m.path)}


def allows(check: Callable[..., object], *args: object) -> bool:
    try:
        check(*args)
    except NotAllowed:
        return False
    return True


@given(actors, paths)
def test_rights_over_a_place_come_only_from_roles_at_or_above_it(actor: Actor, path: str) -> None:
    over = held_over(actor, path)
    assert allows(access.check_control, actor, path) == bool(over & CONTROLLING)
    assert allows(access.check_read, actor, path) == bool(over & READING)
    there = {m.role for m in actor.memberships if m.path == path}
    heads = bool(there & HEADING) and bool(there & CONTROLLING)  # a lower authority's director who works in it too
    assert allows(access.check_admin, actor, path) == (Role.ADMIN in over or heads)


@given(actors, st.sampled_from(IDS))
def test_only_its_own_people_answer_for_an_organisation(actor: Actor, organisation_id: int) -> None:
    own = {m.role for m in actor.memberships if m.organisation_id == organisation_id}
    assert allows(access.check_execute, actor, organisation_id) == bool(own & EXECUTING)


@given(actors, paths)
def test_whoever_controls_also_reads(actor: Actor, path: str) -> None:
    assert not access.may_control(actor, path) or access.may_read(actor, path)


@given(paths, memberships)
def test_a_neighbour_whose_number_begins_alike_is_no_subtree(path: str, held: Membership) -> None:
    """1.5. is not above 1.51."""
    neighbour = held.path.rstrip(".") + "7."
    actor = Actor(Platform.TELEGRAM, 1, 1, 1, 1, "", (held,))
    assert not access.may_read(actor, neighbour)


@given(actors)
def test_an_official_works_for_an_authority_of_theirs(actor: Actor) -> None:
    if actor.controls:
        assert access.own_authority(actor) in actor.organisations(CONTROLLING)
    else:
        with pytest.raises(NotAllowed):
            access.own_authority(actor)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_stranger_may_do_nothing(user_id: int, organisation_id: int) -> None:
    stranger = Actor(Platform.TELEGRAM, user_id, user_id)
    assert not stranger.known
    assert not access.may_read(stranger, f"{organisation_id}.")
    assert not access.may_execute(stranger, organisation_id)
