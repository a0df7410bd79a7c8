"""What happens by itself with time."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from db.engine import Database
from domain.signs import Sign
from scheduler.delivery import Delivery
from scheduler.jobs import Tick
from scheduler.pulse import Pulse
from services.assignments import passed_down
from services.delivery import pruning
from services.deputies import acting_ends
from services.offices import Minute, minute_at
from services.reminders import due_steps, escalation, recalling
from services.sending import publish
from services.year import open_ended, periods

log = logging.getLogger(__name__)

#: A use case that time starts.
Timed = Callable[[Minute], Awaitable[object]]

#: Once a minute, in this order; what they write to the outbox leaves at once.
EVERY_MINUTE: tuple[Timed, ...] = (
    acting_ends.end_past,
    publish.send_scheduled,
    periods.open_due,
    due_steps.due,
    recalling.recall,
    escalation.escalate,
    passed_down.offer_reports,
    open_ended.ask,
)


async def _alone(service: Timed, minute: Minute) -> None:
    """One that fails is logged and does not keep the others from running; the next minute tries again."""
    try:
        await service(minute)
    except Exception:
        log.exception("%s.%s failed", service.__module__, service.__name__)


def table(
    db: Database, clock: Callable[[], datetime], delivery: Delivery, pulse: Pulse, *more: Tick
) -> tuple[Tick, ...]:
    """All ticks of the process; `more` are those that need what only the composition root has."""

    async def deliver() -> None:
        delivery.wake()

    async def every_minute() -> None:
        pulse.beat(Sign.TICKS)
        minute = await minute_at(db, clock())
        for service in EVERY_MINUTE:
            await _alone(service, minute)
        delivery.wake()

    async def prune() -> None:
        await pruning.prune(db, clock())

    return (
        Tick("deliver", 1, deliver),
        Tick("minute", 60, every_minute),
        Tick("prune", 3600, prune),
        *more,
    )
