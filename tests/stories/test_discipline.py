"""`/report` and `/stats`: the same figures for a period, for an official and for a director."""

import io

import docx

from tests.stories.test_papers_of_a_protocol import file_of
from tests.stories.test_viewer import BIRCH, overseen
from tests.story import Story


async def test_a_certificate_of_a_month(story: Story) -> None:
    town, _ = await overseen(story)
    official = town.official
    await official.sends("/report")
    official.sees("За какой период справка?", "Или напишите период")
    await official.taps("Октябрь 2026")
    official.sees("Октябрь 2026: срок наступил у 6, исполнено в срок – 1")
    name, data = file_of(official, ".docx")
    assert name == "Справка_2026-10-01_2026-10-31_на_2026-10-26.docx"
    paper = docx.Document(io.BytesIO(data))
    told = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "об исполнении решений совещаний за октябрь 2026 года" in told
    assert "Период не завершён." in told
    first, total = [[cell.text for cell in row.cells] for row in paper.tables[0].rows[1:]]
    assert first[0] == "протокол № 12 от 31.08.2026"
    assert first[1:] == total[1:]
    assert sum(int(value.replace("–", "0")) for value in total[3:7]) == int(total[2]) == 6


async def test_a_typed_period(story: Story) -> None:
    town, _ = await overseen(story)
    official = town.official
    await official.sends("/report с 01.09 по 16.10")
    official.sees("Период с 01.09.2026 по 16.10.2026: срок наступил у 3")
    for typed, answer in (
        ("с 16.10.2026 по 01.09.2026", "Период идёт назад"),
        ("когда-нибудь", "Не понял период: «когда-нибудь»"),
        ("ноябрь 2026", "Этот период начнётся 01.11.2026"),
        ("с 01.01.2020 по 01.10.2026", "больше трёх лет"),
        ("август 2026", "срок ни одного пункта не наступил"),
    ):
        await official.sends(f"/report {typed}")
        official.sees(answer)


async def test_statistics_of_an_authority(story: Story) -> None:
    town, _ = await overseen(story)
    official = town.official
    await official.sends("/stats")
    official.sees("2026/2027 учебный год", "Срок наступил у 6: исполнено в срок – 1", "По организациям", BIRCH)
    await official.taps("По месяцам")
    official.sees("• октябрь 2026: в срок 1 из")
    await official.taps("По протоколам")
    official.sees("• протокол № 12 от 31.08.2026: в срок 1 из")


async def test_a_director_sees_only_their_own(story: Story) -> None:
    town, _ = await overseen(story)
    director = town.directors[BIRCH]
    await director.sends("/stats")
    director.sees(
        "Ваша организация, 2026/2027 учебный год", "Срок наступил у 2: исполнено в срок – 1, не исполнено – 1."
    )
    await director.taps("По организациям")
    director.sees(f"• {BIRCH}: в срок 1 из 2, не исполнено 1")
    director.does_not_see("Сосновская", "Заречная")
    await director.sends("/report")
    director.sees("недоступно")
