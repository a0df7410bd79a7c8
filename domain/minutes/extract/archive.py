"""A zip as people send it: one document in it is read; of several nobody can say which is meant."""

import re
from collections.abc import Iterator
from itertools import islice

from domain.errors import UnreadableDocument
from domain.minutes.extract import txt
from domain.minutes.extract.guard import MAX_FILE, Package
from domain.minutes.extract.sniff import sniff
from domain.minutes.model import Document

#: Folders, electronic signatures, and what systems and programs leave beside the files.
_BESIDE = re.compile(r"/$|\.(?:sig|sgn|p7s)$|(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_NO_DOCUMENT = frozenset({"archive", "photo"})


def read(data: bytes) -> Document:
    """The one document in it. Raises UnreadableDocument: zip_none, zip_several, and what its document is refused with.

    A lonely file that is no document is refused for what it is; an archive inside an archive is not opened.
    """
    from domain.minutes.extract import extract

    package = Package(data)
    names = sorted(name for name in package.names() if not _BESIDE.search(name))
    documents = list(islice(_documents(package, names), 2))
    if len(documents) > 1:
        raise UnreadableDocument("zip_several")
    if not documents and len(names) == 1 and sniff(package.read(names[0])) != "archive":
        documents = [package.read(names[0])]
    if not documents:
        raise UnreadableDocument("zip_none")
    return extract(documents[0])


def _documents(package: Package, names: list[str]) -> Iterator[bytes]:
    for name in names:
        content = package.read(name)
        if content and len(content) <= MAX_FILE and _is_document(content):
            yield content


def _is_document(content: bytes) -> bool:
    try:
        kind = sniff(content)
        if kind == "txt":
            txt.read(content)
    except UnreadableDocument:
        return False
    return kind not in _NO_DOCUMENT
