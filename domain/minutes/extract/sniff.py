"""What a file is by its content; a suffix only says what somebody called it."""

import re

from domain.errors import UnreadableDocument
from domain.minutes.extract.guard import Package

_HEAD = 4096
_HTML = re.compile(rb"<(?:!doctype\s+html|html|body|meta\s)", re.IGNORECASE)
_MAIL = re.compile(rb"^(?:MIME-Version|From|Content-Type|Message-ID|Subject|Date)\s*:", re.IGNORECASE)
_FOREIGN = (
    *(b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"OggS", b"ID3", b"AT&TFORM"),
    *(b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE_NAMES = {
    "password": ("EncryptedPackage",),
    "doc": ("WordDocument",),
    "wrong_type": ("Workbook", "Book", "PowerPoint Document", "VisioDocument", "__properties_version1.0"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(data: bytes) -> str:
    """docx, doc, rtf, odt, pdf, html, mht or txt.

    Raises UnreadableDocument: wrong_type, unsupported, damaged, bomb, password.
    """
    head = data[:_HEAD]
    if head.startswith(_ZIP):
        return _zip_kind(data)
    if head.startswith(_OLE):
        return _ole_kind(data)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if (head.startswith(_FOREIGN) and b"\x00" in head) or head[4:8] == b"ftyp":
        raise UnreadableDocument("unsupported")
    return _markup_kind(head.replace(b"\x00", b""))


def _markup_kind(head: bytes) -> str:
    """`head` without zero bytes, so that UTF-16 reads like the rest."""
    if b"multipart/" in head.lower() and _MAIL.match(head.lstrip(b"\xef\xbb\xbf\r\n ")):
        return "mht"
    if b"w:wordDocument" in head or b"pkg:package" in head:
        raise UnreadableDocument("unsupported")
    return "html" if _HTML.search(head) else "txt"


def _zip_kind(data: bytes) -> str:
    package = Package(data)
    names = package.names()
    if package.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    raise UnreadableDocument("wrong_type")


def _ole_kind(data: bytes) -> str:
    """By the names in the container's directory, written in UTF-16 and often at the end: without them it is cut."""
    for kind, names in _OLE_NAMES.items():
        if any(name.encode("utf-16-le") in data for name in names):
            if kind == "doc":
                return kind
            raise UnreadableDocument(kind)
    raise UnreadableDocument("damaged")
