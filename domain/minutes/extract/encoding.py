"""Bytes of a plain text → str: byte order mark, UTF-8, UTF-16, else the Russian code page that reads best."""

import codecs
import re
from itertools import pairwise

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ("cp1251", "cp866", "koi8-r")
_SAMPLE = 64 * 1024
# Letters of ordinary Russian, per thousand.
_FREQUENCY = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (
            110,
            84,
            79,
            74,
            67,
            63,
            55,
            47,
            45,
            43,
            35,
            32,
            30,
            28,
            26,
            20,
            19,
            17,
            17,
            16,
            16,
            15,
            12,
            10,
            9,
            7,
            6,
            5,
            4,
            3,
            3,
            1,
            1,
        ),
        strict=True,
    )
)
_PAIRS = frozenset(
    re.findall(
        r"\w\w",
        "ст но то на ен ов ни ра во ко ро ть ос ре ли не по та ор ол ер пр ль ом го ел ва ан ал ат ем де ет ин ны за "
        "ти он те ес ка од об ия ие ый ой ог ск тв ач ед ле ри ла ве ми до ци ля ам их ис",
    )
)
_WORD = re.compile(r"[А-Яа-яЁё]+")
_USUAL = re.compile(r"[\t\n\r\x0c -~А-Яа-яЁё№«»–—…“”„’‘•§°\xa0]")
_ODD_CASE = re.compile(r"[а-яё][А-ЯЁ]")


def decode(data: bytes) -> tuple[str, bool]:
    """The text and whether every byte of it was understood."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name)
    wide = _utf16(data)
    if wide:
        return _decoded(data, wide)
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        pass
    almost = data.decode("utf-8", errors="replace")
    if almost.count("\ufffd") * 100 <= len(almost):
        return almost.replace("\ufffd", ""), False
    best = max(_CODE_PAGES, key=lambda page: _score(data[:_SAMPLE].decode(page, errors="replace")))
    return _decoded(data, best)


def _decoded(data: bytes, name: str) -> tuple[str, bool]:
    text = data.decode(name, errors="replace")
    return text.replace("\ufffd", ""), "\ufffd" not in text


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark: Russian and ASCII have 0x04 or 0x00 in every high byte, 8-bit texts never."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) < 4 or len(data) % 2:
        return ""
    high_last, high_first = sample[1::2], sample[0::2]
    for name, high in (("utf-16-le", high_last), ("utf-16-be", high_first)):
        if (high.count(0) + high.count(4)) * 10 >= len(high) * 8:
            return name
    return ""


def _score(text: str) -> float:
    """How Russian a reading is, per character; the wrong code pages give capitals, frames and rare letters."""
    words = _WORD.findall(text)
    score = 0.0
    for word in words:
        small = word.lower()
        score += sum(_FREQUENCY[letter] for letter in small) / 50
        score += sum(2 for first, second in pairwise(small) if first + second in _PAIRS)
        score -= 4 * len(_ODD_CASE.findall(word))
        score -= 3 * (small[0] in "ъьы")
    strange = len(text) - len(_USUAL.findall(text))
    return score - 5 * strange
