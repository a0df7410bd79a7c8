"""«Справка о ходе исполнения решений протокола»: figures, items, who is late, proposals, every organisation."""

from collections.abc import Iterator
from datetime import date

from domain.discipline import DUE, Standing, Tally
from domain.lifecycle import DATED, FINAL, State
from domain.minutes.model import ControlForm
from services.facts import ItemLabel
from services.overview.figures import Item, Line, days_late, tally_of
from services.papers.dossiers import MOST_TOLD, Dossier, Given
from views.format import cut, day, short
from views.papers.official import OfficialPaper, Row
from views.texts.assignments.items import NOT_NEEDED
from views.texts.minutes import STATES, item_mark, item_marks, item_title, minutes_of
from views.texts.overview.standings import NONE, count, due, state_of
from views.texts.papers import certificates as texts
from views.texts.papers.meetings import meeting
from views.values import short_values

#: More organisations than a paper holds stand in the table instead.
MOST_ROWS = 2000
ENTERED = 300  # letters of an answer in words


def certificate(found: Dossier) -> bytes:
    """The .docx."""
    paper = OfficialPaper()
    _head(paper, found)
    _figures(paper, found)
    _by_item(paper, found)
    _not_done(paper, found)
    _own(paper, found)
    for words in _rest(found):
        paper.paragraph((words, False))
    _proposals(paper, found)
    _signature(paper, found)
    _details(paper, found)
    return paper.bytes()


def is_finished(found: Dossier) -> bool:
    """«Об исполнении»: nothing that asks for a report is open."""
    return all(line.counted.state in FINAL for line in found.figures.counted)


def proposals(found: Dossier) -> list[str]:
    """What follows from the figures alone: off control, on control, further."""
    off: list[ItemLabel] = []
    on: list[ItemLabel] = []
    further: list[ItemLabel] = []
    for decision_id, lines in found.figures.by(lambda line: line.decision_id).items():
        still = [line for line in lines if line.counted.state not in FINAL]
        target = off if not still else on if any(line.standing in DUE for line in still) else further
        target.append(found.figures.items[decision_id].label)
    pairs = ((off, texts.take_off), (on, texts.keep), (further, texts.go_on))
    return [words(item_marks(labels), len(labels)) for labels, words in pairs if labels]


def _head(paper: OfficialPaper, found: Dossier) -> None:
    if found.authority.name:
        paper.line(found.authority.name.upper(), size=13, bold=True, centred=True, after=18)
    paper.line(texts.TITLE, bold=True, centred=True)
    about = texts.about(minutes_of(found.minutes), finished=is_finished(found))
    of_meeting = meeting(found.title)
    paper.line(about, bold=True, centred=True)
    if of_meeting:
        paper.line(of_meeting, centred=True)
    paper.line(texts.as_of(found.figures.today), centred=True, after=12)


def _figures(paper: OfficialPaper, found: Dossier) -> None:
    live = [receipt for receipt in found.receipts if not receipt.cancelled]
    missing = [found.figures.places[each.organisation_id].name for each in live if each.acknowledged_at is None]
    sent = next((each.sent_at for each in live if each.sent_at), None)
    on = sent.astimezone(found.zone).date() if sent else None
    if live:
        paper.paragraph((texts.reach(on, len(live), len(live) - len(missing), missing), False))
    items = found.figures.by(lambda line: line.decision_id)
    if not items:
        cancelled = found.figures.lines and all(each.counted.state is State.CANCELLED for each in found.figures.lines)
        paper.paragraph((texts.ALL_CANCELLED if cancelled else texts.NO_REPORTS, False), after=6)
        return
    total = found.figures.tally
    share = [(f" {texts.discipline_line(total)}", True)] if total.judged else []
    paper.paragraph((texts.counts(len(items), total), False), *share, after=6)


def _by_item(paper: OfficialPaper, found: Dossier) -> None:
    groups = found.figures.by(lambda line: line.decision_id)
    if not groups:
        return
    paper.line(texts.BY_ITEM, bold=True, centred=True, together=True, after=3)
    rows = [
        Row((item_mark(item.label), short(item.text, 160), dates(lines), *counts(tally_of(lines))))
        for item, lines in ((found.figures.items[id_], lines) for id_, lines in groups.items())
    ]
    total = Row((texts.TOTAL, "", "", *counts(found.figures.tally)), bold=True)
    paper.table(texts.ITEM_HEADS, [*rows, total], centred=(0, 2, 3, 4, 5, 6, 7, 8), size=10)


def counts(total: Tally) -> tuple[str, ...]:
    """Всего and the five it is the sum of; what was done early stands under «В срок»."""
    values = (total.total, total.in_time + total.early, total.late, total.not_done, total.undecided, total.ahead)
    return tuple(count(value) for value in values)


def dates(lines: tuple[Line, ...]) -> str:
    """One date, or the first and the last of several."""
    days = sorted({line.counted.due for line in lines if line.counted.due})
    return NONE if not days else day(days[0]) if len(days) == 1 else f"{day(days[0])} – {day(days[-1])}"


def _not_done(paper: OfficialPaper, found: Dossier) -> None:
    late = [line for line in found.figures.lines if line.standing is Standing.NOT_DONE]
    if not found.figures.tally.due:
        return
    if not late:
        paper.paragraph((texts.ALL_DONE, False), after=6)
        return
    paper.line(texts.NOT_DONE_TITLE, bold=True, centred=True, together=True, after=3)
    rows = [Row(_late_row(found, line)) for line in late[:MOST_TOLD]]
    paper.table(texts.LATE_HEADS, rows, centred=(1, 2, 3))
    if len(late) > MOST_TOLD:
        paper.paragraph((texts.more_late(len(late) - MOST_TOLD), False))


def _late_row(found: Dossier, line: Line) -> tuple[str, ...]:
    known = found.known[line.id]
    return (
        found.figures.places[line.organisation_id].name,
        item_mark(found.figures.items[line.decision_id].label),
        due(line),
        str(days_late(line, found.figures.today)),
        texts.known(
            known.reminded,
            known.asked,
            found.reach.get(line.organisation_id),
            returned=line.counted.state is State.RETURNED,
        ),
    )


def _own(paper: OfficialPaper, found: Dossier) -> None:
    own = [line for line in found.figures.lines if line.counted.own and line.counted.state is not State.CANCELLED]
    if not own:
        return
    paper.line(texts.OWN, bold=True, centred=True, together=True, after=3)
    rows = []
    for line in own:
        item = found.figures.items[line.decision_id]
        who = found.employees.get(line.id, NONE)
        rows.append(Row((item_mark(item.label), short(item.text, 200), who, due(line), STATES[line.counted.state])))
    paper.table(texts.OWN_HEADS, rows, centred=(0, 3))


def _rest(found: Dossier) -> Iterator[str]:
    """What is in no count of the discipline."""
    others = [
        line for line in found.figures.lines if not line.counted.own and line.counted.state is not State.CANCELLED
    ]
    yearly = [line for line in others if line.counted.form is ControlForm.YEARLY]
    if yearly:
        yield texts.yearly(sum(line.counted.state is State.ACCEPTED for line in yearly), len(yearly))
    quiet = {
        line.decision_id
        for line in others
        if line.counted.form not in {*DATED, ControlForm.YEARLY} and not line.counted.contributes
    }
    if quiet:
        yield texts.for_work(len(quiet))
    away = {line.organisation_id for line in found.figures.counted} & found.reach.keys()
    if away:
        yield texts.outside(len(away))


def _proposals(paper: OfficialPaper, found: Dossier) -> None:
    offered = proposals(found)
    if offered:
        paper.line(together=True)
        paper.line(texts.PROPOSALS, bold=True, centred=True, together=True, after=3)
    for number, words in enumerate(offered, 1):
        paper.paragraph((f"{number}. {words}", False), together=True)


def _signature(paper: OfficialPaper, found: Dossier) -> None:
    if found.figures.counted:
        paper.line(together=True)
        paper.line(texts.ANNEX, together=True)
    paper.line(together=True)
    paper.signature(texts.SIGNATURE, texts.SIGNATURE_HINTS)
    if found.authority.contact:
        paper.line()
        paper.line(texts.contact(found.authority.contact), size=10)


def _details(paper: OfficialPaper, found: Dossier) -> None:
    groups = found.figures.by(lambda line: line.decision_id)
    if not groups:
        return
    paper.wide_section()
    paper.line(texts.DETAILS, bold=True, centred=True, together=True, after=3)
    if len(found.figures.counted) > MOST_ROWS:
        paper.paragraph((texts.DETAILS_IN_TABLE, False))
        return
    rows: list[Row] = []
    for decision_id, lines in groups.items():
        rows.append(Row((_titled(found.figures.items[decision_id]),), whole=True))
        rows += [Row((str(number), *_detail(found, line))) for number, line in enumerate(lines, 1)]
    paper.table(texts.DETAIL_HEADS, rows, centred=(0, 2, 4))


def _titled(item: Item) -> str:
    return texts.item_row(item_title(item.label), short(item.text, 400))


def _detail(found: Dossier, line: Line) -> tuple[str, ...]:
    given = found.given.get(line.id)
    return (
        found.figures.places[line.organisation_id].name,
        due(line),
        state_of(line, found.figures.today),
        on(line.counted.handed_in),
        in_words(given) if given else NONE,
    )


def on(value: date | None) -> str:
    return day(value) if value else NONE


def in_words(given: Given) -> str:
    """What was done, in one cell: the number, requisites, the address, else its words, else how many files."""
    if given.not_needed:
        return NOT_NEEDED.lower()
    said = short_values(given.figure, given.reference, given.reference_day, given.link)
    words = cut(" ".join(given.words), ENTERED)
    return said or words or (texts.files(len(given.files)) if given.files else NONE)
