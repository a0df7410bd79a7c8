"""Numbers of items in what people write: at its beginning, after «п.», in the name of a file."""

import re

from domain.answers.short import MOST_LINES, ShortForm, read_lines

_AFTER_WORD = re.compile(
    r"(?:(?:\bпротокол\w*\s*|№\s*)(?P<minutes>\d[\w/-]*)\s*,?\s+)?"
    r"(?:\bвопрос\w*\s*(?P<question>\d{1,3})\s*[,.]?\s*)?"
    r"\b(?P<word>п\.|п(?=\s*\d)|пункт[а-яё]{0,3}|абз\.|абзац[а-яё]{0,2})\s*(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})(?![\w-])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*(?P<word>п(?:ункт)?\.?\s*)?(?P<number>[1-9]\d{0,2}(?:\.[1-9]\d{0,2}){0,4})[.)]?\s*", re.IGNORECASE
)
_IN_NAME = re.compile(r"(?<![\d.])(?P<number>[1-9]\d{0,2}(?:\.[1-9]\d{0,2}){1,4})(?![\d]|\.\d)")
_PLAIN_IN_NAME = re.compile(r"(?:^|[\s_])п(?:ункт)?[\s._]*(?P<number>[1-9]\d{0,2})(?![\d.]*\d)", re.IGNORECASE)
_QUESTION = re.compile(
    r"\?|^\W*(?:а\s+|и\s+)?(?:как(?:ой|ая|ое|ие|ую)?|что|когда|куда|кому|кто|где|зачем|почему|сколько|можно\s+ли|"
    r"нужно\s+ли|надо\s+ли|обязательно\s+ли)\b|\b(?:подскажите|уточните|объясните|поясните|непонятно|"
    r"не\s*(?:понял|поняла|понимаю|понятно|ясно))\b",
    re.IGNORECASE,
)


def read_marks(text: str) -> tuple[ShortForm, ...]:
    """Every number of an item in a text. Whether there are such items, and of whom, is not asked here."""
    rows = [row for row in text.splitlines() if row.strip()][:MOST_LINES]
    found = list(read_lines(rows))
    if not found and (label := read_label(text)):
        found.append(label)
    for each in _AFTER_WORD.finditer(text):
        bullet = each["word"].lower().startswith("абз")
        question = int(each["question"]) if each["question"] else None
        if all(each["number"] != known.number for known in found):
            found.append(ShortForm(each["number"], "", each["minutes"] or "", question, bullet, named=True))
    return tuple(found)


def read_label(text: str) -> ShortForm | None:
    """A text that is nothing but the number of an item: «1.2», «п. 3»; a bare «14» is a figure."""
    found = _LABEL.fullmatch(text)
    if found is None or not (found["word"] or "." in found["number"]):
        return None
    return ShortForm(found["number"], "", named=bool(found["word"]))


def read_file_name(name: str) -> tuple[ShortForm, ...]:
    """Numbers in the name of a file: «п 1.2 приказ.pdf», «1.2.docx»; dates are none."""
    stem = name.rsplit(".", 1)[0] if re.search(r"\.[^\W\d]\w{1,4}$", name) else name
    found = [*_IN_NAME.finditer(stem), *_PLAIN_IN_NAME.finditer(stem)]
    return tuple(ShortForm(each["number"], "", named=True) for each in found)


def is_question(text: str) -> bool:
    """Whether a text asks rather than reports: «когда сдавать?», «подскажите, что прислать»."""
    return _QUESTION.search(text) is not None
