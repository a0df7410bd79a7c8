"""`python -m bot update`: backup, stop, newer code, packages, tables, start; all the way back when it does not live.

Run as the owner of the code, from its folder. What it changes it does by other programs, each of which may be another
one (`--install`, `--stop`, `--start`): this process goes on with the code it began with.
"""

import shlex
import subprocess
import sys
import time
from dataclasses import dataclass, replace

from bot.config import Settings, SettingsError, load_settings
from bot.health import answers_at
from views.texts import process
from views.texts.upkeep import updating as texts

PYTHON = shlex.quote(sys.executable)
INSTALL = f"{PYTHON} -m pip install --quiet --disable-pip-version-check -r requirements.txt"
POSTGRES = " -r requirements-postgres.txt"
#: So often in a row, once a second, a process has to say that it lives: one that ends and is restarted does not.
ANSWERS = 5
#: Seconds until the version before lives again, however impatient somebody is with the new one.
BACK_WITHIN = 120.0


class Failed(Exception):
    """A step did not succeed."""


@dataclass(frozen=True, slots=True)
class Commands:
    """The steps that depend on the place, as words of a shell."""

    install: str = INSTALL
    stop: str = "sudo systemctl stop kontrol"
    start: str = "sudo systemctl start kontrol"
    patience: str = "120"  # seconds until the new version has to live


def main(arguments: list[str]) -> int:
    """0: the newest version runs; 1: it does not, and the one before runs again; 2: nothing was touched."""
    try:
        settings = load_settings()
        commands = _commands(arguments, settings)
        if settings.health_port is None:
            raise SettingsError(process.setting_missing("HEALTH_PORT"))
        return _update(commands, settings.health_port)
    except SettingsError as error:
        return _say(str(error), 2)


def _commands(arguments: list[str], settings: Settings) -> Commands:
    of_server = settings.database.startswith("postgresql")
    commands = Commands(install=INSTALL + (POSTGRES if of_server else ""))
    words = iter(arguments)
    for word in words:
        name, value = word.removeprefix("--"), next(words, None)
        if value is None or name not in Commands.__slots__ or (name == "patience" and not value.isdecimal()):
            raise SettingsError(texts.USAGE)
        commands = replace(commands, **{name: value})
    return commands


def _update(commands: Commands, port: int) -> int:
    try:
        if _told("git status --porcelain"):
            return _say(texts.CHANGED, 2)
        code, tables = _told("git rev-parse HEAD"), _told(f"{PYTHON} -m bot migrate --show")
        _run(f"{PYTHON} -m bot backup", "git fetch --quiet")
        if _told("git rev-parse @{upstream}") == code:
            return _say(texts.NEWEST, 0)
    except Failed as error:
        return _say(texts.not_begun(str(error)), 2)
    is_migrated = False
    try:
        # Stopped first: a running process imports some of its code and packages later, and would get the new ones.
        _run(commands.stop, "git merge --ff-only --quiet @{upstream}", commands.install, f"{PYTHON} -m bot migrate")
        is_migrated = True
        _run(commands.start)
        _wait_for_life(port, float(commands.patience))
    except Failed as error:
        return _go_back(commands, port, code, tables if is_migrated else "", str(error))
    return _say(texts.DONE, 0)


def _go_back(commands: Commands, port: int, code: str, tables: str, why: str) -> int:
    """The newer code takes its tables back, then the older one takes over: what people did meanwhile is kept."""
    _say(texts.going_back(why), 1)
    try:
        back = (f"{PYTHON} -m bot migrate --to {tables}",) if tables else ()
        _run(commands.stop, *back, f"git reset --hard --quiet {code}", commands.install, commands.start)
        _wait_for_life(port, BACK_WITHIN)
    except Failed as error:
        return _say(texts.stuck(str(error)), 1)
    return _say(texts.BACK, 1)


def _run(*commands: str) -> None:
    for command in commands:
        _say(f"$ {command}", 0)
        if subprocess.run(shlex.split(command), check=False).returncode:  # noqa: S603 - words of ours and of the operator
            raise Failed(command)


def _told(command: str) -> str:
    done = subprocess.run(shlex.split(command), check=False, capture_output=True, text=True)  # noqa: S603 - words of ours
    if done.returncode:
        raise Failed(command)
    return done.stdout.strip()


def _wait_for_life(port: int, patience: float) -> None:
    in_a_row, until = 0, time.monotonic() + patience
    while in_a_row < ANSWERS:
        if time.monotonic() > until:
            raise Failed(f"{PYTHON} -m bot health")
        time.sleep(1.0)
        in_a_row = in_a_row + 1 if answers_at(port) else 0


def _say(line: str, status: int) -> int:
    sys.stderr.write(f"{line}\n")
    return status
