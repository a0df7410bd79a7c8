"""What the messages of a report say: read against the item they are for, kept when handed in."""

from collections.abc import Iterable
from datetime import date

from db.models import Authority, Decision, Evidence, Report
from domain.answers import Answer, Piece, understand, without_number
from domain.lifecycle import Acceptance, effective_acceptance
from domain.minutes.model import Requirement
from domain.passing_down import PassedDown, with_totals
from services.assignment_rows import AssignmentRows
from services.context import Context


def requirement_of(decision: Decision) -> frozenset[Requirement]:
    """What an item asks for; several mean any of them."""
    return frozenset(Requirement(code) for code in decision.requirement)


def read_rows(rows: Iterable[Evidence], decision: Decision, today: date) -> Answer:
    """The messages of a report against what its item asks for."""
    pieces = [Piece(row.kind, without_number(row.text, decision.number or "")) for row in rows]
    return understand(pieces, requirement_of(decision), today, not_needed_allowed=decision.not_needed_allowed)


def read_report(
    ctx: Context,
    report: Report,
    rows: AssignmentRows,
    evidence: Iterable[Evidence],
    below: PassedDown | None = None,
) -> Answer:
    """The same for a report as it stands now; «Не потребовалось» by its button counts too, and what came from below."""
    if report.not_needed:
        return Answer(not_needed=True)
    written = read_rows(evidence, rows.decision, ctx.today(rows.authority.timezone))
    return with_totals(written, requirement_of(rows.decision), below)


def keep_answer(report: Report, answer: Answer) -> None:
    """Write what was understood into a report that is handed in now."""
    report.not_needed = answer.not_needed
    report.figure, report.link = answer.figure, answer.link
    report.reference = answer.reference.name if answer.reference else ""
    report.reference_day = answer.reference.day if answer.reference else None


def acceptance_of(decision: Decision, authority: Authority, answer: Answer) -> Acceptance:
    """Whether somebody checks this answer: what the official, the cascade or a setting has fixed stays."""
    fixed = decision.acceptance_set or decision.cascaded_from_id is not None
    stored = decision.acceptance
    if not fixed and authority.default_acceptance is not None:
        fixed, stored = True, authority.default_acceptance
    return effective_acceptance(
        stored,
        chosen=fixed,
        not_needed=answer.not_needed,
        requirement=requirement_of(decision),
        sent=answer.sent,
    )
