"""Words of a report: where a version of an answer stands, and what it consists of."""

from enum import StrEnum


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
