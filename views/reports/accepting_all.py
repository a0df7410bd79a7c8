"""«Принять все (N)»: what came from whom in one list, and the question."""

from services.facts import AssignmentFacts, ReportFacts
from services.reports.accepting_all import Accepted, Pile
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, cut, lines, long_quote, paragraphs, safe
from views.paging import filled
from views.reports.handing_in import contents
from views.texts.assignments import items as words
from views.texts.minutes import item_dative, minutes_name
from views.texts.reports import accepting_all as texts
from views.texts.reports import handing_in as handing_in_texts


def pile_card(pile: Pile) -> Card:
    """The reports of one item as a list; one press more accepts them."""
    one_by_one = button(texts.ONE_BY_ONE, cb.ReviewItem(decision=pile.decision_id))
    if not pile.count:
        left = pile.own + pile.empty
        return Card(
            paragraphs(texts.NOTHING if not left else None, *_apart(pile)), filled([one_by_one] if left else [])
        )
    label = f"{item_dative(pile.label)}, {minutes_name(pile.minutes)}"
    hidden = pile.count - len(pile.shown)
    yes = button(texts.yes(pile.count), cb.AcceptAll(decision=pile.decision_id, last=pile.last), style="success")
    return Card(
        paragraphs(
            bold(texts.question(pile.count, label)),
            long_quote(cut(pile.text, 300)),
            lines(*(_line(item, report) for item, report in pile.shown), texts.more(hidden) if hidden else None),
            *_apart(pile),
        ),
        filled([yes], [one_by_one]),
    )


def _apart(pile: Pile | Accepted, newer: int = 0) -> list[str]:
    return [safe(row) for row in texts.apart(pile.own, pile.empty, newer)]


def _line(item: AssignmentFacts, report: ReportFacts) -> str:
    came = handing_in_texts.NOT_NEEDED_ANSWER if report.not_needed else contents(report)
    return texts.line(safe(item.organisation), safe(cut(came, 120)), item.in_time)


def accepted_card(done: Accepted) -> Card:
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
