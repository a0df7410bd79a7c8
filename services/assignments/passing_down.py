"""«Довести до подведомственных»: an authority's item becomes a draft for the organisations below it.

The draft is a protocol of the authority's own with `parent_id`; its screens are those of any draft. It is sent by
services/sending/passing_more.py, and what comes of it is counted by services/assignments/passed_down.py.
"""

import hashlib
from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import (
    Addressee,
    AgendaItem,
    Assignment,
    Authority,
    Decision,
    Minutes,
    MinutesState,
    Organisation,
)
from domain.access import check_pass_down, may_pass_down
from domain.audit import AuditAction
from domain.errors import WrongState
from domain.lifecycle import OPEN, REPORTABLE, Acceptance
from domain.minutes.passing_down import own_text
from domain.organisations import OrganisationKind
from domain.passing_down import own_date
from domain.people import HEADING, Actor, Role
from services.audit import record
from services.context import Context
from services.drafts.holders import load_holders
from services.drafts.intake import add_checkpoints, reach
from services.facts import AssignmentFacts
from services.offices import office_of
from services.organisations.authorities import ensure_authority
from services.people.officials import add_membership
from services.subjects import found
from services.tree import under

#: What a passed down decision takes over as it is. A repetition stays above: each of its periods is passed down.
_TAKEN_OVER = (
    "question", "number", "bullet", "under", "names_question", "deadline_kind",
    "requirement", "not_needed_allowed",
)  # fmt: skip


async def start(ctx: Context, assignment_id: int) -> int:
    """A draft that passes one item down, or the one begun before; returns the id of its minutes.

    Raises NotFound, NotAllowed, WrongState("nobody_below" | "everybody_has_it" | "already_…").
    """
    async with ctx.db.write() as session:
        assignment = await found(session, Assignment, assignment_id)
        return await _start(session, ctx, assignment.organisation_id, [assignment])


async def start_all(ctx: Context, minutes_id: int, organisation_id: int) -> int:
    """«Довести всё»: the same for every item of a protocol that is meant for organisations below and not passed yet.

    Raises as `start` does, WrongState("nothing_to_pass") when none is left.
    """
    async with ctx.db.write() as session:
        rows = await session.scalars(
            select(Assignment)
            .join(Decision, Decision.id == Assignment.decision_id)
            .where(
                Assignment.minutes_id == minutes_id,
                Assignment.organisation_id == organisation_id,
                to_pass(),
            )
            .order_by(Decision.ordinal, Assignment.id)
        )
        return await _start(session, ctx, organisation_id, rows.all())


def to_pass() -> ColumnElement[bool]:
    """Condition on assignments with their decisions: open, meant for those below, nothing sent down yet."""
    child, sent = aliased(Decision), aliased(Minutes)
    passed = exists().where(
        child.cascaded_from_id == Assignment.id, sent.id == child.minutes_id, sent.state == MinutesState.SENT
    )
    return Decision.through.is_(True) & Assignment.state.in_(tuple(OPEN)) & ~passed


def directly_below(path: str) -> ColumnElement[bool]:
    """Condition on organisations: below this place and not below a nearer authority; that one passes on itself."""
    own = int(path.strip(".").rpartition(".")[2])
    nearer = aliased(Organisation)
    shielded = exists().where(
        nearer.id == Authority.organisation_id,
        nearer.id != own,
        nearer.id != Organisation.id,
        nearer.path.startswith(path, autoescape=True),
        Organisation.path.startswith(nearer.path),
    )
    return under([path]) & (Organisation.id != own) & Organisation.active.is_(True) & ~shielded


async def _start(session: AsyncSession, ctx: Context, organisation_id: int, assignments: Sequence[Assignment]) -> int:
    check_pass_down(ctx.actor, organisation_id)
    organisation = await session.get_one(Organisation, organisation_id)
    if not assignments:
        raise WrongState("nothing_to_pass")
    for assignment in assignments:
        if assignment.state not in OPEN:
            raise WrongState(f"already_{assignment.state}")
    rows = await session.execute(
        select(Organisation.id, Organisation.kind).where(directly_below(organisation.path)).order_by(Organisation.id)
    )
    below: dict[int, OrganisationKind] = dict(rows.all())
    if not below:
        raise WrongState("nobody_below")
    have = await load_holders(session, [assignment.id for assignment in assignments])
    assignments = [assignment for assignment in assignments if not below.keys() <= have[assignment.id]]
    if not assignments:
        raise WrongState("everybody_has_it")
    await _take_office(session, ctx, organisation)
    known = await _begun(session, organisation_id, [assignment.id for assignment in assignments])
    if known is not None:
        return known
    return await _draft(session, ctx, organisation, assignments, below)


async def _take_office(session: AsyncSession, ctx: Context, organisation: Organisation) -> None:
    """Whoever heads an organisation with others below it controls those, from the first item it passes on."""
    await ensure_authority(session, ctx, organisation)
    if organisation.id in ctx.actor.organisations(HEADING):
        await add_membership(session, ctx.now, ctx.actor.person_id, organisation.id, Role.OFFICIAL)


async def _begun(session: AsyncSession, authority_id: int, assignments: Sequence[int]) -> int | None:
    """A draft of exactly these items that was begun before."""
    rows = await session.execute(
        select(Minutes.id, Decision.cascaded_from_id)
        .join(Decision, Decision.minutes_id == Minutes.id)
        .where(
            Minutes.authority_id == authority_id, Minutes.state == MinutesState.DRAFT, Minutes.parent_id.is_not(None)
        )
    )
    drafts: dict[int, set[int | None]] = {}
    for minutes_id, assignment_id in rows:
        drafts.setdefault(minutes_id, set()).add(assignment_id)
    return next((minutes_id for minutes_id, items in drafts.items() if items == set(assignments)), None)


async def _draft(
    session: AsyncSession,
    ctx: Context,
    organisation: Organisation,
    assignments: Sequence[Assignment],
    below: dict[int, OrganisationKind],
) -> int:
    upper = await session.get_one(Minutes, assignments[0].minutes_id)
    ids = "-".join(str(assignment.id) for assignment in assignments)
    minutes = Minutes(
        authority_id=organisation.id,
        controller_id=ctx.actor.person_id,
        state=MinutesState.DRAFT,
        number=upper.number,
        day=upper.day,
        title=upper.title,
        issuer=upper.issuer,
        single=upper.single,
        content_hash=hashlib.sha256(f"passed down {ids} {ctx.now.isoformat()}".encode()).hexdigest(),
        source_text="",
        parent_id=upper.id,
        created_at=ctx.now,
        edited_at=ctx.now,
    )
    session.add(minutes)
    await session.flush()
    await _copy_questions(session, upper.id, minutes.id)
    texts = [
        await _copy_item(session, ctx, minutes, assignment, place, below)
        for place, assignment in enumerate(assignments, 1)
    ]
    # The file of the protocol stays above: it may name other organisations.
    minutes.source_text = "\n\n".join(texts)
    record(session, ctx, AuditAction.PASSING_BEGUN, "minutes", minutes.id, items=len(texts))
    return minutes.id


async def _copy_questions(session: AsyncSession, upper_id: int, minutes_id: int) -> None:
    rows = await session.scalars(select(AgendaItem).where(AgendaItem.minutes_id == upper_id))
    for row in rows.all():
        title = own_text(row.title)
        session.add(AgendaItem(minutes_id=minutes_id, ordinal=row.ordinal, title=title, theme=row.theme))


async def _copy_item(
    session: AsyncSession,
    ctx: Context,
    minutes: Minutes,
    assignment: Assignment,
    ordinal: int,
    below: dict[int, OrganisationKind],
) -> str:
    """One decision of the draft with its date and whom it is suggested for; returns its text."""
    decision = await session.get_one(Decision, assignment.decision_id)
    office = await office_of(session, minutes.authority_id)
    text = own_text(decision.text, decision.named_targets)
    due = own_date(assignment.form, assignment.due_date, office.today(ctx.now), office.calendar)
    checked = assignment.form in REPORTABLE
    copy = Decision(
        minutes_id=minutes.id,
        ordinal=ordinal,
        text=text,
        source=text,
        form=assignment.form,
        form_reason="passed_down",
        deadline_rule="passed_down" if due else "",
        acceptance=Acceptance.CHECKED if checked else decision.acceptance,
        acceptance_set=checked,
        cascaded_from_id=assignment.id,
        **{name: getattr(decision, name) for name in _TAKEN_OVER},
    )
    session.add(copy)
    await session.flush()
    add_checkpoints(session, copy, (due,) if due else ())
    addressee = Addressee(decision_id=copy.id, phrase="", settled=True)
    session.add(addressee)
    await session.flush()
    reach(session, addressee.id, suggested(below, decision.named_organisations))
    await session.flush()
    return text


def suggested(below: dict[int, OrganisationKind], named: Sequence[int]) -> tuple[int, ...]:
    """Whom an item is passed to unless the official says otherwise: those named, else all schools, else everybody."""
    meant = tuple(place for place in below if place in set(named))
    schools = tuple(place for place, kind in below.items() if kind is OrganisationKind.SCHOOL)
    return meant or schools or tuple(below)


async def left_to_pass(session: AsyncSession, minutes_id: int, organisation_id: int) -> int:
    """How many items of a protocol «Довести всё» would pass down."""
    query = select(func.count(Assignment.id)).join(Decision, Decision.id == Assignment.decision_id)
    mine = (Assignment.minutes_id == minutes_id) & (Assignment.organisation_id == organisation_id)
    return await session.scalar(query.where(mine, to_pass())) or 0


async def issued_above(session: AsyncSession, lower: Minutes) -> str:
    """The name of the authority whose protocol reached these minutes from above; "" for an authority's own."""
    place = lower.parent_id
    authority_id = 0
    while place is not None:
        upper = await session.get_one(Minutes, place)
        authority_id, place = upper.authority_id, upper.parent_id
    return (await session.get_one(Authority, authority_id)).letter_name if authority_id else ""


async def may_pass(session: AsyncSession, actor: Actor, item: AssignmentFacts) -> bool:
    """Whether the actor may pass an item on: it is open and there is somebody below its organisation."""
    if item.state not in OPEN or not may_pass_down(actor, item.organisation_id):
        return False
    path = next(each.path for each in actor.memberships if each.organisation_id == item.organisation_id)
    return await session.scalar(select(Organisation.id).where(directly_below(path)).limit(1)) is not None


async def named_below(session: AsyncSession, item: AssignmentFacts) -> tuple[str, ...]:
    """Names of the organisations an item is meant for that stand below its addressee: each sees its own only."""
    if not item.named:
        return ()
    organisation = await session.get_one(Organisation, item.organisation_id)
    rows = await session.scalars(
        select(Organisation.short_name)
        .where(Organisation.id.in_(item.named), under([organisation.path]), Organisation.id != organisation.id)
        .order_by(Organisation.short_name)
    )
    return tuple(rows.all())
