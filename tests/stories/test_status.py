"""Whoever runs the bot is told before they ask: each sign of life is broken once, told once, and so is its end."""

from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.faults import refusal, retry_after
from services.delivery import delivery as outbox
from services.upkeep import backups
from services.upkeep.vault import Vault
from tests.integration.test_polling import polling
from tests.stories.test_faults import cut_off, ready_to_send, times
from tests.stories.town import SCHOOLS, make_town
from tests.story import Story

pytestmark = pytest.mark.both_databases

ALARM, OVER = "Требует внимания", "Снова работает"


async def test_everything_works_and_only_an_admin_is_told_so(story: Story) -> None:
    town = await make_town(story, SCHOOLS[:1])
    await story.tick()
    await town.official.sends("/status")
    town.official.sees("Всё работает", "Связь с Telegram: есть", "Отправка сообщений: без задержки")
    town.official.does_not_see("⚠️", "Повторить", "календарь")
    await town.directors[SCHOOLS[0]].sends("/status")
    town.directors[SCHOOLS[0]].sees("Это действие Вам недоступно")


async def test_a_disk_that_fills_up_is_told_once_also_across_restarts(story: Story) -> None:
    town = await make_town(story, SCHOOLS[:1])
    story.disk_free_mb = 10**9
    for _ in range(3):
        await story.restart()
        await story.advance(minutes=30)
    town.official.sees(f"{ALARM}: на диске мало места", "Освободите место", "/status")
    assert times(town.official, ALARM) == 1
    await town.official.sends("/status")
    town.official.sees("Требует внимания: 1", "⚠️ Свободно на диске")
    story.disk_free_mb = 0
    await story.restart()
    await story.advance(minutes=30)
    town.official.sees(f"{OVER}: места на диске достаточно")
    assert times(town.official, OVER) == 1


async def test_a_notice_that_nobody_sends_is_told_though_nothing_fails(story: Story) -> None:
    """Taken by a process whose clock was wrong, for much too long."""
    town = await make_town(story, SCHOOLS)
    official, director = await ready_to_send(town), town.directors[SCHOOLS[0]]
    official.pressing("Направить 3")()
    await story.app.inbox.receive(story.telegram.take_raw_updates())
    await story.app.inbox.idle()
    await outbox.lease(story.db, story.clock(), timedelta(minutes=30), 3)
    for _ in range(13):
        await story.advance(minutes=1)
    official.sees(f"{ALARM}: сообщения ждут отправки", "опаздывает на 12 минут")
    for _ in range(25):
        await story.advance(minutes=1)
    assert times(director, "отокол № 12 ") == 1
    assert (times(official, ALARM), times(official, OVER)) == (1, 1)


async def test_what_is_tried_again_is_told_with_its_reason_only(story: Story) -> None:
    town = await make_town(story, SCHOOLS)
    official, director = await ready_to_send(town), town.directors[SCHOOLS[0]]
    story.telegram.faults.next(retry_after(1800), method="sendMessage", chat_id=director.id)
    await official.taps("Направить 3")
    for _ in range(20):
        await story.advance(minutes=1)
    official.sees("Больше десяти минут не получается: Telegram просит подождать")
    await official.sends("/status")
    official.sees("⚠️ Повторные попытки из-за помех", "Связь с Telegram: есть")
    for _ in range(15):
        await story.advance(minutes=1)
    assert times(director, "отокол № 12 ") == times(official, OVER) == 1
    assert times(official, f"{ALARM}:") == 1  # of the status


async def test_what_is_late_for_a_moment_after_a_start_is_told_nobody(story: Story) -> None:
    """The process was off while a protocol was to leave in the morning."""
    town = await make_town(story, SCHOOLS)
    official = await ready_to_send(town)
    await official.taps("Утром")
    story.jump("2026-09-03 12:00")
    for _ in range(3):
        await story.advance(minutes=1)
    assert times(town.directors[SCHOOLS[0]], "отокол № 12 ") == 1
    assert times(official, ALARM) == 0


async def test_what_was_set_aside_is_repeated_from_the_status(story: Story) -> None:
    story.expect_error("is set aside")
    town = await make_town(story, SCHOOLS)
    official, director = await ready_to_send(town), town.directors[SCHOOLS[0]]
    story.telegram.faults.next(refusal("message is too long"), chat_id=director.id)
    await official.taps("Направить 3")
    await story.advance(minutes=3)
    assert (times(official, "Отложено из-за ошибки"), times(official, ALARM)) == (1, 0)
    await official.sends("/status")
    official.sees("⚠️ Не отправлено из-за ошибок: 1")
    await official.taps("Повторить неотправленное")
    await story.advance(minutes=3)
    assert times(director, "отокол № 12 ") == 1
    assert times(official, f"{OVER}: неотправленных сообщений нет") == 1


async def test_an_action_that_was_set_aside_is_in_the_status_too(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    story.expect_error("update")
    town = await make_town(story, SCHOOLS)

    async def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(story.app.reader, "read", broken)
    await town.official.uploads(b"1. ", "протокол.txt")
    await town.official.sends("/status")
    town.official.sees("⚠️ Не выполнено из-за ошибок: 1")
    monkeypatch.undo()
    await town.official.taps("Повторить неотправленное")
    await town.official.sends("/status")
    town.official.sees("Всё работает")


async def test_a_line_out_of_reach_and_back_is_one_message(story: Story) -> None:
    """What waits because of it is not told beside it."""
    town = await make_town(story, SCHOOLS)
    official = await ready_to_send(town)
    await official.taps("Утром")
    await story.at("2026-09-02 08:59")
    cut_off(story, minutes=25)
    for _ in range(40):
        await story.advance(minutes=1)
    official.sees(OVER, "не получалось: нет связи с Telegram")
    assert times(official, OVER) == 1
    assert times(official, ALARM) == times(official, "Больше десяти минут") == 0
    assert times(town.directors[SCHOOLS[0]], "отокол № 12 ") == 1


async def test_updates_that_nobody_takes_are_told(story: Story) -> None:
    """The task that polls has ended, whatever ended it, and everything else lives on."""
    town = await make_town(story, SCHOOLS[:1])
    async with polling(story):
        await story.advance(minutes=1)
    for _ in range(13):
        await story.advance(minutes=1)
    assert times(town.official, f"{ALARM}: бот не получает сообщений") == 1


async def test_time_that_stands_still_is_seen_by_who_asks(story: Story) -> None:
    town = await make_town(story, SCHOOLS[:1])
    await story.tick()
    story.clock.move_to(story.clock().replace(hour=20))
    await town.official.sends("/status")
    town.official.sees("⚠️ Напоминания по времени", "Перезапустите бота")


async def test_nights_without_a_backup_are_told_after_two_days(story: Story, tmp_path: Path) -> None:
    story.expect_error("the backup failed")
    town = await make_town(story, SCHOOLS[:1])
    story.backups = str(tmp_path / "backups")
    await story.restart()
    await backups.make(story.db, Vault(tmp_path / "backups", story.folder / "evidence"), story.clock())
    (tmp_path / "backups" / ".kontrol-in-the-way").mkdir()
    await story.advance(days=3)
    await story.advance(minutes=1)
    assert times(town.official, f"{ALARM}: резервной копии нет больше двух суток") == 1
    await town.official.sends("/status")
    town.official.sees("⚠️ Резервная копия: сделана 3 дня назад", "BACKUP_DIR")
    (tmp_path / "backups" / ".kontrol-in-the-way").rmdir()
    await story.advance(days=1)
    assert times(town.official, f"{OVER}: резервная копия сделана") == 1


async def test_a_calendar_that_is_missing_is_told_from_november_and_helped_by_hand(story: Story) -> None:
    town = await make_town(story, SCHOOLS[:1])
    story.jump("2034-10-31 12:00")
    await story.advance(hours=12)
    assert times(town.official, ALARM) == 0
    await story.advance(days=1)
    await story.advance(minutes=1)
    town.official.sees(f"{ALARM}: нет производственного календаря на следующий год", "«Выходные и переносы»")
    await town.official.sends("/settings")
    await town.official.taps("Выходные и переносы")
    await town.official.taps("Добавить день")
    await town.official.sends("09.01.2035 выходной")
    await story.advance(days=3)
    assert (times(town.official, ALARM), times(town.official, OVER)) == (1, 1)
