"""A zip with one document in it is that document; what else can be in a zip has its own refusal."""

import io
import zipfile

import pytest

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract
from tests.unit.extract.test_guards import encrypted_zip, picture
from tests.unit.extract.word import docx, p, package

PROTOCOL = docx(p("Решили: вымыть окна"))
LEFT = {"__MACOSX/._протокол.docx": b"\x00\x05", "Thumbs.db": b"\xd0\xcf\x11\xe0", "папка/.DS_Store": b"\x00Bud1"}


def in_cp866(name: str, content: bytes) -> bytes:
    """As Windows packs Russian names: bytes of the DOS code page, and nothing says so."""
    stand_in = "x" * len(name)
    return package({stand_in: content}).replace(stand_in.encode(), name.encode("cp866"))


@pytest.mark.parametrize(
    "data",
    [
        package({"протокол.docx": PROTOCOL}),
        package({"Папка/ещё папка/протокол № 1.docx": PROTOCOL, "Папка/": b"", **LEFT}),
        package({"протокол.docx": PROTOCOL, "протокол.docx.sig": "MIIG", "скан.jpg": picture(), "~$отокол.docx": b"x"}),
        package({"протокол.docx": PROTOCOL, "ещё.zip": package({"другой.docx": PROTOCOL}), "x.bin": bytes(200)}),
        in_cp866("протокол.docx", PROTOCOL),
        package({"word/протокол.docx": PROTOCOL}),
    ],
    ids=["alone", "in folders", "with a signature and a scan", "beside an archive", "cp866", "folder called word"],
)
def test_the_one_document_is_read(data: bytes) -> None:
    document = extract(data, "протокол.zip")
    assert (document.text, document.format) == ("Решили: вымыть окна", "docx")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (package({"1.docx": PROTOCOL, "2.txt": "Решили"}), "zip_several"),
        (package({}), "zip_none"),
        (package(LEFT), "zip_none"),
        (package({"a.zip": package({"протокол.docx": PROTOCOL})}), "zip_none"),
        (package({"1.jpg": picture(), "2.jpg": picture()}), "zip_none"),
        (package({"пусто.docx": b""}), "empty"),
        (package({"скан.jpg": picture()}), "photo"),
        (package({"x.exe": b"MZ\x00" + bytes(range(256)) * 4}), "unsupported"),
        (package({"протокол.docx": PROTOCOL[:-300]}), "damaged"),
        (
            encrypted_zip().replace(b"word/document.xml", b"word_document.xml").replace(b"[Content", b"_Content"),
            "password",
        ),
    ],
)
def test_refusals(data: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableDocument) as refusal:
        extract(data)
    assert refusal.value.code == code


def test_a_bomb_behind_a_document() -> None:
    buffer = io.BytesIO(package({"протокол.docx": PROTOCOL}))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.txt", b" " * 30_000_000)
    with pytest.raises(UnreadableDocument, match="bomb"):
        extract(buffer.getvalue())


def test_a_document_in_it_that_is_a_bomb_itself() -> None:
    inner = package({"word/document.xml": b"<w:document>" + b" " * 30_000_000})
    with pytest.raises(UnreadableDocument, match="bomb"):
        extract(package({"протокол.docx": inner}))
