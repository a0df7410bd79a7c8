"""What happens before the bot begins to poll, killed: the first start, a migration."""

import asyncio
import random
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from db.engine import Database
from sandbox.server import SandboxServer
from sandbox.telegram import Telegram
from tests.kills.forks import Forks
from tests.kills.rounds import FEW, SEED
from tests.people import NOW

#: Waits until the process with this id has done it.
Done = Callable[[int], Awaitable[object]]
#: Parts of the undisturbed round, for when no kill has come before its end.
SOONER = (0.2, 0.1, 0.05, 0.02, 0.0)


def settings_for(db: Database, folder: Path, telegram: Telegram, server: SandboxServer) -> Mapping[str, str]:
    """Of a process of the bot on this database."""
    return {
        "BOT_TOKEN": telegram.token,
        "ADMIN_IDS": "17",
        "DATA_DIR": str(folder),
        "DATABASE_URL": db.url.render_as_string(hide_password=False),
        "BOT_API_URL": server.url,
    }


async def begin_again_and_again(
    forks: Forks,
    command: str,
    prepare: Callable[[], Awaitable[object]],
    done: Done,
    check_killed: Callable[[], Awaitable[bool]],
    check: Callable[[], Awaitable[object]],
) -> int:
    """One undisturbed round to know how long it takes, then FEW rounds with a kill and another start in each.

    The first kill comes in the middle, the others at random moments; sooner and sooner where the machine has become
    faster since and every one came too late. `done` returns when a process has done it and has
    ended, `check_killed` whether the kill left it undone. Returns how often it did.
    """
    dice = random.Random(f"{SEED}:{command}")  # noqa: S311 - repeatable on purpose
    await prepare()
    begun = time.monotonic()
    await done(await forks.start(NOW, command))
    seconds = time.monotonic() - begun
    await check()
    undone, kills, delays = 0, 0, [0.5, *(dice.uniform(0, 1.1) for _ in range(FEW - 1))]
    for number, part in enumerate((*delays, *SOONER), 1):
        if number > FEW and undone:
            break
        await prepare()
        delay = seconds * part
        pid = await forks.start(NOW, command)
        await asyncio.sleep(delay)
        await forks.kill(pid)
        was_undone = await check_killed()
        undone, kills = undone + was_undone, number
        sys.stdout.write(f"{command} {number}: killed after {delay:.3f} s of {seconds:.3f}, {was_undone=}\n")
        await done(await forks.start(NOW, command))
        await check()
    sys.stdout.write(f"{command}: {kills} kills, {undone} before its end (seed {SEED})\n")
    return undone
