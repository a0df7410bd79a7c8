"""Documents without a resolution word: orders whose preamble ends in a colon, letters, pasted lines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.minutes.closing import closes
from domain.minutes.deadline_phrases import is_time
from domain.minutes.labels import opens_with_label, take_labels
from domain.minutes.markers import MarkStyle, find_bullet, find_mark
from domain.minutes.openings import heading_parties, opening_party
from domain.minutes.orders import asks, orders_somebody
from domain.minutes.parties import Case, opening_case
from domain.minutes.rows import Row
from domain.minutes.sections import ABOUT, unmarked
from domain.minutes.words import SENTENCE_END, first_infinitive

_SALUTATION = re.compile(r"^уважаем(?:ые|ый|ая)\s+(?P<who>[^!]+)!", re.IGNORECASE)
_COLLEAGUES = re.compile(r"коллег|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна)")
_TALK = re.compile(r"^(?:слушали|выступил|повестка|присутств|тема|доклад|информаци)", re.IGNORECASE)
_REQUEST = re.compile(
    r"\b(?:необходимо|прошу|просим|просит|следует|требуется|надлежит|рекомендуем|рекомендуется)\b(?:\s+(?:вас|вам))?\s*,?\s*",
    re.IGNORECASE,
)
_BY_DATE = re.compile(r"^(?:в\s+срок\s+)?(?:до|не\s+позднее|к)\s+.{0,40}$", re.IGNORECASE)


def salutation_of(rows: Sequence[Row]) -> str | None:
    """«Уважаемые руководители ГБОУ …!»: whom a letter asks. Colleagues and persons are nobody's name."""
    found = next((hit for row in rows[:40] if (hit := _SALUTATION.match(row.text))), None)
    if not found or _COLLEAGUES.match(found.group("who")):
        return None
    return found.group("who").strip()


_PAPER = re.compile(
    r"^(?:выписка|протокол|приказ|п р и к а з|постановлени|распоряжени|решени|план|перечень|итоги|положени|резолюци)",
    re.IGNORECASE,
)


def recipients_of(rows: Sequence[Row], first_item: int) -> str:
    """Whom a letter is addressed to in its corner: lines in the dative above its text; "" for any other paper."""
    cells = (cell for row in rows if row.first < first_item for cell in row.cells or row.text.split("\t"))
    head: list[str] = []
    for line in (line for cell in cells for line in cell.split("\n")):
        if head and line[:1].islower() and not re.search(r"\d", line) and opening_case(head[-1]) is Case.WHOM:
            head[-1] = f"{head[-1]} {line}"  # «Начальникам управлений» / «муниципальных районов»
        else:
            head.append(re.sub(r"^кому\s*:\s*", "", unmarked(line), flags=re.IGNORECASE))
    del head[25:]
    if any(_PAPER.match(line) for line in head):
        return ""
    named = [
        line for line in head if len(line.split()) <= 25 and opening_case(line) is Case.WHOM and heading_parties(line)
    ]
    return ", ".join(named)


def without_resolution(rows: Sequence[Row]) -> list[Row]:
    """The rows that order something, down to the signatures; empty when nothing does."""
    if any(_SALUTATION.match(row.text) for row in rows[:40]):
        return _letter(rows)
    start = next((at for at in range(len(rows)) if _orders(rows[at]) or _heads(rows, at)), None)
    if start is None:
        return []
    start = _with_neighbours(rows, start)
    heading = next((at for at in range(start - 1, -1, -1) if _asks(rows[at])), start)
    return _down(rows[heading:])


def _with_neighbours(rows: Sequence[Row], start: int) -> int:
    """Where a list begins: bullets of the same list, and the label, time or party that heads it."""
    while start and not rows[start - 1].cells:
        above = rows[start - 1]
        mark = find_mark(above.text)
        bullet = (
            mark is not None and mark.style is MarkStyle.BULLET and find_bullet(rows[start].text) and not above.level
        )
        heads = (
            opens_with_label(above.text)
            or is_time(above.text.rstrip(":"))
            or (above.level and heading_parties(above.text))
        )
        if not (bullet or heads):
            break
        start -= 1
    return start


def _asks(row: Row) -> bool:
    """The heading of a question: «I. О питании»."""
    mark = find_mark(row.text)
    return mark is not None and len(mark.parts) == 1 and ABOUT.match(row.text[mark.end :]) is not None


def _down(rows: Sequence[Row]) -> list[Row]:
    stop = next((at for at, row in enumerate(rows) if closes(row.text, _text(rows, at + 1))), len(rows))
    return list(rows[:stop])


def _text(rows: Sequence[Row], at: int) -> str:
    return rows[at].text if at < len(rows) else ""


def _orders(row: Row) -> bool:
    """A numbered row that names who must act or opens with a verb; a plain one that does both."""
    mark = find_mark(row.text)
    body = row.text[mark.end :] if mark else row.text
    if row.cells or _TALK.match(body) or ABOUT.match(body):
        return False
    verb = first_infinitive(body)
    if asks(body) and mark is None:
        return True
    told = orders_somebody(body) and (mark or row.message or row.gap)
    if told and (mark or len(body.split()) <= 30):  # of a paragraph of prose the official is asked
        return True
    if mark and mark.style is not MarkStyle.BULLET:
        heading = body.rstrip().endswith(":") and heading_parties(body) is not None
        led = verb is not None and len(body[: verb.start()].split()) <= 12
        return heading or led or opening_party(body) is not None or bool(take_labels(body)[1])
    return verb is not None and (opening_party(body) is not None or len(body[: verb.start()].split()) <= 1)


def _heads(rows: Sequence[Row], at: int) -> bool:
    """«Управлению образования:» or «До 1 декабря:» right above a list."""
    text = rows[at].text
    if text.endswith(":") and at + 1 < len(rows) and _goes_on_in_small(rows[at + 1].text):
        return True
    if not text.endswith(":") or at + 1 == len(rows) or find_mark(rows[at + 1].text) is None or _TALK.match(text):
        return False
    mark = find_mark(text)
    body = text[mark.end :] if mark else text
    return is_time(body.rstrip(":")) or (heading_parties(body) is not None and opening_case(body) is Case.WHOM)


def _goes_on_in_small(text: str) -> bool:
    """A list without marks: «…:» and below it «школьные автобусы не выпускать;»."""
    return text[:1].islower() and text.rstrip().endswith(";") and first_infinitive(text) is not None


def _letter(rows: Sequence[Row]) -> list[Row]:
    """Of a letter: from the first sentence that asks for something."""
    greeted = next(at for at, row in enumerate(rows) if _SALUTATION.match(row.text))
    for at in range(greeted, len(rows)):
        mark = find_mark(rows[at].text)
        if mark and _asked(rows[at].text[mark.end :]) is not None:
            return _down(rows[at:])
        for sentence in SENTENCE_END.split(rows[at].text):
            if (asked := _asked(sentence)) is not None:
                return _down([replace(rows[at], text=asked), *rows[at + 1 :]])
    return []


def _asked(sentence: str) -> str | None:
    """The order inside a sentence: «В срок до 20.05 сдать …», «… просим Вас направить …»."""
    verb = first_infinitive(sentence)
    if verb is None or _SALUTATION.match(sentence):
        return None
    lead = sentence[: verb.start()].strip()
    if not lead or _BY_DATE.match(lead) or opening_party(sentence) is not None:
        return sentence
    asks = _REQUEST.search(sentence)
    if asks and asks.end() <= verb.start():
        return sentence[asks.end() :]
    return None
