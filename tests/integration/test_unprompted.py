"""Messages without a button at the level of services: kept, asked about, sent once, never to a stranger's item."""

from datetime import date, timedelta

import pytest
from sqlalchemy import ColumnElement, func, select

from db.engine import Database
from db.models import Evidence, Report
from domain.errors import NotAllowed, Stale, WrongInput, WrongState
from domain.lifecycle import State
from domain.minutes.model import ControlForm, Requirement
from domain.reports import EvidenceKind
from services.overview import due_dates
from services.reports import placing, several_items, unprompted
from services.reports.collecting import Collected
from services.reports.handing_in import HandedIn
from services.reports.placing import Received
from services.reports.unprompted import Named, Question
from tests.reminding import Item
from tests.reporting import BIRCH, DUE, PINE, RIVER, Office, make_office, message

NUMBER, REFERENCE, FILE = Requirement.NUMBER, Requirement.REFERENCE, Requirement.FILE
LATER = date(2023, 12, 1)


@pytest.fixture
async def office(db: Database) -> Office:
    return await make_office(
        db,
        Item("1.1", DUE),
        Item("1.2", LATER, requirement=(NUMBER,)),
        Item("1.3", LATER, requirement=(FILE, REFERENCE)),
        Item("1.4", LATER, form=ControlForm.YEARLY, requirement=(NUMBER,)),
        Item("1.5", form=ControlForm.WORK),
    )


async def asks(office: Office, number: int = 1, text: str = "", kind: EvidenceKind = EvidenceKind.PHOTO) -> Question:
    found = await placing.receive(await office.director(), message(number, kind, text=text))
    assert found is not None
    assert found.question is not None
    return found.question


async def count(office: Office, *conditions: ColumnElement[bool]) -> int:
    async with office.db.read() as session:
        return await session.scalar(select(func.count(Evidence.id)).where(*conditions)) or 0


def labels(question: Question) -> list[str | None]:
    return [item.label.number for item in question.likely]


async def test_what_fits_is_likely(office: Office) -> None:
    assert labels(await asks(office)) == ["1.1", "1.3", "1.2"]
    office.now += timedelta(hours=1)
    assert labels(await asks(office, 2, "14", EvidenceKind.TEXT)) == ["1.2", "1.4"]
    office.now += timedelta(hours=1)
    assert labels(await asks(office, 3, "приказ № 5 от 01.09.2023", EvidenceKind.TEXT)) == ["1.3"]
    office.now += timedelta(hours=1)
    assert labels(await asks(office, 4, "провели осмотр", EvidenceKind.TEXT)) == ["1.1"]


async def test_what_follows_soon_joins_the_question(office: Office) -> None:
    first = await asks(office, 1)
    office.now += timedelta(minutes=29)
    second = await asks(office, 2)
    assert (second.first, len(second.pieces)) == (first.first, 2)
    assert len((await asks(office, 2)).pieces) == 2, "delivered twice, it counts once"
    office.now += timedelta(minutes=31)
    third = await asks(office, 3)
    assert (third.first == first.first, len(third.pieces)) == (False, 1)
    sent = await unprompted.send(await office.director(), first.first, (await office.item()).id)
    assert isinstance(sent, HandedIn)
    assert len(sent.report.evidence) == 2
    assert await count(office, Evidence.report_id.is_(None)) == 1


async def test_sent_twice_it_is_the_same_report(office: Office) -> None:
    question, birch, item = await asks(office), await office.director(), await office.item()
    sent = await unprompted.send(birch, question.first, item.id)
    again = await unprompted.send(birch, question.first, item.id)
    assert isinstance(again, HandedIn)
    assert again.report.id == sent.report.id
    with pytest.raises(Stale):
        await unprompted.send(birch, question.first, (await office.item("1.3")).id)
    with pytest.raises(WrongState) as refused:
        await unprompted.drop(birch, question.first)
    assert refused.value.code == "answer_sent_already"
    assert (found := await placing.receive(birch, message(1, EvidenceKind.PHOTO))) is not None
    assert found.question is not None
    assert found.question.pieces == ()
    assert await count(office) == 1, "the message delivered again is known"
    assert (await office.history(item.id))[1:] == [("handed_in", "assigned", "reported")]


async def test_something_missing_goes_on_collecting(office: Office) -> None:
    question, birch = await asks(office), await office.director()
    sent = await unprompted.send(birch, question.first, (await office.item("1.2")).id)
    assert isinstance(sent, Collected)
    assert (await office.item("1.2")).state is State.ASSIGNED
    again = await unprompted.send(birch, question.first, (await office.item("1.2")).id)
    assert isinstance(again, Collected)
    assert again.report.id == sent.report.id


async def test_dropped_messages_are_erased(office: Office) -> None:
    question, birch = await asks(office), await office.director()
    await unprompted.drop(birch, question.first)
    await unprompted.drop(birch, question.first)
    assert await count(office) == 0
    with pytest.raises(Stale):
        await unprompted.send(birch, question.first, (await office.item()).id)
    with pytest.raises(Stale):
        await unprompted.choices(birch, question.first)


async def test_strangers_reach_neither_messages_nor_items(office: Office) -> None:
    question, theirs = await asks(office), await office.item("1.1", RIVER)
    river, birch = await office.director(RIVER), await office.director()
    with pytest.raises(NotAllowed):
        await unprompted.send(birch, question.first, theirs.id)
    with pytest.raises(NotAllowed):
        await unprompted.send(await office.official(), question.first, theirs.id)
    with pytest.raises(Stale):
        await unprompted.send(river, question.first, theirs.id)
    with pytest.raises(Stale):
        await unprompted.choices(river, question.first)
    await unprompted.drop(river, question.first)
    assert await count(office) == 1
    for stranger in (await office.official(), await office.as_user(999)):
        assert await placing.receive(stranger, message(5)) == Received()
        assert await placing.receive(stranger, message(5, text="1.1 14")) == Received()
    with pytest.raises(NotAllowed):
        await due_dates.due_dates(await office.official())


async def test_a_foreign_item_named_by_a_card_is_not_offered(office: Office) -> None:
    theirs = await office.item("1.3", PINE)
    named = Named(frozenset({theirs.id}))
    found = await placing.receive(await office.director(), message(1, EvidenceKind.PHOTO), named)
    assert found is not None
    assert found.question is not None
    assert theirs.id not in {item.id for item in found.question.likely}


async def test_limits_and_leftovers(office: Office) -> None:
    birch = await office.director()
    with pytest.raises(WrongInput) as refused:
        await placing.receive(birch, message(1, EvidenceKind.VIDEO, size=20 * 1024 * 1024 + 1))
    assert refused.value.code == "evidence_too_large"
    for number in range(1, 31):
        await asks(office, number)
    with pytest.raises(WrongInput) as refused:
        await asks(office, 31)
    assert refused.value.code == "evidence_too_many"
    office.now += timedelta(days=31)
    await asks(office, 40)
    assert await count(office) == 1, "what nobody asked to send is erased"


async def test_typed_lines_are_one_transaction(office: Office) -> None:
    done = await placing.receive(
        await office.director(), message(1, text="1.2 14\n1.3 № 5 от 01.09.2023\n1.9 3\n1.5 4")
    )
    assert done is not None
    assert [each.assignment.label.number for each in done.handed_in] == ["1.2", "1.3"]
    assert [each.report.handed_in_at for each in done.handed_in] == [office.now, office.now]
    assert [each.line.number for each in done.unclear] == ["1.9", "1.5"]
    assert (await office.item("1.2")).state is State.ACCEPTED
    again = await placing.receive(
        await office.director(), message(1, text="1.2 14\n1.3 № 5 от 01.09.2023\n1.9 3\n1.5 4")
    )
    assert again is not None
    assert [each.report.id for each in again.handed_in] == [each.report.id for each in done.handed_in]
    report = await office.report(done.handed_in[1].report.id)
    assert (report.reference, report.reference_day) == ("№ 5", date(2023, 9, 1))


async def test_of_two_reports_of_an_item_only_one_line_is_taken(office: Office) -> None:
    done = await placing.receive(await office.director(), message(1, text="1.2 14\n1.2 15"))
    assert done is not None
    assert ([each.report.figure for each in done.handed_in], len(done.unclear)) == ([14], 1)


async def test_several_items_share_their_messages(office: Office) -> None:
    birch = await office.director()
    started = await office.starts(birch, "1.1")
    others = await several_items.ticks(birch, started.report.id)
    assert [item.label.number for item in others.items] == ["1.2", "1.3", "1.4"]
    with pytest.raises(WrongInput):
        await several_items.hand_in_several(birch, (await office.starts(birch, "1.3")).report.id, ())
    async with office.db.write() as session:
        session.add(Evidence(report_id=started.report.id, message_key="7:1", kind=EvidenceKind.PHOTO, file_id="f"))
    also = [(await office.item(number)).id for number in ("1.3", "1.3", "1.1")]
    done = await several_items.hand_in_several(birch, started.report.id, also)
    assert [each.assignment.label.number for each in done] == ["1.1", "1.3"]
    assert [len(each.report.evidence) for each in done] == [1, 1]
    again = await several_items.hand_in_several(birch, started.report.id, also)
    assert [each.report.id for each in again] == [each.report.id for each in done]
    with pytest.raises(Stale):
        await several_items.ticks(birch, started.report.id)


async def test_a_foreign_item_is_not_ticked(office: Office) -> None:
    birch = await office.director()
    started = await office.starts(birch, "1.1")
    theirs = (await office.item("1.3", RIVER)).id
    assert (await several_items.ticks(birch, started.report.id, [theirs])).ticked == frozenset()
    async with office.db.write() as session:
        session.add(Evidence(report_id=started.report.id, message_key="7:1", kind=EvidenceKind.PHOTO, file_id="f"))
    with pytest.raises(NotAllowed):
        await several_items.hand_in_several(birch, started.report.id, [theirs])
    async with office.db.read() as session:
        assert await session.scalar(select(func.count(Report.id)).where(Report.handed_in_at.is_not(None))) == 0


async def test_dates_ahead(office: Office) -> None:
    found = await due_dates.due_dates(await office.director())
    assert [item.label.number for item in found.items] == ["1.1", "1.2", "1.3", "1.4"]
    assert {item.organisation for item in found.items} == {BIRCH}
