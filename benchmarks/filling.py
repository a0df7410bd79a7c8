"""A town that has lived: any number of assignments with their reports, made inside the database."""

from sqlalchemy import Select, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.town import AUTHORITY, NOW, OFFICIAL, TEXT, Town
from db.models import Assignment, Checkpoint, Decision, Minutes, MinutesState, Organisation, Report
from domain.lifecycle import Acceptance, State
from domain.minutes.model import ControlForm, DeadlineKind, Requirement
from domain.reports import ReportState

DUE = NOW.date().replace(month=6)


async def fill(town: Town, assignments: int) -> None:
    """At least so many assignments of one old protocol, each with a report that was accepted long ago."""
    async with town.db.write() as session:
        minutes = Minutes(
            authority_id=AUTHORITY,
            controller_id=OFFICIAL,
            state=MinutesState.SENT,
            number="1",
            day=DUE,
            content_hash="filled",
            source_text=TEXT,
            created_at=NOW,
            edited_at=NOW,
            sent_at=NOW,
        )
        session.add(minutes)
        await session.flush()
        items = -(-assignments // len(town.schools))
        await session.execute(insert(Decision), [_decision(minutes.id, ordinal) for ordinal in range(items)])
        made = select(Decision.id, literal("1"), literal(DUE)).where(Decision.minutes_id == minutes.id)
        await session.execute(insert(Checkpoint).from_select(["decision_id", "key", "due_date"], made))
        await _assign(session, minutes.id)


def _decision(minutes_id: int, ordinal: int) -> dict[str, object]:
    return {
        "minutes_id": minutes_id,
        "ordinal": ordinal,
        "number": f"1.{ordinal + 1}",
        "text": TEXT,
        "source": TEXT,
        "deadline_kind": DeadlineKind.DATE,
        "form": ControlForm.REPORT,
        "requirement": [str(Requirement.FILE)],
        "acceptance": Acceptance.CHECKED,
    }


async def _assign(session: AsyncSession, minutes_id: int) -> None:
    values = {
        "authority_id": literal(AUTHORITY),
        "minutes_id": literal(minutes_id),
        "decision_id": Decision.id,
        "checkpoint_id": Checkpoint.id,
        "organisation_id": Organisation.id,
        "round": literal(1),
        "form": literal(str(ControlForm.REPORT)),
        "state": literal(str(State.ACCEPTED)),
        "due_date": Checkpoint.due_date,
        "control_date": Checkpoint.due_date,
        "handed_in_on": Checkpoint.due_date,
        "extension_waits": literal(value=False),
        "created_at": literal(NOW, Assignment.created_at.type),
        "closed_at": literal(NOW, Assignment.created_at.type),
        "version": literal(1),
    }
    rows: Select[*tuple[object, ...]] = (
        select(*values.values())
        .join_from(Decision, Checkpoint, Checkpoint.decision_id == Decision.id)
        .join(Organisation, Organisation.id != AUTHORITY)
        .where(Decision.minutes_id == minutes_id)
    )
    await session.execute(insert(Assignment).from_select(list(values), rows))
    reports = {
        "assignment_id": Assignment.id,
        "number": literal(1),
        "state": literal(str(ReportState.ACCEPTED)),
        "author_id": Assignment.organisation_id,
        "not_needed": literal(value=False),
        "reference": literal(""),
        "link": literal(""),
        "return_reason": literal(""),
        "what_to_do": literal(""),
        "touched_at": literal(NOW, Report.touched_at.type),
        "handed_in_at": literal(NOW, Report.touched_at.type),
        "judged_at": literal(NOW, Report.touched_at.type),
    }
    filled = select(*reports.values()).where(Assignment.minutes_id == minutes_id)
    await session.execute(insert(Report).from_select(list(reports), filled))
