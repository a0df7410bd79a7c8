"""PDF with a text layer: fragments of text with their places → lines → paragraphs. A scan goes to recognition."""

import io
import zlib
from itertools import chain
from typing import TYPE_CHECKING

from domain.errors import UnreadableDocument
from domain.minutes.extract import recognition
from domain.minutes.extract.pdf_flow import Page, paragraphs
from domain.minutes.extract.pdf_page import flows
from domain.minutes.extract.pdf_row import Fragment
from domain.minutes.extract.pdf_rules import NO_RULES, Rules, rules_of
from domain.minutes.extract.text import clean
from domain.minutes.model import Document

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 500
# What pypdf lets through from a broken file, NotImplementedError and RecursionError among the RuntimeErrors.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, RuntimeError, ArithmeticError, OSError, zlib.error)


def read(data: bytes) -> Document:
    """Raises UnreadableDocument: damaged, password, no_text_layer, too_long."""
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = _opened(data)
        drawn = [_drawn(page) for page in reader.pages]
    except (PyPdfError, DependencyError, *_BROKEN) as error:
        raise UnreadableDocument("damaged") from error
    if not any(_readable(fragments) for fragments, _ in drawn):
        return recognition.read(reader)
    lines = paragraphs([Page(tuple(flows(fragments, rules))) for fragments, rules in drawn])
    empty_pages = any(
        not _readable(fragments) and recognition.has_picture(reader.pages[index])
        for index, (fragments, _) in enumerate(drawn)
    )
    return Document(tuple(lines), "pdf", warnings=("partial",) if empty_pages else ())


def _opened(data: bytes) -> "PdfReader":
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocument("password")
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableDocument("too_long")
    if not len(reader.pages):
        raise UnreadableDocument("damaged")
    return reader


def _drawn(page: "PageObject") -> tuple[list[Fragment], Rules]:
    """What the page shows as text and as lines.

    The widths are known only to pypdf's layout module, hence its private names; its own public function moves the
    text to the left, away from the lines.
    """
    from pypdf._text_extraction._layout_mode._fixed_width_page import recurse_to_target_op
    from pypdf._text_extraction._layout_mode._text_state_manager import TextStateManager
    from pypdf.generic import ContentStream

    contents = page.get("/Contents")
    if contents is None:
        return [], NO_RULES
    operations = ContentStream(contents.get_object(), page.pdf, "bytes").operations
    left = iter([*operations, ([], b"Q")])
    state, fonts = TextStateManager(), page._layout_mode_fonts()
    fragments: list[Fragment] = []
    for operation in left:  # more than once only where the page closes more than it has opened
        for group in recurse_to_target_op(chain([operation], left), state, b"Q", fonts)[0]:
            if text := _russian(clean(group["text"])):
                height = abs(group["font_height"]) or 10.0
                # A space at an end is inside the width, so no gap shows it.
                text = " " * group["text"].startswith(" ") + text + " " * group["text"].endswith(" ")
                fragments.append(Fragment(group["tx"], group["displaced_tx"], group["ty"], height, text))
    return fragments, rules_of(operations)


def _russian(text: str) -> str:
    """Old programs call Cyrillic fonts Western: «Ïðîòîêîë» is «Протокол»."""
    western = sum("À" <= char <= "ÿ" for char in text)
    if western * 2 <= len(text):
        return text
    return text.encode("cp1252", errors="ignore").decode("cp1251", errors="ignore")


def _readable(page: list[Fragment]) -> bool:
    """Whether the page holds words, not the noise of a font that cannot be read back."""
    text = "".join(fragment.text for fragment in page)
    return sum(char.isalnum() for char in text) * 2 > len(text) > 3
