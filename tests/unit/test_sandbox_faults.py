"""Trouble on order, the journal that counts doubles, and the guard against calls inside a transaction."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import BufferedInputFile
from aiohttp import ClientResponseError, ServerDisconnectedError
from aiohttp_socks import ProxyConnectionError

from sandbox import faults
from sandbox.faults import Failure, Kind
from sandbox.session import SandboxSession
from sandbox.telegram import Telegram


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(lambda: datetime(2026, 11, 2, 9, 0, tzinfo=UTC))


@pytest.fixture
def bot(telegram: Telegram) -> Bot:
    return Bot(telegram.token, session=SandboxSession(telegram))


@pytest.fixture
def chat(telegram: Telegram) -> int:
    person = telegram.person("Вера")
    person.starts()
    return person.id


@pytest.mark.parametrize(
    ("failure", "raised", "arrives"),
    [
        (faults.SERVER_ERROR, TelegramServerError, False),
        (faults.HTML_PAGE, ClientDecodeError, False),
        (faults.HTML_PAGE_AFTER_ACCEPTING, ClientDecodeError, True),
        (faults.TIMEOUT, TelegramNetworkError, False),
        (faults.TIMEOUT_AFTER_ACCEPTING, TelegramNetworkError, True),
        (faults.RESET, TelegramNetworkError, False),
        (faults.RESET_AFTER_ACCEPTING, TelegramNetworkError, True),
        (Failure(Kind.OUTAGE), TelegramNetworkError, False),
        (faults.PROXY_DOWN, ProxyConnectionError, False),
    ],
)
async def test_each_failure_hits_once(
    telegram: Telegram, bot: Bot, chat: int, failure: Failure, raised: type[Exception], arrives: bool
) -> None:
    telegram.faults.next(failure, method="sendMessage")
    await bot.get_me()
    with pytest.raises(raised):
        await bot.send_message(chat, "отчёт принят")
    assert len(telegram.people[chat].received) == arrives
    await bot.send_message(chat, "отчёт принят")
    assert list(telegram.journal.doubles().values()) == [2] * arrives
    assert [call.accepted for call in telegram.journal.calls("sendMessage")] == [arrives, True]


async def test_flood_control_tells_how_long(telegram: Telegram, bot: Bot, chat: int) -> None:
    telegram.faults.next(faults.retry_after(17), times=2, chat_id=chat)
    for _ in range(2):
        with pytest.raises(TelegramRetryAfter) as refusal:
            await bot.send_message(chat, "x")
        assert refusal.value.retry_after == 17
    await bot.send_message(chat, "x")


async def test_only_the_chosen_chat_suffers(telegram: Telegram, bot: Bot, chat: int) -> None:
    other = telegram.person("Олег")
    other.starts()
    telegram.faults.next(faults.RESET, chat_id=chat)
    await bot.send_message(other.id, "x")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(chat, "x")


async def test_a_share_of_the_calls_repeats_with_its_seed(telegram: Telegram, bot: Bot, chat: int) -> None:
    async def run(seed: int) -> list[bool]:
        telegram.faults.sometimes(faults.TIMEOUT, 0.3, seed=seed)
        telegram.journal.clear()
        for _ in range(40):
            try:
                await bot.send_chat_action(chat, "typing")
            except TelegramNetworkError:
                continue
        telegram.faults.clear()
        return [call.accepted for call in telegram.journal.calls()]

    first = await run(1)
    assert first == await run(1)
    assert first != await run(2)
    assert 15 < sum(first) < 40


async def test_an_outage_lasts_until_it_ends(telegram: Telegram, bot: Bot) -> None:
    telegram.faults.outage = True
    for _ in range(3):
        with pytest.raises(TelegramNetworkError, match="Cannot connect"):
            await bot.get_me()
    telegram.faults.outage = False
    await bot.get_me()


async def test_downloads_fail_as_the_real_ones(telegram: Telegram, bot: Bot, chat: int) -> None:
    uploaded = telegram.people[chat].uploads_document(b"PK", "a.docx")
    assert uploaded.file
    expected: list[tuple[Failure, type[Exception]]] = [
        (faults.SERVER_ERROR, ClientResponseError),
        (faults.TIMEOUT, TimeoutError),
        (faults.RESET, ServerDisconnectedError),
    ]
    for failure, raised in expected:
        telegram.faults.next(failure, method="download")
        with pytest.raises(raised):
            await bot.download(uploaded.file.file_id)
    with pytest.raises(ClientResponseError, match="404"):
        await bot.download_file("documents/other.docx")
    stream = await bot.download(uploaded.file.file_id)
    assert stream
    assert stream.read() == b"PK"


async def test_doubles_compare_files_by_content(telegram: Telegram, bot: Bot, chat: int) -> None:
    for data in (b"a", b"b", b"a"):
        await bot.send_document(chat, BufferedInputFile(data, "Просрочено.xlsx"))
    assert list(telegram.journal.doubles().values()) == [2]


async def test_a_call_inside_a_transaction_is_caught(telegram: Telegram, chat: int) -> None:
    is_open = True
    session = SandboxSession(telegram, in_transaction=lambda: is_open)
    bot = Bot(telegram.token, session=session)
    with pytest.raises(AssertionError, match="sendMessage was called inside a database transaction"):
        await bot.send_message(chat, "x")
    with pytest.raises(AssertionError):
        await bot.download_file("documents/x")
    assert session.violations == ["sendMessage", "download"]
    assert telegram.people[chat].received == []
    is_open = False
    await bot.send_message(chat, "x")


class Watch(BaseRequestMiddleware):
    def __init__(self) -> None:
        self.seen: list[str] = []

    async def __call__(self, make_request: Any, bot: Bot, method: Any) -> Any:
        self.seen.append(method.__api_method__)
        return await make_request(bot, method)


async def test_request_middlewares_are_honoured(bot: Bot) -> None:
    watch = Watch()
    bot.session.middleware(watch)
    await bot.get_me()
    assert watch.seen == ["getMe"]
