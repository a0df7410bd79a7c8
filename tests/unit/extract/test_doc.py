"""Word 97 files, and the other things that hide in the same container."""

import pytest

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract
from tests.unit.extract.old_word import compound, doc


def test_paragraphs_are_lines() -> None:
    document = extract(doc("РЕШИЛИ:", "1. Вымыть окна.", "", "Срок: 5 мая"), "протокол.doc")
    assert [line.text for line in document.lines] == ["РЕШИЛИ:", "1. Вымыть окна.", "", "Срок: 5 мая"]
    assert document.format == "doc"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (doc("Тайна", encrypted=True), "password"),
        (doc("Протокол")[:3000], "damaged"),
        (doc("Протокол")[:400], "damaged"),
        (doc(""), "empty"),
        (compound({"Workbook": b"x"}), "xls"),
        (compound({"Workbook": b"x", "Note": "WordDocument".encode("utf-16-le")}), "wrong_type"),
        (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "password"),
    ],
)
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        extract(data)
    assert refusal.value.code == code
