"""Every use case of every service refuses whoever has no business there, and lets in everybody who has.

The list is taken from the services themselves: a new public function with `ctx: Context` first fails this test until
it has a rule in one of the areas of this package.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

import services
from services.context import Context
from services.joining import invitation_codes
from tests.properties.access import controlling, drafts, executing, people
from tests.properties.access.everybody import actors, tried
from tests.properties.access.rules import Area, Attempt, Place, Who
from tests.properties.access.scene import NEARBY, NEARBY_SCHOOL, SECRETS, SOMEBODY, Scene, Things, Trial, whole

AREAS: Area = [
    *drafts.DRAFTS, *drafts.CORRECTIONS, *controlling.JUDGING, *controlling.LISTS, *executing.EXECUTING, *people.PLACES,
    *people.STAFF, *people.LINKS, *people.ONESELF, *people.UPKEEP,
]  # fmt: skip
#: A wrong code is counted, so a refusal changes something: tests/integration/test_invitations.py.
ELSEWHERE = {invitation_codes.open_invitation}
OURS = {Place.AUTHORITY, Place.SCHOOL, Place.OTHER}


def use_cases() -> set[Any]:
    """Public functions of all services that somebody calls; a part of a transaction takes its session."""
    found = set()
    for room in pkgutil.walk_packages(services.__path__, "services."):
        module = importlib.import_module(room.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            kinds = [parameter.annotation for parameter in inspect.signature(function).parameters.values()]
            waits = inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if waits and is_own and kinds[:1] == [Context] and AsyncSession not in kinds:
                found.add(function)
    return found


def attempts() -> Iterator[tuple[frozenset[Who], str, Attempt]]:
    for allowed, rules in AREAS:
        for service, attempt in rules.items():
            yield allowed, f"{service.__module__.removeprefix('services.')}.{service.__name__}", attempt


def test_every_service_has_a_rule() -> None:
    ruled = {service for _, rules in AREAS for service in rules} | ELSEWHERE
    lost, gone = (
        sorted(f"{f.__module__}.{f.__name__}" for f in some) for some in (use_cases() - ruled, ruled - use_cases())
    )
    assert lost == [], (
        "say who is let in: a line with an attempt in drafts.py, controlling.py, executing.py or people.py of "
        "tests/properties/access, under the set of people (rules.py) that may"
    )
    assert gone == [], "no use case any more (public, async, ctx first, no session): delete its line"


@pytest.mark.parametrize("place", Place)
async def test_services_let_in_exactly_whom_the_rule_does(scene: Scene, place: Place) -> None:
    office, things = scene
    before = await whole(office.db)
    for who, ctx in (await actors(office, things)).items():
        if who[1] is place:
            passed = [n for allowed, n, a in attempts() if who not in allowed and (await tried(a, ctx, things))[0]]
            assert passed == [], (
                f"{who} was let in. Ask domain/access.py in these services before anything is read or changed "
                "(check_control, check_read, check_execute, check_head, check_admin), or correct the rule"
            )
            assert await whole(office.db) == before, f"{who} has changed something"
            trial = Context(Trial(office.db), ctx.actor, ctx.now)
            refused = [n for allowed, n, a in attempts() if who in allowed and not (await tried(a, trial, things))[0]]
            assert refused == [], f"{who} was refused by these services: correct the check in them, or the rule"


async def leaks(who: Who, ctx: Context, things: Things, secrets: Iterable[str]) -> list[str]:
    """Services that let somebody in and tell a secret."""
    told = {name: repr(await tried(attempt, ctx, things)) for allowed, name, attempt in attempts() if who in allowed}
    return [name for name, text in told.items() if any(secret in text for secret in secrets)]


async def test_another_school_sees_nothing_of_the_first(scene: Scene) -> None:
    office, things = scene
    for who, ctx in (await actors(office, things)).items():
        if who[1] is Place.OTHER:
            trial = Context(Trial(office.db), ctx.actor, ctx.now)
            assert await leaks(who, trial, things, ("Берёзовская",)) == [], who


@pytest.mark.parametrize("place", [place for place in Place if place not in OURS])
async def test_neighbours_neither_see_nor_touch_anything_of_ours(scene: Scene, place: Place) -> None:
    """What they may do where they are, done for good in December, when much is overdue."""
    office, things = scene
    office.now = office.now.replace(month=12)
    before = await whole(office.db)
    for second, (who, ctx) in enumerate((await actors(office, things)).items()):
        if who[1] is place:
            later = Context(ctx.db, ctx.actor, ctx.now + timedelta(seconds=second))
            assert await leaks(who, later, things, SECRETS) == [], who
    after = await whole(office.db)
    theirs = {NEARBY, NEARBY_SCHOOL, SOMEBODY}
    for table, rows in before.items():
        assert [row for row in rows if row[0] not in theirs and row not in after[table]] == [], table
    assert after["outbox"] == before["outbox"]
