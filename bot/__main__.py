"""`python -m bot [run | read | resolve | migrate | demo]`: each part is imported only when it is asked for."""

import importlib
import sys

from views.texts import process

COMMANDS = {
    "run": "bot.run",
    "read": "bot.read",
    "resolve": "bot.resolve",
    "migrate": "bot.migrate",
    "demo": "demo.story",
}


def main(arguments: list[str]) -> int:
    """The exit status: 0 done, 2 when the call or a setting is wrong."""
    name, *rest = arguments or ["run"]
    if name not in COMMANDS:
        sys.stderr.write(process.unknown_command(name, ", ".join(COMMANDS)) + "\n")
        return 2
    status: int = importlib.import_module(COMMANDS[name]).main(rest)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
