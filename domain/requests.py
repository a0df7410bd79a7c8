"""What an organisation asks for beside its report, and what became of it."""

from enum import StrEnum


class ExtensionOutcome(StrEnum):
    """What became of «Просить о продлении»."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    CLOSED = "closed"  # the report, a dispute or a cancellation came first
    WITHDRAWN = "withdrawn"  # the organisation took it back


class DisputeOutcome(StrEnum):
    """What became of «Не относится к нам»."""

    WAITING = "waiting"
    INSISTED = "insisted"
    CANCELLED = "cancelled"
    REROUTED = "rerouted"
    REPORTED = "reported"  # the organisation reported after all
    WITHDRAWN = "withdrawn"  # … or took its words back
