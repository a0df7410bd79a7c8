"""Pictures of pages → text by tesseract, when it and its Russian data are installed on the machine."""

import shutil
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.errors import UnreadableDocument
from domain.minutes.extract.guard import Package
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
    if (document := recognised(pictures, "pdf")) is None:
        raise UnreadableDocument("no_text_layer")
    return document


def recognised(pictures: list[bytes], name: str) -> Document | None:
    """What the pictures say, one after another; None when nothing here can read them or they say nothing.

    `name` is the format reported.
    """
    program = shutil.which("tesseract")
    if program is None or not 0 < len(pictures) <= MAX_PAGES or not _knows_russian(program):
        return None
    lines: list[Line] = []
    for picture in pictures:
        for line in lines_of(_recognised(program, picture)):
            if lines and wraps(lines[-1].text, line.text):
                lines[-1] = Line(join(lines[-1].text, line.text))
            else:
                lines.append(line)
    kept = tuple(collapse_blanks(lines))
    return Document(kept, name, recognised=True) if kept else None


def pictures_of(package: Package, folder: str, name: str) -> Document:
    """A document whose package holds no text: its pictures by their numbers, read where that is possible.

    Raises UnreadableDocument: pictures_only; empty, when there are no pictures either.
    """
    found = sorted((each for each in package.names() if each.startswith(folder)), key=lambda each: (len(each), each))
    if not found:
        raise UnreadableDocument("empty")
    document = recognised([package.read(each) for each in found[: MAX_PAGES + 1]], name)
    if document is None:
        raise UnreadableDocument("pictures_only")
    return document


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
