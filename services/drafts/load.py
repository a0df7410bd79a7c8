"""How much an authority asks of its organisations in a school year: shown before more is sent."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment
from domain.lifecycle import DATED, State
from domain.minutes.model import ControlForm
from domain.school_year import NEW_YEAR_MONTH, school_year


async def answers_asked(
    session: AsyncSession, authority_id: int, organisations: Iterable[int], meeting: date
) -> dict[int, tuple[int, bool]]:
    """By organisation: dated answers asked for, and whether its year form has a line already.

    Of the school year of a meeting: from August on the coming one.
    """
    year = school_year(meeting)
    first, last = date(year, NEW_YEAR_MONTH, 1), date(year + 1, NEW_YEAR_MONTH, 1) - timedelta(days=1)
    rows = await session.execute(
        select(Assignment.organisation_id, Assignment.form, func.count(Assignment.id))
        .where(
            Assignment.authority_id == authority_id,
            Assignment.organisation_id.in_(tuple(organisations)),
            Assignment.state != State.CANCELLED,
            Assignment.due_date.between(first, last),
        )
        .group_by(Assignment.organisation_id, Assignment.form)
    )
    dated: defaultdict[int, int] = defaultdict(int)
    yearly: set[int] = set()
    for organisation_id, form, count in rows:
        if form in DATED:
            dated[organisation_id] += count
        elif form is ControlForm.YEARLY:
            yearly.add(organisation_id)
    return {each: (dated[each], each in yearly) for each in {*dated, *yearly}}
