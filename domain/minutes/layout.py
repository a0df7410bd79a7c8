"""Lines of a document → rows: one row for one paragraph, whatever the file did to it."""

import re
from dataclasses import replace
from itertools import pairwise

from domain.minutes.labels import opens_with_label
from domain.minutes.markers import MarkStyle, find_mark
from domain.minutes.markup import is_message, title_level, without_markup
from domain.minutes.model import Document
from domain.minutes.patterns import any_of
from domain.minutes.rows import UNKNOWN_LEVEL, Row
from domain.minutes.run_on import split_run_on
from domain.minutes.typed_tables import stacked_bars, told_tables, typed_tables
from domain.minutes.words import mend_letters

_FURNITURE = any_of(
    r"^(?:страница|стр\.?|лист)\s*\d+(?:\s*(?:из|/)\s*\d+)?$",
    r"^[-–—]\s*\d{1,3}\s*[-–—]$",
    r"^(?:версия для печати|распечатать|поделиться|скачать.{0,30}|просмотров:?.*|назад|наверх)$",
    r"^_?(?:резюме|протокол|конспект|расшифровка|заметки|сводка)\b.{0,40}\b(?:автоматически|нейросет|искусственн)",
)
_SECTION = re.compile(
    r"(?:по\s+(?:\d\S*|перв\w+|втор\w+|трет\w+|четв\w+|пят\w+)\s+вопрос|вопрос\s+(?:№|\d)|слушали|выступил|решили|постанов|приказыва|приложение|председател|секретар|"
    r"повестка|присутств|контроль\s+(?:за|исполн)|уважаем)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;:!?…][»\")]?$")
_ABBREVIATION = re.compile(r"(?:\b(?:г|гг|т|д|ст|ул|им|п|пп|стр|руб|тыс|чел|обл|р|с|отв|зам|см|др|уч|N|№)|[А-ЯЁ])\.$")


_DRAWN = re.compile(r"[\s+=_|:—–-]{3,}")  # lines that programs draw between rows


def plain_rows(document: Document) -> list[Row]:
    """Every non-empty line as it stands, letters mended, page furniture left out."""
    rows: list[Row] = []
    gap = False
    for at, line in enumerate(document.lines):
        cells = tuple(without_markup(mend_letters(cell.strip())) for cell in line.cells)
        if cells and any(cells):
            rows.append(Row("\t".join(cells), at, at, gap, cells, line.table))
            gap = False
            continue
        for piece in line.text.split("\n"):
            text = without_markup(re.sub(r" {2,}", " ", mend_letters(piece).strip()))
            if not text:
                gap = True
            elif _DRAWN.fullmatch(text):
                continue
            elif not _FURNITURE.match(text):
                rows.append(
                    Row(
                        text,
                        at,
                        at,
                        gap,
                        level=title_level(piece) or UNKNOWN_LEVEL * line.heading,
                        message=is_message(piece),
                    )
                )
                gap = False
    return told_tables(typed_tables(stacked_bars(rows)))


def paragraphs(rows: list[Row]) -> list[Row]:
    """Rows with hard-wrapped lines joined and run-on paragraphs («1. … 2. … 3. …») taken apart."""
    joined = _join_wrapped(rows) if _is_wrapped(rows) else rows
    return [part for row in joined for part in split_run_on(row)]


def _width(rows: list[Row]) -> int:
    """How long the lines of the text grow: all but the longest twentieth are within it."""
    sizes = sorted(len(row.text) for row in rows if not row.cells)
    return sizes[len(sizes) * 19 // 20] if sizes else 0


def _is_wrapped(rows: list[Row]) -> bool:
    """Whether the lines were broken by width: full ones that go on in small letters below."""
    width = _width(rows)
    full = [(a, b) for a, b in pairwise(rows) if not (b.gap or a.cells or b.cells) and len(a.text) >= width * 0.7]
    broken = sum(1 for a, b in full if b.text[0].islower() and not _STOP.search(a.text) and not find_mark(b.text))
    return 30 <= width <= 120 and broken >= (1 if width <= 100 else 3)


def _join_wrapped(rows: list[Row]) -> list[Row]:
    width = _width(rows)
    joined: list[Row] = []
    tail = ""  # the last physical line of the paragraph being joined
    for row in rows:
        if (
            joined
            and not (row.cells or joined[-1].cells or row.level or joined[-1].level)
            and _goes_on(tail, row, width)
        ):
            joined[-1] = replace(joined[-1], text=_glue(joined[-1].text, row.text), last=row.last)
        else:
            joined.append(row)
        tail = row.text
    return joined


def _goes_on(tail: str, row: Row, width: int) -> bool:
    text = row.text
    if row.gap or row.message or _opens(text, tail):
        return False
    if text[0].islower() and not tail.endswith((":", ";")):
        return True
    if _STOP.search(tail) and not _ABBREVIATION.search(tail.rstrip(")")):
        return False
    return len(tail) + 1 + len(text.split()[0]) > width * 0.85 or tail.endswith((",", "-", "№", "–"))


def _opens(text: str, tail: str) -> bool:
    """Whether the line begins something of its own."""
    mark = find_mark(text)
    if mark and not (mark.style is MarkStyle.DECIMAL and _dangling(tail, text, mark.end)):
        return mark.certain
    return opens_with_label(text) or (text[0].isupper() and _SECTION.match(text) is not None)


def _dangling(tail: str, text: str, end: int) -> bool:
    """A number that ends the sentence before («школ № 7, 11,» / «16.»)."""
    return bool(re.search(r"(?:№|N|,|\b(?:и|п|пп|от|до|с|по|на))\.?$", tail)) and not text[end : end + 1].isupper()


def _glue(before: str, after: str) -> str:
    if before.endswith("-") and before[-2:-1].isalpha() and after[0].islower():
        return before[:-1] + after
    return f"{before} {after}"
