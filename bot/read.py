"""`python -m bot read FILE [--json]`: the draft of one file, without settings, database or messenger."""

import json
import logging
import sys
from pathlib import Path

from domain.errors import DomainError
from views.texts.drafts import printed as texts

EXIT_USAGE = 2


def main(arguments: list[str]) -> int:
    """Print what was read. Status 0; 2 when the call is wrong or the file is refused (one sentence on stderr)."""
    as_json = "--json" in arguments
    names = [name for name in arguments if name != "--json"]
    if len(names) != 1:
        sys.stderr.write(texts.USAGE + "\n")
        return EXIT_USAGE
    path = Path(names[0])
    try:
        data = path.read_bytes()
    except OSError:
        sys.stderr.write(texts.NO_FILE.format(name=path) + "\n")
        return EXIT_USAGE
    try:
        sys.stdout.write(_read(data, path.name, as_json) + "\n")
    except DomainError as refusal:
        from views.texts import errors

        sys.stderr.write(errors.sentence(refusal) + "\n")
        return EXIT_USAGE
    return 0


def _read(data: bytes, name: str, as_json: bool) -> str:
    from domain.minutes import read, reading_to_json
    from domain.minutes.extract import extract

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it comments on every odd file
    reading = read(extract(data, name))
    if as_json:
        return json.dumps(reading_to_json(reading), ensure_ascii=False, indent=1)
    return texts.printed(reading)
