"""Proxies on this machine that can be switched off: one that speaks HTTP (CONNECT), one that speaks SOCKS5."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Proxy:
    """Listens on one port for good; down, it accepts nobody and cuts whoever is connected."""

    scheme = "http"

    def __init__(self) -> None:
        self._server: asyncio.Server | None = None
        self._port = 0
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self._port}"

    async def up(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def down(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._writers):
            writer.transport.abort()

    async def asked(self, near: Streams) -> tuple[str, int]:
        """Where the client wants to go, agreed to in its own words."""
        reader, writer = near
        line, *_ = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        host, _, port = line.split()[1].rpartition(":")
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        return host, int(port)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                far = await asyncio.open_connection(*await self.asked((reader, writer)))
                self._writers.add(far[1])
                await asyncio.gather(_pass(reader, far[1]), _pass(far[0], writer))
        finally:
            self._writers.discard(writer)
            writer.close()


class SocksProxy(Proxy):
    scheme = "socks5"

    async def asked(self, near: Streams) -> tuple[str, int]:
        reader, writer = near
        _, count = await reader.readexactly(2)
        await reader.readexactly(count)
        writer.write(b"\x05\x00")
        _, _, _, kind = await reader.readexactly(4)
        length = 4 if kind == 1 else (await reader.readexactly(1))[0]
        address = await reader.readexactly(length)
        host = ".".join(map(str, address)) if kind == 1 else address.decode()
        port = int.from_bytes(await reader.readexactly(2))
        writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        return host, port


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def proxy(kind: type[Proxy]) -> AsyncIterator[Proxy]:
    """A proxy that is up; whatever state it was left in, it is gone afterwards."""
    made = kind()
    await made.up()
    try:
        yield made
    finally:
        await made.down()
