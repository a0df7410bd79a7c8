"""Who may import whom, what starts without the messenger, who speaks Russian."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PRODUCT, ROOT, modules, strings

CYRILLIC = re.compile("[А-Яа-яЁё]")
#: The only places whose strings may be Russian.
RUSSIAN = (
    "views/texts/",
    "domain/minutes/",
    "domain/registry/",
    "domain/answers/",
    "domain/deadlines",
)


MOVE = (
    "A file imports what lies above it. What it needs of it moves down into the lowest topic that both may import, or "
    "the caller passes it as an argument; a file beside the topics that several of them need is added to the ground in "
    "the contract of pyproject.toml. docs/adr/0001-rooms.md has the order and the reasons."
)


def test_rooms_import_in_one_direction() -> None:
    """The contracts are in pyproject.toml."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, f"{checked.stdout}\n{MOVE}"


def test_russian_is_spoken_in_its_own_rooms_only() -> None:
    strangers = [
        f"{path}:{node.lineno} {node.value!r}"
        for path, module in modules(*PRODUCT, "sandbox")
        if not path.startswith(RUSSIAN)
        for node in strings(module)
        if CYRILLIC.search(str(node.value))
    ]
    assert strangers == [], "move these strings to views/texts, into the file called like the card that shows them"


SMALL = {
    "read": ["tests/data/minutes/district.txt"],
    "resolve": ["--registry", "tests/data/registry/district.csv", "директора школ"],
    "migrate": [],
}


@pytest.mark.parametrize("command", SMALL)
def test_commands_that_send_nothing_load_no_messenger(command: str, tmp_path: Path) -> None:
    """`import aiogram` costs seconds and 150 MB; reading a file needs no settings and no database either."""
    heavy = {"aiogram", "apscheduler"} | (set() if command == "migrate" else {"sqlalchemy", "pydantic"})
    script = (
        "import sys\nfrom bot.__main__ import main\n"
        f"assert main({[command, *SMALL[command]]!r}) == 0\n"
        f"print('loaded:', *sorted(set(sys.modules) & {heavy!r}))"
    )
    settings = {"BOT_TOKEN": "42:SANDBOX-TOKEN", "ADMIN_IDS": "1", "DATA_DIR": str(tmp_path)}
    env = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"} | (settings if command == "migrate" else {})
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "loaded:", "import what is heavy inside of the function that needs it"
