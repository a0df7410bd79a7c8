"""The document's own number and date, its title and issuer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.minutes.dates import Frame, Grain
from domain.minutes.markup import is_message
from domain.minutes.moments import find_moments
from domain.minutes.rows import Row

_KIND = re.compile(
    r"^(?:выписка\s+из\s+)?(?P<kind>протокол\w*|приказ|постановлени\w+|распоряжени\w+|"
    r"решени\w+(?:\s+коллегии)?|указани\w+|письмо|итоговый\s+документ|резолюция|рекомендации)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:№|\bN|"
    r"\bномер)\s*:?\s*(?P<number>[0-9A-Za-zА-Яа-яIVX]+(?:\s?[-–/.]\s?[0-9A-Za-zА-Яа-я]+)*)"
)
_FOREIGN = re.compile(
    r"\b(?:приказ(?:ом|а|у|е)|указ(?:ом|а|у)|решени(?:ем|ю)|постановлени(?:ем|ю)|закон(?:ом|а|у)?|"
    r"распоряжени(?:ем|ю)|письм(?:ом|а|у)|протокол(?:а|ом|у)\s+(?!№)|положени\w+|"
    r"приложени\w*|в\s+ред\.|публикац|в\s+редакции|зарегистрир|действует|утвержд[её]н|согласно|сайт|"
    r"просмотр|снят|опубликован|обновлен)\b",
    re.IGNORECASE,
)
_APPROVAL = re.compile(r"^(?:утверждаю|согласовано|утвержден[оаы]?|м\.\s?п\.)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"^дата\s+(?:публикации|размещения)|^опубликовано|^добавлено", re.IGNORECASE)
_DATED = re.compile(
    r"^(?:дата(?:\s+проведения)?\s*[:–—-]|от\s|(?:г(?:ород)?\.?|с\.|п(?:ос)?\.|пгт\.?)\s)", re.IGNORECASE
)
_BODY = re.compile(
    r"^(?:повестка|слушали|присутств|участник|в\s+соответствии|в\s+целях|во\s+исполнение|"
    r"на\s+основании|обсудив|заслушав|рассмотрев|время\b|по\s+\S+\s+вопрос|"
    r"решили|\d+\.\s|уважаем)",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Requisites:
    """What heads the document. `year_base` serves years when the document has no date of its own."""

    number: str | None
    day: date | None
    title: str
    issuer: str
    year_base: date | None = None


def read_requisites(rows: Sequence[Row], first_item: int | None, raw: str = "") -> Requisites:
    """Only the document's own requisites: not those of acts it names, not stamps of approval or print.

    `raw` is the beginning of the document with what messengers wrote around its lines.
    """
    head = _head(rows, first_item)
    kind = next((at for at, row in enumerate(head) if _KIND.match(row.text) and not _foreign_kind(row.text)), None)
    number, day = _from_head(head, kind)
    if number is None and day is None and kind is None:
        number, day = _from_tail(rows, len(head))
    if day is None and kind is None:
        stamped = any(_APPROVAL.match(row.text) for row in head)
        plain = () if stamped else (row for row in head[:8] if not _foreign(row.text, False))
        day = next((found for row in plain if (found := _first_date(row.text))), None)
        day = day or next(
            (found for line in raw.split("\n")[:3] if is_message(line) and (found := _first_date(line))), None
        )
    if day is None:
        day = next((_first_date(row.text) for row in head if _PUBLISHED.match(row.text)), None)
    title = _title(head, kind)
    issuer = " ".join(
        row.text for row in head[: kind or 0] if not _APPROVAL.match(row.text) and not _first_date(row.text)
    )
    return Requisites(number, day, title, issuer[:200], day or _year_base(head) or _signed(rows, len(head)))


#: «Срок: до 25.10.2026» is no day of signing.
_DEADLINE = re.compile(r"(?:срок|до|к|не\s+позднее)\b", re.IGNORECASE)


def _signed(rows: Sequence[Row], start: int) -> date | None:
    """A date alone on a line below the text: when it was signed."""
    last = rows[max(start, len(rows) - 6) :]
    dates = (_first_date(row.text) for row in last if len(row.text) <= 20 and not _DEADLINE.match(row.text))
    return next((day for day in dates if day), None)


def _year_base(head: Sequence[Row]) -> date | None:
    """For the years of deadlines when the paper has no date: the stamp of approval, the year it plans for."""
    stamped = next((at for at, row in enumerate(head) if _APPROVAL.match(row.text)), None)
    if stamped is not None:
        stamps = (_first_date(row.text) for row in head[stamped : stamped + 7])
        if (day := next((day for day in stamps if day), None)) is not None:
            return day
    for row in head:
        for moment in find_moments(row.text, Frame()):
            if (
                moment.grain in {Grain.SCHOOL_YEAR, Grain.YEAR}
                and moment.first
                and re.search(r"\bна\s*$", row.text[: moment.start])
            ):
                return moment.first
    return None


def _head(rows: Sequence[Row], first_item: int | None) -> list[Row]:
    limit = [row for row in rows if first_item is None or row.first < first_item][:40]
    kinds = [at for at, row in enumerate(limit) if _KIND.match(row.text)]
    stop = next(
        (at for at, row in enumerate(limit) if _BODY.match(row.text) and (not kinds or at > kinds[0])), len(limit)
    )
    return limit[: max(stop, (kinds[-1] + 6) if kinds else 0)]


def _foreign_kind(text: str) -> bool:
    return re.match(r"(?:решением|приказом|постановлением|распоряжением)", text, re.IGNORECASE) is not None


def _from_head(head: Sequence[Row], kind: int | None) -> tuple[str | None, date | None]:
    number: str | None = None
    day: date | None = None
    stamped = 0
    for at, row in enumerate(head):
        stamped = 6 if _APPROVAL.match(row.text) else max(0, stamped - 1)
        if kind is not None and at == kind:
            stamped = 0
        near = kind is not None and 0 <= at - kind <= 6
        if stamped or _foreign(row.text, at == kind) or _PUBLISHED.match(row.text):
            continue
        found_day = _own_date(row.text, near, at == kind)
        day = day or found_day
        if number is None and (near or found_day is not None):
            number = _own_number(row.text, at == kind)
    return number, day


def _foreign(text: str, is_kind: bool) -> bool:
    found = _FOREIGN.search(text)
    return found is not None and not (is_kind and found.start() > 40)


def _own_date(text: str, near: bool, is_kind: bool) -> date | None:
    day = _first_date(text)
    if day is None:
        return None
    moment = next(m for m in find_moments(text, Frame()) if m.grain is Grain.DAY)
    around = text[: moment.start] + text[moment.end :]
    leads = moment.start == 0 and len(around.split()) <= 8
    alone = leads or len(re.findall(r"[А-Яа-яЁё]{3,}", around)) <= (3 if near else 1)
    return (
        day
        if alone or _DATED.match(text) or is_kind or (near and re.search(r"\bот\s*[«\"]?\s*$", text[: moment.start]))
        else None
    )


def _first_date(text: str) -> date | None:
    return next(
        (m.last for m in find_moments(text, Frame()) if m.grain is Grain.DAY and m.last and m.dated and not m.problem),
        None,
    )


def _own_number(text: str, is_kind: bool) -> str | None:
    found = _NUMBER.search(text)
    if not found or re.search(
        r"(?:школ|СОШ|гимнази|лице|сад|вопрос|приложени)\w*\s*$", text[: found.start()], re.IGNORECASE
    ):
        return None
    number = re.sub(r"\s", "", found.group("number"))
    return number if _SERIAL.search(number) or (is_kind and re.fullmatch(r"[IVX]+", number)) else None


def _from_tail(rows: Sequence[Row], start: int) -> tuple[str | None, date | None]:
    """Requisites printed after the text: «Постановление», «355», «25 сентября 2008 года»."""
    at = next((at for at in range(len(rows) - 1, start, -1) if _KIND.fullmatch(rows[at].text.strip())), None)
    if at is None:
        return None, None
    after = rows[at + 1 : at + 4]
    number = next((row.text for row in after if re.fullmatch(r"(?:№\s*)?\d+[-/\w]*", row.text)), None)
    return (re.sub(r"^№\s*", "", number) if number else None), next(
        (day for row in after if (day := _first_date(row.text))), None
    )


def _title(head: Sequence[Row], kind: int | None) -> str:
    if kind is None:
        return head[0].text[:200] if head else ""
    lines = [head[kind].text]
    for row in head[kind + 1 : kind + 5]:
        dated = _first_date(row.text) is not None and len(row.text) < 40
        if (row.gap and len(lines) > 1) or dated or _BODY.match(row.text):
            break
        lines.append(row.text)
    return re.sub(r"\s+", " ", " ".join(lines))[:300]
