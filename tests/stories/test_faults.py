"""Trouble on the way to Telegram: everything arrives, in order, and nobody is told that it was their fault."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from db.models import Evidence, InboxUpdate, Notice, NoticeKind, NoticeState, Report
from domain.reports import ReportState
from sandbox.faults import (
    HTML_PAGE,
    HTML_PAGE_AFTER_ACCEPTING,
    PROXY_DOWN,
    RESET,
    RESET_AFTER_ACCEPTING,
    SERVER_ERROR,
    TIMEOUT,
    TIMEOUT_AFTER_ACCEPTING,
    Failure,
    Faults,
    retry_after,
)
from sandbox.model import Standing
from tests.person import PHOTO, Someone
from tests.stories.protocols import protocol
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story


class Outage(Faults):
    """No connection until a moment of the story's clock."""

    def __init__(self, clock: Callable[[], datetime], length: timedelta) -> None:
        self._clock, self._until = clock, clock() + length
        super().__init__()

    @property
    def outage(self) -> bool:
        return self._clock() < self._until

    @outage.setter
    def outage(self, value: bool) -> None:
        """Only the clock ends it."""


class ProxyDown(Outage):
    """As an outage, but it is the proxy that is away: aiogram knows nothing of its library's exceptions."""

    def draw(self, method: str, chat_id: int | None) -> Failure | None:
        return PROXY_DOWN if self.outage else None


def cut_off(story: Story, **length: float) -> None:
    """The network goes now and comes back by itself."""
    story.telegram.faults = Outage(story.clock, timedelta(**length))


async def ready_to_send(town: Town, number: int = 12) -> Someone:
    """The official has a protocol before them that only needs «Направить N организациям»."""
    await town.official.uploads(protocol(number, 2).encode(), f"протокол {number}.txt")
    await town.official.taps("Направить")
    return town.official


async def reporting(director: Someone) -> None:
    """Everything up to «Отправить отчёт»."""
    await director.taps("Пункт 1.1")
    await director.taps("Исполнено")
    await director.sends("осмотр проведён")


def forget_old_taps(story: Story) -> None:
    """The platform takes no answer to a tap this old, and nobody waits for one."""
    story.telegram.taps.clear()


def times(someone: Someone, part: str) -> int:
    return sum(part in message.text for message in someone.received)


@pytest.mark.parametrize(
    "failure", [SERVER_ERROR, HTML_PAGE, TIMEOUT, RESET, retry_after(7)], ids=lambda each: each.kind
)
async def test_a_message_refused_for_a_while_arrives_once(story: Story, failure: Failure) -> None:
    town = await make_town(story, SCHOOLS)
    official, director = await ready_to_send(town), town.directors[SCHOOLS[0]]
    story.telegram.faults.next(failure, 3, chat_id=director.id)
    await official.taps("Направить 3")
    await story.advance(minutes=5)
    assert times(director, "отокол № 12 ") == 1


@pytest.mark.parametrize(
    "failure", [TIMEOUT_AFTER_ACCEPTING, RESET_AFTER_ACCEPTING, HTML_PAGE_AFTER_ACCEPTING], ids=lambda each: each.kind
)
async def test_an_answer_lost_on_the_way_back_makes_one_repeat(story: Story, failure: Failure) -> None:
    town = await make_town(story, SCHOOLS)
    official, director = await ready_to_send(town), town.directors[SCHOOLS[0]]
    story.telegram.journal.clear()
    story.telegram.faults.next(failure, chat_id=director.id)
    await official.taps("Направить 3")
    await story.advance(minutes=5)
    assert sorted(story.telegram.journal.doubles().values()) == [2]
    assert [times(each, "отокол № 12 ") for each in town.directors.values()] == [2, 1, 1]


async def test_a_429_is_waited_out_by_everybody_and_is_no_attempt(story: Story) -> None:
    town = await make_town(story, SCHOOLS)
    official = await ready_to_send(town)
    director = town.directors[SCHOOLS[0]]
    story.telegram.journal.clear()
    story.telegram.faults.next(retry_after(40), chat_id=director.id)
    await official.taps("Направить 3")
    await story.advance(minutes=2)
    calls = story.telegram.journal.calls("sendMessage")
    refused = next(call for call in calls if not call.accepted)
    later = [call for call in calls if call.number > refused.number]
    assert all(call.at >= refused.at + timedelta(seconds=40) for call in later if call.chat_id == director.id)
    assert times(director, "отокол № 12 ") == 1
    async with story.db.read() as session:
        assert set(await session.scalars(select(Notice.attempts))) == {0}


async def test_an_outage_of_an_hour_while_a_protocol_is_sent_out(story: Story) -> None:
    town = await make_town(story, SCHOOLS)
    official = await ready_to_send(town)
    cut_off(story, hours=1)
    await official.taps("Направить 3")
    await story.advance(hours=2)
    forget_old_taps(story)
    official.sees("направлен 3 организациям")
    for director in town.directors.values():
        assert times(director, "отокол № 12 ") == 1


async def test_an_outage_of_an_hour_while_a_file_comes_in(story: Story) -> None:
    town = await make_town(story, SCHOOLS)
    cut_off(story, hours=1)
    await town.official.uploads(protocol(12, 2).encode(), "протокол.txt")
    await story.advance(hours=2)
    town.official.sees("Протокол № 12", "Прочитано пунктов: 2")
    assert times(town.official, "Прочитано пунктов: 2") == 1


async def test_an_outage_of_an_hour_while_everybody_reports(story: Story) -> None:
    schools = tuple(f"МКОУ СОШ № {number}" for number in range(1, 7))
    town = await make_town(story, schools)
    official = await ready_to_send(town)
    await official.taps("Направить 6")
    for director in town.directors.values():
        await reporting(director)
    cut_off(story, hours=1)
    for director in town.directors.values():
        await director.taps("Отправить отчёт")
    await story.advance(hours=2)
    forget_old_taps(story)
    for director in town.directors.values():
        director.sees("получен", "в срок")
    async with story.db.read() as session:
        assert set(await session.scalars(select(Report.state))) == {ReportState.HANDED_IN}
    assert times(official, "Ждут проверки: 6") == 1, "one message for all that came at once"


async def test_a_proxy_that_stops_for_ninety_seconds_loses_nothing(story: Story) -> None:
    """While one protocol goes out, another file comes in and a director reports."""
    town = await make_town(story, SCHOOLS)
    official, director = await ready_to_send(town), town.directors[SCHOOLS[0]]
    await official.taps("Направить 3")
    await reporting(director)
    await ready_to_send(town, 13)
    story.telegram.faults = ProxyDown(story.clock, timedelta(seconds=90))
    begun = story.clock()
    story.telegram.journal.clear()
    official.pressing("Направить 3")()
    official.person.uploads_document(protocol(14, 2).encode(), "протокол 14.txt")
    director.person.uploads_photo(PHOTO)
    director.pressing("Отправить отчёт")()
    await story.settle()
    await story.advance(minutes=5)
    assert story.clock() - begun >= timedelta(seconds=90)
    forget_old_taps(story)
    director.sees("получен")
    assert [times(each, "отокол № 13 ") for each in town.directors.values()] == [1, 1, 1]
    assert times(official, "Протокол № 14 ") == times(official, "Отчёт: ") == 1
    assert story.telegram.journal.doubles() == {}
    async with story.db.read() as session:
        assert set(await session.scalars(select(Notice.attempts))) == {0}
        assert set(await session.scalars(select(Notice.state))) <= {NoticeState.SENT, NoticeState.SKIPPED}
        assert set(await session.scalars(select(InboxUpdate.error))) == {""}


async def test_two_protocols_keep_their_order_whatever_fails(story: Story) -> None:
    town = await make_town(story, SCHOOLS)
    for seed, failure in enumerate((SERVER_ERROR, RESET, HTML_PAGE, retry_after(3))):
        for director in town.directors.values():
            story.telegram.faults.sometimes(failure, 0.2, seed=seed, chat_id=director.id)
    for number in (12, 13, 14):
        official = await ready_to_send(town, number)
        await official.taps("Направить 3")
    await story.advance(hours=1)
    for director in town.directors.values():
        numbers = [part for message in director.received for part in ("12", "13", "14") if f"№ {part} " in message.text]
        assert numbers == ["12", "13", "14"]


async def test_a_blocked_director_is_noticed_and_gets_everything_on_return(story: Story) -> None:
    town = await make_town(story, SCHOOLS)
    director = town.directors[SCHOOLS[0]]
    await director.blocks()
    official = await ready_to_send(town)
    await official.taps("Направить 3")
    official.sees("Не доставлено", SCHOOLS[0])
    before = len(director.received)
    await director.unblocks()
    await story.advance(minutes=1)
    assert times(director, "отокол № 12 ") == 1
    assert len(director.received) == before + 1


async def test_whoever_writes_is_there_again_though_no_update_says_so(story: Story) -> None:
    town = await make_town(story, SCHOOLS)
    official, director = await ready_to_send(town), town.directors[SCHOOLS[0]]
    director.person.chat.standing = Standing.STRANGER
    await official.taps("Направить 3")
    official.sees("Не доставлено", SCHOOLS[0])
    director.does_not_see("отокол № 12")
    await director.sends("/help")
    director.sees("отокол № 12")


async def test_somebody_who_writes_and_is_gone_is_no_error(story: Story) -> None:
    town = await make_town(story, SCHOOLS)
    official, director = await ready_to_send(town), town.directors[SCHOOLS[0]]
    await official.taps("Направить 3")
    await reporting(director)
    director.person.taps("Отправить отчёт")
    director.person.sends("до свидания")
    director.person.blocks()
    await story.settle()
    official.sees("Отчёт: ")


async def test_a_photo_that_cannot_be_fetched_at_once_is_kept_in_the_end(story: Story) -> None:
    town = await make_town(story, SCHOOLS)
    official = await ready_to_send(town)
    await official.taps("Направить 3")
    director = town.directors[SCHOOLS[0]]
    await reporting(director)
    for failure in (TIMEOUT, HTML_PAGE, RESET):
        story.telegram.faults.next(failure, method="download")
    story.telegram.faults.next(SERVER_ERROR, method="getFile")
    await director.sends_photo()
    await director.taps("Отправить отчёт")
    await story.tick()
    await story.advance(hours=1)
    async with story.db.read() as session:
        kept = [(row.sha256, row.failed) for row in await session.scalars(select(Evidence)) if row.file_id]
    assert len(kept) == 1
    assert kept[0][0]
    assert not kept[0][1]


async def test_a_tap_made_long_before_the_start_is_done_and_nobody_is_troubled(story: Story) -> None:
    """The platform takes no answer to an old tap: the screen still shows what became of it."""
    town = await make_town(story, SCHOOLS)
    official = await ready_to_send(town)
    await official.taps("Направить 3")
    for director in town.directors.values():
        await reporting(director)
        await director.taps("Отправить отчёт")
    first, second, _ = (message for message in official.received if "Отчёт: " in message.text)
    official.person.taps("Принять", on=first)
    official.person.taps("Принять", on=first)
    official.person.taps("Вернуть", on=second)
    story.clock.move_to(story.clock() + timedelta(hours=3))
    await story.settle()
    assert "снято с контроля" in first.text.lower()
    assert "Почему возвращ" in second.text
    official.does_not_see("ошибка у нас")
    forget_old_taps(story)
    async with story.db.read() as session:
        kinds = list(await session.scalars(select(Notice.kind).where(Notice.kind == NoticeKind.ACCEPTED)))
    assert len(kinds) == 1
