"""Minutes come in: what was read becomes a draft, the same document never twice."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Overtaken
from db.models import (
    Addressee,
    AddresseeOrganisation,
    AgendaItem,
    Authority,
    Checkpoint,
    Decision,
    Minutes,
    MinutesState,
)
from domain.access import own_authority
from domain.audit import AuditAction
from domain.drafting import ambiguous_numbers
from domain.lifecycle import Acceptance, default_acceptance
from domain.minutes.model import ControlForm, Item, ReadMinutes
from domain.periods import first_due
from domain.school_year import STANDARD, YearDates, year_end, year_form_due
from services.audit import record
from services.context import Context
from services.drafts.parts import store_parts
from services.drafts.phrases import Phrases, load_phrases
from services.offices import year_dates


@dataclass(frozen=True, slots=True)
class Taken:
    """Minutes, new or met again; `state` tells what became of those met again."""

    minutes_id: int
    is_new: bool
    state: MinutesState


def is_worth_taking(reading: ReadMinutes) -> bool:
    """Whether a document holds decisions, or lines that may be some."""
    return bool(reading.items) or any(part.asked for part in reading.parts)


async def take(ctx: Context, reading: ReadMinutes, *, file_name: str = "", file_sha256: str | None = None) -> Taken:
    """Store what was read as a draft of the actor's authority.

    The same text (spaces aside) is the same minutes unless its draft was deleted; then the stored one is returned
    untouched. Raises NotAllowed for anybody but an official.
    """
    try:
        return await _take(ctx, reading, file_name, file_sha256)
    except Overtaken:  # somebody else has sent the same text in the same moment: theirs is there now
        return await _take(ctx, reading, file_name, file_sha256)


async def _take(ctx: Context, reading: ReadMinutes, file_name: str, file_sha256: str | None) -> Taken:
    authority_id = own_authority(ctx.actor)
    content_hash = _content_hash(reading.document.text)
    async with ctx.db.write() as session:
        known = await session.scalar(
            select(Minutes).where(
                Minutes.authority_id == authority_id,
                Minutes.content_hash == content_hash,
                Minutes.state != MinutesState.DELETED,
            )
        )
        if known is not None:
            return Taken(known.id, False, known.state)
        minutes = Minutes(
            authority_id=authority_id,
            controller_id=ctx.actor.person_id,
            state=MinutesState.DRAFT,
            number=reading.number,
            day=reading.date,
            title=reading.title,
            issuer=reading.issuer,
            content_hash=content_hash,
            file_name=file_name,
            file_sha256=file_sha256,
            source_text=reading.document.text,
            recognised=reading.document.recognised,
            warnings=list(reading.document.warnings),
            created_at=ctx.now,
            edited_at=ctx.now,
        )
        session.add(minutes)
        await session.flush()
        authority = await session.get_one(Authority, authority_id)
        await store_items(session, minutes, reading, ctx.today(authority.timezone))
        record(session, ctx, AuditAction.MINUTES_TAKEN, "minutes", minutes.id, items=len(reading.items))
        return Taken(minutes.id, True, minutes.state)


def _content_hash(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


async def store_items(session: AsyncSession, minutes: Minutes, reading: ReadMinutes, today: date) -> None:
    """Part of a transaction that made the minutes: agenda, decisions, dates and addressees as read."""
    for question in reading.questions:
        session.add(
            AgendaItem(minutes_id=minutes.id, ordinal=question.index, title=question.title, theme=question.theme)
        )
    themes = {question.index: question.theme for question in reading.questions}
    parts = await store_parts(session, minutes, reading)
    lines = [line.text for line in reading.document.lines]
    placed = [
        Placed(item, "\n".join(lines[item.span[0] : item.span[1] + 1]), parts.get(place))
        for place, item in enumerate(reading.items)
    ]
    ambiguous = ambiguous_numbers((item.question, item.number) for item in reading.items)
    for decision in await add_items(session, minutes, placed, themes, today):
        decision.names_question = (decision.question, decision.number) in ambiguous


@dataclass(frozen=True, slots=True)
class Placed:
    """An item, the lines it was read from, and the ordinal of their part of the document."""

    item: Item
    source: str
    part: int | None


async def add_items(
    session: AsyncSession,
    minutes: Minutes,
    placed: Sequence[Placed],
    themes: Mapping[int, str],
    today: date,
    *,
    after: int = 0,
) -> list[Decision]:
    """Part of a transaction: decisions with dates and addressees as read, from the place behind `after`."""
    phrases = await load_phrases(session, minutes.authority_id)
    authority = await session.get_one(Authority, minutes.authority_id)
    dates, accept = year_dates(authority), authority.default_acceptance
    decisions = [_decision(minutes.id, ordinal, each, accept) for ordinal, each in enumerate(placed, after + 1)]
    session.add_all(decisions)
    await session.flush()
    reached: list[tuple[Addressee, tuple[int, ...]]] = []
    for decision, each in zip(decisions, placed, strict=True):
        add_checkpoints(session, decision, checkpoint_dates(each.item, minutes.day or today, dates))
        reached += _addressees(decision, each.item, phrases, themes.get(each.item.question or 0, ""))
    session.add_all(addressee for addressee, _ in reached)
    await session.flush()
    for addressee, organisations in reached:
        reach(session, addressee.id, organisations)
    return decisions


def _decision(minutes_id: int, ordinal: int, placed: Placed, accept: Acceptance | None) -> Decision:
    item = placed.item
    suggestion, deadline = item.suggestion, item.deadline
    doubts = [*item.doubts, *filter(None, (deadline.doubt, suggestion.doubt))]
    return Decision(
        minutes_id=minutes_id,
        ordinal=ordinal,
        question=item.question,
        number=item.number,
        bullet=item.bullet,
        under=item.under,
        text=item.text,
        source=placed.source,
        part=placed.part,
        deadline_phrase=deadline.phrase,
        deadline_kind=deadline.kind,
        deadline_rule=deadline.rule,
        recurrence=deadline.recurrence,
        form=suggestion.form,
        form_reason=suggestion.reason,
        requirement=[str(code) for code in suggestion.requirement],
        not_needed_allowed=suggestion.not_needed_allowed,
        acceptance=default_acceptance(frozenset(suggestion.requirement), accept),
        open_doubts=list(dict.fromkeys(doubts)),
        named_targets=list(item.named_targets),
    )


def checkpoint_dates(item: Item, base: date, dates: YearDates = STANDARD) -> tuple[date, ...]:
    """The dates an item is controlled by: those written, or the first period of a repeating or yearly duty.

    `dates`: the authority's own; «до конца учебного года» and the year form follow them.
    """
    if item.suggestion.form is ControlForm.YEARLY and not item.deadline.dates:
        return (year_form_due(base, dates),)
    if item.suggestion.form is ControlForm.PERIODIC and not item.deadline.dates:
        return (first_due(item.deadline.recurrence, base, item.deadline.day, dates=dates),)
    if item.deadline.rule == "school_year_end":
        return tuple(year_end(written, dates) for written in item.deadline.dates)
    return item.deadline.dates


def add_checkpoints(session: AsyncSession, decision: Decision, dates: tuple[date, ...]) -> None:
    """One checkpoint per date, or one without a date."""
    for key, due_date in enumerate(dates or (None,), 1):
        session.add(
            Checkpoint(decision_id=decision.id, key=str(key), due_date=due_date, as_written=decision.deadline_phrase)
        )


def _addressees(
    decision: Decision, item: Item, phrases: Phrases, theme: str
) -> list[tuple[Addressee, tuple[int, ...]]]:
    """Rows of an item's addressees with the organisations each means; without any, one that must be asked."""
    rows = []
    for phrase in item.addressees or ("",):
        meaning = phrases.addressed(phrase, theme, item.named_targets)
        named = meaning.named or phrases.listed(item.named_targets, meaning.organisations)
        decision.through = decision.through or bool(meaning.named)
        decision.named_organisations = sorted({*(decision.named_organisations or ()), *named})
        addressee = Addressee(
            decision_id=decision.id,
            phrase=phrase,
            settled=meaning.sure,
            options=[{"code": o.code, "organisations": list(o.organisations)} for o in meaning.options],
            form=phrases.own_form(item, meaning),
        )
        rows.append((addressee, meaning.organisations))
    return rows


def reach(session: AsyncSession, addressee_id: int, organisations: tuple[int, ...]) -> None:
    """Link an addressee to the organisations it means, each once."""
    for organisation_id in dict.fromkeys(organisations):
        session.add(AddresseeOrganisation(addressee_id=addressee_id, organisation_id=organisation_id))
