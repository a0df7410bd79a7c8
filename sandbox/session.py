"""The face for tests: an aiogram session whose other end is the model in this process."""

import asyncio
import errno
from collections.abc import AsyncGenerator, Callable
from http import HTTPStatus
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from aiohttp import ClientResponseError, RequestInfo, ServerDisconnectedError
from aiohttp_socks import ProxyConnectionError
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from sandbox import gateway
from sandbox.faults import Kind
from sandbox.params import Params, Upload
from sandbox.telegram import Telegram

_NETWORK_ERRORS = {
    Kind.TIMEOUT: "Request timeout error",
    Kind.RESET: "ServerDisconnectedError: Server disconnected",
    Kind.OUTAGE: "ClientConnectorError: Cannot connect to host api.telegram.org:443",
}


class SandboxSession(BaseSession):
    """Raises what the real session raises; a lost answer comes at once instead of after the timeout.

    `in_transaction` tells whether a database transaction is open: a call made then is kept in `violations`
    and raises AssertionError. `latency` is the real time of a round trip, in seconds.
    """

    def __init__(
        self,
        telegram: Telegram,
        *,
        in_transaction: Callable[[], bool] | None = None,
        latency: float = 0.0,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.telegram = telegram
        self.violations: list[str] = []
        self._in_transaction = in_transaction
        self._latency = latency

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - the signature of aiogram
    ) -> TelegramType:
        name = method.__api_method__
        self._check_transaction(name)
        params = await self._params(bot, method)
        await asyncio.sleep(self._latency)
        try:
            reply = await gateway.answer(self.telegram, bot.token, name, params)
        except gateway.NoAnswerError as error:
            raise _no_answer(error.kind, method) from error
        response = self.check_response(bot=bot, method=method, status_code=reply.status, content=reply.body)
        return cast("TelegramType", response.result)

    async def _params(self, bot: Bot, method: TelegramMethod[TelegramType]) -> Params:
        """The parameters as the real session would put them into a form: strings, and nothing empty."""
        files: dict[str, InputFile] = {}
        values = {
            key: prepared
            for key, value in method.model_dump(warnings=False).items()
            if (prepared := self.prepare_value(value, bot=bot, files=files))
        }
        uploads = {
            key: Upload(file.filename or key, b"".join([chunk async for chunk in file.read(bot)]))
            for key, file in files.items()
        }
        return Params(values, uploads)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,  # noqa: ARG002 - the signature of aiogram
        timeout: int = 30,  # noqa: ARG002, ASYNC109
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: ARG002
    ) -> AsyncGenerator[bytes, None]:
        self._check_transaction("download")
        await asyncio.sleep(self._latency)
        try:
            token, path = self._file_address(url)
            download = gateway.download(self.telegram, token, path)
        except gateway.NoAnswerError as error:
            raise _no_content(error.kind) from error
        if isinstance(download, gateway.Reply):
            raise _response_error(url, download.status)
        for start in range(0, len(download), chunk_size):
            yield download[start : start + chunk_size]

    def _file_address(self, url: str) -> tuple[str, str]:
        _, _, address = url.partition("/file/bot")
        token, _, path = address.partition("/")
        return token, path

    def _check_transaction(self, name: str) -> None:
        if self._in_transaction is not None and self._in_transaction():
            self.violations.append(name)
            raise AssertionError(f"{name} was called inside a database transaction")

    async def close(self) -> None:
        """Nothing is open."""


def _no_answer(kind: Kind, method: TelegramMethod[Any]) -> Exception:
    return _no_proxy() if kind is Kind.PROXY else TelegramNetworkError(method=method, message=_NETWORK_ERRORS[kind])


def _no_content(kind: Kind) -> Exception:
    if kind is Kind.PROXY:
        return _no_proxy()
    return TimeoutError() if kind is Kind.TIMEOUT else ServerDisconnectedError()


def _no_proxy() -> Exception:
    """What the library of proxies raises, aiogram lets through."""
    return ProxyConnectionError(errno.ECONNREFUSED, "Could not connect to proxy")


def _response_error(url: str, status: int) -> ClientResponseError:
    address = URL(url)
    request = RequestInfo(address, "GET", CIMultiDictProxy(CIMultiDict()), address)
    return ClientResponseError(request, (), status=status, message=HTTPStatus(status).phrase)
