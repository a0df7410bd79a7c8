"""Engines of all tests remember compiled statements together, as the one engine of a living process does."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_compiled: dict[str, dict[Any, Any]] = defaultdict(dict)
_dialects: dict[str, Dialect] = {}


def create(url: Any, **options: Any) -> AsyncEngine:
    """For db/engine.py. A compiled statement belongs to a dialect: all take that of the first engine that connected."""
    made = create_async_engine(url, **options)
    _share(made.sync_engine)
    return made


def _share(engine: Engine) -> None:
    engine.update_execution_options(compiled_cache=_compiled[engine.name])
    if engine.name in _dialects:
        engine.dialect = _dialects[engine.name]
    else:
        event.listen(engine, "connect", lambda *_: _dialects.setdefault(engine.name, engine.dialect))
