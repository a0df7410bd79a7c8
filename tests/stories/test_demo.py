"""`make demo` as a newcomer runs it."""

import asyncio
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from demo.people import Someone
from demo.stage import Mismatch, Stage
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def test_the_main_job_goes_from_a_file_to_done_and_to_overdue() -> None:
    """With a setting that a real bot would refuse: the demo needs none."""
    played = subprocess.run(
        [sys.executable, "-m", "bot", "demo"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "BOT_TOKEN": "not a token", "LANG": "C"},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    said = played.stdout.decode()
    assert played.returncode == 0, said[-3000:] + played.stderr.decode()
    for words in ("Прочитано пунктов: 5", "возвращён на доработку", "Отчёт принят, спасибо!", "на 4 дня"):
        assert words in said
    assert "лишних повторов сообщений: 0" in said


async def test_a_bot_that_answers_otherwise_ends_the_demo(tmp_path: Path) -> None:
    start = datetime(2026, 9, 1, 10, tzinfo=ZoneInfo("Europe/Moscow"))
    async with Stage(tmp_path, start) as stage:
        await stage.ready()
        stage.patience = 3.0
        official = Someone(stage, "Ольга Седова", "отдел", admin=True)
        await official.starts()
        with pytest.raises(Mismatch, match="Ольга не видит текста «до свидания»"):
            await official.sees("до свидания")
        with pytest.raises(Mismatch, match=r"кнопки \[Выключить\]"):
            await official.presses("Выключить")
        assert await stage.stop() == 0
        with pytest.raises(Mismatch, match="остановился"):
            await official.writes("/start")


async def test_the_bot_of_the_demo_never_outlives_it(tmp_path: Path) -> None:
    start = datetime(2026, 9, 1, 10, tzinfo=ZoneInfo("Europe/Moscow"))
    async with Stage(tmp_path, start) as stage:
        await stage.ready()
        orders = stage.bot.process.stdin
        assert orders is not None
        orders.close()
        assert await asyncio.wait_for(stage.bot.ended(), PATIENCE) == 0
