"""How a test waits for what must come: by looking again and again, as long as the slowest machine may need."""

import asyncio
import inspect
from collections.abc import Callable

#: Seconds. Only a test that fails waits so long.
PATIENCE = 600


async def until(is_so: Callable[[], object], *, pause: float = 0.002) -> None:
    """Wait for what raises no event: a list, a table, another process. `is_so` may be a coroutine."""
    async with asyncio.timeout(PATIENCE):
        while not (await found if inspect.isawaitable(found := is_so()) else found):  # noqa: ASYNC110 - see above
            await asyncio.sleep(pause)
