"""Schools and districts that an item names line by line, or by an appendix it refers to."""

import re
from collections.abc import Iterator, Sequence

from domain.minutes.closing import APPENDIX
from domain.minutes.heading_words import starts_with_verb
from domain.minutes.nodes import Node
from domain.minutes.rows import Row

_TARGET = re.compile(
    r"\b(?:М[АКБ]?[ОД]?[ОУ]?У|Г[АКБ]?[ОД]?[ОУ]?У|СОШ|ООШ|НОШ|СШ|ОШ|О\(С\)ОШ|школа|гимназия|лицей|"
    r"детский\s+сад|д/с|ДОУ|интернат)\b|\b(?:район|округ)$",
)
_APPENDIX_REF = re.compile(
    r"(?:перечисленн|указанн|названн|списк|переч[её]?н)\w*.{0,40}?приложени\w+\s*(?:№|N)?\s*(?P<number>\d+)?",
    re.IGNORECASE,
)


def listed_in_appendix(text: str, after: Sequence[Row]) -> tuple[str, ...]:
    """Schools of the appendix that an item refers to («школам, перечисленным в приложении № 1»)."""
    found = _APPENDIX_REF.search(text)
    if not found:
        return ()
    names: list[str] = []
    inside = False
    for row in after:
        heading = APPENDIX.match(row.text) if not row.cells else None
        if heading:
            number = re.search(r"\d+", row.text[:25])
            inside = found.group("number") is None or number is None or number.group() == found.group("number")
        elif inside:
            cells = [cell.strip() for cell in row.cells or (re.sub(r"^[\d.)\s•–-]+", "", row.text),)]
            names += [cell.strip(" .;,") for cell in cells if _TARGET.search(cell) and len(cell.split()) <= 12][:1]
    return tuple(
        name for name in names if not re.search(r"перечень|список|наименование|организаци[яи]$", name, re.IGNORECASE)
    )


def targets_of(node: Node, branch: Sequence[Node]) -> Iterator[str]:
    """Schools and districts listed line by line inside the item."""
    for part in branch:
        listed = part.more if part is node else [part.text, *part.more]
        for line in listed:
            cells = [cell.strip(" .;,") for cell in re.split(r"\t", line) if cell.strip()]
            if cells and len(line.split()) <= 14 and _TARGET.search(cells[0]) and not starts_with_verb(line):
                yield f"{cells[0]} ({cells[1]})" if len(cells) == 2 else cells[0]
