"""How much a file, an archive, an XML part or a text may be.

Why there are limits at all: a bomb of 327 KB took 2 GB in a naive reader.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.errors import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_FILE = 20 * 1024 * 1024
MAX_LINES = 50_000
MAX_CHARACTERS = 2_000_000  # about a thousand pages; no minutes are that long
MAX_ENTRIES = 2_000
MAX_UNPACKED = 60 * 1024 * 1024
MAX_XML = 30 * 1024 * 1024  # a tree takes twenty times its text; a hundred pages are about three megabytes
MAX_RATIO = 200
RATIO_MATTERS = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


class Package:
    """The parts of a zip container, none of them larger than it said and all of them bounded."""

    def __init__(self, data: bytes) -> None:
        """Raises UnreadableDocument: damaged, bomb."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise UnreadableDocument("damaged") from error
        self._check(self._zip.infolist())

    def names(self) -> frozenset[str]:
        return frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """The bytes of a part, empty when there is none. Raises UnreadableDocument: damaged, password."""
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return b""
        if info.flag_bits & 1:
            raise UnreadableDocument("password")
        try:
            with self._zip.open(info) as part:
                # The declared size is the archive's own word: never read past the cap on its account.
                return part.read(MAX_UNPACKED)
        except _BROKEN as error:
            raise UnreadableDocument("damaged") from error

    def xml(self, name: str) -> "_Element | None":
        content = self.read(name)
        return parse_xml(content) if content else None

    @staticmethod
    def _check(entries: list[zipfile.ZipInfo]) -> None:
        too_dense = any(
            entry.file_size > RATIO_MATTERS and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
            for entry in entries
        )
        if too_dense or len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise UnreadableDocument("bomb")


def parse_xml(content: bytes) -> "_Element":
    """The root of an XML part; no entities, no network. Raises UnreadableDocument: damaged, entities, too_long."""
    from lxml import etree

    _check_xml(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("damaged") from error


def xml_elements(content: bytes, *names: str) -> "Iterator[_Element]":
    """Elements of an XML part one after another, each forgotten after use: a million cells would fill the memory.

    Nothing of an empty part. Raises UnreadableDocument: damaged, entities, too_long.
    """
    from lxml import etree

    if not content:
        return
    _check_xml(content)
    try:
        tags = [f"{{*}}{name}" for name in names]
        for _, element in etree.iterparse(io.BytesIO(content), tag=tags, resolve_entities=False, huge_tree=False):
            yield element
            element.clear()
            while element.getprevious() is not None and (parent := element.getparent()) is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("damaged") from error


def _check_xml(content: bytes) -> None:
    if len(content) > MAX_XML:
        raise UnreadableDocument("too_long")
    if _DOCTYPE.search(content[:4096]) or b"<!ENTITY" in content[:65536]:
        raise UnreadableDocument("entities")
