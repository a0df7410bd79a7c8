"""A web archive, the way Word and browsers save a page in one file: the page is a part of a mail message."""

from email import message_from_bytes, policy

from domain.errors import UnreadableDocument
from domain.minutes.extract import html, txt
from domain.minutes.model import Document


def read(data: bytes) -> Document:
    """Raises UnreadableDocument: unsupported, when no part holds text."""
    parts = list(message_from_bytes(data, policy=policy.compat32).walk())
    for wanted, reader in (("text/html", html.read), ("text/plain", txt.read)):
        for part in parts:
            content = part.get_payload(decode=True)
            if part.get_content_type() == wanted and isinstance(content, bytes) and content.strip():
                return reader(content)
    raise UnreadableDocument("unsupported")
