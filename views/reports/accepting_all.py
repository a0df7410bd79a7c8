"""«Принять все (N)»: what came from whom in one list, and the question."""

from services.facts import AssignmentFacts
from services.report_facts import ReportFacts
from services.reports.accepting_all import AcceptedTogether, WaitingReports
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, cut, lines, long_quote, paragraphs, safe
from views.paging import filled
from views.reports.handing_in import contents
from views.texts.assignments import items as words
from views.texts.minutes import item_dative, minutes_name
from views.texts.reports import accepting_all as texts
from views.texts.reports import handing_in as handing_in_texts


def waiting_reports_card(waiting: WaitingReports) -> Card:
    """The reports of one item as a list; one press more accepts them."""
    one_by_one = button(texts.ONE_BY_ONE, cb.ReviewItem(decision=waiting.decision_id))
    if not waiting.count:
        left = waiting.own + waiting.empty
        return Card(
            paragraphs(texts.NOTHING if not left else None, *_apart(waiting)), filled([one_by_one] if left else [])
        )
    label = f"{item_dative(waiting.label)}, {minutes_name(waiting.minutes)}"
    hidden = waiting.count - len(waiting.shown)
    yes = button(
        texts.yes(waiting.count), cb.AcceptAll(decision=waiting.decision_id, last=waiting.last), style="success"
    )
    return Card(
        paragraphs(
            bold(texts.question(waiting.count, label)),
            long_quote(cut(waiting.text, 300)),
            lines(*(_line(item, report) for item, report in waiting.shown), texts.more(hidden) if hidden else None),
            *_apart(waiting),
        ),
        filled([yes], [one_by_one]),
    )


def _apart(waiting: WaitingReports | AcceptedTogether, newer: int = 0) -> list[str]:
    return [safe(row) for row in texts.apart(waiting.own, waiting.empty, newer)]


def _line(item: AssignmentFacts, report: ReportFacts) -> str:
    came = handing_in_texts.NOT_NEEDED_ANSWER if report.not_needed else contents(report)
    return texts.line(safe(item.organisation), safe(cut(came, 120)), item.in_time)


def accepted_together_card(done: AcceptedTogether) -> Card:
    """What was accepted, and what still waits."""
    left = done.own + done.empty + done.newer
    rest = button(texts.REVIEW_REST.format(count=left), cb.ReviewItem(decision=done.decision_id))
    stands = button(words.TO_ITEM, cb.ProtocolItem(decision=done.decision_id))
    return Card(
        paragraphs(
            texts.accepted(done.count, safe(f"{item_dative(done.label)}, {minutes_name(done.minutes)}")),
            *_apart(done, done.newer),
        ),
        filled([rest] if left else [], [stands]),
    )
