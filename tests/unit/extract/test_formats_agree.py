"""One text, saved by a clerk in any format, is read as the same lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.minutes.extract import extract
from tests.unit.extract.old_word import doc
from tests.unit.extract.test_odt import odt
from tests.unit.extract.test_odt import p as odt_p
from tests.unit.extract.test_rtf import rtf
from tests.unit.extract.word import docx, p

SAVED = {
    "docx": lambda texts: docx(*map(p, texts)),
    "doc": lambda texts: doc(*texts),
    "rtf": lambda texts: rtf("".join(f"{text}\\par " for text in texts)),
    "odt": lambda texts: odt("".join(map(odt_p, texts))),
    "html": lambda texts: f"<html><body>{''.join(f'<p>{text}</p>' for text in texts)}</body></html>".encode(),
    "txt": lambda texts: "\r\n".join(texts).encode("utf-16"),
}
LETTERS = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВЯЁ0123456789 .,:;()«»№-–", min_size=1, max_size=60)


@pytest.mark.parametrize("name", SAVED)
@given(texts=st.lists(LETTERS.map(lambda text: f"Ш {' '.join(text.split())}".strip()), min_size=1, max_size=8))
def test_every_format_gives_the_same_lines(name: str, texts: list[str]) -> None:
    document = extract(SAVED[name](texts))
    assert [line.text for line in document.lines] == texts
    assert document.format == name
