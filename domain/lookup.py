"""Finding an organisation by a few typed words, and ordering names as people count: № 2 before № 10."""

import re
from collections.abc import Iterable, Sequence

from domain.registry.names import fold

_DIGITS = re.compile(r"(\d+)")
_SIMILAR = 0.75  # «Березовка» finds «Берёзовская», «Речная» does not find «Заречная»


def natural_key(name: str) -> tuple[tuple[str, int], ...]:
    """A sorting key in which numbers count as numbers."""
    parts = _DIGITS.split(fold(name))
    return tuple(("", int(part)) if part.isdigit() else (part, 0) for part in parts if part)


def find(query: str, candidates: Sequence[tuple[int, str]], *, whole: bool = False) -> tuple[int, ...]:
    """Ids of the candidates that `query` means, in their order; () when none fits.

    Both sides are search keys (domain.registry.search_key). Every word of the query must begin a word of the
    candidate, a number must equal one; other words known to no candidate are read as misspelt,
    then left out; with `whole` nothing is left out.
    """
    words = {word for _, key in candidates for word in key.split()}
    meant = ((word, _meant(word, words)) for word in dict.fromkeys(query.split()))
    wanted = [options for word, options in meant if options or whole or word.isdigit()]
    if not wanted:
        return ()
    return tuple(id_ for id_, key in candidates if all(options & set(key.split()) for options in wanted))


def _meant(word: str, words: set[str]) -> set[str]:
    if word.isdigit():
        return {word} & words
    begun = {known for known in words if known.startswith(word)}
    return begun or _alike(word, words)


def _alike(word: str, words: Iterable[str]) -> set[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    found = process.extract(word, words, scorer=Indel.normalized_similarity, score_cutoff=_SIMILAR, limit=3)
    return {known for known, *_ in found}
