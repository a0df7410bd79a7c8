"""What organisations have reported, added up: «Всего: 42; прислали 5 из 7»."""

from collections.abc import Mapping, Sequence

from domain.minutes.model import Requirement
from services.facts import AssignmentFacts
from services.organisations.group_members import NamedGroup
from services.reports.totals import Given, Totals, add_up, by_group, by_kind, by_period
from views.format import bold, lines, safe
from views.texts import values as values_texts
from views.texts.assignments.items import NOT_NEEDED, until
from views.texts.minutes import KINDS
from views.texts.reports import totals as totals_texts
from views.values import short_values


def totals_lines(
    given: Sequence[Given], requirement: Sequence[Requirement], named: Sequence[NamedGroup] = ()
) -> str | None:
    """The sum of figures, then by date, kind and named group where there are several; None before any answer."""
    if not any(row.sent for row in given):
        return None
    if Requirement.NUMBER not in requirement:
        whole = add_up(given)
        return bold(totals_texts.sent_of(whole.sent, whole.of))
    periods = by_period(given)
    dates = [_group(until(day), part) for day, part in periods.items() if day] if len(periods) > 1 else []
    return lines(bold(total(add_up(given))), *map(safe, dates), *map(safe, _groups(given, named)))


def below_lines(
    below: Sequence[Given], requirement: Sequence[Requirement], named: Sequence[NamedGroup] = ()
) -> str | None:
    """How those have answered whom an item was passed down to: numbers, by kind and named group, never whose."""
    if not below:
        return None
    whole = add_up(below)
    head = totals_texts.below(whole.sent, whole.of)
    if Requirement.NUMBER not in requirement or not whole.figures:
        return head
    return lines(totals_texts.below_total(head, values_texts.number(whole.total)), *map(safe, _groups(below, named)))


def _groups(given: Sequence[Given], named: Sequence[NamedGroup]) -> list[str]:
    kinds = by_kind(given)
    rows = [_group(KINDS[kind], part) for kind, part in kinds.items()] if len(kinds) > 1 else []
    return rows + [_group(totals_texts.group_name(name), part) for name, part in by_group(given, named).items()]


def total(found: Totals) -> str:
    """«Всего: 42; прислали 5 из 7»."""
    return totals_texts.totals(values_texts.number(found.total), found.sent, found.of)


def _group(name: str, found: Totals) -> str:
    return totals_texts.group_total(name, values_texts.number(found.total), found.sent, found.of)


def given_values(given: Sequence[Given]) -> Mapping[int, str]:
    """What each assignment's report gives, in short; the ones that give a file or a text only are left out."""
    words = {
        row.assignment_id: NOT_NEEDED.lower()
        if row.not_needed
        else short_values(row.figure, row.reference, row.reference_day, row.link)
        for row in given
        if row.sent
    }
    return {key: said for key, said in words.items() if said}


def with_values(line: str, row: AssignmentFacts, values: Mapping[int, str]) -> str:
    """The line of an organisation with what it has given."""
    said = values.get(row.id)
    return totals_texts.with_values(line, said) if said else line
