"""What a person sets for themselves: the hour of the digest."""

from dataclasses import dataclass

from sqlalchemy import select

from db.models import Organisation, Person
from domain.errors import NotAllowed, WrongInput
from domain.people import EXECUTING
from services.audit import record
from services.context import Context
from services.offices import OFFICIALS_AT, load_offices, office_over

#: Hours somebody may choose, all within everybody's working day.
DIGEST_HOURS = (8, 9, 10, 11, 12)


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """`digest_hour`: chosen, or None; `usual` is when the digest comes then, "9:00"."""

    name: str
    represents: tuple[str, ...]
    digest_hour: int | None
    usual: str


async def own(ctx: Context) -> OwnSettings:
    """The actor's own settings. Raises NotAllowed for somebody who is nobody here."""
    if not ctx.actor.known:
        raise NotAllowed
    async with ctx.db.read() as session:
        person = await session.get_one(Person, ctx.actor.person_id)
        offices = await load_offices(session)
        names = await session.scalars(
            select(Organisation.short_name)
            .where(Organisation.id.in_(ctx.actor.organisations(EXECUTING)))
            .order_by(Organisation.id)
        )
        paths = ctx.actor.paths(EXECUTING)
        office = office_over(offices, paths[0]) if paths else None
        at = office.directors_at if office and not ctx.actor.controls else OFFICIALS_AT
        return OwnSettings(person.name, tuple(names), person.digest_hour, f"{at.hour}:{at.minute:02}")


async def set_digest_hour(ctx: Context, hour: int | None) -> None:
    """Choose when the own digest comes; None: as the authority has it. Takes effect with the next morning.

    Raises NotAllowed, WrongInput("hours_unknown").
    """
    if hour is not None and hour not in DIGEST_HOURS:
        raise WrongInput("hours_unknown")
    if not ctx.actor.known:
        raise NotAllowed
    async with ctx.db.write() as session:
        person = await session.get_one(Person, ctx.actor.person_id)
        person.digest_hour = hour
        record(session, ctx.now, person.id, "digest_hour_set", "person", person.id, hour=hour)
