"""Who acts, when, on which database: the first argument of every use case."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from db.engine import Database
from domain.people import Actor


@dataclass(frozen=True, slots=True)
class Context:
    """`now` is aware (UTC) and comes from the clock; the actor from the platform's user id."""

    db: Database
    actor: Actor
    now: datetime

    def today(self, timezone: str) -> date:
        """The calendar day it is now in `timezone`."""
        return self.now.astimezone(ZoneInfo(timezone)).date()


__all__ = ["Context", "Database"]
