"""A code opens an invitation: whose, for whom, and what happens to those who try codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Admission, Authority, CodeGuess, Invitation, NoticeKind, Organisation
from db.outbox import DueNotice
from domain.errors import InvitationRefused, NotAllowed
from domain.people import EXECUTING, Role
from services.context import Context, Database
from services.outbox import accounts_of_admins, notify
from services.people.invitations import LASTS, hash_code

MOST_GUESSES = 5
WITHIN = timedelta(hours=1)  # both: so many wrong codes within it lock the account for as long


@dataclass(frozen=True, slots=True)
class OpenedInvitation:
    """Where an invitation leads. `organisation_id` None: the common link, the organisation is still to be picked.

    `already`: the actor has this role there, nothing is to be done. `represents`: organisations the actor
    represents, whoever invited.
    """

    invitation_id: int
    role: Role
    authority: str
    organisation_id: int | None
    organisation: str
    already: bool = False
    represents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guessing:
    """Somebody tries codes; `user_id` is the platform's."""

    user_id: int


async def guessing(_db: Database, notice: DueNotice, _now: datetime) -> Guessing:
    """Facts of the notice to admins."""
    return Guessing(notice.facts["user_id"])


async def open_invitation(ctx: Context, code: str) -> OpenedInvitation:
    """Show a code. The account is remembered as let in, so that the screens that follow work after a restart.

    Unknown, expired, revoked and used codes are refused alike. Raises InvitationRefused("code_unknown"), and
    "code_locked" for an hour after the fifth unknown code within an hour.
    """
    async with ctx.db.write() as session:
        if await _locked(session, ctx):
            raise InvitationRefused("code_locked")
        invitation = await session.scalar(select(Invitation).where(Invitation.code_hash == hash_code(code)))
        if invitation is None:
            await _count_guess(session, ctx)
        elif _is_good(invitation, ctx) or invitation.used_by == ctx.actor.person_id:
            opened = await opened_invitation(session, ctx, invitation, invitation.organisation_id)
            await session.execute(delete(Admission).where(Admission.at < ctx.now - LASTS))
            await session.merge(
                Admission(
                    platform=ctx.actor.platform, user_id=ctx.actor.user_id, invitation_id=invitation.id, at=ctx.now
                )
            )
            if opened.already or _is_good(invitation, ctx):
                return opened
    raise InvitationRefused("code_unknown")


async def opened_invitation(
    session: AsyncSession, ctx: Context, invitation: Invitation, organisation_id: int | None
) -> OpenedInvitation:
    """Where an invitation leads, to one organisation once it is known."""
    authority = await session.get_one(Authority, invitation.authority_id)
    organisation = await session.get_one(Organisation, organisation_id) if organisation_id else None
    own = ctx.actor.organisations(EXECUTING)
    names = select(Organisation.short_name).where(Organisation.id.in_(own)).order_by(Organisation.id)
    is_staff = organisation_id == invitation.authority_id
    return OpenedInvitation(
        invitation_id=invitation.id,
        role=invitation.role,
        authority=authority.letter_name,
        organisation_id=organisation_id,
        organisation=(authority.letter_name if is_staff else organisation.short_name) if organisation else "",
        already=any(m.organisation_id == organisation_id and m.role == invitation.role for m in ctx.actor.memberships),
        represents=tuple(await session.scalars(names)),
    )


async def admitted(session: AsyncSession, ctx: Context, invitation_id: int) -> Invitation:
    """The invitation when this account has shown its code. Raises InvitationRefused("code_unknown")."""
    key = (ctx.actor.platform, ctx.actor.user_id, invitation_id)
    invitation = await session.get(Invitation, invitation_id)
    if invitation is None or await session.get(Admission, key) is None:
        raise InvitationRefused("code_unknown")
    return invitation


def check_good(invitation: Invitation, ctx: Context) -> None:
    """Raise InvitationRefused("code_unknown") when the invitation has expired, is revoked or used up."""
    if not _is_good(invitation, ctx):
        raise InvitationRefused("code_unknown")


def _is_good(invitation: Invitation, ctx: Context) -> bool:
    return invitation.revoked_at is None and invitation.used_at is None and ctx.now < invitation.expires_at


async def check_leads_to(session: AsyncSession, invitation: Invitation, organisation_id: int) -> None:
    """Raise NotAllowed unless the invitation may lead to the organisation."""
    if invitation.organisation_id is not None:
        if invitation.organisation_id != organisation_id:
            raise NotAllowed
        return
    authority = await session.get_one(Organisation, invitation.authority_id)
    organisation = await session.get(Organisation, organisation_id)
    if organisation is None or organisation.id == authority.id or not organisation.active:
        raise NotAllowed
    if not organisation.path.startswith(authority.path):
        raise NotAllowed


async def _locked(session: AsyncSession, ctx: Context) -> bool:
    latest = (
        await session.scalars(
            select(CodeGuess.at)
            .where(CodeGuess.platform == ctx.actor.platform, CodeGuess.user_id == ctx.actor.user_id)
            .order_by(CodeGuess.at.desc(), CodeGuess.id.desc())
            .limit(MOST_GUESSES)
        )
    ).all()
    return is_locked(latest, ctx.now)


def is_locked(latest: Sequence[datetime], now: datetime) -> bool:
    """Whether wrong codes at these times, latest first, lock an account at `now`."""
    if len(latest) < MOST_GUESSES:
        return False
    return latest[0] - latest[MOST_GUESSES - 1] < WITHIN and now < latest[0] + WITHIN


async def _count_guess(session: AsyncSession, ctx: Context) -> None:
    session.add(CodeGuess(platform=ctx.actor.platform, user_id=ctx.actor.user_id, at=ctx.now))
    await session.flush()
    if not await _locked(session, ctx):
        return
    await notify(
        session,
        ctx.now,
        NoticeKind.CODE_GUESSING,
        await accounts_of_admins(session),
        key=f"{ctx.actor.platform}:{ctx.actor.user_id}:{ctx.now:%Y-%m-%d}",
        platform=ctx.actor.platform,
        user_id=ctx.actor.user_id,
    )
