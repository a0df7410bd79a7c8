"""Who is behind a platform's user id."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, select

from db.engine import Database
from db.models import Account, Membership, Organisation, Person
from domain.people import Actor, Platform
from domain.people import Membership as ActorMembership
from services.context import Context
from services.tree import holds, local_day

# Made once: every update asks for its actor, and making the statement costs more than running it.
_ACTOR = (
    select(
        Account.id,
        Account.person_id,
        Person.name,
        Membership.organisation_id,
        Membership.role,
        Organisation.path,
        Membership.ends_on,
        Account.unreachable_at,
    )
    .join(Person, Person.id == Account.person_id)
    .outerjoin(Membership, (Membership.person_id == Person.id) & holds())
    .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    .where(Account.platform == bindparam("platform"), Account.user_id == bindparam("user_id"))
    .order_by(Membership.id)
)


async def load_actor(db: Database, platform: Platform, user_id: int, chat_id: int, now: datetime) -> Actor:
    """The actor with all current memberships; an unknown user gets an actor without any. One read.

    Whoever acts for a director until a day is let in through that day, also before the tick that ends the role.
    """
    async with db.read() as session:
        rows = (await session.execute(_ACTOR, {"platform": platform, "user_id": user_id})).all()
        over = {row.path for row in rows if row.ends_on and row.ends_on < await local_day(session, row.path, now)}
    if not rows:
        return Actor(platform, user_id, chat_id)
    account_id, person_id, name = rows[0][:3]
    memberships = tuple(
        ActorMembership(row.organisation_id, row.role, row.path)
        for row in rows
        if row.organisation_id is not None and not (row.ends_on and row.path in over)
    )
    reachable = rows[0].unreachable_at is None
    return Actor(platform, user_id, chat_id, account_id, person_id, name, memberships, reachable)


async def renewed(ctx: Context) -> Context:
    """The same moment with the actor's memberships as they are now: a service may just have added one."""
    actor = ctx.actor
    return replace(ctx, actor=await load_actor(ctx.db, actor.platform, actor.user_id, actor.chat_id, ctx.now))
