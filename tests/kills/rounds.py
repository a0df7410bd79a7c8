"""Rounds of work, kill -9 and another start, or cut connections: what a stage must be, how a round goes, what counts.

A stage prepares something in the test's own process, lets people act while the bot runs as a process of its own, and
knows what must be true right after the kill and at the end. The bot is killed at a random moment of the time that the
stage takes without a kill.
"""

import asyncio
import os
import random
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from scheduler.delivery import LANES
from tests.kills.world import Act, World

ROUNDS = int(os.environ.get("KILL_ROUNDS", "5"))
#: Where a round costs more.
FEW = int(os.environ.get("KILL_ROUNDS", "2"))
SEED = os.environ.get("KILL_SEED", "2026")
#: The bot starts again so much later: the leases of the killed process have run out.
LATER = timedelta(minutes=2)
#: So often connections are cut in a round.
CUTS = 3

#: Cuts what connections the bot has to its database; returns how many.
Cut = Callable[[], Awaitable[int]]


class Stage(Protocol):
    """What is done and what must be true."""

    async def prepare(self, number: int) -> Sequence[Act]:
        """Make the round ready in this process; returns what people do at the same time."""

    async def check_killed(self, number: int) -> None:
        """Right after the kill: nothing is half done."""

    async def check(self, number: int) -> None:
        """At the end: nothing is lost, nothing happened twice."""


@dataclass
class Tally:
    """What the rounds of a stage have shown."""

    stage: str
    seconds: float = 0.0  # until people have what they wait for, in a round without a kill
    in_the_middle: int = 0
    repeats: list[int] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.stage}: {len(self.repeats)} kills in {self.seconds:.2f} s of work, {self.in_the_middle} before its "
            f"end; repeats: {sum(self.repeats)} in all, {max(self.repeats)} at most in a round (seed {SEED})"
        )


async def kill_again_and_again(name: str, world: World, stage: Stage) -> Tally:
    """One undisturbed round to know how long it takes, then ROUNDS rounds with a kill in each."""
    dice = random.Random(f"{SEED}:{name}")  # noqa: S311 - repeatable on purpose
    tally = Tally(name)
    tally.seconds = await _undisturbed(world, stage)
    for number in range(1, ROUNDS + 1):
        delay = dice.uniform(0, 1.1 * tally.seconds)
        unfinished, repeats = await _round(world, stage, number, delay)
        tally.in_the_middle += unfinished
        tally.repeats.append(repeats)
        sys.stdout.write(f"{name} {number}: killed after {delay:.3f} s, {unfinished=}, {repeats=}\n")
    sys.stdout.write(f"{tally}\n")
    return tally


async def cut_again_and_again(name: str, world: World, stage: Stage, cut: Cut) -> int:
    """One undisturbed round, then FEW rounds with `cut` CUTS times in each; returns how much it has cut."""
    dice = random.Random(f"{SEED}:{name}")  # noqa: S311 - repeatable on purpose
    seconds, done = await _undisturbed(world, stage), 0
    for number in range(1, FEW + 1):
        acts = await stage.prepare(number)
        world.story.telegram.journal.clear()
        pid = await world.start()
        people = asyncio.gather(*(act() for act in acts))
        for _ in range(CUTS):
            await asyncio.sleep(dice.uniform(0, 1.1 * seconds / CUTS))
            done += await cut()
        await people
        await world.settled()
        await world.forks.kill(pid)
        await stage.check(number)
        await world.check()
        assert world.repeats() == 0, "whoever lives on knows what it has sent"
        world.story.clock.move_to(world.story.clock() + LATER)
    sys.stdout.write(f"{name}: {done} connections cut in {FEW} rounds (seed {SEED})\n")
    return done


async def _undisturbed(world: World, stage: Stage) -> float:
    acts = await stage.prepare(0)
    world.story.telegram.journal.clear()
    pid = await world.start()
    begun = time.monotonic()
    await asyncio.gather(*(act() for act in acts))
    seconds = time.monotonic() - begun
    await world.settled()
    if not acts:
        seconds = time.monotonic() - begun
    await world.forks.kill(pid)
    await stage.check(0)
    assert world.repeats() == 0, "a repeat without a kill"
    world.story.clock.move_to(world.story.clock() + LATER)
    return seconds


async def _round(world: World, stage: Stage, number: int, delay: float) -> tuple[bool, int]:
    """Whether the kill came before the end, and how many messages came twice."""
    acts = await stage.prepare(number)
    world.story.telegram.journal.clear()
    pid = await world.start()
    people = asyncio.gather(*(act() for act in acts))
    await asyncio.sleep(delay)
    await world.forks.kill(pid)
    unfinished = not people.done() or not await world.is_quiet()
    await stage.check_killed(number)
    world.story.clock.move_to(world.story.clock() + LATER)
    pid = await world.start()
    await people
    await world.settled()
    await world.forks.kill(pid)
    await stage.check(number)
    await world.check()
    repeats = world.repeats()
    assert repeats <= LANES, "more repeats than sends in flight"
    world.story.clock.move_to(world.story.clock() + LATER)
    return unfinished, repeats
