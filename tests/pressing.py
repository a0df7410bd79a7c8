"""`--every-button`: after a run of all stories, the kinds of buttons that nobody has pressed fail it.

Stories run in several processes; each tells the first one what was pressed in it.
"""

from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData

from sandbox.model import Tap
from views import callbacks

#: Prefixes of the buttons pressed in this process' stories.
pressed: set[str] = set()
KINDS = {
    kind.__prefix__: name
    for name, kind in vars(callbacks).items()
    if isinstance(kind, type) and issubclass(kind, CallbackData) and kind is not CallbackData
}


def was_shown(tap: Tap) -> bool:
    """Whether the button stood on the message at some time: forged and foreign taps press nothing."""
    shown = (button for version in tap.message.versions for row in version.keyboard for button in row)
    return any(button.callback_data == tap.data for button in shown)


def pytest_testnodedown(node: Any) -> None:
    """Another process of the run has ended."""
    pressed.update(getattr(node, "workeroutput", {}).get("pressed", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the first process, or be it and judge."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["pressed"] = sorted(pressed)
    elif session.config.getoption("--every-button") and not session.exitstatus and set(KINDS) - pressed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name what nobody has pressed."""
    never = sorted(name for prefix, name in KINDS.items() if prefix not in pressed)
    if config.getoption("--every-button") and never:
        terminalreporter.write_line(f"BUTTONS THAT NO STORY PRESSES: {', '.join(never)}", red=True)
        terminalreporter.write_line("Press each in a story (tests/stories, the file of its topic): person.taps(label).")
