"""What a file is by its content; a suffix only says what somebody called it."""

import re

from domain.errors import UnreadableDocument
from domain.minutes.extract.guard import Package

_HEAD = 4096
_HTML = re.compile(rb"<(?:!doctype\s+html|html|body|meta\s)", re.IGNORECASE)
_MAIL = re.compile(rb"^(?:MIME-Version|From|Content-Type|Message-ID|Subject|Date)\s*:", re.IGNORECASE)
_READABLE = frozenset({"docx", "doc", "rtf", "odt", "pdf", "html", "mht", "txt", "xlsx", "archive", "photo"})
#: Texts may begin with those that are ASCII letters too, but they hold no zero byte.
_FOREIGN = {
    "photo": (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
    "audio": (b"OggS", b"ID3", b"fLaC", b"#!AMR", b"\x1aE\xdf\xa3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"FLV\x01"),
    "unsupported": (b"AT&TFORM", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF"),
}
_PICTURE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OFFICE = {"docx": "word/", "xlsx": "xl/", "presentation": "ppt/"}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OLE_NAMES = {
    "password": ("EncryptedPackage",),
    "doc": ("WordDocument",),
    "xls": ("Workbook", "Book"),
    "presentation": ("PowerPoint Document",),
    "wrong_type": ("VisioDocument", "__properties_version1.0"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(data: bytes) -> str:
    """docx, doc, rtf, odt, pdf, html, mht, txt, xlsx, archive or photo.

    Raises UnreadableDocument: wrong_type, unsupported, damaged, bomb, password, presentation, pages, audio, xls.
    """
    kind = _kind(data)
    if kind not in _READABLE:
        raise UnreadableDocument(kind)
    return kind


def _kind(data: bytes) -> str:
    head = data[:_HEAD]
    if head.startswith(_ZIP):
        return _zip_kind(data)
    if head.startswith(_OLE):
        return _ole_kind(data)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _foreign_kind(head) or _markup_kind(head.replace(b"\x00", b""))


def _foreign_kind(head: bytes) -> str:
    """photo, audio or unsupported; nothing for what may be a text."""
    if head[4:8] == b"ftyp":
        return "photo" if head[8:12] in _PICTURE_BRANDS else "audio"
    binary = b"\x00" in head
    if binary and head.startswith(b"RIFF"):
        return "photo" if head[8:12] == b"WEBP" else "audio"
    for kind, starts in _FOREIGN.items():
        if any(head.startswith(start) and (binary or not start.isascii()) for start in starts):
            return kind
    return ""


def _markup_kind(head: bytes) -> str:
    """`head` without zero bytes, so that UTF-16 reads like the rest."""
    if b"multipart/" in head.lower() and _MAIL.match(head.lstrip(b"\xef\xbb\xbf\r\n ")):
        return "mht"
    if b"w:wordDocument" in head or b"pkg:package" in head:
        return "unsupported"
    return "html" if _HTML.search(head) else "txt"


def _zip_kind(data: bytes) -> str:
    """A package of an office program by the folder it keeps its text in; any other zip is an archive of files."""
    package = Package(data)
    names = package.names()
    mimetype = package.read("mimetype")
    if mimetype.startswith(_OPEN_DOCUMENT):
        opened = mimetype.removeprefix(_OPEN_DOCUMENT)
        return "odt" if opened.startswith(b"text") else "presentation" if opened.startswith(b"pres") else "wrong_type"
    if names & {"[Content_Types].xml", "word/document.xml"}:
        return next((kind for kind, folder in _OFFICE.items() if _any(names, folder)), "wrong_type")
    if any(name.endswith(".iwa") for name in names) or "Index.zip" in names:
        return "pages"
    return "archive"


def _any(names: frozenset[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)


def _ole_kind(data: bytes) -> str:
    """By the names in the container's directory, written in UTF-16 and often at the end: without them it is cut."""
    for kind, names in _OLE_NAMES.items():
        if any(name.encode("utf-16-le") in data for name in names):
            return kind
    return "damaged"
