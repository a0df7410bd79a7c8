"""All the stretches of time in a text, in order, with their years settled and checked."""

import re
from collections.abc import Iterator
from dataclasses import replace

from domain.minutes.date_patterns import PATTERNS
from domain.minutes.dates import Frame, Grain, Moment, month_end

_JOIN = re.compile(r"\s*(?:г\.|года)?\s*(?:по|до|[-–—])\s*[«\"]?(?:конец\s+|конца\s+)?$")


def find_moments(text: str, frame: Frame) -> list[Moment]:
    """Dates and longer stretches in `text`, in order, ranges joined, the year settled and checked."""
    lowered = text.lower()
    found = _years_shared(_scanned(lowered, frame))
    dated = next((moment for moment in found if moment.dated and moment.first), None)
    if frame.base is None and dated and any(moment.problem == "date_no_year" for moment in found):
        guessed = _years_shared(_scanned(lowered, Frame(dated.first, frame.school)))
        found = [after if after.dated else before for before, after in zip(found, guessed, strict=True)]
    return [_checked(moment, frame) for moment in _joined(found, lowered)]


def without_moments(text: str, frame: Frame) -> str:
    """The text without its dates and stretches of time."""
    for moment in reversed(find_moments(text, frame)):
        text = text[: moment.start] + text[moment.end :]
    return text


def _scanned(lowered: str, frame: Frame) -> list[Moment]:
    taken: list[Moment] = []
    used = bytearray(len(lowered))
    for pattern, builder in PATTERNS:
        for found in pattern.finditer(lowered):
            if any(used[found.start() : found.end()]):
                continue
            if moment := builder(found, frame):
                taken.append(moment)
                used[moment.start : moment.end] = b"\1" * (moment.end - moment.start)
    return sorted(taken, key=lambda moment: moment.start)


def _years_shared(moments: list[Moment]) -> list[Moment]:
    """«15 октября, 1 декабря 2024 года»: the year written once serves the dates before it."""
    shared: list[Moment] = []
    for moment in reversed(moments):
        after = shared[-1] if shared else None
        if (
            after
            and after.first
            and after.dated
            and not moment.dated
            and after.start - moment.end < 8
            and moment.first
            and moment.last
        ):
            gap = after.first.year - moment.last.year
            later = moment.first.month > after.first.month
            shared.append(_shift(moment, gap - later))
        else:
            shared.append(moment)
    return shared[::-1]


def _shift(moment: Moment, years: int) -> Moment:
    if not years or moment.first is None or moment.last is None:
        return replace(moment, dated=True)
    month = moment.last.month
    last = month_end(moment.last.year + years, month)
    day = last if moment.grain is Grain.MONTH else last.replace(day=min(moment.last.day, last.day))
    return replace(moment, first=moment.first.replace(year=moment.first.year + years, day=1), last=day, dated=True)


def _joined(moments: list[Moment], text: str) -> Iterator[Moment]:
    """«с 16.03 по 17.04», «сентябрь–октябрь»: two moments with «по» or a dash between are one range."""
    waiting: Moment | None = None
    for moment in moments:
        if waiting and waiting.grain is moment.grain and _JOIN.fullmatch(text[waiting.end : moment.start]):
            opened = (
                re.search(r"(?:^|[^а-яё])со?\s*[«\"]?$", text[max(0, waiting.start - 5) : waiting.start]) is not None
            )
            if opened or "до" not in text[waiting.end : moment.start]:
                waiting = _range(waiting, moment, opened, text)
                continue
        if waiting and _is_next_month(waiting, moment, text):
            waiting = _range(waiting, moment, False, text)
            continue
        if waiting:
            yield waiting
        waiting = moment
    if waiting:
        yield waiting


def _is_next_month(before: Moment, moment: Moment, text: str) -> bool:
    """«в июне, июле и августе»: months in a row are one stretch."""
    listed = re.fullmatch(r"\s*(?:,|и|,\s*и)\s*(?:в\s+)?", text[before.end : moment.start]) is not None
    if not listed or moment.grain is not Grain.MONTH or before.last is None or moment.first is None:
        return False
    return (moment.first - before.last).days == 1


def _range(first: Moment, last: Moment, opened: bool, text: str) -> Moment:
    start = text.rindex("с", 0, first.start) if opened else first.start
    end = last.last
    if end and first.first and end < first.first and not last.dated:
        end = month_end(end.year + 1, end.month) if last.grain is Grain.MONTH else end.replace(year=end.year + 1)
    return Moment(start, last.end, Grain.RANGE, first.first, end, last.problem, dated=last.dated)


def _checked(moment: Moment, frame: Frame) -> Moment:
    """A day far from the minutes is a slip of the pen: asked, never used."""
    if moment.last is None or moment.problem:
        return moment
    low, high = 1990, 2100
    if frame.base is None:
        return (
            moment
            if low <= moment.last.year <= high
            else replace(moment, first=None, last=None, problem="date_outside")
        )
    near = (frame.base.year - 1, frame.base.month, frame.base.day) <= (
        moment.last.year,
        moment.last.month,
        moment.last.day,
    )
    if near and (moment.last.year, moment.last.month, moment.last.day) <= (frame.base.year + 5, 12, 31):
        return moment
    return replace(moment, problem="date_outside")
