"""One way down the rows of a document: which part each belongs to, and where decisions begin and end."""

import re
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from domain.minutes.closing import APPENDIX, is_signature, signs
from domain.minutes.grammar import finite_verb
from domain.minutes.markers import MarkStyle, find_mark
from domain.minutes.model import Role
from domain.minutes.openings import heading_parties, opening_party
from domain.minutes.rows import UNKNOWN_LEVEL, Row
from domain.minutes.run_on import split_run_on
from domain.minutes.sections import (
    ABOUT,
    AGENDA,
    NOUN_ALONE,
    PEOPLE,
    QUESTION,
    RESOLVED,
    SPOKE,
    TALK,
    VOTE,
    after_resolution,
    closes_by_title,
    decides_by_title,
    may_decide_at_once,
    question_number,
    unmarked,
)
from domain.minutes.tables import is_decision_table, is_plan
from domain.minutes.words import first_infinitive

_NOT_DECIDED = re.compile(r"\s*(?:не\s+принят|отложен|нет\b)", re.IGNORECASE)


def _orders(body: str) -> bool:
    """A decision, not the title of the next question."""
    verb = first_infinitive(body)
    return verb is not None and (opening_party(body) is not None or len(body[: verb.start()].split()) <= 1)


class _State(Enum):
    HEAD = auto()
    AGENDA = auto()
    TALK = auto()
    DECIDE = auto()
    AFTER = auto()


_ROLES = {_State.HEAD: Role.NOTHING, _State.AGENDA: Role.QUESTION, _State.TALK: Role.TALK}


_PLAN = re.compile(r"\bплан\w*\s+(?:[а-яё]+\s+)?мероприяти|\bдорожн\w+\s+карт|\bперечень\s+мероприяти", re.IGNORECASE)


@dataclass
class Zone:
    """Rows of decisions under one question."""

    question: int | None
    rows: list[Row] = field(default_factory=list)


class Walker:
    """Goes down the rows once, keeping the state, the question and the zones."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.state = _State.HEAD
        self.zones: list[Zone] = []
        self.titles: dict[int, str] = {}
        self.head: list[Row] = []
        self.after: list[Row] = []
        self.placed: list[tuple[Row, Role]] = []
        self.appendix = False
        self.plan = False  # an appendix names itself a plan of measures
        self.level: int = -1  # of the title above the decisions; -1 when no title has opened them
        self.question = 0
        self.fresh = False  # a question heading was seen since the last zone
        self.questioned = False  # the document tells its questions apart
        self.other_tables: set[int | None] = set()
        self.table: int | None = None  # the decision table being read outside a resolution
        self.strong = any(after_resolution(row.text, True) is not None for row in rows if not row.cells)
        resolved = (
            at for at, row in enumerate(rows) if not row.cells and after_resolution(row.text, self.strong) is not None
        )
        self.last_resolution = max(resolved, default=-1)

    @property
    def level_known(self) -> bool:
        return self.level >= 0

    def walk(self) -> None:
        for at, row in enumerate(self.rows):
            if self.state is not _State.AFTER and self._ends(at, row):
                self.state = _State.AFTER
            if self.state is _State.AFTER and not self._in_plan(at, row):
                self._after(row)
            elif self.state is _State.AFTER or (row.cells and self._in_table(at, row)):
                self.zones[-1].rows.append(row)
            elif not row.cells and (role := self._turns(at, row)) is not None:
                self.placed.append((row, role))
            elif self.state is _State.DECIDE:
                self.zones[-1].rows.append(row)
            else:
                titled = self.state is _State.HEAD and len(row.text.split()) <= 12 and not first_infinitive(row.text)
                self.placed.append((row, Role.FURNITURE if titled else _ROLES[self.state]))
                if not self.zones:
                    self.head.append(row)

    def _in_plan(self, at: int, row: Row) -> bool:
        """A plan of measures that the paper approves stands behind its signatures, with dates and executors."""
        self.plan = self.plan or (not row.cells and _PLAN.search(row.text) is not None)
        if not (self.plan and row.cells):
            return False
        if row.table == self.table:
            return True
        if row.table in self.other_tables:
            return False
        mates = [other for other in self.rows[at:] if other.cells and other.table == row.table]
        if not is_plan(mates):
            self.other_tables.add(row.table)
            return False
        self.table, self.fresh = row.table, True
        self._open_zone()
        self.state = _State.AFTER
        return True

    def _in_table(self, at: int, row: Row) -> bool:
        """A decision table is a zone of its own wherever it stands before the signatures."""
        if self.state is _State.DECIDE:
            return True
        if row.table == self.table:
            return True
        if row.table in self.other_tables:
            return False
        mates = [other for other in self.rows[at:] if other.cells and other.table == row.table]
        if not is_decision_table(mates):
            self.other_tables.add(row.table)
            return False
        self.table = row.table
        before, self.fresh = self.state, True
        self._open_zone()
        self.state = before
        return True

    def _after(self, row: Row) -> None:
        self.after.append(row)
        self.appendix = self.appendix or APPENDIX.match(row.text) is not None
        signed = Role.FURNITURE if is_signature(row.text) else Role.NOTHING
        self.placed.append((row, Role.APPENDIX if self.appendix else signed))

    def _ends(self, at: int, row: Row) -> bool:
        """Signatures and appendices close the decisions; before them they mean nothing."""
        if self.state not in {_State.DECIDE, _State.TALK} or not self.zones or row.cells:
            return self.state is _State.DECIDE and bool(row.cells) and is_signature("  ".join(row.cells))
        later = at < self.last_resolution
        if APPENDIX.match(row.text) and not find_mark(row.text):
            return not later
        following = self.rows[at + 1].text if at + 1 < len(self.rows) else ""
        return signs(row.text, following) and not later

    def _turns(self, at: int, row: Row) -> Role | None:
        """What a row is that only moves between parts; None for content."""
        text = row.text
        if (titled := self._titled(at, row)) is not None:
            return titled
        if self._asks_question(at, row):
            return Role.QUESTION
        talk = SPOKE.match(text) is not None or (
            TALK.match(unmarked(text)) is not None and not (self.state is _State.DECIDE and first_infinitive(text))
        )
        if talk:
            self._talk(text)
        if (
            content := after_resolution(text, self.strong or self.state is _State.TALK)
        ) is not None and self._may_decide(text):
            self.level = row.level or self.level
            self._open_zone()
            if content.strip(" .:") and not _NOT_DECIDED.match(content):
                self.zones[-1].rows += split_run_on(replace(row, text=content))
            return Role.HEADING
        if talk:
            return Role.TALK
        if AGENDA.match(text):
            self.state = _State.AGENDA
            return Role.QUESTION
        if VOTE.match(text) or (PEOPLE.match(text) and self.state is not _State.DECIDE):
            return Role.FURNITURE
        asked = self.state in {_State.AGENDA, _State.HEAD} and self._agenda_item(row)
        return Role.QUESTION if asked else None

    def _titled(self, at: int, row: Row) -> Role | None:
        """Titles of notes open and close decisions; a title below a deciding one only groups them."""
        if decides_by_title(row.text) and not self.strong and at > 1:  # at the top it is the name of the paper
            self.state, self.level = _State.TALK, row.level
            self._open_zone()
            return Role.HEADING
        if self.state is not _State.DECIDE or not self.level_known:
            return None
        if closes_by_title(row.text) or (0 < row.level <= self.level < UNKNOWN_LEVEL):
            self.state = _State.TALK
            return Role.QUESTION
        return Role.HEADING if row.level and heading_parties(row.text) is None and self.level else None

    def _may_decide(self, text: str) -> bool:
        """A bare «РЕШЕНИЕ» at the top is the name of the paper."""
        noun = NOUN_ALONE.match(text)
        return not noun or self.state in {_State.TALK, _State.DECIDE}

    def _open_zone(self) -> None:
        self.state = _State.DECIDE
        if self.zones and not self.zones[-1].rows:
            self.zones[-1].question = self.question if self.fresh else self.zones[-1].question
            self.fresh = False
            return
        if not self.fresh:
            self.question += 1
        self.fresh = False
        self.zones.append(Zone(self.question))
        if len([zone for zone in self.zones if zone.rows]) >= 1:
            self.questioned = True

    def _talk(self, text: str) -> None:
        mark = find_mark(text)
        if mark and mark.style in {MarkStyle.DECIMAL, MarkStyle.ROMAN} and len(mark.parts) == 1:
            self._start_question(mark.parts[0], text[mark.end :])
        self.state = _State.TALK

    def _start_question(self, number: int, title: str) -> None:
        self.question = number
        self.fresh = True
        self.questioned = True
        clean = title.strip(" .:–—-")
        if clean and (number not in self.titles or len(clean) > len(self.titles[number])):
            self.titles[number] = clean

    def _asks_question(self, at: int, row: Row) -> bool:
        found = QUESTION.match(unmarked(row.text))
        if found:
            self._open_question(found, row)
            return True
        mark = find_mark(row.text)
        if not mark or mark.style not in {MarkStyle.DECIMAL, MarkStyle.ROMAN} or len(mark.parts) != 1:
            return False
        body = row.text[mark.end :]
        if not mark.certain and not body[:1].isupper():
            return False
        if self.state in {_State.HEAD, _State.AGENDA} and not (self._opens_talk(at) or self._discussed(at)):
            return False
        heading = ((ABOUT.match(body) or self._discussed(at)) and not first_infinitive(body)) or (
            self._opens_talk(at) and not TALK.match(body) and not (self.state is _State.DECIDE and _orders(body))
        )
        if not heading or (self.state is _State.DECIDE and not self._next_question(mark.parts[0], at)):
            return False
        deciding = self.state is _State.DECIDE and self._decides_next(mark.parts[0], at)
        self._start_question(mark.parts[0], body)
        self.state = _State.TALK
        if deciding:
            self._open_zone()
        return True

    def _opens_talk(self, at: int) -> bool:
        """The next row is «СЛУШАЛИ:», «ВЫСТУПИЛИ:» or «РЕШИЛИ:»."""
        following = next((row.text for row in self.rows[at + 1 : at + 2]), "")
        return bool(TALK.match(following)) or (
            after_resolution(following, True) is not None
            and (not NOUN_ALONE.match(following) or "вопрос" in following.lower())  # «Решение по вопросу 3.»
        )

    def _discussed(self, at: int) -> bool:
        """The next row is a vote or «Говорили: …»."""
        following = next((row.text for row in self.rows[at + 1 : at + 2]), "")
        said = finite_verb(following.partition(":")[0]) if ":" in following else None
        return bool(VOTE.match(following) or (said and said.past))

    def _next_question(self, number: int, at: int) -> bool:
        opens = number == 1 and not self.zones[-1].rows
        return opens or number == self.question + 1 or self._opens_talk(at)

    def _decides_next(self, number: int, at: int) -> bool:
        """The next row is 2.1 under «2. О …»: its decisions follow at once."""
        mark = find_mark(self.rows[at + 1].text) if at + 1 < len(self.rows) else None
        return mark is not None and len(mark.parts) > 1 and mark.parts[0] == number

    def _open_question(self, found: re.Match[str], row: Row) -> None:
        number = found.group("number") or found.group("nth") or found.group("nth2") or ""
        rest = found.group("rest")
        content = after_resolution(rest, True) if rest else None
        title = re.split(rf"\s(?:слушали|выступил\w*|{RESOLVED})\b", rest, maxsplit=1, flags=re.IGNORECASE)[0]
        title = title.strip(' .:;,–—-«»"')
        already = self.state is _State.DECIDE
        self._start_question(question_number(number) or self.question + 1, title)
        if content is not None or already or may_decide_at_once(rest):
            self.state = _State.TALK
            self._open_zone()
            if content and content.strip(" .:"):
                self.zones[-1].rows.append(replace(row, text=content))
            return
        self.state = _State.TALK

    def _agenda_item(self, row: Row) -> bool:
        mark = find_mark(row.text)
        if not mark or mark.style not in {MarkStyle.DECIMAL, MarkStyle.ROMAN} or len(mark.parts) != 1:
            return False
        if self.state is _State.AGENDA or ABOUT.match(row.text[mark.end :]):
            self.titles.setdefault(mark.parts[0], row.text[mark.end :].strip(" .;"))
            return self.state is _State.AGENDA
        return False
