"""What was understood of an answer, in words: «14 человек», «приказ № 45-о от 02.10.2023», an address."""

from collections.abc import Iterable
from datetime import date

from domain.answers import Answer, read_figure
from domain.minutes.model import Requirement
from services.report_facts import EvidenceFacts, ReportFacts
from views.texts import values as values_texts

#: A figure is said back with the words around it while they are few.
SAID = 40


def values_of(report: ReportFacts) -> str:
    """What a handed-in report gives; "" when nothing was understood."""
    reference = values_texts.reference(report.reference, report.reference_day) if report.reference_day else ""
    return _joined(report.figure, reference, report.link, report.evidence)


def understood(answer: Answer, pieces: Iterable[EvidenceFacts]) -> str:
    """The same of messages that are still collected; requisites without a date are not complete."""
    found = answer.reference
    reference = values_texts.reference(found.name, found.day) if found and found.day else ""
    return _joined(answer.figure, reference, answer.link, pieces)


def _joined(figure: float | None, reference: str, link: str, pieces: Iterable[EvidenceFacts]) -> str:
    return "; ".join(part for part in ("" if figure is None else _figure(figure, pieces), reference, link) if part)


def _figure(figure: float, pieces: Iterable[EvidenceFacts]) -> str:
    """«14 человек», as written, else only the number."""
    written = [piece.text.strip(" .") for piece in pieces if read_figure(piece.text) == figure]
    return " ".join(written[-1].split()) if written and len(written[-1]) <= SAID else values_texts.number(figure)


def still_needed(answer: Answer, requirement: Iterable[Requirement]) -> str | None:
    """What is missing, in one sentence; None when what was asked for is there."""
    asked = tuple(requirement)
    if answer.satisfies(asked):
        return None
    if answer.reference and Requirement.REFERENCE in asked:
        return values_texts.day_needed(answer.reference.name)
    return values_texts.needed(asked)


def short_values(figure: float | None, reference: str, day: date | None, link: str) -> str:
    """One line of a list: the number, the requisites or the address."""
    parts = (
        "" if figure is None else values_texts.number(figure),
        values_texts.reference(reference, day) if reference else "",
        link,
    )
    return "; ".join(part for part in parts if part)
