"""«Реестр подтверждающих документов» of a protocol: accepted answers only, by question and item."""

from datetime import date
from typing import Any

from domain.discipline import DUE
from services.overview.figures import Line
from services.papers.dossiers import Dossier, Given
from services.papers.grids import reported
from views.format import cut
from views.papers.sheets import Cell, Sheets, workbook
from views.texts.assignments.items import NOT_NEEDED
from views.texts.minutes import item_of, minutes_name
from views.texts.papers import registers as texts
from views.values import short_values

HEAD = 2
NOTE = 300


def register(found: Dossier) -> bytes:
    """The .xlsx; whatever people have written is text."""
    with workbook(found.made_at.astimezone(found.zone)) as (sheets, out):
        page = sheets.page(texts.SHEET)
        title = texts.title(minutes_name(found.minutes), found.figures.today)
        sheets.write(page, 0, 0, title, bold=True, text_wrap=False)
        for column, (head, width) in enumerate(texts.HEADS):
            page.set_column(column, column, width)
            sheets.write(page, HEAD, column, head, bold=True, border=1, bg_color="#F2F2F2")
        last = _rows(sheets, page, found)
        page.freeze_panes(HEAD + 1, 0)
        page.repeat_rows(HEAD)
        page.print_area(0, 0, last, len(texts.HEADS) - 1)
    return out.getvalue()


def documents(found: Dossier) -> list[tuple[Line, Given]]:
    """Items taken off control with what was accepted for them."""
    pairs = ((line, found.given.get(line.id)) for line in reported(found.figures))
    return [(line, given) for line, given in pairs if given is not None and given.accepted]


def without_document(found: Dossier) -> list[Line]:
    """Their date has passed and nothing is accepted."""
    have = {line.id for line, _ in documents(found)}
    return [line for line in reported(found.figures) if line.standing in DUE and line.id not in have]


def _rows(sheets: Sheets, page: Any, found: Dossier) -> int:
    """Blocks by question with their totals, then what is missing; returns the last row."""
    row, number = HEAD, 0
    blocks: dict[str, list[tuple[Line, Given]]] = {}
    for line, given in documents(found):
        blocks.setdefault(_question(found, line), []).append((line, given))
    for question, pairs in blocks.items():
        for line, given in pairs:
            row, number = row + 1, number + 1
            _write(sheets, page, row, (number, question, *_values(found, line, given)))
        row += 1
        sheets.write(page, row, 1, texts.total(question, len(pairs)), bold=True, text_wrap=False)
    missing = without_document(found)
    if missing:
        row += 1
        sheets.write(page, row, 1, texts.NO_DOCUMENT, bold=True, text_wrap=False)
    for line in missing:
        row, number = row + 1, number + 1
        empty = ("", "", None, "", None, texts.NO_DOCUMENT.lower())
        _write(sheets, page, row, (number, _question(found, line), *_named(found, line), *empty))
    return row


def _write(sheets: Sheets, page: Any, row: int, values: tuple[Cell, ...]) -> None:
    for column, value in enumerate(values):
        sheets.write(page, row, column, value, border=1)


def _question(found: Dossier, line: Line) -> str:
    question = found.figures.items[line.decision_id].label.question
    return found.questions.get(question or 0, texts.NO_QUESTION)


def _named(found: Dossier, line: Line) -> tuple[str, str]:
    item = found.figures.items[line.decision_id]
    return item_of(item.label, found.minutes), found.figures.places[line.organisation_id].name


def _values(found: Dossier, line: Line, given: Given) -> tuple[Cell, ...]:
    kind, _, number = given.reference.partition("№")
    accepted: date | None = line.closed_at.astimezone(found.zone).date() if line.closed_at else None
    return (
        *_named(found, line),
        NOT_NEEDED if given.not_needed else kind.strip(" ,"),
        number.strip(),
        given.reference_day,
        _where(given),
        accepted,
        _note(given),
    )


def _where(given: Given) -> str:
    if given.link:
        return given.link
    return ", ".join(name or texts.A_FILE for name in given.files) or texts.NO_FILE


def _note(given: Given) -> str:
    figure = short_values(given.figure, "", None, "")
    words = cut(" ".join(given.words), NOTE) if given.not_needed or not given.reference else ""
    return "; ".join(filter(None, (figure, words, texts.entered(given.entered))))
