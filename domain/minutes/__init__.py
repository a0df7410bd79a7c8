"""Minutes → items: bytes, text, structure, deadlines, addressees, suggestions. README.md tells the whole way."""

from domain.minutes.deadline_phrases import parse_deadline
from domain.minutes.draft import read, read_text
from domain.minutes.short import short_label
from domain.minutes.transfer import reading_from_json, reading_to_json

__all__ = [
    "parse_deadline",
    "read",
    "read_text",
    "reading_from_json",
    "reading_to_json",
    "short_label",
]
