"""What the image holds is enough: the same folders, elsewhere, start and say that they live."""

import shutil
from pathlib import Path

import pytest

from sandbox.server import SandboxServer
from tests.architecture.sources import ROOT
from tests.architecture.test_deploy import copied
from tests.integration.test_lifecycle import Start, bot, hears, server
from tests.process import free_port

__all__ = ["bot", "server"]

pytestmark = pytest.mark.slow


async def test_the_folders_of_the_image_are_a_whole_product(bot: Start, server: SandboxServer, tmp_path: Path) -> None:
    app = tmp_path / "app"
    for room in copied():
        shutil.copytree(ROOT / room, app / room, ignore=shutil.ignore_patterns("__pycache__"))
    where = {"PYTHONPATH": str(app), "PYTHONDONTWRITEBYTECODE": "1", "HEALTH_PORT": str(free_port())}
    before = set(app.rglob("*"))
    process, anna = bot(**where), server.telegram.person("Анна")
    await process.start()
    anna.sends("привет")
    await hears(anna, "приглашение")
    asking = bot("health", **where)
    await asking.launch()
    assert await asking.ends() == 0
    assert await process.stops() == 0
    assert set(app.rglob("*")) == before, "its root is read-only"
