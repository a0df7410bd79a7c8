"""Typed short forms: «1.2 14», «п. 1.1 не потребовалось», «в2 п1.1 14», «№8 1.2 14»; a line each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINE = re.compile(
    r"^\s*(?:(?:протокол\s*)?(?:№|\bN)\s*(?P<minutes>\d[\w/-]*)\s*[,:;]?\s+|протокол\s+(?P<minutes2>\d[\w/-]*)\s*[,:;]?\s+)?"
    r"(?:в(?:опрос)?\.?\s*(?P<question>\d{1,3})\s*[,:;.]?\s*)?"
    r"(?:(?P<word>п(?:ункт)?|абз(?:ац)?)\b\.?\s*|(?P<glued>п|абз)(?=\d))?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})[.)]?"
    r"(?:\s*[:–—-]\s*|\s+)(?P<rest>\S.*)$",
    re.IGNORECASE,
)
MOST_LINES = 20
#: Figures that look like numbers of items: «02.10 провели», «1.2 млн».
_NO_NUMBER = re.compile(r"(?:^|\.)0\d")
_UNIT = re.compile(r"(?:млн|млрд|тыс|руб|балл|процент|чел|га|км|кг|кв|час|раз|%|₽)(?![а-яё]{6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ShortForm:
    """One line: the item as it is named and what is said about it."""

    number: str  # "1.2"; of an unnumbered item the place of its bullet
    rest: str
    minutes: str = ""
    question: int | None = None
    bullet: bool = False
    named: bool = False  # «п.», «вопрос» or the protocol is written out: certainly an item

    @property
    def dotted(self) -> bool:
        return "." in self.number


def read_short_forms(text: str) -> tuple[ShortForm, ...]:
    """Every line as a short form, in order; nothing unless all are. Whether such items exist is not asked here."""
    rows = [row for row in text.splitlines() if row.strip()]
    if not 0 < len(rows) <= MOST_LINES:
        return ()
    found = read_lines(rows)
    return found if len(found) == len(rows) else ()


def read_lines(rows: Iterable[str]) -> tuple[ShortForm, ...]:
    """Those of the lines that begin with the number of an item."""
    found = (_LINE.match(row) for row in rows)
    return tuple(_form(each) for each in found if each and not _is_figure(each))


def _is_figure(found: re.Match[str]) -> bool:
    if _NO_NUMBER.search(found["number"]):
        return True
    return not (found["word"] or found["glued"]) and "." in found["number"] and bool(_UNIT.match(found["rest"]))


def _form(found: re.Match[str]) -> ShortForm:
    word = (found["word"] or found["glued"] or "").lower()
    minutes, question = found["minutes"] or found["minutes2"] or "", found["question"]
    return ShortForm(
        number=found["number"],
        rest=" ".join(found["rest"].split()),
        minutes=minutes,
        question=int(question) if question else None,
        bullet=word.startswith("абз"),
        named=bool(word or question or minutes),
    )


def without_number(text: str, number: str) -> str:
    """A text without the number of its own item before it: «1.2 14» is no «1,2». A bare «1.2» stays what it says."""
    first, *more = text.split("\n", 1)
    found = next(iter(read_lines([first])), None)
    own = found is not None and found.number == number.rstrip(".)") and (found.named or found.dotted)
    return "\n".join([found.rest, *more]) if found and own else text
