"""A short name of an item for lists and buttons."""

import re

from domain.minutes.openings import opening_party

_CLAUSE = re.compile(
    r"[:;]|\.\s|\s[–—-]\s|,\s|\s\(|\s(?:в\s+целях|с\s+целью|в\s+соответствии|с\s+уч[её]том|на\s+основ[еа])\b"
)

_HANGING = re.compile(r"в|на|по|с|со|и|о|об|от|до|для|из|к|за|при|не|а|у|или|во|над|под|через", re.IGNORECASE)


def short_label(text: str, limit: int = 60) -> str:
    """The first words of an item within `limit` characters, cut where a clause ends, else between words.

    Without the addressee that opens the sentence; «…» marks a cut.
    """
    first = text.split("\n", maxsplit=1)[0]
    opened = opening_party(first)
    body = (opened.without(first) if opened else first).strip(" .;:,–—-")
    body = re.sub(r"\s+", " ", body)
    body = body[:1].upper() + body[1:]
    if len(body) <= limit:
        return body
    ends = [found.start() for found in _CLAUSE.finditer(body) if limit // 2 <= found.start() <= limit]
    if ends:
        return body[: ends[-1]].rstrip(" ,")
    cut = body[: limit - 1].rsplit(" ", 1)[0]
    while " " in cut and _HANGING.fullmatch(cut.rsplit(" ", 1)[1]):
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,–—-") + "…"
