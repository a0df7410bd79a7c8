"""Typed short forms: «1.2 14», «п. 1.1 не потребовалось», «в2 п1.1 14», «№8 1.2 14»; a line each."""

import re
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
    found = [_LINE.match(row) for row in rows]
    return tuple(_form(each) for each in found if each) if all(found) else ()


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
