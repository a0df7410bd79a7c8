"""python -m sandbox [--port N]: the local stand-in for Telegram as a process of its own."""

import argparse
import asyncio
import signal
import sys
from datetime import UTC, datetime

from sandbox.server import SandboxServer
from sandbox.telegram import TOKEN, Telegram, check_token


def _present() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - this process is not the bot and cannot share its clock


async def _serve(telegram: Telegram, port: int) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with SandboxServer(telegram, port=port) as server:
        sys.stdout.write(f"BOT_API_URL={server.url}\nBOT_TOKEN={telegram.token}\n")
        sys.stdout.flush()
        await stop.wait()


def _token(value: str) -> str:
    try:
        return check_token(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A local stand-in for Telegram.")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free port (default: %(default)s)")
    parser.add_argument("--token", type=_token, default=TOKEN, help="default: %(default)s")
    parser.add_argument("--enforce-pace", action="store_true", help="answer 429 to a bot that is too fast")
    options = parser.parse_args()
    telegram = Telegram(_present, token=options.token, enforce_pace=options.enforce_pace)
    asyncio.run(_serve(telegram, options.port))


if __name__ == "__main__":
    main()
