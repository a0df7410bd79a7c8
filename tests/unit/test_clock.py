"""The present has one owner."""

from datetime import UTC

from bot.clock import SystemClock


async def test_the_present_is_aware_and_waiting_takes_steady_seconds() -> None:
    clock = SystemClock()
    assert clock().tzinfo is UTC
    before = clock.seconds()
    await clock.sleep(0.01)
    assert clock.seconds() > before
