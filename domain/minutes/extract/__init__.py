"""Bytes of a file → its text as lines, in reading order.

Lines are clean: one space between words, no soft hyphens, automatic numbers in front. An empty line stands where
the author left one or more empty paragraphs. Formats with their own module: docx, doc, rtf, odt, pdf, html, mht, txt,
xlsx; `archive` opens the one document of a zip, `photo` has a picture recognised.
"""

from collections.abc import Callable
from importlib import import_module

from domain.errors import UnreadableDocument
from domain.minutes.extract.guard import MAX_CHARACTERS, MAX_FILE, MAX_LINES
from domain.minutes.extract.sniff import sniff
from domain.minutes.model import Document


def extract(data: bytes, filename: str = "") -> Document:  # noqa: ARG001 - the name is for the caller's log
    """The lines of a document of any supported format; the type is told by content, never by `filename`.

    Raises UnreadableDocument with any code but too_slow.
    """
    if not data:
        raise UnreadableDocument("empty")
    if len(data) > MAX_FILE:
        raise UnreadableDocument("too_large", size=len(data), limit=MAX_FILE)
    document = _reader(sniff(data))(data)
    if not any(line.text for line in document.lines):
        raise UnreadableDocument("empty")
    if len(document.lines) > MAX_LINES or sum(len(line.text) for line in document.lines) > MAX_CHARACTERS:
        raise UnreadableDocument("too_long")
    return document


def _reader(kind: str) -> Callable[[bytes], Document]:
    read: Callable[[bytes], Document] = import_module(f"domain.minutes.extract.{kind}").read
    return read
