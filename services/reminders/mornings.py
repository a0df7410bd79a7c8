"""A morning of one person: since when something is new to them, and which steps that makes theirs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Notice, NoticeKind, NoticeState, ReminderStep
from domain.calendar import ONE_DAY, WorkingCalendar
from domain.digest_days import Rhythm
from domain.reminders import digest_moment
from services.offices import Office

#: What is older is not news: whoever wants digests on Mondays only has had one by then. Days off make it longer.
LONGEST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Since:
    """The day of the last digest and its moment."""

    day: date
    moment: datetime


@dataclass(frozen=True, slots=True)
class Morning:
    """For when and whom: the office, the moment, since when there is news, how often the reader wants it."""

    office: Office
    now: datetime
    since: Since
    rhythm: Rhythm

    @property
    def today(self) -> date:
        return self.office.today(self.now)

    @property
    def calendar(self) -> WorkingCalendar:
        return self.office.calendar

    def starts(self, day: date) -> datetime:
        """The first moment of a day."""
        return digest_moment(day, datetime.min.time(), self.office.zone)


async def last_digest(session: AsyncSession, account_id: int, office: Office, now: datetime) -> Since:
    """The last digest an account got before today, as an official or as a director.

    When there was none: a week ago, or the last reminder day before longer days off.
    """
    today = office.today(now)
    oldest = min(today - LONGEST, office.calendar.previous_reminder_day(today - ONE_DAY))
    last = await session.scalar(
        select(func.max(Notice.sent_at)).where(
            Notice.account_id == account_id,
            Notice.state == NoticeState.SENT,
            Notice.kind.in_([NoticeKind.DIGEST, NoticeKind.CONTROL_DIGEST]),
        )
    )
    if last is not None and (day := office.today(last)) > oldest:
        return Since(day, last)
    return Since(oldest, digest_moment(oldest, datetime.min.time(), office.zone))


def in_window(morning: Morning) -> ColumnElement[bool]:
    """Condition: steps due by today that no earlier digest of this person has had a chance to tell of."""
    since = morning.since.day
    return and_(
        ReminderStep.day <= morning.today,
        or_(
            ReminderStep.day > since,
            ReminderStep.consumed_at.is_(None),
            ReminderStep.consumed_at >= morning.starts(since + ONE_DAY),
        ),
    )
