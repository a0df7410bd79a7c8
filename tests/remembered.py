"""How a story begins is lived through once: the next story with the same beginning gets a copy of that world.

A copy holds the database, the files, the messenger with its people and ids, the moment, and what the process knows.
"""

import io
import itertools
import pickle
import shutil
from ast import literal_eval
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.app import App
from db.engine import Database
from scheduler.pacing import Pace
from tests.copies import Copy, keep, place, put_back
from tests.story import Story

Begin = TypeVar("Begin", bound=Callable[..., Coroutine[Any, Any, Any]])

#: What a middleware knows from earlier updates and calls; the rest of it are its tools.
KNOWS = (dict, set, list, deque, float, itertools.count)


@dataclass(frozen=True)
class World:
    """A story at rest."""

    memory: bytes
    database: Copy
    files: Path


worlds: dict[object, World] = {}


def remembered(begin: Begin) -> Begin:
    """For a coroutine that begins a story and returns what the story goes on with: people, a town."""

    @wraps(begin)
    async def beginning(story: Story, *args: Any, **kwargs: Any) -> Any:
        if not story.is_untouched():
            return await begin(story, *args, **kwargs)
        rules = story.telegram.enforce_pace, story.telegram.tap_expires
        key = begin, args, tuple(kwargs.items()), story.clock(), _server(story.db), rules
        if key in worlds:
            return await _enter(story, worlds[key])
        made = await begin(story, *args, **kwargs)
        worlds[key] = await _copy(story, made)
        return made

    return cast("Begin", beginning)


def _server(db: Database) -> str:
    """Where a copy can be put back: into any file, but on PostgreSQL only into the database it was taken in."""
    return "" if db.sqlite else str(db.url.database)


async def _copy(story: Story, made: object) -> World:
    memory = io.BytesIO()
    memories = [known(each) for each in knowing(story.app)]
    _Out(story, memory).dump((vars(story.telegram), story.people, story.admins, story.clock.now, memories, made))
    files = place()
    if story.folder.exists():
        shutil.copytree(story.folder, files, dirs_exist_ok=True)
    return World(memory.getvalue(), await keep(story.db, story.app.db), files)


async def _enter(story: Story, world: World) -> Any:
    await put_back(world.database, story.db, story.app.db)
    shutil.copytree(world.files, story.folder, dirs_exist_ok=True)
    telegram, story.people, story.admins, now, known, made = _In(story, io.BytesIO(world.memory)).load()
    vars(story.telegram).update(telegram)
    story.clock.move_to(now)
    for each, knows in zip(knowing(story.app), known, strict=True):
        vars(each).update(knows)
    return made


def knowing(app: App) -> Iterator[object]:
    """Everything in the process that remembers an update or a call when it is over."""
    for router in (app.dispatcher, *app.dispatcher.sub_routers):
        for observer in router.observers.values():
            yield from observer.outer_middleware
    for middleware in app.bot.session.middleware:
        yield middleware
        if isinstance(middleware, Pace):
            yield middleware._pacer


def known(one: object) -> dict[str, Any]:
    return {name: value for name, value in getattr(one, "__dict__", {}).items() if isinstance(value, KNOWS)}


class _Out(pickle.Pickler):
    """Leaves out what the next story has of its own."""

    def __init__(self, story: Story, file: io.BytesIO) -> None:
        super().__init__(file)
        self.dispatch_table = {itertools.count: _counter}
        self._own = {id(each): name for name, each in _own(story).items()}

    def persistent_id(self, thing: object) -> str | None:
        return self._own.get(id(thing))


class _In(pickle.Unpickler):
    def __init__(self, story: Story, file: io.BytesIO) -> None:
        super().__init__(file)
        self._own = _own(story)

    def persistent_load(self, name: str) -> object:
        return self._own[name]


def _own(story: Story) -> dict[str, object]:
    return {"story": story, "telegram": story.telegram, "clock": story.clock}


def _counter(counter: Any) -> tuple[Any, tuple[int, ...]]:
    """How a counter is made anew; by itself it cannot be copied since Python 3.14."""
    at = literal_eval(repr(counter).removeprefix("count"))
    return itertools.count, at if isinstance(at, tuple) else (at,)
