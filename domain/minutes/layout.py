"""Lines of a document → rows: one row for one paragraph, whatever the file did to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from domain.minutes.labels import opens_with_label
from domain.minutes.markers import MarkStyle, find_mark
from domain.minutes.markup import is_message, title_level, without_markup
from domain.minutes.model import Document
from domain.minutes.words import mend_letters

_FURNITURE = re.compile(
    r"^(?:страница|стр\.?|лист)\s*\d+(?:\s*(?:из|/)\s*\d+)?$|^[-–—]\s*\d{1,3}\s*[-–—]$|"
    r"^(?:версия для печати|распечатать|поделиться|скачать.{0,30}|просмотров:?.*|назад|наверх)$|"
    r"^_?(?:резюме|протокол|конспект|расшифровка|заметки|сводка)\b.{0,40}\b(?:автоматически|нейросет|искусственн)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:по\s+(?:\d\S*|перв\w+|втор\w+|трет\w+|четв\w+|пят\w+)\s+вопрос|вопрос\s+(?:№|\d)|слушали|выступил|решили|постанов|приказыва|приложение|председател|секретар|"
    r"повестка|присутств|контроль\s+(?:за|исполн)|уважаем)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;:!?…][»\")]?$")
_ABBREVIATION = re.compile(r"(?:\b(?:г|гг|т|д|ст|ул|им|п|пп|стр|руб|тыс|чел|обл|р|с|отв|зам|см|др|уч|N|№)|[А-ЯЁ])\.$")
_RUN_ON = re.compile(r"(?:(?<=[.;:])|(?<=[.;:]»))\s+(?=(\d{1,2}(?:\.\d{1,2})*)\.\s?[А-ЯЁа-яё«])")
_RUN_ON_SIGN = re.compile(r"(?<=[;:.,])\s+(?=\(?(\d{1,2}|[а-я])\)\s*[А-ЯЁа-яё«])")
_RUN_ON_DASH = re.compile(r"(?<=[:;.])\s+(?=[-–—]\s+[а-яёА-ЯЁ])")


UNKNOWN_LEVEL = 9  # a heading style whose depth the format does not tell
#: Lines of one cell between two bars.
LONGEST_CELL = 4
_DRAWN = re.compile(r"[\s+=_|:—–-]{3,}")  # lines that programs draw between rows
_DECIDED = re.compile(r"(?:решили|решено|постановили|решение|постановил[аи]?)", re.IGNORECASE)
_CARD_ROWS = re.compile(
    r"(?P<what>суть|что\s+сделать|содержание\s+поручения|поручение|задача)|(?P<who>исполнител[ьи]|ответственн\w+|кто)|(?P<when>срок\w*(?:\s+исполнения)?|когда)",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"срок|ответств|исполн|^кто|^кому|дата|до\s+какого", re.IGNORECASE)
_TALKED = re.compile(r"(?:слушали|выступил|вопрос|повестк|обсужда)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph or table row. `first` and `last` are lines of the document."""

    text: str
    first: int
    last: int
    gap: bool = False  # an empty line stands before
    cells: tuple[str, ...] = ()
    table: int | None = None
    level: int = 0  # of a title, 1 the highest; 0 for any other row
    message: bool = False  # of a chat: never goes on with the row before


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
    return _told_tables(_typed_tables(_stacked_bars(rows)))


def _stacked_bars(rows: list[Row]) -> list[Row]:
    """A table whose cells a web page left on lines of their own, each closed by a bar, put together again."""
    heading = re.compile(r"(?:№|N\b)[^|]{0,8}(?:\||$)")
    start = next((at for at, row in enumerate(rows) if not row.cells and heading.match(row.text)), None)
    if start is None or sum(row.text.endswith("|") for row in rows[start : start + 12]) < 4:
        return rows
    stop = _bars_end(rows, start)
    cells: list[tuple[str, int]] = []
    text = ""
    for row in rows[start:stop]:
        text = f"{text} {row.text.rstrip('|').strip()}".strip()
        if row.text.endswith("|"):
            cells.append((text, row.last))
            text = ""
    width = next((at for at, (cell, _) in enumerate(cells) if re.fullmatch(r"1[.)]?", cell)), 0)
    if width < 3:
        return rows
    made = []
    for at in range(0, len(cells), width):
        group = cells[at : at + width]
        first = cells[at - 1][1] + 1 if at else rows[start].first
        made.append(
            Row(
                "\t".join(cell for cell, _ in group),
                first,
                group[-1][1],
                cells=tuple(cell for cell, _ in group),
                table=-99,
            )
        )
    return [*rows[:start], *made, *rows[stop:]]


def _bars_end(rows: Sequence[Row], start: int) -> int:
    """Behind the last row closed by a bar before a table, a resolution or a stretch without bars."""
    end = start
    for at, row in enumerate(rows[start:], start):
        closed = row.text.endswith("|")
        if row.cells or (_DECIDED.match(row.text) and not closed) or at - end > LONGEST_CELL:
            break
        end = at + 1 if closed else end
    return end


def _told_tables(rows: list[Row]) -> list[Row]:
    """Tables that hold the minutes themselves («СЛУШАЛИ | РЕШИЛИ», «РЕШИЛИ: | 1. …») are read as text, cell by cell."""
    told: list[Row] = []
    heads: dict[int | None, tuple[str, ...]] = {}
    for row in rows:
        if not row.cells:
            told.append(row)
            continue
        named = _CARD_ROWS.fullmatch(row.cells[0].strip(" :"))
        if len(row.cells) == 2 and named and not _CARD_ROWS.fullmatch(row.cells[1].strip(" :")):
            told.append(_card_row(row, named))
            continue
        if row.table not in heads:
            told_here = any(_DECIDED.fullmatch(cell.strip(" :")) for cell in row.cells) and any(
                map(_TALKED.match, row.cells)
            )
            heads[row.table] = row.cells if told_here and not any(map(_PLANNED.search, row.cells)) else ()
        head = heads[row.table]
        if not head and not (
            len(row.cells) == 2 and _DECIDED.fullmatch(row.cells[0].strip(" :")) and len(row.cells[1]) > 40
        ):
            told.append(row)
        elif row.cells != head or not (_TALKED.match(row.cells[0]) or len(row.cells) == 1):
            told += _told(row, head if row.cells != head else ())
    return told


def _card_row(row: Row, named: re.Match[str]) -> Row:
    """A row of a card («Суть | Провести проверку», «Срок | до 26 декабря») as a line with its label."""
    text = row.cells[1].replace("\n", " ")
    label = "- " if named.group("what") else "Отв.: " if named.group("who") else "Срок: "
    return Row(f"{label}{text}", row.first, row.last, named.group("what") is not None)


def _told(row: Row, head: tuple[str, ...]) -> Iterator[Row]:
    for at, cell in enumerate(row.cells):
        title = head[at].strip(" :") if at < len(head) else ""
        if title and _DECIDED.fullmatch(title):
            yield Row(f"{title.upper()}:", row.first, row.last, True)
        elif title and _TALKED.match(title):
            yield Row(f"СЛУШАЛИ: {cell.split(chr(10))[0]}", row.first, row.last, True)
            yield from (Row(line.strip(), row.first, row.last) for line in cell.split("\n")[1:] if line.strip())
            continue
        decided = not title or _DECIDED.fullmatch(title)
        said = cell if decided or not cell.strip() else f"{title}: {cell.strip()}"  # «Срок», «Ответственный»: labels
        yield from (Row(line.strip(), row.first, row.last) for line in said.split("\n") if line.strip())


def _typed_tables(rows: list[Row]) -> list[Row]:
    """Lines typed as a table (cells between | or tabs) become table rows."""
    split = [_typed_cells(row) for row in rows]
    made: list[Row] = []
    table = -1
    for at, (row, cells) in enumerate(zip(rows, split, strict=True)):
        near = [
            other
            for other in split[max(0, at - 2) : at] + split[at + 1 : at + 3]
            if other and abs(len(other) - len(cells)) <= 1
        ]
        if not row.cells and sum(map(bool, cells)) <= 1 and made and made[-1].table == table and _is_section(split, at):
            made.append(replace(row, cells=(next(filter(None, cells), row.text),), table=table))
        elif not row.cells and len(cells) >= 3 and near:
            if not (made and made[-1].table == table):
                table -= 1
            made.append(replace(row, cells=cells, table=table))
        else:
            made.append(row)
    return made


def _is_section(split: list[tuple[str, ...]], at: int) -> bool:
    """A line of one cell between two rows of a typed table is its section."""
    following = split[at + 1] if at + 1 < len(split) else ()
    return len(following) >= 3 and any(len(before) >= 3 for before in split[max(0, at - 2) : at])


def _typed_cells(row: Row) -> tuple[str, ...]:
    if "|" in row.text and not row.cells:
        return tuple(cell.strip() for cell in row.text.removeprefix("|").removesuffix("|").split("|"))
    return tuple(cell.strip() for cell in row.text.split("\t")) if "\t" in row.text and not row.cells else ()


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


def split_run_on(row: Row) -> Iterable[Row]:
    """A paragraph that holds a whole numbered list becomes one row for each number or dash."""
    if row.cells or len(row.text) < 25:
        return [row]
    pieces = [piece for part in _by_numbers(row.text) for half in _by_signs(part) for piece in _by_dashes(half)]
    return [replace(row, text=piece.strip(), gap=row.gap and at == 0) for at, piece in enumerate(pieces)]


def _by_numbers(text: str) -> list[str]:
    mark = find_mark(text)
    last = mark.parts if mark and mark.style is MarkStyle.DECIMAL else ()
    pieces, start = [], 0
    for found in _RUN_ON.finditer(text):
        parts = tuple(int(part) for part in found.group(1).split("."))
        if _follows(last, parts, text[: found.start()]):
            pieces.append(text[start : found.start()])
            start, last = found.end(), parts
    return [*pieces, text[start:]]


def _by_signs(text: str) -> list[str]:
    """«1) …; 2) …» and «а) …; б) …» inside a paragraph, when they go on in order from the first."""
    pieces, start = [], 0
    opened = re.match(r"\(?(1|а)\)", text)
    last = opened.group(1) if opened else ""
    for found in _RUN_ON_SIGN.finditer(text):
        sign = found.group(1)
        first = not last and sign in {"1", "а"} and text[: found.start()].endswith(":")
        if first or (last and _next_sign(last) == sign):
            pieces.append(text[start : found.start()])
            start, last = found.end(), sign
    pieces.append(text[start:])
    return pieces if len(pieces) > 2 or (opened and len(pieces) > 1) else [text]


def _next_sign(sign: str) -> str:
    return str(int(sign) + 1) if sign.isdigit() else chr(ord(sign) + 1)


def _follows(last: tuple[int, ...], parts: tuple[int, ...], before: str) -> bool:
    if not last:
        return before.endswith(":") and parts in {(1,), (1, 1)}
    nested = parts == (*last, 1) and before.endswith(":")
    return nested or any(parts == (*last[:depth], last[depth] + 1) for depth in range(len(last)))


def _by_dashes(text: str) -> list[str]:
    first = re.search(r":\s+[-–—]\s+(?=[а-яёА-ЯЁ])", text)
    if not first:
        return [text]
    head, rest = text[: first.start() + 1], text[first.start() + 1 :]
    return [head, *(piece for piece in _RUN_ON_DASH.split(rest) if piece.strip())]
