"""The shapes that pass between the steps of reading minutes. Plain data, no behaviour.

bytes → Document (lines) → ReadMinutes (items) → suggestions and addressees resolved to organisations.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class DeadlineKind(StrEnum):
    """What sort of deadline the words give (design: deadlines)."""

    DATE = "date"
    MONTH = "month"
    PERIOD = "period"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    RELATIVE = "relative"
    NONE = "none"


class ControlForm(StrEnum):
    """How an item is controlled."""

    REPORT = "report"
    PERIODIC = "periodic"
    YEARLY = "yearly"
    WORK = "work"
    INFORMATION = "information"


class Requirement(StrEnum):
    """What a report must hold; several mean «any of them»."""

    NUMBER = "number"
    REFERENCE = "reference"
    LINK = "link"
    FILE = "file"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or one table row as a reader of the document sees it, automatic numbers included."""

    text: str
    cells: tuple[str, ...] = ()  # a table row's cells; `text` is then the cells joined by tabs
    table: int | None = None  # which table of the document the row belongs to
    heading: bool = False  # a heading style, where the format tells
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, in reading order."""

    lines: tuple[Line, ...]
    format: str  # docx, doc, rtf, odt, pdf, html, txt
    recognised: bool = False  # read by optical recognition: must be checked by eye
    warnings: tuple[str, ...] = ()  # what a person has to look at: partial, hidden, numbers

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as read. `dates` are all dates found, earliest first; `date` the one that controls."""

    kind: DeadlineKind
    phrase: str = ""  # as written
    dates: tuple[date, ...] = ()
    rule: str = ""  # code of the rule that gave the date; the words for it are in views/texts
    recurrence: str = ""  # monthly, quarterly, half-yearly, yearly, weekly, daily; "" otherwise
    day: int | None = None  # of a recurring one: the «5» of «до 5 числа»
    doubt: str = ""  # code of the reason why it must be asked; "" when sure

    @property
    def date(self) -> date | None:
        return self.dates[0] if self.dates else None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Suggested control form and requirement with the code of the reason."""

    form: ControlForm
    requirement: tuple[Requirement, ...] = ()
    not_needed_allowed: bool = False
    reason: str = ""
    doubt: str = ""  # code of what the official should be asked; "" when sure


@dataclass(frozen=True, slots=True)
class Item:
    """One decided item."""

    question: int | None  # index of the agenda item, 1-based; None without questions
    number: str | None  # as written: "1.1", "2", "а"; None for a bullet
    bullet: int | None  # for an unnumbered bullet: which one under its question, 1-based
    text: str
    deadline: Deadline
    addressees: tuple[str, ...]  # phrases as written, split into parties
    addressee_phrase: str = ""
    under: str = ""  # number of the heading an unnumbered bullet stands under: «п. 2.3, абз. 1»
    named_targets: tuple[str, ...] = ()  # schools or districts listed inside the item
    span: tuple[int, int] = (0, 0)  # first and last line of the document, inclusive, 0-based
    doubts: tuple[str, ...] = ()  # codes: why the reading is unsure; empty when sure
    party_unsure: bool = False  # nobody was found who must act, and somebody may have been meant
    suggestion: Suggestion = field(default_factory=lambda: Suggestion(ControlForm.WORK))


@dataclass(frozen=True, slots=True)
class Question:
    """One agenda item."""

    index: int
    title: str
    theme: str = ""  # school, kindergarten, supplementary or "" – narrows «руководители ОО»


class Role(StrEnum):
    """What a part of the document is to its reader."""

    ITEM = "item"
    HEADING = "heading"  # who must act, a verb or a time for the items under it
    LABEL = "label"  # «Срок:», «Отв.:» on lines of their own
    QUESTION = "question"  # of the agenda
    TALK = "talk"  # what was heard and said
    PREAMBLE = "preamble"  # why it is decided
    FURNITURE = "furniture"  # title, who was there, votes, signatures
    APPENDIX = "appendix"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring lines of the document with one role; all parts together are the whole document."""

    role: Role
    first: int  # lines of the document, inclusive, 0-based
    last: int
    text: str
    asked: bool = False  # bears a mark of a decision and is no item: the official is asked


@dataclass(frozen=True, slots=True)
class ReadMinutes:
    """What the reader understood of a document."""

    number: str | None
    date: date | None
    title: str
    issuer: str
    questions: tuple[Question, ...]
    items: tuple[Item, ...]
    document: Document
    parts: tuple[Part, ...] = ()
