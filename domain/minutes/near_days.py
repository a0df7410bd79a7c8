"""Days told by their nearness to the minutes: «к пятнице», «завтра», «до конца недели», «до 20 числа»."""

import re
from datetime import date, timedelta

from domain.minutes.date_words import WEEKDAYS, day_number, day_of, undated
from domain.minutes.dates import Frame, Grain, Moment


def as_weekday(found: re.Match[str], frame: Frame) -> Moment | None:
    """«к пятнице», «в следующий вторник»: the next such day after the minutes."""
    if frame.base is None:
        return undated(found, group="day")
    wanted = next(at for at, stem in enumerate(WEEKDAYS) if found.group("day").startswith(stem))
    ahead = (wanted - frame.base.weekday() - 1) % 7 + 1
    if found.group("next"):
        ahead = wanted - frame.base.weekday() + 7
    day = frame.base + timedelta(days=ahead)
    return Moment(*found.span("day"), Grain.DAY, day, day)


def as_near_day(found: re.Match[str], frame: Frame) -> Moment | None:
    """«сегодня», «завтра», «послезавтра»."""
    if frame.base is None:
        return undated(found)
    day = frame.base + timedelta(days=("сегодня", "завтра", "послезавтра").index(re.split(r"шн", found.group())[0]))
    return Moment(*found.span(), Grain.DAY, day, day)


def as_new_year(found: re.Match[str], frame: Frame) -> Moment | None:
    """«до Нового года» is its last day."""
    if frame.base is None:
        return undated(found)
    day = date(frame.base.year, 12, 31)
    return Moment(*found.span(), Grain.DAY, day, day)


def as_week(found: re.Match[str], frame: Frame) -> Moment | None:
    """«до конца недели», «на следующей неделе»: its Friday."""
    if frame.base is None:
        return undated(found)
    weekend = frame.base.weekday() > 4
    monday = frame.base + timedelta(days=7 * (weekend + bool(found.group("next"))) - frame.base.weekday())
    friday = monday + timedelta(days=4)
    grain = Grain.DAY if found.group("edge") else Grain.RANGE
    return Moment(*found.span(), grain, friday if grain is Grain.DAY else max(monday, frame.base), friday)


def as_day_of_month(found: re.Match[str], frame: Frame) -> Moment | None:
    """«до 20-го числа», «к девятому числу» without a month: the coming one."""
    parts = found.groupdict()
    day = int(parts["day"]) if parts.get("day") else day_number(parts["word"], parts["tens"])
    if not day:
        return None  # «к первоочередному числу»
    if re.search(r"\bеже|\bкажд", found.string):
        return None  # «ежеквартально до 5 числа»
    if frame.base is None:
        return undated(found)
    later = bool(parts.get("next")) or (day < frame.base.day and not parts.get("this"))
    month = frame.base.month % 12 + 1 if later else frame.base.month
    return day_of(found, day, month, frame.base.year + (later and frame.base.month == 12), True)
