"""Plain text. Lines stay as they are typed: which of them go on the line before is for the next step to say.

Lines that are rows of a table, as in a .csv, become rows.
"""

from domain.errors import UnreadableDocument
from domain.minutes.extract.encoding import decode
from domain.minutes.extract.guard import MAX_CHARACTERS
from domain.minutes.extract.separated import table_lines
from domain.minutes.extract.text import lines_of
from domain.minutes.model import Document

_ALLOWED = "\t\n\r\x0b\x0c\x1a\x85"


def read(data: bytes) -> Document:
    """Raises UnreadableDocument: too_long, unsupported when the bytes are no text at all."""
    text, whole = decode(data)
    if len(text) > MAX_CHARACTERS:
        raise UnreadableDocument("too_long")
    sample = text[:20_000]
    binary = sum(1 for char in sample if ord(char) < 32 and char not in _ALLOWED)
    if binary * 200 > len(sample):
        raise UnreadableDocument("unsupported")
    rows = table_lines(text)
    lines = tuple(rows or lines_of(text))
    return Document(lines, "csv" if rows else "txt", warnings=() if whole else ("partial",))
