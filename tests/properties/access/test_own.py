"""What anybody may ask shows only what is their own."""

import pytest

from domain.errors import NotAllowed
from domain.people import Actor, Membership, Platform, Role
from domain.reports import EvidenceKind
from services.assignments import waiting_requests
from services.context import Context
from services.overview import due_soon, finding, overdue, protocols, tasks
from services.reminders import by_hand
from services.reports import collecting, judging
from services.reports.collecting import Incoming
from tests.properties.access.everybody import actors
from tests.properties.access.rules import CONCERNED, OFFICIAL, Place
from tests.properties.access.scene import NEARBY, SOMEBODY, Scene, whole

AUTHOR = (Role.DIRECTOR, Place.SCHOOL)


async def test_lists_of_neighbours_show_nothing_of_ours(scene: Scene) -> None:
    office, things = scene
    nearby = (await actors(office, things))[Role.OFFICIAL, Place.NEARBY]
    late = Context(office.db, nearby.actor, office.now.replace(month=12))
    assert (await overdue.overdue(late)).items == 0
    assert (await overdue.overdue(late, by="m", only=things.sent)).items == 0
    assert await overdue.find_subject(late, "Берёзовская") is None
    assert await overdue.find_subject(late, "8") is None
    assert (await protocols.protocols(late)).protocols == ()
    assert (await due_soon.due(nearby, 300)).rows == ()
    assert await judging.next_report(late) is None
    before = await whole(office.db)
    assert (await by_hand.remind(late, whom=by_hand.Whom("o", things.organisation))).items == 0
    assert (await whole(office.db))["outbox"] == before["outbox"]


async def test_a_viewer_of_another_place_cannot_have_it_reminded(scene: Scene) -> None:
    """An official here and a viewer there reminds only here."""
    office, things = scene
    held = (
        Membership(NEARBY, Role.OFFICIAL, f"{NEARBY}."),
        Membership(things.authority, Role.VIEWER, f"{things.authority}."),
    )
    actor = Actor(Platform.TELEGRAM, SOMEBODY, SOMEBODY, SOMEBODY, SOMEBODY, "Кто-то", held)
    late = Context(office.db, actor, office.now.replace(month=12))
    assert (await overdue.overdue(late)).items == 3
    assert (await by_hand.remind(late)).items == 0


async def test_only_those_concerned_find_a_decision(scene: Scene) -> None:
    office, things = scene
    for who, ctx in (await actors(office, things)).items():
        if ctx.actor.known:
            found = (await finding.find_decisions(ctx, "1.1")).total
            assert bool(found) is (who in CONCERNED - {(Role.DIRECTOR, Place.AUTHORITY)}), who


async def test_what_anybody_may_ask_shows_only_their_own(scene: Scene) -> None:
    office, things = scene
    for who, ctx in (await actors(office, things)).items():
        collected = await collecting.collect(ctx, Incoming("7:1", EvidenceKind.TEXT, "текст"))
        assert (collected is None) == (who != AUTHOR), who
        assert (await waiting_requests.count_waiting_requests(ctx)).total == (2 if who in OFFICIAL else 0), who
        if ctx.actor.executes:
            found = await tasks.tasks(ctx)
            own = {m.organisation_id for m in ctx.actor.memberships}
            assert {item.organisation_id for item in found.items} <= own, who
        else:
            with pytest.raises(NotAllowed):
                await tasks.tasks(ctx)
