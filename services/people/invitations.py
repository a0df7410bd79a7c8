"""Invitations: codes that let in. Only their SHA-256 is kept, so a link can be shown once, when it is made."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Authority, Invitation, Organisation
from domain.access import check_admin, may_head, own_authority
from domain.audit import AuditAction
from domain.errors import NotAllowed, WrongInput, WrongState
from domain.lookup import natural_key
from domain.people import Role
from domain.registry.defaults import NAMELESS_AUTHORITY
from services.audit import record
from services.context import Context
from services.people.officials import Member, members
from services.tree import controlled, represented, under

LASTS = timedelta(days=30)
CODE_BYTES = 16  # 128 bits
#: Roles an admin invites into the authority itself.
STAFF = (Role.OFFICIAL, Role.VIEWER, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """A link just made. `code` is shown now and never again."""

    id: int
    code: str
    role: Role
    authority: str
    expires_at: datetime
    timezone: str
    is_named: bool  # the authority has told its name: people will see it in the consent
    organisation_id: int | None = None
    organisation: str = ""
    email: str = ""
    members: tuple[Member, ...] = ()
    others: int = 0  # common links made earlier and still good


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A row of the sheet with links for everybody."""

    organisation: str
    municipality: str
    head_name: str
    email: str
    code: str


@dataclass(frozen=True, slots=True)
class LinkSheet:
    """Links for all organisations that nobody represents yet."""

    authority: str
    expires_at: datetime
    timezone: str
    lines: tuple[LinkLine, ...]


def hash_code(code: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


async def invite_organisation(ctx: Context, organisation_id: int) -> NewInvitation:
    """`/invite NAME`: a one-time link for the director of one organisation. Raises NotAllowed."""
    async with ctx.db.write() as session:
        organisation = await controlled(session, ctx.actor, organisation_id)
        authority_id = own_authority(ctx.actor)
        if organisation_id == authority_id:
            raise NotAllowed
        made = await issue(session, ctx, authority_id, Role.DIRECTOR, organisation_id)
        people = await members(session, organisation.id, ctx.actor)
        return replace(made, organisation=organisation.short_name, email=organisation.email, members=people)


async def invite_all(ctx: Context) -> NewInvitation:
    """`/invite`: a link for the directors' chat; many may use it, the official confirms each.

    Raises NotAllowed, WrongState("no_organisations") while there is nothing to pick from.
    """
    authority_id = own_authority(ctx.actor)
    async with ctx.db.write() as session:
        if not await session.scalar(select(func.count()).where(await _below(session, authority_id))):
            raise WrongState("no_organisations")
        others = await session.scalar(select(func.count()).where(_common(ctx, authority_id)))
        return replace(await issue(session, ctx, authority_id, Role.DIRECTOR, None), others=others or 0)


async def invite_official(ctx: Context, role: Role) -> NewInvitation:
    """`/users`: a one-time link into the actor's authority. Raises NotAllowed unless its admin, WrongInput."""
    if role not in STAFF:
        raise WrongInput("role_unknown")
    authority_id = own_authority(ctx.actor)
    async with ctx.db.write() as session:
        check_admin(ctx.actor, (await session.get_one(Organisation, authority_id)).path)
        return await issue(session, ctx, authority_id, role, authority_id)


async def links_for_all(ctx: Context) -> LinkSheet:
    """One-time links for every organisation below that nobody represents. Raises NotAllowed, WrongState."""
    authority_id = own_authority(ctx.actor)
    async with ctx.db.write() as session:
        authority = await session.get_one(Authority, authority_id)
        waits = await _below(session, authority_id) & ~represented()
        waiting = [*await session.scalars(select(Organisation).where(waits))]
        if not waiting:
            raise WrongState("nobody_to_invite")
        made = [(row, *_new(ctx, authority_id, Role.DIRECTOR, row.id)) for row in waiting]
        session.add_all(invitation for _, invitation, _ in made)
        record(session, ctx, AuditAction.INVITED_ALL, "organisation", authority_id, invitations=len(made))
        lines = [LinkLine(row.short_name, row.municipality, row.head_name, row.email, code) for row, _, code in made]
        lines.sort(key=lambda line: (natural_key(line.municipality), natural_key(line.organisation)))
        return LinkSheet(authority.letter_name, ctx.now + LASTS, authority.timezone, tuple(lines))


async def revoke(ctx: Context, invitation_id: int, *, earlier: bool = False) -> int:
    """«Отозвать ссылку»: the link lets nobody in any more; `earlier`: the common links made before it instead.

    Returns how many were revoked now; a second tap finds none. Raises NotAllowed.
    """
    async with ctx.db.write() as session:
        invitation = await session.get(Invitation, invitation_id)
        if invitation is None:
            raise NotAllowed
        by_head = invitation.role is Role.DEPUTY and may_head(ctx.actor, invitation.organisation_id or 0)
        if not by_head:
            authority = await controlled(session, ctx.actor, invitation.authority_id)
            if invitation.role in STAFF:
                check_admin(ctx.actor, authority.path)
        chosen = Invitation.id == invitation_id
        if earlier:
            chosen = _common(ctx, invitation.authority_id) & (Invitation.id < invitation_id)
        revoked = await session.scalars(
            update(Invitation)
            .where(chosen, Invitation.revoked_at.is_(None), Invitation.used_at.is_(None))
            .values(revoked_at=ctx.now)
            .returning(Invitation.id)
            .execution_options(synchronize_session=False)
        )
        ids = revoked.all()
        for id_ in ids:
            record(session, ctx, AuditAction.INVITATION_REVOKED, "invitation", id_)
        return len(ids)


def _new(ctx: Context, authority_id: int, role: Role, organisation_id: int | None) -> tuple[Invitation, str]:
    code = secrets.token_urlsafe(CODE_BYTES)
    invitation = Invitation(
        authority_id=authority_id,
        organisation_id=organisation_id,
        role=role,
        code_hash=hash_code(code),
        created_by=ctx.actor.person_id,
        created_at=ctx.now,
        expires_at=ctx.now + LASTS,
    )
    return invitation, code


async def issue(
    session: AsyncSession,
    ctx: Context,
    authority_id: int,
    role: Role,
    organisation_id: int | None,
    *,
    named: str = "",
) -> NewInvitation:
    """Part of a transaction that has checked the rights: a new link; `named` is the organisation in its letter."""
    invitation, code = _new(ctx, authority_id, role, organisation_id)
    session.add(invitation)
    await session.flush()
    record(session, ctx, AuditAction.INVITED, "invitation", invitation.id, to_state=role, organisation=organisation_id)
    authority = await session.get_one(Authority, authority_id)
    return NewInvitation(
        id=invitation.id,
        code=code,
        role=role,
        authority=authority.letter_name,
        expires_at=invitation.expires_at,
        timezone=authority.timezone,
        is_named=authority.letter_name != NAMELESS_AUTHORITY,
        organisation_id=organisation_id,
        organisation=named,
    )


async def _below(session: AsyncSession, authority_id: int) -> ColumnElement[bool]:
    path = (await session.get_one(Organisation, authority_id)).path
    return under([path]) & (Organisation.id != authority_id) & Organisation.active


def _common(ctx: Context, authority_id: int) -> ColumnElement[bool]:
    return (
        (Invitation.authority_id == authority_id)
        & Invitation.organisation_id.is_(None)
        & Invitation.revoked_at.is_(None)
        & (Invitation.expires_at > ctx.now)
    )
