"""Requests beside a report at the level of services: races of two officials, histories, what nobody may do."""

import asyncio
from collections.abc import Awaitable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from db.engine import Database
from db.models import Account, Assignment, Audit, Extension, Notice, NoticeKind, ReminderStep
from domain.errors import DomainError, NotAllowed, Stale, WrongInput, WrongState
from domain.lifecycle import State
from domain.minutes.model import ControlForm
from domain.people import Role
from domain.requests import DisputeOutcome, ExtensionOutcome
from services.assignments import waiting_requests
from services.assignments.waiting_requests import RequestKind
from services.context import Context
from services.requests import disputes, extensions, granting, inquiries, rerouting
from tests.people import ADMIN, VIEWER
from tests.reminding import Item, at, steps_of
from tests.reporting import BIRCH, DUE, PINE, RIVER, Office, make_office

WANTED = date(2023, 10, 20)


async def asked(office: Office, name: str = BIRCH) -> int:
    item = await office.item(name=name)
    return (await extensions.ask(await office.director(name), item.id, item.version, WANTED, "ждём документ")).id


async def disputed(office: Office, name: str = BIRCH) -> int:
    item = await office.item(name=name)
    await disputes.dispute(await office.director(name), item.id, item.version, "нет такого подразделения")
    found = await waiting_requests.next_request(await office.official(), RequestKind.DISPUTE)
    assert found is not None
    return found[0]


async def both(first: Awaitable[Any], second: Awaitable[Any]) -> list[str]:
    """Two officials at once: what became of each."""
    results = await asyncio.gather(first, second, return_exceptions=True)
    assert all(not isinstance(each, BaseException) or isinstance(each, DomainError) for each in results), results
    return sorted("Stale" if isinstance(each, Stale) else type(each).__name__ for each in results)


async def count(db: Database, kind: NoticeKind) -> int:
    async with db.read() as session:
        return await session.scalar(select(func.count(Notice.id)).where(Notice.kind == kind)) or 0


async def test_two_officials_decide_about_time_at_once(db: Database) -> None:
    office = await make_office(db)
    request = await asked(office)
    admin, official = await office.as_user(ADMIN), await office.official()
    outcome = await both(granting.grant(official, request, WANTED), granting.refuse(admin, request, "нельзя"))
    assert outcome == ["ExtensionCard", "Stale"]
    item = await office.item()
    actions = [action for action, _, _ in await office.history(item.id)]
    assert len({"extension_granted", "extension_refused"} & set(actions)) == 1
    assert await count(db, NoticeKind.EXTENSION_DECIDED) == 1
    assert not item.extension_waits


async def test_two_officials_refuse_a_late_request_at_once(db: Database) -> None:
    """The assignment itself does not change by that: its row is locked all the same."""
    office = await make_office(db)
    office.now = at("2023-10-16 12:00")
    request = await asked(office)
    admin, official = await office.as_user(ADMIN), await office.official()
    outcome = await both(granting.refuse(official, request, "раз"), granting.refuse(admin, request, "два"))
    assert outcome == ["ExtensionCard", "Stale"]
    actions = [action for action, _, _ in await office.history((await office.item()).id)]
    assert actions.count("extension_refused") == 1


async def test_two_people_of_a_school_ask_at_once(db: Database) -> None:
    office = await make_office(db)
    office.now = at("2023-10-16 12:00")
    item, who = await office.item(), await office.director()
    results = await asyncio.gather(
        extensions.ask(who, item.id, item.version, WANTED, "раз"),
        extensions.ask(who, item.id, item.version, WANTED, "два"),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in results) == ["ExtensionFacts", "WrongState"]


async def test_two_officials_decide_about_the_addressee_at_once(db: Database) -> None:
    office = await make_office(db)
    dispute = await disputed(office)
    admin, official = await office.as_user(ADMIN), await office.official()
    outcome = await both(disputes.keep(official, dispute), disputes.cancel_disputed(admin, dispute))
    assert "Stale" in outcome
    assert len(outcome) == 2
    item = await office.item()
    assert item.state in (State.ACKNOWLEDGED, State.CANCELLED)
    assert len(await office.history(item.id)) == 3  # assigned, disputed, decided


async def test_a_report_and_a_refusal_at_once(db: Database) -> None:
    office = await make_office(db)
    request = await asked(office)
    started = await office.starts()
    item = await office.item()
    results = await asyncio.gather(
        office.reports(), granting.refuse(await office.official(), request, "нельзя"), return_exceptions=True
    )
    assert all(not isinstance(each, BaseException) or isinstance(each, Stale) for each in results), results
    assert started.assignment.id == item.id
    async with db.read() as session:
        row = await session.get_one(Extension, request)
        assert row.outcome in (ExtensionOutcome.CLOSED, ExtensionOutcome.REFUSED)


async def test_steps_aim_at_the_granted_date_and_go_with_the_item(db: Database) -> None:
    office = await make_office(db)
    item = await office.item()
    await granting.grant(await office.official(), await asked(office), WANTED)
    open_ = [(day, kind) for day, kind, consumed in await steps_of(db, item) if not consumed and kind != "unread"]
    assert ("20.10", "day") in open_
    assert ("13.10", "day") not in open_
    fresh = await office.item()
    assert (fresh.due_date, fresh.control_date, fresh.original_due_date) == (WANTED, WANTED, DUE)
    await rerouting.cancel_assignment(await office.official(), fresh.id, fresh.version, "не нужно")
    async with db.read() as session:
        left = select(func.count(ReminderStep.id)).where(
            ReminderStep.assignment_id == item.id, ReminderStep.consumed_at.is_(None)
        )
        assert await session.scalar(left) == 0


async def test_a_cancelled_item_keeps_its_report_and_leaves_the_queue(db: Database) -> None:
    office = await make_office(db)
    handed = await office.reports()
    item = await office.item()
    await rerouting.cancel_assignment(await office.official(), item.id, item.version, "не нужно")
    assert str((await office.report(handed.report.id)).state) == "closed"
    with pytest.raises(Stale):
        await office.accepts(handed.report.id)
    assert (await office.item()).handed_in_on is not None


async def test_handing_on_back_and_forth_opens_a_new_round(db: Database) -> None:
    office = await make_office(db, Item("1.1", DUE, organisations=(BIRCH,)))
    official = await office.official()
    places = office.district.organisations
    first = await office.item()
    with pytest.raises(WrongInput, match="already_has_item"):
        await rerouting.reroute_assignment(official, first.id, first.version, places[BIRCH], "к себе")
    with pytest.raises(WrongInput, match="why_empty"):
        await rerouting.reroute_assignment(official, first.id, first.version, places[PINE])
    _, there = await rerouting.reroute_assignment(official, first.id, first.version, places[PINE], "не туда")
    _, back = await rerouting.reroute_assignment(
        official, there.assignment.id, there.assignment.version, places[BIRCH], "всё же туда"
    )
    async with db.read() as session:
        rows = (await session.scalars(select(Assignment).order_by(Assignment.id))).all()
    assert [(row.organisation_id, row.round, str(row.state)) for row in rows] == [
        (places[BIRCH], 1, "cancelled"),
        (places[PINE], 1, "cancelled"),
        (places[BIRCH], 2, "assigned"),
    ]
    assert rows[2].linked_from_id == rows[1].id
    assert back.assignment.due_date == DUE


async def test_what_has_no_date_cannot_be_extended(db: Database) -> None:
    office = await make_office(
        db, Item("1.1", DUE), Item("2", DUE, form=ControlForm.YEARLY), Item("3", form=ControlForm.WORK)
    )
    for number in ("2", "3"):
        item = await office.item(number)
        with pytest.raises(WrongState, match="no_date_to_move"):
            await extensions.offer(await office.director(), item.id, item.version)
        with pytest.raises(WrongState, match="no_date_to_move"):
            await granting.extend(await office.official(), item.id, item.version, WANTED)
    item = await office.item()
    for attempt in (
        extensions.ask(await office.director(), item.id, item.version, WANTED, " "),
        disputes.dispute(await office.director(), item.id, item.version, " "),
        rerouting.cancel_assignment(await office.official(), item.id, item.version, " "),
    ):
        with pytest.raises(WrongInput, match="why_empty"):
            await attempt


async def test_extended_unasked_answers_a_request_and_costs_the_school_nothing(db: Database) -> None:
    office = await make_office(db)
    request = await asked(office)
    item = await office.item()
    card = await granting.extend(await office.official(), item.id, item.version, date(2023, 10, 18))
    assert card.extension.id == request
    item = await office.item()
    await granting.extend(await office.official(), item.id, item.version, date(2023, 10, 19))
    item = await office.item()
    choice = await extensions.offer(await office.director(), item.id, item.version)
    assert choice.counts == date(2023, 10, 19)


async def test_who_may_not_is_refused(db: Database) -> None:
    office = await make_office(db)
    await office.district.register_official(VIEWER, Role.VIEWER)
    request, dispute = await asked(office), await disputed(office, PINE)
    item = await office.item()
    stranger, viewer, river = await office.as_user(999), await office.as_user(VIEWER), await office.director(RIVER)
    for who in (stranger, viewer, river, await office.director()):
        for attempt in _decisions(who, request, dispute, item):
            with pytest.raises(NotAllowed):
                await attempt
    for who in (stranger, viewer, river, await office.official()):
        for attempt in _wishes(who, item):
            with pytest.raises(NotAllowed):
                await attempt
    for who in (stranger, river):
        for attempt in (inquiries.thread(who, item.id), granting.show(who, request), disputes.show(who, dispute)):
            with pytest.raises(NotAllowed):
                await attempt
    assert not (await granting.show(viewer, request)).may_decide
    assert not (await disputes.show(viewer, dispute)).may_decide


def _decisions(who: Context, request: int, dispute: int, item: Assignment) -> list[Awaitable[Any]]:
    return [
        granting.grant(who, request, WANTED),
        granting.refuse(who, request, "нельзя"),
        granting.choose(who, request),
        granting.extend(who, item.id, item.version, WANTED),
        granting.offer_unasked(who, item.id, item.version),
        disputes.keep(who, dispute),
        disputes.cancel_disputed(who, dispute),
        rerouting.offer_cancel(who, item.id, item.version),
        rerouting.offer_reroute(who, item.id, item.version),
        rerouting.targets(who, item.id, item.version, "Сосновская"),
        rerouting.cancel_assignment(who, item.id, item.version, "так"),
        rerouting.reroute_assignment(who, item.id, item.version, item.organisation_id, "так"),
        inquiries.answer(who, item.id, "ответ"),
        waiting_requests.waiting_requests(who),
        waiting_requests.next_request(who, RequestKind.EXTENSION),
    ]


def _wishes(who: Context, item: Assignment) -> list[Awaitable[Any]]:
    return [
        extensions.offer(who, item.id, item.version),
        extensions.offer_day(who, item.id, item.version, WANTED),
        extensions.ask(who, item.id, item.version, WANTED, "так"),
        disputes.offer(who, item.id, item.version),
        disputes.dispute(who, item.id, item.version, "так"),
        inquiries.offer(who, item.id),
        inquiries.ask(who, item.id, "вопрос"),
    ]


async def test_every_change_has_one_audit_row(db: Database) -> None:
    office = await make_office(db)
    official = await office.official()
    await granting.refuse(official, await asked(office), "нельзя")
    await asked(office)
    dispute = await disputed(office)
    await disputes.keep(official, dispute, "ваше")
    item = await office.item()
    await inquiries.ask(await office.director(), item.id, "как?")
    await inquiries.answer(official, item.id, "так", to_all=True)
    await rerouting.cancel_assignment(official, item.id, (await office.item()).version, "хватит")
    assert await office.history(item.id) == [
        ("assigned", "", "assigned"),
        ("extension_asked", "assigned", "assigned"),
        ("extension_refused", "assigned", "assigned"),
        ("extension_asked", "assigned", "assigned"),
        ("extension_closed", "", ""),
        ("disputed", "assigned", "disputed"),
        ("insisted", "disputed", "acknowledged"),
        ("question_asked", "acknowledged", "acknowledged"),
        ("question_answered", "acknowledged", "acknowledged"),
        ("cancelled", "acknowledged", "cancelled"),
    ]
    async with db.read() as session:
        texts = [str(facts) for facts in await session.scalars(select(Audit.facts))]
        accounts = await session.scalar(select(func.count(Account.id)))
    assert not any("как" in text or "документ" in text for text in texts)
    assert await count(db, NoticeKind.ANSWER) == 3
    assert accounts
    assert (await disputes.show(official, dispute)).dispute.outcome is DisputeOutcome.INSISTED
