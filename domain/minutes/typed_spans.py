"""A stretch of time that a person types in the chat, by the grammar of times that reads documents."""

import re
from datetime import date

from domain.errors import WrongInput
from domain.minutes.dates import Frame, Grain, Moment
from domain.minutes.moments import find_moments
from domain.spans import Span

LONGEST = 80
_SCHOOL_YEAR = re.compile(r"^(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)$")
_FILLERS = re.compile(r"\b(?:за|в|на|период|года?|г)\b|[ .,:;!?()«»\"–—-]")


def parse_typed_span(text: str, today: date) -> Span:
    """The one stretch meant by «октябрь», «III квартал 2023», «2023/2024», «с 01.09 по 15.10», «15.10.2023».

    Without a year the last such stretch that has begun. Raises WrongInput("span_unreadable", typed) and
    WrongInput("span_backwards").
    """
    plain = " ".join(text.lower().split())
    plain = _SCHOOL_YEAR.sub(r"\1/20\2 учебный год", plain)
    found = find_moments(plain, Frame(today)) if len(text) <= LONGEST else ()
    if len(found) != 1 or _FILLERS.sub("", plain[: found[0].start] + plain[found[0].end :]):
        raise WrongInput("span_unreadable", typed=text[:LONGEST])
    first, last = _ends(found[0], today)
    if first is None or last is None or found[0].problem:
        raise WrongInput("span_unreadable", typed=text[:LONGEST])
    if last < first:
        raise WrongInput("span_backwards")
    return Span(first, last)


def _ends(moment: Moment, today: date) -> tuple[date | None, date | None]:
    first = moment.first or (moment.last if moment.grain is Grain.DAY else None)
    last = moment.last
    if first and last and not moment.dated and first > today:
        return _year_before(first), _year_before(last)
    return first, last


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
