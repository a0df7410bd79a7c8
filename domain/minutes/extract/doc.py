"""Word 97–2003: converted to a package by msdoc2docx, then read like any other Word document."""

import struct
import tempfile
from pathlib import Path

from domain.errors import UnreadableDocument
from domain.minutes.extract import docx
from domain.minutes.model import Document


def read(data: bytes) -> Document:
    """Raises UnreadableDocument: wrong_type, damaged, password."""
    return docx.read(_converted(data), "doc")


def _converted(data: bytes) -> bytes:
    from doc2docx import convert
    from doc2docx.errors import Doc2DocxError, EncryptedDocumentError, StreamNotFound

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "minutes.doc"), Path(folder, "minutes.docx")
        source.write_bytes(data)
        try:
            convert(source, target)
        except EncryptedDocumentError as error:
            raise UnreadableDocument("password") from error
        except StreamNotFound as error:
            raise UnreadableDocument("wrong_type" if "WordDocument" in str(error) else "damaged") from error
        except (Doc2DocxError, ValueError, LookupError, struct.error, RecursionError) as error:
            raise UnreadableDocument("damaged") from error
        return target.read_bytes()
