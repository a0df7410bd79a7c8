"""What every correction of sent minutes shares: the open transaction, its reason, who is told what."""

import json
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from db.models import Assignment, Audit, Authority, Decision, Minutes, MinutesState, Notice, NoticeKind
from domain.amendments import ChangeKind
from domain.audit import AuditAction
from domain.errors import Stale, WrongInput, WrongState
from services.assignments.appointing import tell_changed
from services.audit import record
from services.context import Context
from services.drafts.loading import decision_of, owned, owned_decision
from services.offices import Office, office_of
from services.outbox import notify_rows
from services.recipients import load_crews
from services.subjects import found

#: Account, organisation, key: what services.outbox.notify_rows takes.
Recipient = tuple[int, int | None, str]


class Amending:
    """An open correction. `tell` collects what each organisation will read; `done` writes it once."""

    def __init__(self, ctx: Context, session: AsyncSession, minutes: Minutes, reason: str) -> None:
        self.ctx, self.session, self.minutes, self.reason = ctx, session, minutes, reason.strip()
        self.told: dict[int, list[dict[str, Any]]] = {}
        self.first_time: set[int] = set()  # organisations that get the whole protocol instead
        self.own: set[int] = set()  # decisions that the authority itself has to do

    async def decision(self, decision_id: int) -> Decision:
        return await decision_of(self.session, self.minutes, decision_id)

    async def office(self) -> Office:
        return await office_of(self.session, self.minutes.authority_id)

    async def today(self) -> date:
        return self.ctx.today((await self.session.get_one(Authority, self.minutes.authority_id)).timezone)

    def tell(self, organisations: Iterable[int], kind: ChangeKind, decision_id: int, **facts: Any) -> None:
        """Each of the organisations reads about this change; of an item of the authority whoever does it."""
        for organisation_id in dict.fromkeys(organisations):
            if organisation_id == self.minutes.authority_id:
                self.own.add(decision_id)
            else:
                change = {"kind": str(kind), "decision": decision_id, **facts}
                self.told.setdefault(organisation_id, []).append(change)

    def audit(self, action: AuditAction, subject: str, subject_id: int, **facts: Any) -> None:
        """One row for one change, with the reason of the correction."""
        record(self.session, self.ctx, action, subject, subject_id, reason=self.reason, **facts)

    async def done(self) -> None:
        """One audit row about the whole; a message to exactly those concerned, their old one refreshed before it."""
        row = Audit(
            at=self.ctx.now,
            person_id=self.ctx.actor.person_id or None,
            action=AuditAction.MINUTES_CORRECTED,
            subject="minutes",
            subject_id=self.minutes.id,
            reason=self.reason,
            facts={"organisations": sorted(self.told), "decisions": sorted(self._decisions())},
        )
        self.session.add(row)
        await self.session.flush()
        await self._tell_all(row.id)
        await tell_changed(self.session, self.ctx, self.own)

    def _decisions(self) -> set[int]:
        return {change["decision"] for changes in self.told.values() for change in changes}

    async def _tell_all(self, audit_id: int) -> None:
        """Whoever has the protocol's message (or will get it) sees it refreshed, then what has changed."""
        anew, again = [], []
        groups: dict[str, list[Recipient]] = {}
        have = await self._have_message()
        crews = await load_crews(self.session, [*self.told, *self.first_time])
        for organisation_id, crew in crews.items():
            key = f"{self.minutes.id}:{organisation_id}"
            for account in crew.recipients(self.minutes.id):
                if organisation_id in self.first_time:
                    anew.append((account, organisation_id, key))
                    continue
                recipient = (account, organisation_id, f"{audit_id}:{key}")
                if (account, organisation_id) in have:
                    again.append(recipient)
                groups.setdefault(json.dumps(self.told[organisation_id]), []).append(recipient)
        await self._write(NoticeKind.PROTOCOL, anew)
        await self._write(NoticeKind.PROTOCOL_AGAIN, again, silent=True)
        for changes, recipients in groups.items():
            facts = {"changes": json.loads(changes), "reason": self.reason}
            await self._write(NoticeKind.CORRECTED, recipients, subject_id=audit_id, **facts)

    async def _write(self, kind: NoticeKind, recipients: Sequence[Recipient], **facts: Any) -> None:
        await notify_rows(self.session, self.ctx.now, kind, recipients, minutes_id=self.minutes.id, **facts)

    async def _have_message(self) -> set[tuple[int, int | None]]:
        """Accounts and organisations whose message about the protocol is in the chat or on its way."""
        rows = await self.session.execute(
            select(Notice.account_id, Notice.organisation_id).where(
                Notice.kind == NoticeKind.PROTOCOL, Notice.minutes_id == self.minutes.id
            )
        )
        return {(account, organisation) for account, organisation in rows}


@asynccontextmanager
async def amending(ctx: Context, minutes_id: int, version: int | None, reason: str) -> AsyncIterator[Amending]:
    """A correction of sent minutes in one transaction; raises their version.

    Raises NotFound, NotAllowed, Stale, WrongInput("why_empty") and WrongState("minutes_…") unless they are sent.
    """
    async with ctx.db.write() as session:
        amend = await begin(session, ctx, minutes_id, version, reason)
        yield amend
        await amend.done()


async def begin(session: AsyncSession, ctx: Context, minutes_id: int, version: int | None, reason: str) -> Amending:
    """Open a correction inside a transaction; the caller ends it by `done`. Raises as `amending` does."""
    if not reason.strip():
        raise WrongInput("why_empty")
    minutes = await sent_minutes(session, ctx, minutes_id, version)
    minutes.edited_at = ctx.now
    flag_modified(minutes, "edited_at")
    return Amending(ctx, session, minutes, reason)


async def sent_minutes(session: AsyncSession, ctx: Context, minutes_id: int, version: int | None = None) -> Minutes:
    """Sent minutes that the actor controls, as they saw them. Raises as `amending` does."""
    minutes = await owned(session, ctx, minutes_id)
    if minutes.state is not MinutesState.SENT:
        raise WrongState(f"minutes_{minutes.state}")
    if version is not None and minutes.version != version:
        raise Stale
    return minutes


async def minutes_of_decision(ctx: Context, decision_id: int) -> int:
    """The minutes a decision belongs to. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        _, minutes = await owned_decision(session, ctx, decision_id)
        return minutes.id


async def minutes_of_assignment(ctx: Context, assignment_id: int) -> int:
    """The minutes an assignment belongs to. Raises NotFound, NotAllowed."""
    async with ctx.db.read() as session:
        assignment = await found(session, Assignment, assignment_id)
        return (await owned(session, ctx, assignment.minutes_id)).id
