"""Plain text in every encoding a clerk's computer may have left it in."""

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp866", "koi8-r")
WORDS = re.findall(
    r"\S+",
    "протокол совещания руководителей образовательных организаций решили обеспечить готовность школ к приёмке "
    "направить отчёт в отдел до сентября заведующим детскими садами провести ярмарку ёлка съезд объявить щётки "
    "Директорам Школа ОО СОШ УПРАВЛЕНИЕ РЕШИЛИ Срок Ответственный №5 2031 года, подъезд цифры эхо Юрьев жюри",
)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).filter(lambda w: len("".join(w)) >= 40))
def test_a_russian_text_survives_its_encoding(encoding: str, words: list[str]) -> None:
    text = " ".join(words)
    readable = text.replace("№", "N") if encoding == "koi8-r" else text
    assert extract(readable.encode(encoding)).text == readable


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "text", ["Решили: сдать отчёт", "ПРОТОКОЛ СОВЕЩАНИЯ", "1. Школам вымыть окна. Срок: 5 мая", "ПРИКАЗ от 03.02.2031"]
)
def test_short_texts_too(encoding: str, text: str) -> None:
    assert extract(text.encode(encoding)).text == text


def test_lines_stay_as_typed_and_empty_ones_collapse() -> None:
    document = extract("\r\nПервый  пункт\r\n\r\n\r\n  второй\tсрок \r\nтретий\x1a".encode("cp1251"))
    assert [line.text for line in document.lines] == ["Первый пункт", "", "второй\tсрок", "третий"]
    assert (document.format, document.warnings) == ("txt", ())


def test_a_text_cut_inside_a_letter_is_read_with_a_warning() -> None:
    document = extract(("Провести учебную тревогу. " * 20).encode()[:-3])
    assert document.text.startswith("Провести учебную тревогу.")
    assert document.warnings == ("partial",)


def test_an_english_text_is_still_a_text() -> None:
    assert extract(codecs.BOM_UTF8 + b"Minutes of the meeting").text == "Minutes of the meeting"


@pytest.mark.parametrize("data", [bytes(range(32)) * 40, b"\x00\x01\x02\x03" * 500])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="unsupported"):
        extract(data)
