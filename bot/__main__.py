"""`python -m bot [run | read | resolve | migrate | backup | restore | move | check | health | update | demo]`.

Each part is imported only when it is asked for.
"""

import importlib
import sys

from views.texts import process

#: Module and function of each command.
COMMANDS = {
    "run": ("bot.run", "main"),
    "read": ("bot.read", "main"),
    "resolve": ("bot.resolve", "main"),
    "migrate": ("bot.migrate", "main"),
    "backup": ("bot.upkeep", "backup"),
    "restore": ("bot.upkeep", "restore"),
    "move": ("bot.move", "main"),
    "check": ("bot.upkeep", "check"),
    "health": ("bot.health", "main"),
    "update": ("bot.update", "main"),
    "demo": ("demo.story", "main"),
}


def main(arguments: list[str]) -> int:
    """The exit status: 0 done, 2 when the call or a setting is wrong."""
    name, *rest = arguments or ["run"]
    if name not in COMMANDS:
        sys.stderr.write(process.unknown_command(name, ", ".join(COMMANDS)) + "\n")
        return 2
    module, function = COMMANDS[name]
    status: int = getattr(importlib.import_module(module), function)(rest)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
