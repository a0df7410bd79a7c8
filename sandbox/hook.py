"""Updates by webhook: brought one after another, each again until it is taken with a 2xx, as Telegram does."""

import asyncio
from collections.abc import Callable

from aiohttp import ClientError, ClientSession, ClientTimeout

from sandbox.telegram import Telegram
from sandbox.updates import Update, Updates

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
#: Seconds between two tries; the platform is more patient.
PAUSE = 0.1


async def bring(telegram: Callable[[], Telegram]) -> None:
    """Until cancelled."""
    async with ClientSession(timeout=ClientTimeout(total=30)) as session:
        while True:
            updates = telegram().updates
            if not updates.webhook_url or not updates.pending:
                updates.changed.clear()
                await updates.changed.wait()
            elif not await _bring(session, updates, updates.pending[0]):
                await asyncio.sleep(PAUSE)


async def _bring(session: ClientSession, updates: Updates, update: Update) -> bool:
    headers = {SECRET: updates.webhook_secret} if updates.webhook_secret else {}
    try:
        async with session.post(updates.webhook_url, json=update, headers=headers) as answer:
            updates.webhook_error = "" if answer.ok else f"Wrong response from the webhook: {answer.status}"
    except (ClientError, TimeoutError) as error:
        updates.webhook_error = type(error).__name__
    if not updates.webhook_error:
        updates.brought(update)
    return not updates.webhook_error
