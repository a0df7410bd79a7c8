"""The real application in this process, quickly through the past: how the prepared town gets its history."""

import re
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.app import build
from bot.config import Settings
from db.migrate import migrate
from sandbox.clock import StandingClock
from sandbox.model import Message
from sandbox.people import Person
from sandbox.session import SandboxSession
from sandbox.telegram import Telegram

_LINK = re.compile(r"https://t\.me/\S+\?start=[\w-]+")


class Rehearsal:
    """`async with Rehearsal(telegram, clock, folder, admins) as play:` people act, the bot has answered at return."""

    def __init__(self, telegram: Telegram, clock: StandingClock, folder: Path, admins: frozenset[int]) -> None:
        settings = Settings(
            _env_file=None,
            bot_token=SecretStr(telegram.token),
            admin_ids=admins,
            data_dir=folder,
        )
        folder.mkdir(parents=True, exist_ok=True)
        self._telegram, self._clock = telegram, clock
        self._app = build(settings, clock=clock, session=SandboxSession(telegram))

    async def __aenter__(self) -> "Rehearsal":
        await migrate(self._app.db)
        await self._app.greet()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._app.tasks.cancel()
        await self._app.close()

    async def at(self, moment: datetime) -> None:
        """Go on to a moment, and let happen what becomes due then."""
        self._clock.move_to(moment)
        for tick in self._app.ticks:
            await tick.run()
        await self._settle()

    async def _settle(self) -> None:
        delivered = True
        while delivered or self._telegram.updates.pending:
            await self._app.inbox.receive(self._telegram.take_raw_updates())
            await self._app.inbox.idle()
            delivered = await self._app.delivery.deliver()
        await self._clock.sleep(20)  # a person needs a moment for everything

    # --- what people do

    async def writes(self, who: Person, text: str) -> None:
        who.sends(text)
        await self._settle()

    async def sends_file(self, who: Person, data: bytes, name: str) -> None:
        who.uploads_document(data, name)
        await self._settle()

    async def sends_photo(self, who: Person, data: bytes, caption: str = "") -> None:
        who.uploads_photo(data, caption=caption)
        await self._settle()

    async def opens(self, who: Person, link: str) -> None:
        who.opens(link)
        await self._settle()

    async def presses(self, who: Person, label: str, on: str = "") -> None:
        """The button that begins with `label`, on the message changed last that has it and contains `on`."""
        message, full = find(who, label, on)
        who.taps(full, on=message)
        await self._settle()


def find(who: Person, label: str, on: str = "") -> tuple[Message, str]:
    for message in sorted(who.received, key=lambda each: (each.current.at, each.id), reverse=True):
        for full in (each for row in message.labels for each in row):
            if full.startswith(label) and on in message.text:
                return message, full
    raise LookupError(f"{who.user.first_name} has no button {label!r}: {who.received[-3:]}")


def link_of(who: Person) -> str:
    """The invitation shown last."""
    links = [found for message in who.received for found in _LINK.findall(message.text)]
    if not links:
        raise LookupError("no invitation in the chat")
    return str(links[-1])
