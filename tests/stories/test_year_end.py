"""From one year into the next: working days, digests, numbers of protocols that begin anew.

2024/25: the decree leaves 28 December a working Saturday and 9 January the first working day; 2026/27: 31 December is
off, the first working day is the 11th.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from db.engine import Database
from sandbox.model import Message
from tests.person import Someone
from tests.stories.town import SCHOOLS, make_town
from tests.stories.year import nobody_was_disturbed, one_digest_a_day
from tests.story import MOSCOW, telling

BIRCH = SCHOOLS[0]


@dataclass(frozen=True)
class Turn:
    """Of one year into the next; `last` and `first`: the reminder days around the holidays.

    `named`: the days on which what is due on 31 December is told of before it is late.
    """

    year: int
    last: date
    first: date
    named: tuple[date, ...]


TURNS = (
    Turn(2024, date(2024, 12, 27), date(2025, 1, 9), (date(2024, 12, 26),)),
    Turn(2026, date(2026, 12, 30), date(2027, 1, 11), (date(2026, 12, 28), date(2026, 12, 30))),
)


def protocol(number: int, day: date, *items: tuple[str, str]) -> str:
    head = f"Протокол № {number} совещания с руководителями образовательных организаций\n\nДата – {day:%d.%m.%Y}\n\n"
    asked = "По 1 вопросу «О подготовке к полугодию»\nРешили:\n"
    tasks = (f"1.{n}. {what}.\nСрок: {when}\nОтв.: директора школ.\n" for n, (what, when) in enumerate(items, 1))
    return head + "Повестка дня:\n1. О подготовке к полугодию\n\n" + asked + "".join(tasks)


async def send(official: Someone, text: str) -> None:
    await official.uploads(text.encode(), "протокол.txt")
    await official.taps("Направить")
    await official.taps("Направить 1")


def mornings(someone: Someone, part: str) -> list[date]:
    """Days on which a digest has said so."""
    return [_local(each).date() for each in someone.received if "Доброе утро" in each.text and part in each.text]


def _local(message: Message) -> datetime:
    return message.at.astimezone(MOSCOW)


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: f"{turn.year}/{turn.year + 1}")
async def test_the_turn_of_the_year(db: Database, tmp_path: Path, turn: Turn) -> None:
    start = datetime(turn.year, 12, 24, 11, tzinfo=MOSCOW)
    async with telling(db, tmp_path / "data", start) as story:
        town = await make_town(story, SCHOOLS[:1])
        official, birch = town.official, town.directors[BIRCH]
        await send(
            official,
            protocol(
                52,
                start.date(),
                ("Утвердить график дежурств на каникулах", f"до 31.12.{turn.year}"),
                ("Провести осмотр спортивных залов", f"до {turn.first:%d.%m.%Y}"),
                ("Обновить стенды по безопасности движения", "до 20 января"),
            ),
        )
        birch.sees(f"до 31.12.{turn.year}", f"до {turn.first:%d.%m.%Y}", f"до 20.01.{turn.year + 1}")
        await birch.taps("Ознакомлен")
        await story.at(f"{turn.first} 12:00", daily=True)
        for someone in (birch, official):
            assert not [each for each in someone.received if turn.last < _local(each).date() < turn.first]
        nobody_was_disturbed([birch, official])
        await one_digest_a_day(story)
        # A Thursday names what is due by Monday, so the Friday, its due morning, does not again.
        assert mornings(birch, "• п. 1.1") == [*turn.named, turn.first]
        assert mornings(birch, "• п. 1.2") == [turn.last, turn.first]
        assert mornings(birch, "Просрочено — 1\n• п. 1.1") == [turn.first]
        assert mornings(birch, "Сегодня последний рабочий день — 1\n• п. 1.2") == [turn.first]
        last = f"{turn.last.day} декабря"
        assert mornings(official, f"С {last} просрочено — 1\n• п. 1.1") == [turn.first]

        await birch.sends("1.2 осмотр проведён")
        await birch.taps("Да, отправить")
        birch.sees("в срок")
        # Numbers begin anew: of two protocols № 1 each keeps its own.
        await send(official, protocol(1, turn.first, ("Провести осмотр кабинетов", "до 25 января")))
        dated = f"до 26.01.{turn.year + 1}"
        await send(official, protocol(1, date(turn.year, 1, 15), ("Провести осмотр дворов", dated)))
        await birch.sends("1.1 осмотр проведён")
        birch.sees("К какому пункту?", f"осмотр кабинетов — до 25.01.{turn.year + 1}", f"осмотр дворов — {dated}")
        await birch.taps("№ 1 · 1.1, до 26.01")
        birch.sees("получен", "в срок")
        await official.sends("/protocols")
        official.sees(
            f"№ 1 от 15.01.{turn.year} — снято 0 из 1, на проверке 1",
            f"№ 1 от {turn.first:%d.%m.%Y} — снято 0 из 1\n",
            f"№ 52 от 24.12.{turn.year}",
        )
