"""A photograph or a scan saved as a picture: its text where tesseract is installed."""

from domain.errors import UnreadableDocument
from domain.minutes.extract import recognition
from domain.minutes.model import Document


def read(data: bytes) -> Document:
    """Raises UnreadableDocument: photo, when nothing here can recognise it."""
    found = recognition.recognised([data], "photo")
    if found is None:
        raise UnreadableDocument("photo")
    return found
