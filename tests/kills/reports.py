"""Stages of a report that are killed: handing it in, judging it."""

from collections.abc import Sequence

from sqlalchemy import select

from db.models import Assignment, Audit, Evidence, Notice, NoticeKind, NoticeState, Report
from domain.lifecycle import State
from domain.reports import EvidenceKind, ReportState
from sandbox.people import Person
from services.reports import collecting, handing_in, judging
from services.reports.collecting import Incoming
from tests.kills.world import Act, World, counted, marker, sent_out, shown
from tests.patience import until
from tests.person import PHOTO
from views import callbacks as cb

TO_OFFICIAL = (NoticeKind.REPORT_IN, NoticeKind.REVIEW_QUEUE)
VERDICTS = (NoticeKind.ACCEPTED, NoticeKind.RETURNED)
TOLD = frozenset({NoticeState.SENT, NoticeState.SKIPPED})


async def assignments_of(world: World, minutes_id: int) -> dict[int, tuple[int, int]]:
    """Organisation → its first item of the protocol: id and version."""
    query = select(Assignment.organisation_id, Assignment.id, Assignment.version).where(
        Assignment.minutes_id == minutes_id
    )
    async with world.db.read() as session:
        rows = await session.execute(query.order_by(Assignment.id.desc()))
        return {organisation: (assignment, version) for organisation, assignment, version in rows}


class Reporting:
    """Directors open an item, press «Исполнено», send a text and a photo, press «Отправить отчёт»."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.minutes_id = 0

    async def prepare(self, number: int) -> Sequence[Act]:
        await self._clear()
        self.minutes_id = await sent_out(self.world, number, 1)
        await self.world.story.settle()
        return [self._act(number, someone.person) for someone in self.world.town.directors.values()]

    def _act(self, number: int, person: Person) -> Act:
        share = next(message for message in reversed(person.received) if f"№ {number} " in message.text)

        async def act() -> None:
            person.taps("Пункт 1.1", on=share)
            item = await shown(person, "Состояние:", after=share.id)
            person.taps("Исполнено", on=item)
            await shown(person, "Пришлите", after=item.id)
            person.sends(f"осмотр проведён, приказ № {number}-о")
            person.uploads_photo(PHOTO + bytes([number]))
            ready = await shown(person, f"«осмотр проведён, приказ № {number}-о» (1 фото)", after=item.id)
            person.taps("Отправить отчёт", on=ready)
            await until(lambda: "получен" in ready.text or "на проверке" in ready.text)

        return act

    async def check_killed(self, number: int) -> None:
        """A report that was handed in has everything, and the official will be told."""
        for report in await self._reports():
            if report.state is ReportState.HANDED_IN:
                await self._check_handed_in(report)

    async def check(self, number: int) -> None:
        reports = await self._reports()
        assert {report.state for report in reports} == {ReportState.HANDED_IN}
        assert len(reports) == len({report.assignment_id for report in reports}) == len(self.world.town.directors)
        for report in reports:
            await self._check_handed_in(report)
            told = (Notice.subject_id == report.id, Notice.kind.in_(TO_OFFICIAL))
            assert await counted(self.world, *told, Notice.state.in_(TOLD)) == 1
        waiting = ("Отчёт: ", "Ждут проверки")
        assert any(part in message.text for message in self.world.town.official.received for part in waiting)

    async def _reports(self) -> list[Report]:
        query = select(Report).join(Assignment).where(Assignment.minutes_id == self.minutes_id)
        async with self.world.db.read() as session:
            return list(await session.scalars(query))

    async def _check_handed_in(self, report: Report) -> None:
        query = select(Evidence.kind).where(Evidence.report_id == report.id)
        async with self.world.db.read() as session:
            kinds = sorted(await session.scalars(query))
        assert kinds == [EvidenceKind.PHOTO, EvidenceKind.TEXT]
        assert await counted(self.world, Assignment.id == report.assignment_id, Assignment.state == State.REPORTED) == 1
        handed_in = (Audit.action == "handed_in", Audit.subject_id == report.assignment_id)
        assert await counted(self.world, *handed_in) == 1
        assert await counted(self.world, Notice.subject_id == report.id, Notice.kind.in_(TO_OFFICIAL)) == 1

    async def _clear(self) -> None:
        """Judge what the round before has left."""
        ctx = await self.world.town.context(self.world.town.official)
        while (card := await judging.next_report(ctx)) is not None:
            await judging.accept(ctx, card.report.id)


class Judging:
    """An official accepts half of the reports, sends one back for a ready reason and one for a typed reason."""

    REASON, WHAT = "Нет подписи и печати", "Прислать подписанный акт осмотра"

    def __init__(self, world: World) -> None:
        self.world = world
        self.reports: list[int] = []

    async def prepare(self, number: int) -> Sequence[Act]:
        minutes_id = await sent_out(self.world, number, 1)
        items = await assignments_of(self.world, minutes_id)
        self.reports = []
        for name, someone in self.world.town.directors.items():
            ctx = await self.world.town.context(someone)
            collected = await collecting.start(ctx, *items[self.world.town.organisations[name]])
            await collecting.collect(ctx, Incoming(f"{someone.id}:{number}", EvidenceKind.TEXT, "осмотр проведён"))
            await handing_in.hand_in(ctx, collected.report.id)
            self.reports.append(collected.report.id)
        await self.world.story.settle()
        return [self._act]

    async def _act(self) -> None:
        person = self.world.town.official.person
        before, card = marker(person), person.last
        *accepted, ready, typed = self.reports
        for report in accepted:
            person.taps_data(cb.Accept(report=report).pack(), on=card)
        person.taps_data(cb.SendBackReason(report=ready, reason=1).pack(), on=card)
        person.taps_data(cb.SendBackReason(report=typed, reason=0).pack(), on=card)
        asked = await shown(person, "Напишите причину", after=before)
        person.sends(self.REASON)
        asked = await shown(person, "А что сделать?", after=asked.id)
        person.sends(self.WHAT)
        await shown(person, self.REASON, after=asked.id)

    async def check_killed(self, number: int) -> None:
        """A judgement and its notice and its audit are one."""
        for report in self.reports:
            judged = await counted(self.world, Report.id == report, Report.judged_at.is_not(None))
            notices = (Notice.subject_id == report, Notice.kind.in_(VERDICTS))
            assert await counted(self.world, *notices) == await self._audited(report) == judged

    async def check(self, number: int) -> None:
        *accepted, ready, typed = self.reports
        assert await counted(self.world, Report.id.in_(accepted), Report.state == ReportState.ACCEPTED) == len(accepted)
        assert await counted(self.world, Report.id == ready, Report.state == ReportState.RETURNED) == 1
        words = (Report.return_reason == self.REASON, Report.what_to_do == self.WHAT)
        assert await counted(self.world, Report.id == typed, Report.state == ReportState.RETURNED, *words) == 1
        told = (Notice.kind.in_(VERDICTS), Notice.state == NoticeState.SENT)
        for report in self.reports:
            assert await counted(self.world, Notice.subject_id == report, *told) == 1
            assert await self._audited(report) == 1

    async def _audited(self, report: int) -> int:
        actions = Audit.action.in_(("accepted", "sent_back"))
        return await counted(self.world, actions, Audit.facts["report"].as_integer() == report)
