"""Words of a report: where a version of an answer stands, and what it consists of."""

from datetime import date
from enum import StrEnum

from domain.calendar import WorkingCalendar

#: Working days after the hand-in in which it may be corrected even when the date has passed.
CORRECTING_DAYS = 3


class ReportState(StrEnum):
    """Where one version of an answer stands."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CLOSED = "closed"  # the item was cancelled or handed on before anybody judged it


class EvidenceKind(StrEnum):
    """What a message of a report is."""

    TEXT = "text"
    PHOTO = "photo"
    FILE = "file"
    VOICE = "voice"
    VIDEO = "video"


def is_correctable(
    due: date | None, handed_in: date | None, today: date, calendar: WorkingCalendar, *, judged: bool, entered: bool
) -> bool:
    """«Исправить»: until the due date or three working days after the hand-in, whichever is later.

    Never what a person has judged or an official has entered. Source: design, «Life of an assignment».
    """
    if judged or entered or handed_in is None:
        return False
    until = calendar.add_working_days(handed_in, CORRECTING_DAYS)
    return today <= (max(until, due) if due else until)
