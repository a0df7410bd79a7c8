"""A report on its way: collected, handed in, accepted, returned."""

from datetime import date
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton

from domain.calendar import WorkingCalendar
from domain.lifecycle import State
from domain.minutes.model import Requirement
from services.assignments.item_cards import ItemCard
from services.facts import AssignmentFacts
from services.report_facts import ReportFacts
from services.reports.collecting import Collected
from services.reports.handing_in import HandedIn
from services.reports.news import Accepted
from views import callbacks as cb
from views.assignments import contributions
from views.assignments.item_cards import item_card, item_rows, why_returned
from views.assignments.passing_down import upward_line
from views.card import Card, button
from views.evidence import contents_of, files_of
from views.format import bold, cut, day, lines, moment, paragraphs, safe
from views.texts import values as values_texts
from views.texts.assignments import items as texts
from views.texts.assignments import passing_down as passing_texts
from views.texts.minutes import (
    item_dative,
    item_label,
    item_title,
    minutes_name,
    minutes_of,
    what_to_send,
)
from views.texts.overview import tasks as tasks_texts
from views.texts.reports import handing_in as handing_in_texts
from views.texts.reports import several_items
from views.values import still_needed, understood, values_of


def contents(report: ReportFacts) -> str:
    """«2 фото, 1 файл»; with what was understood or, when it is one text or caption, written."""
    values = values_of(report)
    files = files_of(report.evidence, with_texts=not values)
    if values:
        return f"{values} ({files})" if files else values
    return contents_of(report.evidence)


def collecting_card(collected: Collected) -> Card:
    """What to send, or what has come so far and how it was understood, with «Отправить отчёт»."""
    item, report = collected.assignment, collected.report
    if item.contributes:
        return contributions.collecting_card(collected)
    title = safe(item_title(item.label))
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    goes_up = upward_line(collected.below)
    if report.evidence or goes_up:
        needed = still_needed(collected.answer, item.requirement)
        text = paragraphs(
            _so_far(collected, title, goes_up),
            lines(safe(needed), values_texts.may_be_sent_anyway()) if needed else _ready(collected),
            handing_in_texts.NOT_SEEN if report.corrects_id is None else None,
        )
        rows.append((button(_hand_in_label(report), cb.HandIn(report=report.id), style="success"),))
    else:
        text = _asked(item, title)
        if Requirement.ANSWER in item.requirement:
            rows.append((button(_hand_in_label(report), cb.HandIn(report=report.id)),))
    if collected.colleague:
        text = paragraphs(text, handing_in_texts.COLLEAGUE)
    if len(report.evidence) > 1 or (report.corrects_id is not None and report.evidence):
        rows.append((button(handing_in_texts.REMOVE, cb.Pieces(report=report.id)),))
    if report.corrects_id is not None:
        text = paragraphs(text, handing_in_texts.STANDS)
        if item.state is State.REPORTED:
            rows.append((button(handing_in_texts.WITHDRAW, cb.TakeReport(id=item.id, version=item.version)),))
    elif collected.others:
        rows.append((button(several_items.SEVERAL_ITEMS, cb.Tick(report=report.id)),))
    rows.append((button(texts.CANCEL, cb.DropReport(report=report.id)),))
    return Card(text, tuple(rows))


def _so_far(collected: Collected, title: str, goes_up: str | None) -> str:
    """What has come and how it was understood; with what was reported below, which goes up by itself."""
    report = collected.report
    if not report.evidence:
        return paragraphs(f"{bold(title)}.", lines(goes_up, passing_texts.BY_ITSELF))
    said = understood(collected.answer, report.evidence)
    got = handing_in_texts.collected(title, safe(contents_of(report.evidence)))
    return paragraphs(
        lines(got, values_texts.understood(safe(said)) if said else None),
        lines(goes_up, passing_texts.BY_ITSELF) if goes_up else None,
    )


def _ready(collected: Collected) -> str:
    if collected.below is None:
        return handing_in_texts.MORE_OR_HAND_IN
    return lines(passing_texts.READY, None if collected.below.whole else passing_texts.NOT_ALL)


def _hand_in_label(report: ReportFacts) -> str:
    return handing_in_texts.HAND_IN if report.corrects_id is None else handing_in_texts.HAND_IN_CORRECTED


#: Items that ask for one line only: how to write it.
ONE_LINE = {
    frozenset({Requirement.NUMBER}): values_texts.ask_number,
    frozenset({Requirement.REFERENCE}): values_texts.ask_reference,
    frozenset({Requirement.LINK}): values_texts.ask_link,
}


def _asked(item: AssignmentFacts, title: str) -> str:
    one_line = ONE_LINE.get(frozenset(item.requirement))
    if one_line is not None:
        return one_line(title)
    example = handing_in_texts.reference_example() if Requirement.REFERENCE in item.requirement else None
    asked = lines(handing_in_texts.ask(title, safe(what_to_send(item.requirement))), example)
    return paragraphs(asked, lines(handing_in_texts.SEVERAL, handing_in_texts.NO_CHILDREN))


def empty_card(collected: Collected) -> Card:
    """An empty report is asked about; where «Отправить отчёт» stood is the way back."""
    item, report = collected.assignment, collected.report
    return Card(
        handing_in_texts.empty(safe(item_title(item.label))),
        (
            (button(handing_in_texts.BACK_TO_REPORT, cb.Pieces(report=report.id, drop=-1)),),
            (button(handing_in_texts.HAND_IN_EMPTY, cb.HandInEmpty(report=report.id)),),
        ),
    )


def pieces_card(collected: Collected) -> Card:
    """The messages of a report, each to be taken out."""
    report = collected.report
    rows = [
        (button(cut(handing_in_texts.piece(n, contents_of([each])), 60), cb.Pieces(report=report.id, drop=each.id)),)
        for n, each in enumerate(report.evidence, 1)
    ]
    back = (button(handing_in_texts.BACK_TO_REPORT, cb.Pieces(report=report.id, drop=-1)),)
    return Card(handing_in_texts.which_to_remove(safe(item_title(collected.assignment.label))), (*rows, back))


def withdrawn_card(item: AssignmentFacts) -> Card:
    return Card(handing_in_texts.WITHDRAWN, ((button(texts.TO_ITEM, cb.OpenAssignment(id=item.id)),),))


def dropped_card(item: AssignmentFacts) -> Card:
    kept = item.state in (State.REPORTED, State.ACCEPTED)
    words = handing_in_texts.CORRECTION_DROPPED if kept else handing_in_texts.DROPPED
    return Card(words, ((button(texts.TO_ITEM, cb.OpenAssignment(id=item.id)),),))


def attached(report: ReportFacts) -> str:
    """«Ответ: 14 человек.»; with a document or its requisites «Приложено: приказ № 45-о от 02.10.2023 (1 фото).»."""
    plain = values_of(report) and not report.reference and all(piece.kind == "text" for piece in report.evidence)
    return (values_texts.answered if plain else handing_in_texts.attached)(contents(report))


def came_with(report: ReportFacts) -> str:
    """The same, or that nothing came with it."""
    return attached(report) if report.evidence or values_of(report) else handing_in_texts.WITHOUT_DOCUMENT


def receipt_card(handed_in: HandedIn) -> Card:
    """A receipt with «Отозвать и исправить»."""
    item, report = handed_in.assignment, handed_in.report
    if item.contributes:
        return contributions.receipt_card(handed_in)
    when = moment(report.handed_in_at, item.authority.timezone) if report.handed_in_at else ""
    label = item_dative(item.label)
    came = handing_in_texts.NOT_NEEDED_ANSWER if report.not_needed else came_with(report)
    closed = item.state is State.ACCEPTED
    head = handing_in_texts.receipt(safe(label), when, item.in_time)
    if report.corrects_id is not None:
        head = handing_in_texts.corrected(safe(label), when)
    after = (
        handing_in_texts.accepted_at_once(item_label(item.label))
        if closed
        else handing_in_texts.will_check(item.authority.name, _checked_until(item, report, handed_in.calendar))
    )
    undo = (button(handing_in_texts.CORRECT, cb.Withdraw(id=item.id, version=item.version)),)
    tasks = (button(tasks_texts.MY_TASKS, cb.TasksApart()),)
    place = safe(f"{item.organisation}, {minutes_name(item.minutes)}.")
    return Card(
        paragraphs(lines(head, place, safe(came)), upward_line(handed_in.below), safe(after)),
        (undo, tasks),
    )


def _checked_until(item: AssignmentFacts, report: ReportFacts, calendar: WorkingCalendar) -> date:
    start = (report.handed_in_at or report.judged_at).astimezone(ZoneInfo(item.authority.timezone)).date()  # type: ignore[union-attr]
    return calendar.add_working_days(start, item.authority.checking_days)


def accepted_card(facts: Accepted) -> Card:
    """«Отчёт принят, спасибо!»"""
    item = facts.assignment
    when = day(item.closed_at.astimezone(ZoneInfo(item.authority.timezone)).date()) if item.closed_at else ""
    done = handing_in_texts.off_control(item_title(item.label), minutes_of(item.minutes), when, item.in_time)
    return Card(paragraphs(lines(handing_in_texts.ACCEPTED, safe(done)), _left(facts)))


def _left(facts: Accepted) -> str:
    """What the protocol still asks of the organisation."""
    if not facts.left and facts.repeats:
        return handing_in_texts.NEXT_PERIOD
    if not facts.left and facts.form_opens:
        return handing_in_texts.left_form(facts.form_opens, facts.today)
    return handing_in_texts.left_of_minutes(facts.left, single=facts.assignment.minutes.single)


def returned_card(card: ItemCard) -> Card:
    """«Отчёт возвращён на доработку»: why, what to do, by when."""
    item, report = card.assignment, card.report
    if report is None:
        return item_card(card)
    until = report.return_date or item.control_date
    was_in_time = bool(item.in_time)
    return Card(
        paragraphs(
            lines(
                handing_in_texts.returned(safe(item_dative(item.label))),
                safe(f"{item.organisation}, {minutes_name(item.minutes)}"),
            ),
            why_returned(report),
            handing_in_texts.rework(until, item.handed_in_on, was_in_time) if until else None,
        ),
        (*item_rows(card)[:1], (button(texts.TO_ITEM, cb.OpenAssignment(id=item.id)),)),
    )
