"""The regional protocol to its end: a department, three districts with schools, an institute.

The text of the protocol stays outside the project: without it the story skips, loudly.
"""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Assignment, Decision, Organisation, Report
from domain.lifecycle import FINAL, REPORTABLE, State
from domain.minutes.model import ControlForm, Requirement
from domain.reports import EvidenceKind, ReportState
from services.reports import by_phone, collecting, handing_in, judging
from services.reports.collecting import Incoming
from tests.person import Someone
from tests.stories.test_seeds import INSTITUTE, SEEDS, answer, labels, named_schools, upload
from tests.stories.town import Town, make_town
from tests.story import MOSCOW, telling

pytestmark = pytest.mark.skipif(
    not (SEEDS / "seed-003.txt").exists(), reason="the three real protocols are not beside the project"
)
OWN_SCHOOL = "от 07.07.2021 · 2 · 1.8"
ANSWERS = {
    Requirement.NUMBER: "2",
    Requirement.REFERENCE: "приказ № 5 от 01.07.2021",
    Requirement.LINK: "https://example.org/report",
}


def table(institute: str) -> bytes:
    """Three of the districts that the protocol names, each with the named school and another one."""
    rows = ["Наименование;Краткое наименование;Тип;Муниципалитет;Синонимы"]
    for number, (place, school) in enumerate(list(named_schools().items())[:3], 101):
        rows.append(f"Отдел образования, {place};;Орган управления образованием;{place};")
        rows.append(f"{school};;;{place};")
        rows.append(f"МБОУ Новая школа № {number};;;{place};")
    rows.append(f"{institute};{INSTITUTE};;;{labels('003')['decisions'][6]['addressees'][0]}")
    return "\n".join(rows).encode()


async def make_region() -> tuple[bytes, tuple[str, ...], tuple[str, ...]]:
    """The table, the names of the authorities, the names of the schools."""
    institute = next(d["addressees"][0] for d in labels("003")["decisions"] if d["number"] == "2.4")
    places = list(named_schools().items())[:3]
    offices = tuple(f"Отдел образования, {place}" for place, _ in places)
    schools = (*(school for _, school in places), *(f"МБОУ Новая школа № {101 + n}" for n in range(3)))
    return table(institute), offices, schools


async def answer_all(town: Town, places: dict[int, str]) -> None:
    """Every open item of these organisations gets the answer it asks for."""
    async with town.story.db.read() as session:
        rows = await session.execute(
            select(Assignment.id, Assignment.form, Assignment.organisation_id, Decision.requirement)
            .join(Decision, Decision.id == Assignment.decision_id)
            .where(
                Assignment.organisation_id.in_(places),
                Assignment.form.in_(REPORTABLE),
                Assignment.state.in_((State.ASSIGNED, State.ACKNOWLEDGED)),
            )
        )
        found = rows.all()
    for assignment_id, form, organisation_id, requirement in found:
        async with town.story.db.read() as session:
            version = (await session.get_one(Assignment, assignment_id)).version
        words = next((ANSWERS[Requirement(code)] for code in requirement if code in ANSWERS), "сделано")
        incoming = Incoming(f"{assignment_id}:1", EvidenceKind.TEXT, words)
        if form is ControlForm.YEARLY:  # the year form is not open yet: told by telephone
            ctx = await town.context(town.official)
            entering = await by_phone.enter(ctx, assignment_id, version)
            await by_phone.add(ctx, entering.report.id, incoming)
            await by_phone.finish(ctx, entering.report.id)
            continue
        ctx = await town.context(town.directors[places[organisation_id]])
        started = await collecting.start(ctx, assignment_id, version)
        await collecting.collect(ctx, incoming)
        await handing_in.hand_in(ctx, started.report.id)


async def accept_all(town: Town, judge: Someone) -> int:
    """The judge accepts everything that waits for them; how many reports."""
    ctx, count = await town.context(judge), 0
    while (waiting := await judging.next_report(ctx)) is not None:
        await judging.accept(ctx, waiting.report.id)
        count += 1
    return count


@pytest.mark.long
async def test_the_region_runs_to_its_end(db: Database, tmp_path: Path) -> None:
    start = datetime(2021, 7, 8, 10, 0, tzinfo=MOSCOW)
    async with telling(db, tmp_path, start) as story:
        data, offices, schools = await make_region()
        town = await make_town(story, data, (*offices, *schools, INSTITUTE))
        official = town.official
        await upload(official, "003")
        await answer(
            official,
            "Через муниципальные органы",
            r"Органы управления образованием \(3\)",
            "Школы через муниципальные органы",
            "До 31.08.2022",
        )
        await official.taps("Направить")
        official.sees("дойдёт до организаций: 6")
        await official.taps("Направить 4 организациям")
        await _districts_pass_down(town, offices, schools)
        await _everybody_answers(town, offices, schools)
        story.clock.move_to(datetime(2022, 9, 1, 12, 0, tzinfo=MOSCOW))  # nothing is open: no day between matters
        await official.sends("/overdue")
        official.sees("Просроченных пунктов нет.")
        async with db.read() as session:
            rows = await session.execute(select(Assignment.form, Assignment.state).distinct())
            left = {(form, state) for form, state in rows if form in REPORTABLE and state not in FINAL}
        assert left == set()


async def _districts_pass_down(town: Town, offices: tuple[str, ...], schools: tuple[str, ...]) -> None:
    """«Довести всё»; each district sees its own named school, no school sees whom else it concerns or a risk group."""
    for office, school in zip(offices, schools, strict=False):
        head = town.directors[office]
        await head.taps("Довести всё (5)")
        head.does_not_see("риска")
        await head.taps("Направить 2 организациям")
        await head.sends("/tasks")
        if not head.has_button(OWN_SCHOOL):
            await head.taps("▶")
        await head.taps(OWN_SCHOOL)
        head.sees(f"Ваши организации в этом пункте: {school}")
        others = [other for other in schools[:3] if other != school]
        head.does_not_see(*others)
    for school in schools:
        director = town.directors[school]
        director.sees("доводит решения", "п. 3.3")
        await director.taps("Полный текст")
        assert not director.has_button("Протокол целиком"), "what was passed down is put together of others' items too"
        assert "риска" not in director.chat
        assert "1.8" not in director.chat


async def _everybody_answers(town: Town, offices: tuple[str, ...], schools: tuple[str, ...]) -> None:
    """Schools to their district, districts and the institute to the department."""
    places = {number: name for name, number in town.organisations.items()}
    await answer_all(town, {number: name for number, name in places.items() if name in schools})
    assert await accept_all(town, town.official) == 0, "schools are judged by their district"
    for office in offices:
        assert await accept_all(town, town.directors[office]) == 6
    await town.story.advance(minutes=2)
    head = town.directors[offices[0]]
    head.sees("отчитались все", "Отчёты приняты: 2 из 2 школ")
    await head.taps("Отчитаться: 2 из 2", on="п. 3.3")
    head.sees("Отчитались 2 из 2 школ, принято 2")
    await head.taps("Отправить отчёт")
    town.official.sees("Отчитались 2 из 2 школ, принято 2")
    await answer_all(town, {number: name for number, name in places.items() if name in (*offices, INSTITUTE)})
    assert await accept_all(town, town.official) > 0
    async with town.story.db.read() as session:
        judged = await session.execute(
            select(Organisation.short_name, Assignment.authority_id)
            .join(Assignment, Assignment.organisation_id == Organisation.id)
            .join(Report, Report.assignment_id == Assignment.id)
            .where(Report.state == ReportState.ACCEPTED)
            .distinct()
        )
        by = dict(judged.all())
    assert by[schools[0]] == town.organisations[offices[0]]
