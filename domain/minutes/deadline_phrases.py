"""Deadline phrases → Deadline: the product's own grammar.

`parse_deadline` reads the value of a «Срок:», `find_deadline` looks for a deadline inside the sentence
of an item. The rules and their order: README.md.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.minutes.dates import Frame, Grain, Moment, SchoolCalendar
from domain.minutes.durations import (
    AddWorkingDays,
    Term,
    by_production_calendar,
    day_of_month,
    find_event,
    find_ongoing,
    find_recurrence,
    find_term,
)
from domain.minutes.events import find_named_event
from domain.minutes.model import Deadline, DeadlineKind
from domain.minutes.moments import find_moments, without_moments

REACH = 200  # characters before a date in which its cue may stand
NO_DEADLINE = Deadline(DeadlineKind.NONE)

_EDGE = re.compile(
    r"(?:кон(?:ец|ца|цу|це)|(?:[123]|перв\w+|втор\w+|трет\w+|последн\w+)(?:-?я)?\s+(?:декад|недел|"
    r"половин)\w+)\s*$",
    re.IGNORECASE,
)
_TENTH = re.compile(
    r"(?P<nth>[123]|перв\w+|втор\w+|трет\w+|последн\w+)(?:-?я|-?ей|-?ую)?\s+(?P<unit>декад|половин)\w+\s*$",
    re.IGNORECASE,
)
START = re.compile(r"(?:\bс|\bначиная\s+с|\bсо)\s*[«\"]?\s*$", re.IGNORECASE)
_LATER = re.compile(r"\b(?:далее|затем|впоследствии)\b", re.IGNORECASE)

_ABSENT = re.compile(
    r"(?:не\s+(?:назначен|указан|установлен|определ[её]н|задан|озвучен)\w*|без\s+даты.*|нет|без\s+срока|[-–—]+|tbd|n/a)",
    re.IGNORECASE,
)
_TIME_WORDS = re.compile(
    r"\b(?:[123]|перв\w+|втор\w+|трет\w+|последн\w+)(?:-?\w{1,2})?\s+(?:декад|половин)\w+|"
    r"\b(?:до|по|с|со|к|в|во|на|срок|течение|года?|г|не|позднее|число|числа|обеда|утра|вечера|часов|часа|час|ч|отчётным|отчетным|месяца|следующего|за|и)\b\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a phrase is read against: the date of the minutes, the authority's calendars."""

    base: date | None = None
    school: SchoolCalendar = field(default_factory=SchoolCalendar)
    add_working_days: AddWorkingDays = by_production_calendar

    @property
    def frame(self) -> Frame:
        return Frame(self.base, self.school)


def parse_deadline(
    phrase: str,
    base: date | None,
    school: SchoolCalendar | None = None,
    add_working_days: AddWorkingDays = by_production_calendar,
) -> Deadline:
    """The meaning of a phrase that is known to be a deadline («до 15 октября т.г.», «постоянно»).

    `base` is the date of the minutes (a missing year and day counts come from it). Nothing is guessed:
    what cannot be settled has a `doubt` and no date.
    """
    return read_phrase(phrase, Rules(base, school or SchoolCalendar(), add_working_days))


def read_phrase(phrase: str, rules: Rules) -> Deadline:
    """The same with the rules already gathered."""
    text = phrase.strip(" .;,:–—-()")
    if not text or _ABSENT.fullmatch(text):
        return NO_DEADLINE
    moments = [m for m in find_moments(text, rules.frame) if not _is_source(text, m)]
    recurring = find_recurrence(text)
    term = find_term(text, rules.base, rules.add_working_days, value=True)
    event = find_event(text, value=True)
    ongoing = find_ongoing(text, value=True)
    if recurring and not dated_before(moments, recurring[1].start(), text):
        return recurring_deadline(text, phrase, recurring[0], moments)
    dated = bool(moments) and moments[0].dated and moments[0].grain is Grain.DAY
    if moments and (dated or not (term and term.start < moments[0].start)) and not _open_end(text, moments, event):
        if ongoing and START.search(before_moment(text, moments[0])):
            return Deadline(DeadlineKind.ONGOING, phrase, rule="ongoing")
        return dated_deadline(text, phrase, moments, rules)
    if term:
        return counted_deadline(phrase, term)
    if ongoing:
        return Deadline(DeadlineKind.ONGOING, phrase, rule="ongoing")
    if event:
        return Deadline(DeadlineKind.RELATIVE, phrase, rule="event", doubt=event_doubt(event))
    return Deadline(DeadlineKind.NONE, phrase, doubt="date_unread")


def names_nothing(value: str) -> bool:
    """«не назначен», «нет», «—»: a label whose value says that there is none."""
    bare = value.strip(" .;,:")
    return not bare or _ABSENT.fullmatch(bare) is not None


def event_doubt(event: re.Match[str]) -> str:
    """«по мере поступления» has no day to ask for."""
    return "" if event.group().lower().startswith("по мере") else "date_uncountable"


def before_moment(text: str, moment: Moment) -> str:
    """What stands before a date, as far back as a cue may stand."""
    return text[max(0, moment.start - REACH) : moment.start]


def _is_source(text: str, moment: Moment) -> bool:
    """Requisites of another paper («согласно приказу от 12.03.2024») are no deadline."""
    return re.search(r"(?:\bот|№|\bначал[аоу])\s*$", before_moment(text, moment), re.IGNORECASE) is not None


def _open_end(text: str, moments: list[Moment], event: re.Match[str] | None) -> bool:
    """«с 16 января до особого распоряжения»: a start and no last day."""
    return bool(
        event and len(moments) == 1 and moments[0].grain is Grain.DAY and START.search(before_moment(text, moments[0]))
    )


def dated_before(moments: list[Moment], at: int, text: str) -> bool:
    """«до 15.10.2024, далее ежеквартально»: the dated part controls."""
    return bool(
        moments and moments[0].end <= at and (moments[0].dated or _LATER.search(text)) and moments[0].grain is Grain.DAY
    )


def recurring_deadline(text: str, phrase: str, recurrence: str, moments: list[Moment]) -> Deadline:
    dates = tuple(sorted({m.last for m in moments if m.last and m.grain is Grain.DAY and not m.problem}))
    return Deadline(
        DeadlineKind.RECURRING, phrase, dates, rule="recurring", recurrence=recurrence, day=day_of_month(text)
    )


def counted_deadline(phrase: str, term: Term) -> Deadline:
    dates = (term.due,) if term.due else ()
    return Deadline(DeadlineKind.RELATIVE, phrase, dates, rule="counted", doubt="" if dates else "date_uncountable")


def dated_deadline(text: str, phrase: str, moments: list[Moment], rules: Rules) -> Deadline:
    """All last days, earliest first; the kind is that of the earliest. A start alone counts as its day."""
    ends = [m for m in moments if not START.search(before_moment(text, m))] or moments
    ends = [_edged(text, m) for m in ends]
    problems = [m.problem for m in ends if m.problem]
    usable = sorted(
        (m for m in ends if m.last and m.problem in {"", "date_school_quarter"}), key=lambda m: m.last or date.max
    )
    if not usable:
        return Deadline(
            _kind(text, ends[0]), phrase, rule=ends[0].grain.value, doubt=problems[0] if problems else "date_no_year"
        )
    first = usable[0]
    dates = tuple(dict.fromkeys(m.last for m in usable if m.last))
    doubt = problems[0] if problems else _doubt(text, first, rules)
    return Deadline(_kind(text, first), phrase, dates, rule=first.grain.value, doubt=doubt)


def _edged(text: str, moment: Moment) -> Moment:
    """«первая декада октября» ends on the 10th, «первая половина» on the 15th."""
    found = _TENTH.search(before_moment(text, moment))
    if not found or moment.last is None or moment.grain is not Grain.MONTH:
        return moment
    nth = {"1": 1, "2": 2, "п": 1, "в": 2}.get(found.group("nth").lower()[0], 3)
    if found.group("nth").lower().startswith("послед"):
        nth = 3
    step = 10 if found.group("unit").lower() == "декад" else 15
    last = moment.last if nth * step >= 30 else moment.last.replace(day=nth * step)
    return Moment(moment.start, moment.end, Grain.RANGE, moment.first, last, moment.problem, moment.dated)


def _kind(text: str, moment: Moment) -> DeadlineKind:
    if moment.grain is Grain.DAY:
        return DeadlineKind.DATE
    if moment.grain is Grain.MONTH and not _EDGE.search(before_moment(text, moment)):
        return DeadlineKind.MONTH
    return DeadlineKind.PERIOD


def _doubt(text: str, moment: Moment, rules: Rules) -> str:
    before = before_moment(text, moment)
    if moment.grain is Grain.MONTH and re.search(r"\bдо\s*$", before, re.IGNORECASE):
        return "date_until_month"
    if moment.grain is Grain.YEAR and re.search(r"\b(?:до|к)\s*$", before, re.IGNORECASE) and moment.dated:
        return "date_until_year"
    if rules.base and moment.last and moment.last < rules.base:
        return "date_past"
    short = moment.grain in {Grain.DAY, Grain.MONTH, Grain.RANGE}
    begins = moment.first if moment.grain is Grain.RANGE and moment.first else moment.last
    if rules.base and short and not moment.dated and begins and begins - rules.base > timedelta(days=330):
        return "date_year_unsure"
    return ""


def is_time(text: str) -> bool:
    """Whether the text is a deadline and nothing else."""
    rest = re.sub(r"\((?:сегодня|завтра|[а-я]+)!?\)|!", " ", text.strip()).strip()
    if not rest or len(rest) > 90:
        return False
    event = find_named_event(rest)
    if event is not None and event.start == 0 and len(rest[event.end :].split()) <= 1:
        return True
    if not find_moments(rest, Frame()):
        recurring = find_recurrence(rest)
        named = find_ongoing(rest, value=True) or (recurring and recurring[1]) or find_event(rest, value=False)
        if len(rest.split()) > 8 or not named:
            return False
        rest = rest[: named.start()] + rest[named.end() :]
    return not re.search(r"[А-Яа-яЁё]{2,}", _TIME_WORDS.sub(" ", without_moments(rest, Frame())))


def ends_with_time(text: str) -> bool:
    """Whether the last words after a dash, a comma or in brackets are a deadline («Отчёт – до 20 сентября»)."""
    tail = re.split(r"\s[–—-]\s|,\s|\(", text.rstrip(" .;)"))[-1]
    return tail != text and is_time(tail)
