"""A report as its controller sees it: what was asked, what came, the judgement."""

from collections.abc import Sequence

from domain.lifecycle import Action
from services.facts import AssignmentFacts
from services.reports.judging import REWORK_DAYS, ReportCard
from services.reports.return_reasons import Reason
from views import callbacks as cb
from views.assignments import contributions
from views.assignments.passing_down import upward_line
from views.card import Attachment, Card, button
from views.format import bold, cut, lines, long_quote, moment, paragraphs, safe
from views.paging import Row, filled
from views.reports.handing_in import attached
from views.texts import words as words_texts
from views.texts.assignments import contributions as words_of_contributions
from views.texts.assignments import items as words
from views.texts.minutes import STATES, item_title, minutes_name
from views.texts.overview import protocols as protocols_texts
from views.texts.reports import accepting_all, resuming
from views.texts.reports import handing_in as handing_in_texts
from views.texts.reports import judging as texts
from views.values import values_of

REWORK_CHOICES = (REWORK_DAYS, 5, 10)


def report_card(card: ReportCard) -> Card:
    """A report with what was asked, what came, and «Принять» / «Вернуть»."""
    item, report = card.assignment, card.report
    when = moment(report.handed_in_at, item.authority.timezone) if report.handed_in_at else ""
    written = [evidence.text for evidence in report.evidence if evidence.text]
    came = handing_in_texts.NOT_NEEDED_ANSWER
    if not report.not_needed:
        bare = not report.evidence and not values_of(report)
        came = texts.attached(handing_in_texts.WITHOUT_DOCUMENT) if bare else attached(report)
    verdict = None
    if not card.actions:
        verdict = texts.judged(STATES[item.state], report.return_reason, report.return_date)
    if item.contributes:
        verdict = words_of_contributions.NO_CHECK
    return Card(
        paragraphs(
            lines(bold(texts.report_title(item.organisation)), _item_of(item)),
            long_quote(cut(item.text, 600)),
            lines(safe(texts.handed_in(when, item.in_time)), safe(came)),
            lines(*(safe(cut(text, 1500 // len(written))) for text in written)) if len(written) > 1 else None,
            upward_line(card.below),
            safe(verdict) if verdict else None,
        ),
        _report_rows(card),
    )


def _item_of(item: AssignmentFacts) -> str:
    due = f", {words.until(item.due_date)}" if item.due_date else ""
    return safe(f"{item_title(item.label)}, {minutes_name(item.minutes)}{due}")


def _report_rows(card: ReportCard) -> tuple[Row, ...]:
    report = card.report
    item, files = card.assignment, sum(evidence.kind != "text" for evidence in report.evidence)
    judge = []
    if Action.ACCEPT in card.actions:
        judge.append(button(texts.ACCEPT, cb.Accept(report=report.id), style="success"))
    if Action.SEND_BACK in card.actions:
        judge.append(button(texts.SEND_BACK, cb.SendBack(report=report.id)))
    parts = contributions.contributors_button(item, card.contributions)
    shown = [button(texts.EVIDENCE.format(count=files), cb.ReportEvidence(report=report.id))] if files else []
    others = card.waiting - (1 if card.actions else 0)
    more = others > 0 and card.controls
    further = [button(texts.NEXT.format(count=others), cb.Review(after=report.id))] if more else []
    of_item = card.of_item if Action.ACCEPT in card.actions and card.of_item > 1 else 0
    together = (
        [button(accepting_all.ACCEPT_ALL.format(count=of_item), cb.AcceptAll(decision=item.decision_id))]
        if of_item
        else []
    )
    resume = [button(resuming.RESUME, cb.Resume(id=item.id))] if card.may_resume else []
    return filled(judge, shown, parts, together, further, resume)


def gallery(card: ReportCard) -> tuple[Attachment, ...]:
    """Photos of a report, to be looked at before its card."""
    return tuple(each for each in evidence_card(card).attachments if each.kind == "photo")


def evidence_card(card: ReportCard) -> Card:
    """The original evidence, back to the official."""
    attachments = tuple(
        Attachment(e.file_name or f"{e.kind}-{e.id}", sha256=e.sha256 or "", kind=e.kind, file_id=e.file_id or "")
        for e in card.report.evidence
        if e.kind != "text"
    )
    head = lines(bold(texts.report_title(card.assignment.organisation)), _item_of(card.assignment))
    return Card(head if attachments else paragraphs(head, texts.NO_EVIDENCE), attachments=attachments)


def send_back_card(card: ReportCard, ready: Sequence[Reason], days: int) -> Card:
    """Ready reasons; the date of the rework above them."""
    report = card.report
    choices = [button(texts.rework_days(n, n == days), cb.SendBack(report=report.id, days=n)) for n in REWORK_CHOICES]
    reasons = [(button(each.label, cb.SendBackReason(report=report.id, reason=each.id, days=days)),) for each in ready]
    typed = (button(texts.OTHER_REASON, cb.SendBackReason(report=report.id, reason=0, days=days)),)
    back = (button(words_texts.BACK, cb.OpenReport(id=report.id)),)
    return Card(
        paragraphs(
            lines(bold(texts.report_title(card.assignment.organisation)), _item_of(card.assignment)),
            texts.rework(card.rework_date),
            bold(texts.CHOOSE_REASON),
        ),
        filled(*reasons, typed, choices, back),
    )


def nothing_to_review_card() -> Card:
    return Card(texts.NOTHING_TO_REVIEW, filled([button(protocols_texts.PROTOCOLS, cb.Protocols())]))
