"""The item screen: every field of an item, merging and splitting."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Addressee,
    Decision,
)
from domain.drafting import Option
from domain.errors import Stale, WrongInput
from domain.lifecycle import Acceptance, Answering
from domain.minutes.model import ControlForm, Requirement
from domain.periods import RECURRENCES
from domain.through import BY_WAY_OF, DIRECT, THROUGH
from services.context import Context
from services.drafts.editing import (
    change_date,
    change_form,
    change_recurrence,
    editing_item,
    follow_requirement,
    reach_anew,
)
from services.drafts.intake import add_checkpoints, reach
from services.drafts.loading import load, owned_decision
from services.drafts.phrases import Phrases, load_phrases


@dataclass(frozen=True, slots=True)
class Choice:
    """What a button of addressees means: whom the item goes to, and to whom those pass it down."""

    organisations: tuple[int, ...]
    group: str  # the code it is remembered by; "": by the organisations themselves
    named: tuple[int, ...] = ()


def choice(option: str, offered: tuple[Option, ...], phrases: Phrases) -> Choice:
    """The choice of a button, with «через муниципальные органы». Raises Stale as `chosen` does."""
    place = option.removeprefix("o")
    by_place = offered[int(place)].code if place.isdecimal() and int(place) < len(offered) else ""
    if option.startswith(BY_WAY_OF):
        named, group = phrases.option(option.removeprefix(BY_WAY_OF)), option
    elif by_place == THROUGH:
        named = next((each.organisations for each in offered if each.code == DIRECT), ())
        group = f"{BY_WAY_OF}{phrases.group_of(named)}"
    else:
        return Choice(*chosen(option, offered, phrases))
    above = phrases.through(named)
    if not above:
        raise Stale
    return Choice(above, group, named)


def pass_through(decision: Decision, named: tuple[int, ...]) -> None:
    """Whom an item's authorities are to pass it down to; none: it is meant for its addressees alone."""
    decision.through = bool(named)
    decision.named_organisations = sorted(named)


def chosen(option: str, offered: tuple[Option, ...], phrases: Phrases) -> tuple[tuple[int, ...], str]:
    """Organisations of a button's option and the group they are, if any.

    Raises Stale for what was never offered and for a group that has nobody any more.
    """
    place = option.removeprefix("o")
    if option.startswith("g-"):
        organisations, group = phrases.option(option[2:]), option[2:]
    elif place.isdecimal() and int(place) < len(offered):
        organisations = offered[int(place)].organisations
        group = phrases.group_of(organisations) or (DIRECT if offered[int(place)].code == DIRECT else "")
    else:
        raise Stale
    if not organisations:
        raise Stale
    return organisations, group


async def set_date(ctx: Context, decision_id: int, version: int, due: date | None) -> None:
    """Set an item's date, or take it away. Raises WrongInput("date_past") for a day before today."""
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        await change_date(edit, decision, due)


async def set_form(ctx: Context, decision_id: int, version: int, form: ControlForm) -> None:
    """Set the control form; one without a report needs no date, a year form takes the year's, periods their own."""
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        await change_form(edit, decision, form)
        if form is ControlForm.PERIODIC and decision.recurrence in RECURRENCES:
            await change_recurrence(edit, decision, decision.recurrence)


async def set_recurrence(ctx: Context, decision_id: int, version: int, recurrence: str) -> None:
    """«Отчёт по периодам» and how often, a code of domain/periods; without a date the first period gives it.

    A date that somebody named stays the first one; one that followed from another period is reckoned anew.
    Raises Stale for an unknown code.
    """
    if recurrence not in RECURRENCES:
        raise Stale
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        await change_form(edit, decision, ControlForm.PERIODIC)
        await change_recurrence(edit, decision, recurrence)


async def toggle_requirement(ctx: Context, decision_id: int, version: int, code: Requirement) -> None:
    """Add or remove one thing that may be sent; the acceptance follows its default."""
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        kept = {Requirement(value) for value in decision.requirement} ^ {code}
        decision.requirement = [str(value) for value in Requirement if value in kept]
        await follow_requirement(edit, decision)
        edit.note("requirement", decision.id)


async def toggle_not_needed(ctx: Context, decision_id: int, version: int) -> None:
    """Allow «Не потребовалось» as the whole answer, or not."""
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        decision.not_needed_allowed = not decision.not_needed_allowed
        edit.note("not_needed", decision.id)


async def set_acceptance(ctx: Context, decision_id: int, version: int, acceptance: Acceptance) -> None:
    """«С проверкой» or «Без проверки»."""
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        decision.acceptance = acceptance
        decision.acceptance_set = True
        edit.note("acceptance", decision.id)


async def set_text(ctx: Context, decision_id: int, version: int | None, text: str) -> None:
    """Correct the text of an item. Raises WrongInput("text_empty")."""
    cleaned = text.strip()
    if not any(map(str.isalnum, cleaned)):
        raise WrongInput("text_empty")
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        decision.text = cleaned
        edit.note("text", decision.id)


async def set_responsible(ctx: Context, decision_id: int, version: int, organisation_id: int | None) -> None:
    """«Кто отвечает»: one of the addressees, the others contribute; None: each for itself.

    Raises WrongInput("lead_unknown") for an organisation the item does not go to, and as every edit does.
    """
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        if organisation_id is not None:
            item = (await load(edit.session, edit.minutes)).item(decision_id)
            if item is None or organisation_id not in item.organisations:
                raise WrongInput("lead_unknown")
        decision.answering = Answering.EVERYONE if organisation_id is None else Answering.RESPONSIBLE
        decision.lead_organisation_id = organisation_id
        edit.note("answering", decision.id)


async def toggle_left_out(ctx: Context, decision_id: int, version: int) -> None:
    """«Не направлять» and back."""
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        decision.left_out = not decision.left_out
        edit.note("left_out", decision.id)


async def set_addressees(
    ctx: Context, decision_id: int, version: int, organisations: tuple[int, ...], named: tuple[int, ...] = ()
) -> None:
    """Replace whom an item goes to, and to whom those are to pass it down.

    The phrases of the document stay with the first addressee.
    """
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        pass_through(decision, named)
        rows = (
            await edit.session.scalars(
                select(Addressee).where(Addressee.decision_id == decision.id).order_by(Addressee.id)
            )
        ).all()
        for number, addressee in enumerate(rows):
            addressee.settled, addressee.form = True, None
            await reach_anew(edit.session, addressee.id, organisations if number == 0 else ())
        edit.note("addressee", decision.id)


async def set_addressees_option(ctx: Context, decision_id: int, version: int, option: str) -> None:
    """The same by a button's option, as in `answer_addressee`."""
    async with ctx.db.read() as session:
        _, minutes = await owned_decision(session, ctx, decision_id)
        draft = await load(session, minutes)
        item = draft.item(decision_id)
        offered = tuple(o for addressee in (item.addressees if item else ()) for o in addressee.options)
        found = choice(option, offered, await load_phrases(session, minutes.authority_id))
    await set_addressees(ctx, decision_id, version, found.organisations, found.named)


async def merge_with_previous(ctx: Context, decision_id: int, version: int) -> int:
    """Append an item's text to the one before it, which keeps its own date and addressees. Returns that item's id."""
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        before = await edit.session.scalar(
            select(Decision)
            .where(Decision.minutes_id == decision.minutes_id, Decision.ordinal < decision.ordinal)
            .order_by(Decision.ordinal.desc())
            .limit(1)
        )
        if before is None:
            raise WrongInput("nothing_before")
        before.text = f"{before.text}\n{decision.text}"
        before.source = f"{before.source}\n{decision.source}"
        edit.note("merged", before.id)
        await edit.session.delete(decision)
        return before.id


async def split(ctx: Context, decision_id: int, version: int, at: int) -> int:
    """Cut an item in two after `at` characters of its text; the second half copies everything else.

    Returns the second half's id. Raises WrongInput("split_nowhere").
    """
    async with editing_item(ctx, decision_id, version) as (edit, decision):
        head, tail = decision.text[:at].strip(), decision.text[at:].strip()
        if not head or not tail:
            raise WrongInput("split_nowhere")
        draft = await load(edit.session, edit.minutes)
        item = draft.item(decision_id)
        await _make_room(edit.session, decision)
        columns = {c.key: getattr(decision, c.key) for c in Decision.__table__.columns if c.key != "id"}
        second = Decision(**columns | {"ordinal": decision.ordinal + 1, "text": tail})
        decision.text = head
        edit.session.add(second)
        await edit.session.flush()
        add_checkpoints(edit.session, second, item.dates if item else ())
        for addressee in item.addressees if item else ():
            copy = Addressee(
                decision_id=second.id,
                phrase=addressee.phrase,
                settled=addressee.settled,
                options=[{"code": o.code, "organisations": list(o.organisations)} for o in addressee.options],
                form=addressee.form,
            )
            edit.session.add(copy)
            await edit.session.flush()
            reach(edit.session, copy.id, addressee.organisations)
        edit.note("split", decision.id)
        return second.id


async def _make_room(session: AsyncSession, decision: Decision) -> None:
    """Move the later items one place on, by way of places below zero: a place is unique at every moment."""
    mine = update(Decision).where(Decision.minutes_id == decision.minutes_id)
    alone = {"synchronize_session": False}
    aside = mine.where(Decision.ordinal > decision.ordinal).values(ordinal=-Decision.ordinal - 1)
    await session.execute(aside, execution_options=alone)
    back = mine.where(Decision.ordinal < 0).values(ordinal=-Decision.ordinal)
    await session.execute(back, execution_options=alone)
