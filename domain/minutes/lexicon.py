"""The word lists of lexicon.toml."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")
_TEXT: dict[str, str | dict[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))


def word_list(name: str) -> frozenset[str]:
    """The words of a list."""
    text = _TEXT[name]
    assert isinstance(text, str)  # noqa: S101 - the file is ours
    return frozenset(text.split())


def word_table(name: str) -> Mapping[str, frozenset[str]]:
    """A list of words for each of some words."""
    found = _TEXT[name]
    assert isinstance(found, dict)  # noqa: S101 - the file is ours
    return {key: frozenset(text.split()) for key, text in found.items()}
