"""The year form is told about: on the day it opens, and when the official presses «Напомнить»."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Membership, NoticeKind
from db.outbox import DueNotice
from domain.lifecycle import OWING
from domain.minutes.model import ControlForm
from domain.people import EXECUTING
from domain.reminders import StepKind, digest_moment, in_summer
from domain.school_year import year_of_form
from services.assignments.reminder_steps import DueStep
from services.context import Database
from services.offices import Office, OwnHours
from services.outbox import notify_rows
from services.recipients import load_crews
from services.tree import holds
from services.year.year_form import OpenForm, open_forms


@dataclass(frozen=True, slots=True)
class FormNews:
    """«Годовой итог за 2026/27: 3 строки»; `reminder`: an official asks for it."""

    form: OpenForm
    reminder: bool


def opens_form(step: DueStep) -> bool:
    """Whether a step opens the year form: it has a message of its own and makes no digest due."""
    return step.kind is StepKind.OPEN and step.form is ControlForm.YEARLY


async def announce(
    session: AsyncSession, now: datetime, office: Office, steps: Iterable[DueStep], hours: OwnHours
) -> None:
    """Part of consuming steps: one message per form and person who leads, at the hour of their digest."""
    today = office.today(now)
    forms = {
        (step.organisation_id, year_of_form(step.counts))
        for step in steps
        if opens_form(step) and step.counts and step.state in OWING and not (office.summer_mode and in_summer(today))
    }
    crews = await load_crews(session, {place for place, _ in forms})
    for place, year in sorted(forms):
        crew = crews.get(place)
        for person in sorted(crew.leaders()) if crew else ():
            at = digest_moment(today, hours.at(person, office.directors_at), office.zone)
            accounts = crew.accounts.get(person, ()) if crew else ()
            await tell(session, now, accounts, place, year, key=f"{place}:{year}", not_before=max(now, at))


async def tell(
    session: AsyncSession,
    now: datetime,
    accounts: Sequence[int],
    place: int,
    year: int,
    *,
    key: str,
    not_before: datetime | None = None,
    reminder: bool = False,
) -> None:
    """A notice about one form."""
    rows: list[tuple[int, int | None, str]] = [(account, place, key) for account in accounts]
    await notify_rows(
        session,
        now,
        NoticeKind.YEAR_FORM,
        rows,
        subject_id=year,
        not_before=not_before,
        reminder=reminder,
    )


async def opened(db: Database, notice: DueNotice, _now: datetime) -> FormNews | None:
    """Facts of a YEAR_FORM; None when the form is handed in or the person answers for the organisation no more."""
    if notice.organisation_id is None:
        return None
    async with db.read() as session:
        member = await session.scalar(
            select(Membership.id)
            .join(Account, Account.person_id == Membership.person_id)
            .where(
                Account.id == notice.account_id, Membership.organisation_id == notice.organisation_id, holds(EXECUTING)
            )
            .limit(1)
        )
        forms = await open_forms(session, [notice.organisation_id]) if member else ()
    form = next((each for each in forms if each.year == notice.subject_id), None)
    return FormNews(form, bool(notice.facts.get("reminder"))) if form else None
