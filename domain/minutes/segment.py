"""Where decisions stand: the zones of a document, its questions, and what stands around them."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.minutes.closing import APPENDIX
from domain.minutes.markers import find_mark
from domain.minutes.model import Question, Role
from domain.minutes.rows import Row
from domain.minutes.sections import (
    ABOUT,
    theme_of,
)
from domain.minutes.unmarked import recipients_of, salutation_of, without_resolution
from domain.minutes.walker import Walker, Zone
from domain.minutes.words import first_infinitive


@dataclass(frozen=True, slots=True)
class Outline:
    """The document's decision zones, its questions, and what stands after the decisions."""

    zones: tuple[Zone, ...]
    questions: tuple[Question, ...]
    salutation: str | None
    head: tuple[Row, ...]
    after: tuple[Row, ...]
    placed: tuple[tuple[Row, Role], ...]  # rows outside of the zones


def outline(rows: list[Row]) -> Outline:
    """Find the decision zones: after a resolution word; else the numbered part of an order or a letter."""
    walker = Walker(rows)
    walker.walk()
    if not any(zone.rows for zone in walker.zones):
        fallback = without_resolution(rows)
        walker.zones, walker.titles = _by_questions(fallback)
        walker.questioned = len(walker.zones) > 1
        walker.head = [row for row in rows if not fallback or row.first < fallback[0].first]
        walker.placed = _around(rows, fallback)
    zones = tuple(zone for zone in walker.zones if zone.rows)
    questions = tuple(Question(index, title, theme_of(title)) for index, title in sorted(walker.titles.items()))
    if len(zones) == 1 and zones[0].question is not None and not walker.questioned:
        zones = (Zone(None, zones[0].rows),)
    first = zones[0].rows[0].first if zones else 0
    greeted = salutation_of(rows) or ""
    corner = recipients_of(rows, first)
    salutation = corner if len(corner.split()) > len(greeted.split()) else greeted
    return Outline(zones, questions, salutation or None, tuple(walker.head), tuple(walker.after), tuple(walker.placed))


def _around(rows: Sequence[Row], decisions: Sequence[Row]) -> list[tuple[Row, Role]]:
    """What stands before and after the decisions of a document without a resolution word."""
    last = decisions[-1].last if decisions else -1
    inside = {(row.first, row.text) for row in decisions}
    placed, appendix = [], False
    for row in rows:
        if (row.first, row.text) in inside:
            continue
        behind = decisions and row.first > last
        appendix = bool(behind) and (appendix or APPENDIX.match(row.text) is not None)
        asks = any(row.first == each.first for each in decisions)
        placed.append((row, Role.APPENDIX if appendix else Role.PREAMBLE if asks else Role.NOTHING))
    return placed


def _by_questions(rows: list[Row]) -> tuple[list[Zone], dict[int, str]]:
    """Rows of an unmarked document parted at its question headings («I. О питании», «2. О подвозе»)."""
    zones, titles = [Zone(None)], {}
    for row in rows:
        mark = find_mark(row.text)
        body = row.text[mark.end :] if mark else ""
        if mark and len(mark.parts) == 1 and ABOUT.match(body) and not first_infinitive(body):
            titles[mark.parts[0]] = body.strip(" .")
            zones.append(Zone(mark.parts[0]))
            continue
        zones[-1].rows.append(row)
    return [zone for zone in zones if zone.rows], titles
