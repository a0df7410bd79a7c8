"""Somebody of every kind, and how they fare."""

from typing import Any

from sqlalchemy import select

from db.models import Organisation
from domain.errors import DomainError, InvitationRefused, NotAllowed, NotFound
from domain.people import Actor, Membership, Platform, Role
from services.context import Context
from tests.people import STRANGER, VIEWER
from tests.properties.access.rules import EVERYBODY, Attempt, Place, Who
from tests.properties.access.scene import NEARBY, NEARBY_SCHOOL, SOMEBODY, Things
from tests.reporting import RIVER, Office


async def actors(office: Office, things: Things) -> dict[Who, Context]:
    """Somebody of every kind, as the middleware would load them; the rest is a person to whom no row belongs."""
    async with office.db.read() as session:
        paths = dict((await session.execute(select(Organisation.id, Organisation.path))).all())
    where = {
        Place.AUTHORITY: things.authority,
        Place.SCHOOL: things.organisation,
        Place.OTHER: office.district.organisations[RIVER],
        Place.NEARBY: NEARBY,
        Place.NEARBY_SCHOOL: NEARBY_SCHOOL,
    }

    def somebody(role: Role | None, place: Place) -> Context:
        held = (Membership(where[place], role, paths[where[place]]),) if role and place in where else ()
        actor = Actor(Platform.TELEGRAM, SOMEBODY, SOMEBODY, SOMEBODY, SOMEBODY, "Кто-то", held)
        return Context(office.db, actor, office.now)

    real: dict[Who, Context] = {
        (Role.OFFICIAL, Place.AUTHORITY): await office.official(),
        (Role.VIEWER, Place.AUTHORITY): await office.as_user(VIEWER),
        (Role.DIRECTOR, Place.SCHOOL): await office.director(),
        (Role.DIRECTOR, Place.OTHER): await office.director(RIVER),
        (None, Place.UNKNOWN): await office.as_user(STRANGER),
    }
    return {who: real.get(who) or somebody(*who) for who in sorted(EVERYBODY, key=str)}


async def tried(attempt: Attempt, ctx: Context, things: Things) -> tuple[bool, Any]:
    """Whether the actor was let in, and what they were told."""
    try:
        return True, await attempt(ctx, things)
    except (NotAllowed, NotFound, InvitationRefused):
        return False, None
    except DomainError as error:  # let in, and told about the thing
        return True, error.facts
