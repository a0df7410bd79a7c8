"""Execution discipline counted by hand, as an inspector would: the trail of each assignment read from its beginning."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from db.models import Assignment, Audit, Report


@dataclass
class Told:
    """What the trail has told of one assignment so far."""

    due: date | None
    control: date | None
    state: str = ""
    came_from: str = ""  # where a dispute began
    handed_in: date | None = None
    before_return: date | None = None
    waits: bool = False


def count_by_hand(
    items: Sequence[Assignment], trail: Iterable[Audit], reports: Mapping[int, Report], today: date, zone: ZoneInfo
) -> Counter[str]:
    """Places of all reports to a date, by the words of the table in the rules."""
    told = {item.id: Told(item.original_due_date, item.original_due_date) for item in items if item.form == "report"}
    for row in trail:
        if row.subject_id in told:
            _read(told[row.subject_id], row, reports, zone)
    return Counter(_place(each, today) for each in told.values() if each.state != "cancelled")


def _read(told: Told, row: Audit, reports: Mapping[int, Report], zone: ZoneInfo) -> None:
    day = _day(row.at, zone)
    if row.action == "handed_in":
        came_from = told.came_from if told.state == "disputed" else told.state
        in_time = came_from == "returned" and _last_rework(reports, row, before=row.facts["report"]) >= day
        told.handed_in = told.handed_in if in_time else day
        told.waits = False
    elif row.action == "withdrawn":
        told.handed_in = told.before_return
    elif row.action == "sent_back":
        told.before_return, told.control = told.handed_in, reports[row.facts["report"]].return_date
    elif row.action == "disputed":
        told.came_from, told.waits = told.state, False
    elif row.action == "extension_asked":
        told.waits = told.control is not None and day <= told.control
    elif row.action in ("extension_refused", "extension_closed"):
        told.waits = False
    elif row.action == "extension_granted":
        told.waits, told.control = False, date.fromisoformat(row.facts["date"])
        told.due = told.due if told.state == "returned" else told.control
    elif row.action == "date_changed":
        told.due, told.waits = date.fromisoformat(row.facts["after"]), False
        told.control = max(told.control or told.due, told.due) if told.state == "returned" else told.due
    told.state = row.to_state or told.state


def _last_rework(reports: Mapping[int, Report], row: Audit, before: int) -> date:
    """Until when the last report sent back was to be reworked."""
    returned = [
        each
        for each in reports.values()
        if each.assignment_id == row.subject_id and each.return_date and each.judged_at and each.judged_at <= row.at
    ]
    return max(returned, key=lambda each: (each.judged_at, each.id)).return_date or date.min


def _place(told: Told, today: date) -> str:
    owed = told.state in ("assigned", "acknowledged", "returned")
    if owed and told.control is not None and told.control < today and not told.waits:
        return "not_done"
    if told.due is None or told.due >= today:
        return "early" if told.state == "accepted" else "ahead"
    if told.handed_in is not None and told.handed_in > told.due:
        return "late"
    return "in_time" if told.state == "accepted" else "undecided"


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
