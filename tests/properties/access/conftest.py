"""The scene of every attempt."""

import pytest

from db.engine import Database
from tests.properties.access.scene import Scene, make_scene


@pytest.fixture
async def scene(db: Database) -> Scene:
    return await make_scene(db)
