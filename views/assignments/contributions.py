"""Contributions: what the others send to the one responsible, and how both sides see it."""

from aiogram.types import InlineKeyboardButton

from services.assignments.contributions import Contributed, Contribution, Contributions
from services.facts import AssignmentFacts
from services.report_facts import ReportFacts
from services.reports.collecting import Collected
from services.reports.handing_in import HandedIn
from views import callbacks as cb
from views.card import Attachment, Card, button
from views.evidence import contents_of
from views.format import cut, lines, moment, paragraphs, safe
from views.paging import Row, filled
from views.texts.assignments import contributions as texts
from views.texts.assignments import items as words
from views.texts.minutes import item_dative, item_label, item_title, minutes_name
from views.texts.overview import tasks as tasks_texts
from views.texts.reports import handing_in as handing_in_texts

LONGEST_CONTENTS = 300


def contributors_button(item: AssignmentFacts, count: int) -> list[InlineKeyboardButton]:
    """«Дополнили (3)» where anything has come."""
    return [button(texts.shown(count), cb.Contributions(id=item.id))] if count else []


def collecting_card(collected: Collected) -> Card:
    """What to add, or what has come so far."""
    item, report = collected.assignment, collected.report
    title = safe(item_title(item.label))
    rows: list[Row] = []
    if report.evidence:
        text = texts.collected(title, safe(contents_of(report.evidence)))
        rows.append((button(texts.HAND_IN, cb.HandIn(report=report.id), style="success"),))
    else:
        text = paragraphs(texts.ask(title, safe(item.responsible)), handing_in_texts.NO_CHILDREN)
    rows.append((button(words.CANCEL, cb.DropReport(report=report.id)),))
    return Card(text, tuple(rows))


def receipt_card(handed_in: HandedIn) -> Card:
    """A receipt for a contribution."""
    item, report = handed_in.assignment, handed_in.report
    return Card(
        paragraphs(
            lines(
                texts.receipt(safe(item_dative(item.label)), _when(item, report)),
                safe(handing_in_texts.attached(contents_of(report.evidence))),
            ),
            safe(texts.passed_to(item.responsible)),
        ),
        ((button(tasks_texts.MY_TASKS, cb.Tasks()),),),
    )


def _when(item: AssignmentFacts, report: ReportFacts) -> str:
    return moment(report.handed_in_at, item.authority.timezone) if report.handed_in_at else ""


def contributed_card(facts: Contributed) -> Card:
    """To the responsible organisation, without sound."""
    item = facts.assignment
    return Card(
        paragraphs(
            lines(
                texts.contributed(safe(facts.contribution.organisation), safe(item_label(item.label))),
                safe(minutes_name(item.minutes)),
            ),
            safe(_contents(facts.contribution)),
        ),
        filled(
            contributors_button(item, facts.count),
            [button(texts.TO_ITEM, cb.OpenAssignment(id=item.id))],
        ),
    )


def contributions_card(facts: Contributions) -> Card:
    """Everything that was contributed, with the files."""
    item = facts.assignment
    rows = [
        texts.part(safe(part.organisation), _when(item, part.report), safe(_contents(part))) for part in facts.parts
    ]
    files = tuple(
        Attachment(e.file_name or f"{e.kind}-{e.id}", sha256=e.sha256 or "", kind=e.kind, file_id=e.file_id or "")
        for part in facts.parts
        for e in part.report.evidence
        if e.kind != "text"
    )
    back = cb.OpenAssignment(id=item.id) if facts.executes else cb.OpenControlledItem(id=item.id)
    return Card(
        paragraphs(
            lines(
                texts.title(safe(item_label(item.label))), safe(f"{item.organisation}, {minutes_name(item.minutes)}")
            ),
            lines(*rows) if rows else texts.NOTHING,
        ),
        ((button(texts.TO_ITEM, back),),),
        attachments=files,
    )


def _contents(part: Contribution) -> str:
    written = [evidence.text for evidence in part.report.evidence if evidence.text]
    found = contents_of(part.report.evidence)
    return cut(f"{found}: {'; '.join(written)}" if len(written) > 1 else found, LONGEST_CONTENTS)
