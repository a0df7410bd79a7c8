"""Scans: pictures of pages → text by tesseract, when it and its Russian data are installed on the machine."""

import shutil
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.errors import UnreadableDocument
from domain.minutes.extract.text import collapse_blanks, join, lines_of, wraps
from domain.minutes.model import Document, Line

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import StreamObject

MAX_PAGES = 20  # about three seconds a page


def read(reader: "PdfReader") -> Document:
    """Raises UnreadableDocument: no_text_layer (nothing here can recognise it), empty (no pictures either)."""
    pictures = [picture for page in reader.pages for picture in _photographs(page)]
    if not pictures and not any(has_picture(page) for page in reader.pages):
        raise UnreadableDocument("empty")
    program = shutil.which("tesseract")
    if program is None or not 0 < len(pictures) <= MAX_PAGES or not _knows_russian(program):
        raise UnreadableDocument("no_text_layer")
    lines: list[Line] = []
    for picture in pictures:
        for line in lines_of(_recognised(program, picture)):
            if lines and wraps(lines[-1].text, line.text):
                lines[-1] = Line(join(lines[-1].text, line.text))
            else:
                lines.append(line)
    return Document(tuple(collapse_blanks(lines)), "pdf", recognised=True)


def has_picture(page: "PageObject") -> bool:
    return any(True for _ in _pictures(page))


def _pictures(page: "PageObject") -> Iterator["StreamObject"]:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources else None
    for item in drawn.get_object().values() if drawn else ():
        if (picture := item.get_object()).get("/Subtype") == "/Image":
            yield picture


def _photographs(page: "PageObject") -> Iterator[bytes]:
    """Scanners keep each page as one JPEG, which tesseract reads as it is."""
    for picture in _pictures(page):
        if picture.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            yield picture._data


def _knows_russian(program: str) -> bool:
    return "rus" in _output([program, "--list-langs"], b"").split()


def _recognised(program: str, picture: bytes) -> str:
    return _output([program, "stdin", "stdout", "-l", "rus"], picture)


def _output(command: list[str], data: bytes) -> str:
    done = subprocess.run(command, input=data, capture_output=True, check=False)  # noqa: S603 - no shell, no user words
    return done.stdout.decode("utf-8", errors="replace")
