"""Joining in two screens: the organisation, the consent. Nothing of a person is stored before they agree."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Account,
    Admission,
    Assignment,
    Consent,
    Invitation,
    JoinRequest,
    NoticeKind,
    Organisation,
    Person,
)
from domain.audit import AuditAction
from domain.errors import InvitationRefused, Stale
from domain.lifecycle import State
from domain.lookup import natural_key
from domain.paging import ONLY, Page, page_of
from domain.people import CONTROLLING, Role
from services.audit import record_at
from services.context import Context
from services.joining.invitation_codes import OpenedInvitation, admitted, check_good, check_leads_to, opened_invitation
from services.organisations.authorities import seat
from services.organisations.organisations import Line, organisation_lines, search_lines
from services.outbox import accounts_of, accounts_of_person, notify
from services.people.officials import account_for, add_membership
from services.people.succession import succeed
from services.tree import one_at_a_time, under

#: The consent that is asked now; its text is in views/texts/joining/onboarding.py.
CONSENT_VERSION = "1"
PAGE = 8
FINAL = (State.ACCEPTED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Choices:
    """Organisations of a common link. Without `lines`: first pick one of `places` (municipalities)."""

    invitation_id: int
    authority: str
    lines: tuple[Line, ...]
    places: tuple[str, ...] = ()
    place: int | None = None  # the municipality picked, as its number among `places`
    page: Page = ONLY
    query: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The screen after the organisation is told: the consent, unless it was given before."""

    opened: OpenedInvitation
    says_director: bool
    needs_consent: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How joining ended: a member now (`again`: was one already), or a request that waits for an official."""

    opened: OpenedInvitation
    person_name: str
    requested: bool
    again: bool = False


async def choices(ctx: Context, invitation_id: int, *, place: int | None = None, page: int = 0) -> Choices:
    """Organisations the common link may lead to; several municipalities are asked first. Raises InvitationRefused."""
    async with ctx.db.read() as session:
        invitation = await admitted(session, ctx, invitation_id)
        check_good(invitation, ctx)
        authority = (await opened_invitation(session, ctx, invitation, None)).authority
        lines = await organisation_lines(session, await _scope(session, invitation))
    places = tuple(sorted({line.municipality for line in lines}, key=natural_key))
    if len(places) > 1 and len(lines) > PAGE and (place is None or place >= len(places)):
        return Choices(invitation_id, authority, (), places)
    if place is not None and place < len(places):
        lines = [line for line in lines if line.municipality == places[place]]
    here = page_of(len(lines), page, PAGE)
    shown = here.cut(lines)
    return Choices(invitation_id, authority, shown, places, place, here)


async def choices_by_text(ctx: Context, invitation_id: int, text: str) -> Choices:
    """The same by a typed part of the name. Raises InvitationRefused."""
    async with ctx.db.read() as session:
        invitation = await admitted(session, ctx, invitation_id)
        check_good(invitation, ctx)
        authority = (await opened_invitation(session, ctx, invitation, None)).authority
        lines = await search_lines(session, await _scope(session, invitation), text)
    return Choices(invitation_id, authority, tuple(lines[:PAGE]), query=text)


async def pick(ctx: Context, invitation_id: int, organisation_id: int) -> OpenedInvitation:
    """The organisation tapped in the list of a common link. Raises InvitationRefused, NotAllowed."""
    async with ctx.db.read() as session:
        invitation = await admitted(session, ctx, invitation_id)
        await check_leads_to(session, invitation, organisation_id)
        opened = await opened_invitation(session, ctx, invitation, organisation_id)
        if not opened.already:
            check_good(invitation, ctx)
        return opened


async def introduce(ctx: Context, invitation_id: int, organisation_id: int, *, says_director: bool) -> Step:
    """«Да, это я» or «Я другой сотрудник». Raises InvitationRefused, NotAllowed."""
    opened = await pick(ctx, invitation_id, organisation_id)
    async with ctx.db.read() as session:
        given = await _has_consented(session, ctx.actor.account_id)
    return Step(opened, says_director, not given)


async def decline(ctx: Context, invitation_id: int) -> None:
    """«Не согласен(на)»: nothing stays, the organisation stays unrepresented; the link can be opened again."""
    async with ctx.db.write() as session:
        await session.execute(
            delete(Admission).where(
                Admission.platform == ctx.actor.platform,
                Admission.user_id == ctx.actor.user_id,
                Admission.invitation_id == invitation_id,
            )
        )


async def join(
    ctx: Context, invitation_id: int, organisation_id: int, *, says_director: bool, name: str, consent: str | None
) -> Outcome:
    """Become a member by a personal link, or leave a request; `consent` is the version of the text agreed to now.

    A repeat tells the same again. Raises InvitationRefused, NotAllowed, Stale when the consent is missing or
    its text has changed since it was shown.
    """
    async with ctx.db.write() as session:
        await one_at_a_time(session)
        invitation = await admitted(session, ctx, invitation_id)
        await check_leads_to(session, invitation, organisation_id)
        opened = await opened_invitation(session, ctx, invitation, organisation_id)
        if opened.already:
            return Outcome(opened, ctx.actor.name, requested=False, again=True)
        check_good(invitation, ctx)
        account = await _agreed(session, ctx, name, consent)
        called = (await session.get_one(Person, account.person_id)).name
        if invitation.organisation_id is None or not says_director:
            again = await _request(session, ctx, invitation, organisation_id, account, says_director=says_director)
            return Outcome(opened, called, requested=True, again=again)
        await _use(session, ctx, invitation, account)
        await enter(session, ctx, account.person_id, organisation_id, invitation.role)
        return Outcome(opened, called, requested=False)


async def enter(
    session: AsyncSession, ctx: Context, person_id: int, organisation_id: int, role: Role, by: int = 0
) -> None:
    """Give a role; somebody who comes to open items gets one summary of them."""
    membership_id = await add_membership(session, ctx.now, person_id, organisation_id, role, by)
    await seat(session, ctx, person_id, organisation_id, role, by)
    if membership_id is not None and role is Role.DIRECTOR:
        await succeed(session, ctx, person_id, organisation_id, by)
    has_items = await session.scalar(
        select(Assignment.id)
        .where(Assignment.organisation_id == organisation_id, Assignment.state.not_in(FINAL))
        .limit(1)
    )
    if membership_id is not None and has_items is not None and role not in CONTROLLING:
        await notify(
            session,
            ctx.now,
            NoticeKind.JOINED,
            await accounts_of_person(session, person_id),
            key=str(membership_id),
            organisation_id=organisation_id,
            subject_id=membership_id,
        )


async def _agreed(session: AsyncSession, ctx: Context, name: str, consent: str | None) -> Account:
    if await _has_consented(session, ctx.actor.account_id):
        return await session.get_one(Account, ctx.actor.account_id)
    if consent != CONSENT_VERSION:
        raise Stale
    actor = ctx.actor
    account = await account_for(session, ctx.now, actor.platform, actor.user_id, actor.chat_id, name)
    session.add(Consent(account_id=account.id, text_version=consent, given_at=ctx.now))
    record_at(session, ctx.now, account.person_id, AuditAction.CONSENTED, "account", account.id, to_state=consent)
    return account


async def _has_consented(session: AsyncSession, account_id: int) -> bool:
    given = select(Consent.id).where(
        Consent.account_id == account_id, Consent.text_version == CONSENT_VERSION, Consent.withdrawn_at.is_(None)
    )
    return await session.scalar(given.limit(1)) is not None


async def _use(session: AsyncSession, ctx: Context, invitation: Invitation, account: Account) -> None:
    """A one-time link is used up, and so are the other links made for the same place."""
    invitation.used_at, invitation.used_by = ctx.now, account.person_id
    if invitation.role is Role.DIRECTOR:
        await session.execute(
            update(Invitation)
            .where(
                Invitation.organisation_id == invitation.organisation_id,
                Invitation.role == Role.DIRECTOR,
                Invitation.used_at.is_(None),
                Invitation.revoked_at.is_(None),
                Invitation.id != invitation.id,
            )
            .values(revoked_at=ctx.now)
            .execution_options(synchronize_session=False)
        )


async def _request(
    session: AsyncSession,
    ctx: Context,
    invitation: Invitation,
    organisation_id: int,
    account: Account,
    *,
    says_director: bool,
) -> bool:
    """Leave a request; True when the same one waits already."""
    known = await session.scalar(
        select(JoinRequest.id).where(
            JoinRequest.person_id == account.person_id,
            JoinRequest.organisation_id == organisation_id,
            JoinRequest.decided_at.is_(None),
        )
    )
    if known is not None:
        return True
    request = JoinRequest(
        authority_id=invitation.authority_id,
        organisation_id=organisation_id,
        person_id=account.person_id,
        says_director=says_director,
        created_at=ctx.now,
    )
    session.add(request)
    await session.flush()
    record_at(
        session,
        ctx.now,
        account.person_id,
        AuditAction.ASKED_TO_JOIN,
        "organisation",
        organisation_id,
        request=request.id,
    )
    officials = await accounts_of(session, invitation.authority_id, CONTROLLING)
    await notify(session, ctx.now, NoticeKind.JOIN_REQUEST, officials, key=str(request.id), subject_id=request.id)
    return False


async def _scope(session: AsyncSession, invitation: Invitation) -> ColumnElement[bool]:
    if invitation.organisation_id is not None:
        raise InvitationRefused("code_unknown")
    path = (await session.get_one(Organisation, invitation.authority_id)).path
    return under([path]) & (Organisation.id != invitation.authority_id) & Organisation.active
