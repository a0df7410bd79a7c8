"""A number of a sheet the way Excel shows it in Russian: dates, months, percents, decimals by the cell's format."""

import math
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.minutes.date_words import MONTHS

if TYPE_CHECKING:
    from lxml.etree import _Element

#: ECMA-376 18.8.30; the rest of the built-in formats show a number as it is.
_BUILT_IN = {
    **dict.fromkeys((2, 4, 39, 40), "0.00"),
    **dict.fromkeys((18, 19, 20, 21), "h:mm"),
    **dict.fromkeys((14, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "dd.mm.yyyy"),
    1: "0",
    9: "0%",
    10: "0.00%",
    15: "d.mmm.yy",
    16: "d.mmm",
    17: "mmm.yy",
    22: "dd.mm.yyyy h:mm",
}
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_LAST_DAY = 2_958_466  # 31.12.9999


class NumberFormats:
    """The formats of a workbook; `since_1904` as old Excel of Apple counted its days."""

    def __init__(self, styles: "_Element | None", *, since_1904: bool = False) -> None:
        self._zero = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - a day on paper
        self._codes: list[str] = []
        if styles is not None:
            own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iterfind("{*}numFmts/{*}numFmt")}
            for cell in styles.iterfind("{*}cellXfs/{*}xf"):
                number = cell.get("numFmtId", "0")
                code = own.get(number) or _BUILT_IN.get(int(number) if number.isdecimal() else 0, "")
                self._codes.append(_LITERALS.sub("", code).split(";")[0].lower())

    def shown(self, raw: str, style: int) -> str:
        """The number in words of the sheet; what is no number stays as it is."""
        value, code = _finite(raw), self._code(style)
        if value is None:
            return raw
        if "0" not in code and "#" not in code and re.search("[ymdhs]", code):
            return self._date(value, code) if 0 <= value < _LAST_DAY else raw
        return _number(value, code)

    def as_number(self, raw: str, style: int) -> str:
        """In a column of numbers: «1,1» is item 1.1, and so is what Excel made 1 January of."""
        value, code = _finite(raw), self._code(style)
        if value is not None and "d" in code and "y" not in code and 0 <= value < _LAST_DAY:
            day = self._zero + timedelta(days=int(value))
            return f"{day.day}.{day.month}"
        return self.shown(raw, style).replace(",", ".")

    def _code(self, style: int) -> str:
        return self._codes[style] if 0 <= style < len(self._codes) else ""

    def _date(self, value: float, code: str) -> str:
        """A month shown without its day is a month: its first day would be a wrong deadline."""
        moment = self._zero + timedelta(minutes=round(value * 24 * 60))
        if "d" in code:
            timed = "h" in code and moment.time() != self._zero.time()
            return f"{moment:%d.%m.%Y %H:%M}" if timed else f"{moment:%d.%m.%Y}"
        if "h" in code or "s" in code:
            return f"{moment:%H:%M}"
        month = MONTHS[moment.month - 1] if "m" in code else ""
        return f"{month} {moment.year if 'y' in code else ''}".strip()


def _finite(raw: str) -> float | None:
    try:
        value = float(raw)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _number(value: float, code: str) -> str:
    percent = "%" in code
    value = value * 100 if percent else value
    decimals = re.search(r"\.(0+)", code)
    if decimals:
        text = f"{value:.{min(len(decimals[1]), 10)}f}"
    else:
        text = str(round(value)) if code.startswith("0") or value.is_integer() else f"{value:.10g}"
    return text.replace(".", ",") + "%" * percent
