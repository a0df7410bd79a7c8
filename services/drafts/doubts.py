"""The official checks a draft: what is open, and answers to doubts. One edit, one transaction, one version."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Addressee,
    AddresseeOrganisation,
    Likeness,
    Minutes,
    Synonym,
)
from domain.audit import AuditAction
from domain.doubts import Doubt, DoubtKind, asks_date, open_doubts
from domain.drafting import phrase_key
from domain.errors import Stale
from domain.minutes.doubts import TIME_UNPLACED
from domain.minutes.model import ControlForm
from domain.second_look import deadline_of
from domain.through import BY_WAY_OF, DIRECT, LAST
from services.audit import record
from services.context import Context
from services.drafts.editing import Editing, change_date, change_form, editing, give_deadline, reach_anew, today_of
from services.drafts.items import Choice, choice, pass_through
from services.drafts.loading import load
from services.drafts.phrases import load_phrases


async def doubt_at(ctx: Context, session: AsyncSession, minutes: Minutes, place: int) -> Doubt:
    """The doubt a button named by its place; the version was checked, so the places are those the person saw."""
    draft = await load(session, minutes)
    return _at(open_doubts(draft, await today_of(ctx, session, minutes.authority_id)), place)


def _at(doubts: tuple[Doubt, ...], place: int) -> Doubt:
    if not 0 <= place < len(doubts):
        raise Stale
    return doubts[place]


async def answer_addressee(ctx: Context, minutes_id: int, version: int, place: int, option: str) -> None:
    """Say whom a phrase means, for every item of the doubt.

    `option` is "o" and the place among the doubt's own options, or "g-" and the code of a group. A group is
    remembered as such and means its members of the day; organisations that were named are offered next time, unless
    that is how one of them is called. Raises as `editable` does.
    """
    async with editing(ctx, minutes_id, version) as edit:
        doubt = await doubt_at(ctx, edit.session, edit.minutes, place)
        phrases = await load_phrases(edit.session, edit.minutes.authority_id)
        await _settle(edit, doubt, choice(option, doubt.options, phrases))


async def answer_addressee_with(
    ctx: Context, minutes_id: int, version: int, place: int, organisations: tuple[int, ...]
) -> None:
    """The same with organisations the official named in words. Raises as `editable` does."""
    async with editing(ctx, minutes_id, version) as edit:
        doubt = await doubt_at(ctx, edit.session, edit.minutes, place)
        await _settle(edit, doubt, Choice(organisations, ""))


async def _settle(edit: Editing, doubt: Doubt, found: Choice) -> None:
    if doubt.kind is not DoubtKind.ADDRESSEE:
        raise Stale
    key = phrase_key(doubt.phrase)
    rows = await edit.session.scalars(
        select(Addressee).where(Addressee.decision_id.in_(doubt.items), Addressee.settled.is_(False))
    )
    for addressee in rows.all():
        if phrase_key(addressee.phrase) == key:
            addressee.settled = True
            await reach_anew(edit.session, addressee.id, found.organisations)
    await _note_listed(edit, doubt, found.organisations)
    if found.named:
        for decision_id in doubt.items:
            decision = await edit.decision(decision_id)
            pass_through(decision, tuple({*decision.named_organisations, *found.named}))
    if key:
        await _remember(edit, doubt, found)
    for decision_id in doubt.items:
        edit.note("addressee", decision_id)


async def _remember(edit: Editing, doubt: Doubt, found: Choice) -> None:
    phrases = await load_phrases(edit.session, edit.minutes.authority_id)
    called = phrases.names_one(doubt.phrase, doubt.theme, found.organisations)
    await edit.session.merge(
        Synonym(
            authority_id=edit.minutes.authority_id,
            phrase_key=phrase_key(doubt.phrase),
            theme=doubt.theme,
            phrase=doubt.phrase,
            option=found.group or ("" if called else LAST),
            organisations=_remembered(found),
            created_at=edit.ctx.now,
        )
    )


async def _note_listed(edit: Editing, doubt: Doubt, organisations: tuple[int, ...]) -> None:
    """Of the schools an item lists, those that stand below whom it goes to now: each authority sees its own."""
    for decision_id in doubt.items:
        decision = await edit.decision(decision_id)
        if decision.named_targets:
            phrases = await load_phrases(edit.session, edit.minutes.authority_id)
            decision.named_organisations = sorted(phrases.listed(tuple(decision.named_targets), organisations))


def _remembered(found: Choice) -> list[int]:
    """A group means its members of the day; without one it is exactly these, also by way of their authorities."""
    if found.group.removeprefix(BY_WAY_OF) not in ("", DIRECT):
        return []
    return list(found.named or found.organisations)


async def answer_date(ctx: Context, minutes_id: int, version: int, place: int, due: date) -> None:
    """Give the items of a date doubt a date; of one about a past date, instead of the dates that have passed.

    Raises WrongInput for a day before today.
    """
    async with editing(ctx, minutes_id, version) as edit:
        draft = await load(edit.session, edit.minutes)
        today = await today_of(ctx, edit.session, edit.minutes.authority_id)
        doubt = _at(open_doubts(draft, today), place)
        for item in (item for item in draft.items if item.id in doubt.items):
            ahead = tuple(day for day in item.dates if day >= today) if doubt.kind is DoubtKind.PAST else ()
            await change_date(edit, await edit.decision(item.id), due, beside=ahead)


async def answer_form(ctx: Context, minutes_id: int, version: int, place: int, form: ControlForm) -> None:
    """Answer a date doubt with a form that needs no date: «без отчёта», «к сведению», «в годовой итог»."""
    async with editing(ctx, minutes_id, version) as edit:
        doubt = await doubt_at(ctx, edit.session, edit.minutes, place)
        for decision_id in doubt.items:
            await change_form(edit, await edit.decision(decision_id), form)


async def answer_leave_out(ctx: Context, minutes_id: int, version: int, place: int) -> None:
    """Answer a doubt with «Не направлять»."""
    async with editing(ctx, minutes_id, version) as edit:
        doubt = await doubt_at(ctx, edit.session, edit.minutes, place)
        for decision_id in doubt.items:
            (await edit.decision(decision_id)).left_out = True
            edit.note("left_out", decision_id)


async def answer_reading(ctx: Context, minutes_id: int, version: int, place: int) -> None:
    """«Прочитано верно»: the item's reading doubts are settled."""
    async with editing(ctx, minutes_id, version) as edit:
        doubt = await doubt_at(ctx, edit.session, edit.minutes, place)
        for decision_id in doubt.items:
            decision = await edit.decision(decision_id)
            decision.open_doubts = [code for code in decision.open_doubts if asks_date(code)]
            edit.note("reading", decision_id)


async def answer_time(ctx: Context, minutes_id: int, version: int, place: int, *, is_deadline: bool) -> None:
    """«Да, это срок»: the item gets the date and the form that follows from it; «Нет»: the time is something else.

    A time without a date asks for one next, a date that has passed what to do with it. Raises as `editable` does.
    """
    async with editing(ctx, minutes_id, version) as edit:
        doubt = await doubt_at(ctx, edit.session, edit.minutes, place)
        if doubt.kind is not DoubtKind.TIME:
            raise Stale
        (item,) = doubt.items
        decision = await edit.decision(item)
        decision.open_doubts = [code for code in decision.open_doubts if code != TIME_UNPLACED]
        if is_deadline:
            await give_deadline(edit, decision, deadline_of(doubt.phrase, edit.minutes.day))
        edit.note("time", item)


async def set_day(ctx: Context, minutes_id: int, version: int, day: date) -> None:
    """The date of the minutes, when the document has none or another."""
    async with editing(ctx, minutes_id, version) as edit:
        edit.minutes.day = day
        edit.note("day")


async def answer_duplicate(ctx: Context, minutes_id: int, version: int, place: int, *, merge: bool) -> None:
    """Answer the doubt at `place`; merged, the item is not sent to those who have the other one.

    An item that nobody is left for is left out. Both items are audited. Raises as `editable` does.
    """
    async with editing(ctx, minutes_id, version) as edit:
        doubt = await doubt_at(ctx, edit.session, edit.minutes, place)
        if doubt.kind is not DoubtKind.DUPLICATE:
            raise Stale
        (item,) = doubt.items
        edit.session.add(
            Likeness(
                decision_id=item,
                other_id=doubt.other,
                merged=merge,
                organisations=list(doubt.organisations) if merge else [],
                decided_by=ctx.actor.person_id,
                decided_at=ctx.now,
            )
        )
        edit.note("merged_with" if merge else "kept_apart", item)
        if merge:
            await _leave_to_other(edit, item, doubt.organisations)
            record(edit.session, edit.ctx, AuditAction.SECOND_BASIS, "decision", doubt.other, decision=item)


async def _leave_to_other(edit: Editing, decision_id: int, organisations: tuple[int, ...]) -> None:
    rows = await edit.session.execute(
        select(Addressee.id, AddresseeOrganisation.organisation_id)
        .outerjoin(AddresseeOrganisation, AddresseeOrganisation.addressee_id == Addressee.id)
        .where(Addressee.decision_id == decision_id)
    )
    left: dict[int, list[int]] = {}
    for addressee_id, organisation_id in rows:
        kept = left.setdefault(addressee_id, [])
        if organisation_id is not None and organisation_id not in organisations:
            kept.append(organisation_id)
    for addressee_id, kept in left.items():
        await reach_anew(edit.session, addressee_id, tuple(kept))
    if not any(left.values()):
        (await edit.decision(decision_id)).left_out = True
