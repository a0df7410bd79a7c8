"""Fixtures shared by all tests."""

import gc
import importlib
import pkgutil
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

import domain
from db import engine
from db.engine import Database
from tests import engines
from tests.database import POSTGRES, postgres_database, shared_postgres_database, sqlite_database

if TYPE_CHECKING:
    from tests.story import Story

# Nothing is judged by the clock on the wall: a slow machine proves the same.
hypothesis.settings.register_profile("suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("suite")
vars(engine).update(SYNCHRONOUS="OFF", create_async_engine=engines.create)
#: Stories of a file; without any, handlers and views would be reached by nothing.
TRACED = 3
BACKENDS = ["sqlite", *(["postgresql"] if POSTGRES else [])]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-button", action="store_true", help="fail when a kind of button was pressed by no story")

    parser.addoption("--measure-stories", action="store_true", help="with --cov: measure what stories reach too")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--every-button") or hasattr(config, "workerinput"):
        from tests import pressing

        config.pluginmanager.register(pressing)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests begin first, or one process works on while the others are done.

    Of stories, whose time tracing would double, the first ones of each file are traced: the main road of its subject.
    """
    traced = Counter[Path]()
    for item in items:
        if "stories" in item.path.parts and not config.getoption("--measure-stories"):
            traced[item.path] += 1
            if traced[item.path] > TRACED or item.get_closest_marker("long"):
                item.add_marker("no_cover")
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded stays loaded: the collector of garbage need not walk it before every test.

    Where coverage is measured everything is loaded now: what a story that is not traced imports first counts as missed.
    """
    if getattr(session.config.option, "cov_source", None):
        for module in pkgutil.walk_packages(domain.__path__, "domain."):
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of the database run on every backend; a story on SQLite, unless it is marked `both_databases`."""
    if "db" in metafunc.fixturenames:
        story = "stories" in metafunc.definition.path.parts
        both = metafunc.definition.get_closest_marker("both_databases") is not None
        metafunc.parametrize("db", BACKENDS[:1] if story and not both else BACKENDS, indirect=True)


@pytest.fixture
async def db(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty migrated database; also on PostgreSQL when TEST_DATABASE_URL is set."""
    if request.param == "sqlite":
        opened = sqlite_database(tmp_path)
    else:
        is_alone = "migrations" in request.path.parts or request.node.get_closest_marker("own_database")
        opened = postgres_database() if is_alone else shared_postgres_database()
    async with opened as database:
        yield database


@pytest.fixture
async def story(request: pytest.FixtureRequest, db: Database, tmp_path: Path) -> AsyncIterator["Story"]:
    """The whole application against the sandbox Telegram; see tests/story.py."""
    from services.drafts.reading import Reader
    from tests.story import ReadsHere, telling

    reader = Reader if request.node.get_closest_marker("reader_process") else ReadsHere
    async with telling(db, tmp_path / "data", reader=reader) as told:
        yield told
