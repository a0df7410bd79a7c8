"""The word lists of lexicon.toml."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")
_TEXT: dict[str, str | dict[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
_LISTS = {name: found for name, found in _TEXT.items() if isinstance(found, str)}
_TABLES = {name: found for name, found in _TEXT.items() if isinstance(found, dict)}


def word_list(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_LISTS[name].split())


def word_table(name: str) -> Mapping[str, frozenset[str]]:
    """A list of words for each of some words."""
    return {key: frozenset(text.split()) for key, text in _TABLES[name].items()}
