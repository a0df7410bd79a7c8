"""A message sent without any button finds its place: the marks it carries, read against the actor's items."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import ColumnElement, or_
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DATE_THAT_COUNTS, Assignment, Decision, Evidence, Report
from domain.answers import (
    Piece,
    ShortForm,
    is_question,
    read_file_name,
    read_label,
    read_marks,
    read_short_forms,
    understand,
)
from domain.lifecycle import FINAL, REPORTABLE, State
from domain.minutes.model import Requirement
from domain.people import EXECUTING
from domain.placing import Do, Marks, Placement, Said, place
from domain.reports import EvidenceKind
from services.context import Context
from services.facts import AssignmentFacts, assignments_query, load_assignment, load_assignments
from services.reports.collecting import Collected, Incoming, check_size, collect_within, current_draft, evidence_row
from services.reports.handing_in import HandedIn
from services.reports.loose import standing
from services.reports.short_forms import Unclear, done_before, hand_in_lines, is_value, names, read_line, report_line
from services.reports.unprompted import (
    Asked,
    Named,
    Question,
    ask_about,
    open_items,
    question_about,
)

#: So long after a hand-in the same number may be a correction of it.
RECENT = timedelta(days=3)
VALUES = frozenset({Requirement.NUMBER, Requirement.REFERENCE, Requirement.LINK})


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a message; with nothing at all, no item of the actor waits for an answer."""

    handed_in: tuple[HandedIn, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    collected: Collected | None = None
    question: Question | None = None
    over: tuple[AssignmentFacts, ...] = ()  # the items named, none of which is open
    opened: int | None = None  # the item whose card was asked for by its number


@dataclass(frozen=True, slots=True)
class _Read:
    """A message with its marks."""

    incoming: Incoming
    line: ShortForm | None  # the only line, when it begins with the number of an item
    lines: tuple[ShortForm, ...]
    marks: Marks
    said: Said
    over: tuple[AssignmentFacts, ...]
    draft: Report | None

    @property
    def marked(self) -> bool:
        return bool(self.marks.number or self.marks.reply or self.marks.collecting)

    @property
    def body(self) -> Incoming:
        """The message without the number it begins with."""
        return replace(self.incoming, text=self.line.rest) if self.line else self.incoming


async def receive(
    ctx: Context, incoming: Incoming, named: Named | None = None, *, elsewhere: bool = False
) -> Received | None:
    """Do what the marks of a message say: send, collect, ask; nothing is done twice.

    `named`: items of the card it replies to. `elsewhere`: without a mark it is no matter of reports, None then.
    Raises WrongInput("evidence_too_large" | "evidence_too_many").
    """
    check_size(incoming)
    async with ctx.db.write() as session:
        return await receive_within(session, ctx, incoming, named, elsewhere=elsewhere)


async def receive_within(
    session: AsyncSession, ctx: Context, incoming: Incoming, named: Named | None = None, *, elsewhere: bool = False
) -> Received | None:
    """Part of a transaction: as `receive`."""
    if incoming.kind is EvidenceKind.TEXT and (done := await done_before(session, ctx, incoming.key)):
        return Received(handed_in=done)
    draft = await session.scalar(current_draft(ctx))
    if draft is not None and _only_collects(incoming, named):
        return Received(collected=await collect_within(session, ctx, draft, incoming))
    items = await open_items(session, ctx)
    if draft is not None and draft.corrects_id is not None:
        items = (await load_assignment(session, draft.assignment_id), *items)
    read = await _read(session, ctx, incoming, named or Named(), items, draft)
    if elsewhere and not read.marked:
        return None
    if len(read.lines) > 1 and not read.marks.reply and not read.marks.number <= read.marks.collecting:
        typed = await hand_in_lines(session, ctx, incoming, read.lines, items)
        if typed is not None:
            return Received(handed_in=typed.handed_in, unclear=typed.unclear, collected=typed.collected)
    return await _do(session, ctx, read, _placed(ctx, read, items), items)


async def asked_again(session: AsyncSession, ctx: Context, group: Sequence[Evidence]) -> Received:
    """Part of a transaction: the question about messages of which one says something else now."""
    items = await open_items(session, ctx)
    forms = next((found for found in (read_marks(each.text) for each in group) if found), ())
    numbered = _numbered(ctx, forms, items)
    asked = Asked(numbered, not numbered, False)
    return Received(question=question_about(ctx, group, items, asked)) if items else Received()


def _only_collects(incoming: Incoming, named: Named | None) -> bool:
    """No mark but the report being collected: the table says so without a look at the items."""
    forms = [form for form in read_marks(incoming.text) if form.named or form.rest]
    return not (named or forms or is_question(incoming.text))


async def _do(
    session: AsyncSession, ctx: Context, read: _Read, placement: Placement, items: Sequence[AssignmentFacts]
) -> Received:
    wanted = [item for item in (*items, *read.over) if item.id in placement.items]
    if placement.do is Do.SAY:
        return Received(over=tuple(wanted))
    if placement.do is Do.OPEN:
        return Received(opened=wanted[0].id)
    if placement.do is Do.ASK:
        by_value = not read.marks.number and not read.marks.collecting
        asked = Asked(placement.items, by_value, placement.question_first)
        return Received(question=await ask_about(session, ctx, read.body, items, asked)) if items else Received()
    if read.draft is not None and read.draft.assignment_id in placement.items:
        return Received(collected=await collect_within(session, ctx, read.draft, read.incoming))
    found = await report_line(session, ctx, read.body, wanted[0])
    return Received(handed_in=(found,)) if isinstance(found, HandedIn) else Received(collected=found)


async def _read(
    session: AsyncSession,
    ctx: Context,
    incoming: Incoming,
    named: Named,
    items: Sequence[AssignmentFacts],
    draft: Report | None,
) -> _Read:
    is_text = incoming.kind is EvidenceKind.TEXT
    label, forms = read_label(incoming.text) if is_text else None, read_marks(incoming.text)
    if label and not label.named and (draft is not None or named.items):
        label, forms = None, ()  # «1.2» is the figure that was asked for
    if not forms and not is_text and draft is None:
        forms = await _captions(session, ctx, incoming)
    file_forms = read_file_name(incoming.file_name)
    open_ids = {item.id for item in items}
    over = tuple(item for item in await _over(session, ctx, forms, named) if item.id not in open_ids)
    known = (*items, *over)
    collecting = frozenset({draft.assignment_id}) if draft is not None else frozenset[int]()
    marks = Marks(
        number=_numbered(ctx, forms, known),
        reply=frozenset(item.id for item in known if item in named),
        collecting=collecting,
        file_name=_numbered(ctx, file_forms, items),
        reminder=named.reminder,
    )
    lines = read_short_forms(incoming.text) if is_text else ()
    line = lines[0] if len(lines) == 1 and marks.number else None
    return _Read(incoming, line, lines, marks, _said(ctx, incoming, label, line), over, draft)


async def _captions(session: AsyncSession, ctx: Context, incoming: Incoming) -> tuple[ShortForm, ...]:
    """Numbers in the captions of the files that make one answer with this one."""
    group = await standing(session, ctx, evidence_row(ctx, incoming))
    return next((found for found in (read_marks(each.text) for each in group[:-1]) if found), ())


def _numbered(ctx: Context, forms: Sequence[ShortForm], items: Sequence[AssignmentFacts]) -> frozenset[int]:
    return frozenset(item.id for item in items if any(names(ctx, form, item) for form in forms))


def _said(ctx: Context, incoming: Incoming, label: ShortForm | None, line: ShortForm | None) -> Said:
    if incoming.kind is not EvidenceKind.TEXT:
        return Said.EVIDENCE
    if label:
        return Said.LABEL
    text = line.rest if line else incoming.text
    if is_question(text):
        return Said.QUESTION
    return Said.EVIDENCE if _holds_value(ctx, text) else Said.WORDS


def _holds_value(ctx: Context, text: str) -> bool:
    return bool(understand([Piece(EvidenceKind.TEXT, text)], VALUES, ctx.now.date()).sent & VALUES)


def _placed(ctx: Context, read: _Read, items: Sequence[AssignmentFacts]) -> Placement:
    line, whole, missing = read.line, set[int](), set[int]()
    for item in items:
        if line is None or item.id not in read.marks.number:
            continue
        answer = read_line(ctx, line, item)
        if is_value(answer, item) or (line.named and answer.satisfies(item.requirement)):
            whole.add(item.id)
        elif not answer.satisfies(item.requirement):
            missing.add(item.id)
    handed_in = {item.id for item in read.over if _may_be_corrected(ctx, item)}
    return place(read.marks, read.said, {item.id for item in items}, whole=whole, missing=missing, handed_in=handed_in)


def _may_be_corrected(ctx: Context, item: AssignmentFacts) -> bool:
    if item.form not in REPORTABLE:
        return False
    return item.state is State.REPORTED or (item.closed_at is not None and item.closed_at > ctx.now - RECENT)


async def _over(
    session: AsyncSession, ctx: Context, forms: Sequence[ShortForm], named: Named
) -> tuple[AssignmentFacts, ...]:
    """Items that are named and take no report: with the official, final, or asking for none."""
    numbers = [f"{form.number}{end}" for form in forms for end in ("", ".", ")")]
    bullets = [int(form.number) for form in forms if form.bullet and form.number.isdigit()]
    conditions: list[ColumnElement[bool]] = []
    if numbers:
        conditions.append(Decision.number.in_(numbers))
    if bullets:
        conditions.append(Decision.bullet.in_(bullets))
    if named.items:
        conditions.append(Assignment.id.in_(named.items))
    if not conditions:
        return ()
    return await load_assignments(
        session,
        assignments_query()
        .where(
            Assignment.organisation_id.in_(ctx.actor.organisations(EXECUTING)),
            Assignment.lead_id.is_(None),
            or_(Assignment.state.in_((State.REPORTED, *FINAL)), Assignment.form.not_in(REPORTABLE)),
            or_(*conditions),
        )
        .order_by(DATE_THAT_COUNTS.desc().nulls_last(), Assignment.id.desc()),
    )
