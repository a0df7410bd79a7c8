"""Whatever the bytes, there is a document or a refusal with a code: nothing else comes out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract
from tests.unit.extract.old_word import doc
from tests.unit.extract.pages import column, pdf
from tests.unit.extract.sheets import book, sheet
from tests.unit.extract.test_odt import numbered, odt
from tests.unit.extract.test_odt import p as odt_p
from tests.unit.extract.test_rtf import rtf
from tests.unit.extract.word import abstract, cell, docx, level, num, p, package, row, table

CODES = set(re.findall(r"\w+", (UnreadableDocument.__doc__ or "").partition(":")[2])) - {"too_slow"}
WHOLE = {
    "docx": docx(
        p("Осмотр", num="1", level=0),
        table(row(cell("1"), cell("май"))),
        numbering=abstract("0", level(0, "%1.")) + num("1", "0"),
    ),
    "doc": doc("РЕШИЛИ:", "1. Вымыть окна."),
    "rtf": rtf(r"{\listtext 1.\tab}Осмотр\par\trowd\cellx100\intbl май\cell\row\pard конец\par"),
    "odt": odt(numbered(f"<text:list-item>{odt_p('Осмотр')}</text:list-item>")),
    "pdf": pdf(column(60, 780, "РЕШИЛИ:", "1. Вымыть окна до мая."), column(60, 780, "2. Купить парты.")),
    "html": "<html><ol><li>Осмотр<table><tr><td rowspan=2>1</td></tr></table></li></ol></html>".encode(),
    "xlsx": book(sheet(("№", "Поручение", "Срок"), (1, "Вымыть окна", "до мая"))),
    "zip": package({"протокол.docx": docx(p("Вымыть окна")), "Thumbs.db": b"x"}),
    "csv": "№;Поручение;Срок\n1;Вымыть окна;до мая\n2;Купить парты;1 июня".encode("cp1251"),
    "txt": "РЕШИЛИ:\n1. Вымыть окна".encode("cp866"),
}


@pytest.mark.parametrize("kind", WHOLE)
@given(spoil=st.data())
def test_a_spoiled_file_is_read_or_refused(kind: str, spoil: st.DataObject) -> None:
    data = bytearray(WHOLE[kind])
    for _ in range(spoil.draw(st.integers(1, 8))):
        data[spoil.draw(st.integers(0, len(data) - 1))] = spoil.draw(st.integers(0, 255))
    check(bytes(data[: spoil.draw(st.integers(1, len(data)))]))


@given(
    st.binary(max_size=300),
    st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"{\\rtf1",
            b"%PDF-1.4\n",
            b"<html>",
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n",
        ]
    ),
)
def test_any_bytes_behind_any_head(tail: bytes, head: bytes) -> None:
    check(head + tail)


def check(data: bytes) -> None:
    assert outcome(data) in CODES | {"read"}


def outcome(data: bytes) -> str:
    try:
        extract(data).text.encode()
    except UnreadableDocument as refusal:
        return refusal.code
    return "read"
