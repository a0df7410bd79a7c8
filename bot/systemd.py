"""What the service manager is told by its socket: ready, alive, stopping. Without systemd nothing is said."""

import os
import socket
from collections.abc import Awaitable, Callable

MICROSECONDS = 1_000_000


def notify(state: str) -> None:
    """Send one line of the protocol of sd_notify(3)."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
        out.sendto(state.encode(), "\0" + address[1:] if address.startswith("@") else address)


def wanted_every() -> float | None:
    """Seconds between two signs of life, half of what systemd waits for; None when it waits for none."""
    wanted, whose = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", "")
    if not wanted.isdecimal() or whose not in ("", str(os.getpid())):
        return None
    return int(wanted) / MICROSECONDS / 2


async def show_life(is_alive: Callable[[], bool], sleep: Callable[[float], Awaitable[None]]) -> None:
    """Until cancelled: the loop goes round, and `is_alive` says that its work does. Silent, we are restarted."""
    every = wanted_every()
    while every is not None:
        if is_alive():
            notify("WATCHDOG=1")
        await sleep(every)
