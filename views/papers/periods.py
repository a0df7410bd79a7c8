"""«Справка об исполнении решений совещаний за …» and the card on which its period is chosen."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from domain.discipline import DUE, Standing
from domain.spans import offered_spans
from services.overview.figures import Line, ages, days_late, tally_of
from services.papers.periods import Period
from views import callbacks as cb
from views.card import Attachment, Card, button, rows_of
from views.format import bold, paragraphs, safe, short
from views.papers.official import OfficialPaper, Row
from views.texts.minutes import item_of, minutes_name
from views.texts.overview.standings import count, due
from views.texts.papers import certificates as common
from views.texts.papers import periods as texts

Key = TypeVar("Key", int, str)
#: More of what is not done than an annex holds is only counted.
MOST_ROWS = 1000


def choice_card(today: date) -> Card:
    """Months, quarters and the school year on buttons; any other period is typed."""
    own = [
        button(texts.button(span), cb.PeriodPaper(first=span.first.toordinal(), last=span.last.toordinal()))
        for span in offered_spans(today)
    ]
    return Card(paragraphs(bold(texts.CHOOSE), safe(texts.HINT)), rows_of(own))


def period_card(found: Period) -> Card:
    """The figures and the file; a period in which nothing was due is said, not made."""
    total = tally_of(_due(found))
    words = safe(texts.summary(found.span, total))
    if not total.due:
        return Card(words)
    name = texts.file_name(found.span, found.figures.today)
    return Card(words, attachments=(Attachment(name, data=period_certificate(found)),))


def _due(found: Period) -> list[Line]:
    return [line for line in found.figures.lines if line.standing in DUE]


def period_certificate(found: Period) -> bytes:
    """The .docx: figures, protocols, municipalities, ages, what is not done."""
    lines, paper = _due(found), OfficialPaper()
    if found.authority.name:
        paper.line(found.authority.name.upper(), size=13, bold=True, centred=True, after=18)
    paper.line(texts.TITLE, bold=True, centred=True)
    paper.line(texts.about(found.span), bold=True, centred=True)
    paper.line(common.as_of(found.figures.today), centred=True, after=12)
    if not found.span.is_over(found.figures.today):
        paper.paragraph((texts.UNFINISHED, False))
    total = tally_of(lines)
    minutes = {line.minutes_id for line in lines}
    share = [(f" {texts.share(total)}", True)] if total.judged else []
    paper.paragraph((texts.counts(len(minutes), total), False), *share, after=6)
    _by_minutes(paper, found, lines)
    _by_municipality(paper, found, lines)
    if total.not_done:
        paper.line(texts.AGES, bold=True, centred=True, together=True, after=3)
        paper.paragraph((texts.ages(*ages(found.figures)), False), together=True, after=6)
    paper.line(together=True)
    paper.signature(common.SIGNATURE, common.SIGNATURE_HINTS)
    if found.authority.contact:
        paper.line(common.contact(found.authority.contact), size=10)
    _annex(paper, found)
    return paper.bytes()


def _by_minutes(paper: OfficialPaper, found: Period, lines: Sequence[Line]) -> None:
    paper.line(texts.BY_MINUTES, bold=True, centred=True, together=True, after=3)
    rows = [
        Row((minutes_name(found.figures.minutes[id_]), str(_items(group)), *_counts(group)))
        for id_, group in _groups(lines, lambda line: line.minutes_id).items()
    ]
    total = Row((texts.TOTAL, str(_items(lines)), *_counts(lines)), bold=True)
    paper.table(texts.MINUTES_HEADS, [*rows, total], centred=range(1, 9), size=10)


def _by_municipality(paper: OfficialPaper, found: Period, lines: Sequence[Line]) -> None:
    groups = _groups(lines, lambda line: found.figures.places[line.organisation_id].municipality)
    if len(groups) < 2:
        return
    paper.line(texts.BY_MUNICIPALITY, bold=True, centred=True, together=True, after=3)
    turn = list(dict.fromkeys(place.municipality for place in found.figures.places.values()))
    rows = [Row((name or texts.NO_MUNICIPALITY, *_counts(groups[name]))) for name in sorted(groups, key=turn.index)]
    paper.table(texts.MUNICIPALITY_HEADS, rows, centred=range(1, 8), size=10)


def _groups(lines: Sequence[Line], key: Callable[[Line], Key]) -> dict[Key, list[Line]]:
    groups: dict[Key, list[Line]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return groups


def _items(lines: Sequence[Line]) -> int:
    return len({line.decision_id for line in lines})


def _counts(lines: Sequence[Line]) -> tuple[str, ...]:
    total = tally_of(lines)
    values = (total.due, total.in_time, total.late, total.not_done, total.undecided)
    beside = sum(line.extensions for line in lines), sum(line.returns for line in lines)
    return tuple(count(value) for value in (*values, *beside))


def _annex(paper: OfficialPaper, found: Period) -> None:
    late = [line for line in found.figures.lines if line.standing is Standing.NOT_DONE]
    if not late:
        return
    paper.wide_section()
    paper.line(texts.ANNEX, bold=True, centred=True, together=True, after=3)
    rows = []
    for line in late[:MOST_ROWS]:
        item = found.figures.items[line.decision_id]
        rows.append(
            Row(
                (
                    found.figures.places[line.organisation_id].name,
                    item_of(item.label, found.figures.minutes[line.minutes_id]),
                    short(item.text, 200),
                    due(line),
                    str(days_late(line, found.figures.today)),
                )
            )
        )
    paper.table(texts.ANNEX_HEADS, rows, centred=(3, 4))
    if len(late) > MOST_ROWS:
        paper.paragraph((common.more(len(late) - MOST_ROWS), False))
