"""Files that must be refused, each with its own code, and files made to hurt."""

import io
import os
import zipfile

import pytest

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract
from domain.minutes.extract.guard import MAX_CHARACTERS, MAX_FILE, MAX_XML
from tests.unit.extract.word import W, docx, p, package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "бомба"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
)


def whole() -> bytes:
    return docx(*(p(f"Пункт {number}") for number in range(200)))


def bomb() -> bytes:
    return package({"word/document.xml": b"<w:document>" + b" " * 30_000_000})


def sprawling() -> bytes:
    """No bomb by its density, only far more XML than any minutes have."""
    noise = os.urandom(MAX_XML // 2).hex()
    return package({"word/document.xml": f"<w:document {W}><!--{noise}--></w:document>"})


def many_entries() -> bytes:
    return package({"word/document.xml": "<x/>"} | {f"word/media/{number}": "" for number in range(2_001)})


def lying_size() -> bytes:
    """A part whose declared size is a lie: three bytes said, sixty million packed."""
    data = bytearray(package({"word/document.xml": b"\n" * 1_000_000}))
    packed = (1_000_000).to_bytes(4, "little")
    while (position := data.find(packed)) >= 0:
        data[position : position + 4] = (3).to_bytes(4, "little")
    return bytes(data)


def encrypted_zip() -> bytes:
    data = bytearray(docx(p("Тайна")))
    position = 0
    while (position := data.find(b"PK\x01\x02", position)) >= 0:
        data[position + 8] |= 1
        position += 4
    return bytes(data)


def spreadsheet() -> bytes:
    return package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


def picture() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"<!doctype html>", "empty"),
        (docx(p(), p(" ")), "empty"),
        (bytes(MAX_FILE + 1), "too_large"),
        (("а" * 999 + "\n").encode("cp1251") * (MAX_CHARACTERS // 999 + 1), "too_long"),
        (sprawling(), "too_long"),
        (whole()[:-400], "damaged"),
        (docx("<w:p>"), "damaged"),
        (package({"word/document.xml": f"<w:document {W}/>"}), "damaged"),
        (package({"word/document.xml": ""}), "damaged"),
        (lying_size(), "damaged"),
        (spreadsheet(), "wrong_type"),
        (package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "wrong_type"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "presentation"),
        (OLE + "VisioDocument".encode("utf-16-le"), "wrong_type"),
        (package({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), "presentation"),
        (package({"mimetype": "application/vnd.oasis.opendocument.presentation"}), "presentation"),
        (package({"Index/Document.iwa": b"\x00", "preview.jpg": picture()}), "pages"),
        (package({"Index.zip": b"PK", "Metadata/Properties.plist": ""}), "pages"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "WordDocument".encode("utf-16-le"), "damaged"),
        (encrypted_zip(), "password"),
        (picture(), "photo"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "photo"),
        (b"\x00\x00\x00\x20ftypheic", "photo"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "photo"),
        (b"\x00\x00\x00\x20ftypmp42", "audio"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio"),
        (b"OggS\x00\x02" + bytes(20), "audio"),
        (b"Rar!\x1a\x07\x00", "unsupported"),
        (docx(p(), extra={"word/media/image1.png": "x"}), "pictures_only"),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', "unsupported"),
        (bomb(), "bomb"),
        (many_entries(), "bomb"),
        (package({"word/document.xml": ENTITIES}), "entities"),
        (package({"word/document.xml": EXTERNAL}), "entities"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refusals(data: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # nothing here recognises pictures
    with pytest.raises(UnreadableDocument) as refusal:
        extract(data, "протокол.docx")
    assert refusal.value.code == code


def test_a_size_refusal_says_the_limit() -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        extract(bytes(MAX_FILE + 1))
    assert refusal.value.facts == {"size": MAX_FILE + 1, "limit": MAX_FILE}


def test_a_document_with_large_pictures_is_no_bomb() -> None:
    buffer = io.BytesIO(docx(p("Протокол")))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/image1.jpeg", bytes(5_000_000))
    assert extract(buffer.getvalue()).text == "Протокол"


@pytest.mark.parametrize("name", ["протокол.doc", "протокол.pdf", "x.jpg", ""])
def test_the_name_says_nothing_about_the_type(name: str) -> None:
    assert extract(docx(p("Решили")), name).format == "docx"


def test_texts_that_only_look_like_other_files_are_texts() -> None:
    assert extract(b"PK 12: minutes").format == "txt"
    assert extract("BM и прочее".encode()).format == "txt"
