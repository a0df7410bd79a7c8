"""How days and longer stretches of time are written, and what each reads as. The first that fits a place wins."""

import re
from collections.abc import Callable, Iterable, Iterator

from domain.minutes.date_words import as_iso, as_numeric, as_short, as_worded
from domain.minutes.dates import Frame, Moment
from domain.minutes.near_days import as_day_of_month, as_near_day, as_new_year, as_week, as_weekday
from domain.minutes.stretches import (
    as_days,
    as_half,
    as_month,
    as_quarter,
    as_school_quarter,
    as_school_year,
    as_this_month,
    as_year,
    as_years,
)

_FULL_MONTH = (
    r"январ[яье]|феврал[яье]|март[аеу]?|апрел[яье]|ма[йяею]|июн[яье]|июл[яье]|август[ае]?|"
    r"сентябр[яье]|октябр[яье]|ноябр[яье]|декабр[яье]"
)
_SHORT_MONTH = r"(?:(?<=\d\s)|(?=[а-я]+\.))(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\b\.?"
_MONTH = rf"(?P<month>(?:{_FULL_MONTH}|{_SHORT_MONTH})(?![а-яё]))"
_WRITTEN_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d|[-–/]\d)(?:\s*(?:года?|году|год|г\b\.?))?"
_THIS_YEAR = (
    r"(?P<this>(?:т|с|н)\.\s?г\.?(?![а-яё])|тг\b|сг\b|"
    r"(?:текущего|этого|сего|нынешнего)\s+(?:календарного\s+)?года)"
)
_NEXT_YEAR = r"(?P<next>(?:следующего|будущего)\s+года)"
_YEAR = rf"(?:\s*,?\s*(?:{_WRITTEN_YEAR}|{_THIS_YEAR}|{_NEXT_YEAR}))?"
_NO_YEAR = "".join(rf"(?P<{each}>(?!))?" for each in ("this", "next"))
_ORDINAL = r"(?:(?P<tens>двадцать|тридцать)\s+)?(?P<word>[а-яё]+?)(?:ого|ьего|ое|ье|ому)"
_NTH = (
    r"(?P<nth>iv|i{1,3}|[1-4]|перв\w+|втор\w+|трет\w+|четв[её]рт(?!и\b|ей\b|ь\b)\w+)"
    r"(?:\s?-?\s?(?:й|я|го|ой|ом|м|ый|ая|ую|е|ое))?\s*"
)
_SCHOOL = r"(?:уч\.?\s*г(?:од\w*|\b\.?)|учебн\w+\s+год\w*|у\.\s?г\.)"
_SPAN = r"(?P<low>20\d{2})\s*[-–—/]\s*(?P<high>(?:20)?\d{2})(?!\d)"
_EDGE = r"кон(?:ца|цу|це|ец)\s+"
_BEFORE_WEEKDAY = "|".join(
    f"(?<={before})" for before in ("до ", "с ", "к ", "в ", "во ", "позднее ", "позже ", ": ", "[–—-] ")
)
_WEEKDAY = r"понедельник[ауе]?|вторник[ауе]?|сред[ауые]|четверг[ауе]?|пятниц[аыеу]|суббот[аыеу]|воскресень[еяю]"
_NO_REQUISITE = r"(?<![\d.,№])(?<!№\s)(?<!п\.)(?<!п\.\s)(?<!ст\.)(?<!пункт\s)"
_AROUND_YEAR = "|".join(
    (
        r"(?:текущ|эт|с|нынешн|календарн)(?:его|ого|ем|ом|ий)\s+(?:календарн\w+\s+)?год[ау]?",
        r"(?<=конца\s)года|(?<=концу\s)года",
        r"(?<=течение\s)(?:всего\s)?года|(?<=течении\s)года|(?<=протяжении\s)года",
        r"(?<![а-яё])т\.\s?г\.?",
    )
)

_Builder = Callable[[re.Match[str], Frame], "Moment | None"]


def _table(rows: Iterable[tuple[_Builder, tuple[str, ...]]]) -> Iterator[tuple[re.Pattern[str], _Builder]]:
    return ((re.compile("".join(parts)), builder) for builder, parts in rows)


#: What it reads as ← its parts in order.
PATTERNS: tuple[tuple[re.Pattern[str], _Builder], ...] = tuple(
    _table(
        (
            (
                as_days,
                (
                    r"(?<![\d.])(?:с\s+(?=[«\"]?\d)|(?=[«\"]?\d{1,2}[»\"]?\s*[-–—]))",
                    r"[«\"]?(?P<day1>\d{1,2})(?:-?го)?[»\"]?\s*(?:по|до|[-–—])\s*",
                    r"[«\"]?(?P<day2>\d{1,2})(?:-?го)?[»\"]?",
                    rf"(?:\s+{_MONTH}|\.(?P<num>\d{{2}})(?:\.(?=\d))?)",
                    _YEAR,
                ),
            ),
            (
                as_worded,
                (
                    r"(?<![\d.])(?P<day>\d{1,2})(?=(?:\s*,\s*\d{1,2})*(?:\s*,|\s+и)\s*\d{1,2}\s+",
                    _MONTH,
                    _YEAR,
                    ")",
                ),
            ),
            (
                as_weekday,
                (
                    rf"(?:{_BEFORE_WEEKDAY}|^)",
                    r"(?:(?P<next>следующ\w+\s+)|(?:ближайш\w+|эт\w+|текущ\w+)\s+)?",
                    rf"(?P<day>{_WEEKDAY})\b",
                    r"(?!,?\s*\(?\d{1,2}(?:\.|\s+[а-я]))(?!\s+(?:обитан|обучен|развит|жизн))",
                ),
            ),
            (as_near_day, (r"(?<![а-яё-])(?:послезавтра|завтра|сегодня)(?:шн(?:его|ему|ий)\s+дн[яюь])?(?![а-яё-])",)),
            (as_new_year, (r"(?<=до )нового\s+года(?!\w)",)),
            (
                as_week,
                (
                    rf"(?:(?P<edge>{_EDGE})|(?<=на )|(?<=в течение )(?=[эст])|(?<=течение )(?=[эст]))",
                    r"(?:(?P<next>следующ\w+|будущ\w+)\s+|(?:эт\w+|текущ\w+|рабоч\w+|данн\w+)\s+)?",
                    r"недел[еиюя]\b",
                ),
            ),
            (
                as_day_of_month,
                (
                    r"(?<=до )(?P<day>\d{1,2})(?:\s?-?\s?го)?\s+числа(?!\s+(?:кажд|месяца|отч))",
                    r"(?:\s+(?:(?P<this>текущего|этого)|(?P<next>следующего))\s+месяца)?",
                ),
            ),
            (
                as_day_of_month,
                (
                    r"(?:(?<=до )|(?<=к )|(?<=позднее )|(?<=позже )|(?<=чем ))",
                    _ORDINAL,
                    r"\s+числ[ау](?!\s+(?:кажд|месяца|отч))",
                ),
            ),
            (
                as_numeric,
                (
                    r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})",
                    r"(?![\d.]\d|\d)(?:\s*(?:года?\b|г\b\.?))?",
                ),
            ),
            (as_numeric, (r"(?<!\d)(\d{1,2})/(\d{2})/(20\d{2})(?!\d)",)),
            (as_iso, (r"(?<!\d)(20\d{2})-(\d{2})-(\d{2})(?!\d)",)),
            (
                as_worded,
                (
                    r"(?<![\d.,])(?:[«\"]\s?)?(?P<day>\d{1,2})\s?[»\"]?(?:\s?-?(?:го|ое|е))?\s+",
                    _MONTH,
                    _YEAR,
                ),
            ),
            (
                as_worded,
                (r"(?<![а-яё])", _MONTH, r"\s+(?P<day>\d{1,2}),\s*(?P<year>20\d\d)", _NO_YEAR),
            ),
            (as_worded, (r"(?<![а-яё])(?P<day>)", _ORDINAL, r"\s+", _MONTH, _YEAR)),
            (
                as_short,
                (
                    _NO_REQUISITE,
                    r"(?P<day>\d{1,2})\.(?P<num>\d{2})(?!\.?\d|\s*(?:%|час|ч\b|мин|руб|тыс|млн))\.?",
                    _YEAR,
                ),
            ),
            (as_quarter, (_NTH, r"(?:квартал\w*|кв\.)", _YEAR)),
            (
                as_half,
                (_NTH, rf"полугоди\w+(?:\s+(?:{_SPAN}\s*)?(?P<school>(?:текущего\s+)?{_SCHOOL}))?", _YEAR),
            ),
            (as_school_quarter, (_NTH, rf"(?:учебной\s+)?четверт[ьи](?:\s+(?:{_SPAN}\s*)?{_SCHOOL})?")),
            (
                as_school_year,
                (
                    rf"(?P<edge>{_EDGE}|окончани\w+\s+|завершени\w+\s+)?(?P<begin>начал\w+\s+)?",
                    rf"(?:{_SPAN}\s*|(?:текущ|эт|нынешн|нов|наступающ|данн)\w+\s+)?",
                    _SCHOOL,
                ),
            ),
            (as_years, (_SPAN, r"\s*(?:гг\b\.?|год\w*|г\b\.?)")),
            (as_month, (r"(?<![а-яё])", _MONTH, _YEAR)),
            (
                as_this_month,
                (r"(?<=конца\s)(?:текущего\s|этого\s|сего\s)?месяца\b|(?:текущего|этого|сего)\sмесяца\b",),
            ),
            (
                as_year,
                (
                    r"(?<![\d.-])(?P<plain>(?:19|20)\d{2})(?:\s*(?:год[ауе]?м?|г\b\.?)(?![а-яё]))",
                    rf"|(?:{_AROUND_YEAR})(?![а-яё])",
                ),
            ),
        )
    )
)
