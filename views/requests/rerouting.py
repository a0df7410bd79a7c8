"""An item ends without a report: the official's screens, what both organisations are told."""

from services.facts import AssignmentFacts
from services.requests.news import Cancelled, Rerouted
from services.requests.rerouting import Ending, Targets
from views import callbacks as cb
from views.assignments.item_cards import item_card
from views.assignments.request_lines import item_of_card, reason_rows
from views.card import Card, button
from views.format import bold, cut, lines, paragraphs, safe
from views.paging import Row
from views.texts.assignments import request_lines as common
from views.texts.minutes import item_label, item_title
from views.texts.requests import disputes as dispute_texts
from views.texts.requests import rerouting as texts

#: The number of a reason in buttons that stands for the organisation's own words in its dispute.
OF_DISPUTE = 99


def _head(item: AssignmentFacts, title: str) -> str:
    return lines(bold(f"{title}: {item.organisation}"), item_of_card(item))


def why_cancel_card(ending: Ending) -> Card:
    """Ready reasons for «Отменить»."""
    item = ending.assignment
    return Card(
        paragraphs(_head(item, texts.CANCEL), texts.WHY_CANCEL),
        (
            *reason_rows(
                texts.CANCEL_REASONS,
                lambda reason: cb.CancelAssignment(id=item.id, version=item.version, reason=reason),
            ),
            _back(item),
        ),
    )


def _back(item: AssignmentFacts) -> Row:
    return (button(common.BACK, cb.OpenControlledItem(id=item.id)),)


def ask_target_card(ending: Ending) -> Card:
    """Whom to hand an item to: typed."""
    return Card(
        paragraphs(_head(ending.assignment, dispute_texts.REROUTE), texts.TYPE_TARGET), (_back(ending.assignment),)
    )


def targets_card(found: Targets) -> Card:
    """Organisations that the typed words mean."""
    item = found.assignment
    rows = [
        (button(cut(line.name, 60), cb.Reroute(id=item.id, version=item.version, organisation=line.id)),)
        for line in found.lines
    ]
    again = button(texts.TYPE_AGAIN, cb.Reroute(id=item.id, version=item.version))
    return Card(texts.targets(cut(found.query, 60), len(rows)), (*rows, (again,), _back(item)))


def why_reroute_card(ending: Ending) -> Card:
    """The question with the reasons; a dispute has its reason already."""
    item, target = ending.assignment, ending.target
    place = target.id if target else 0
    question = texts.reroute_question(item_label(item.label), target.name if target else "")

    def data(reason: int) -> cb.Reroute:
        return cb.Reroute(id=item.id, version=item.version, organisation=place, reason=reason)

    if ending.dispute:
        sure = (button(texts.REROUTE_SURE, data(OF_DISPUTE), style="success"),)
        return Card(paragraphs(question, safe(item.organisation)), (sure, _back(item)))
    return Card(
        paragraphs(question, safe(item.organisation), texts.WHY_REROUTE),
        (*reason_rows(texts.REROUTE_REASONS, data), _back(item)),
    )


def cancelled_card(facts: Cancelled) -> Card:
    """To the organisation: an item nobody asks for any more."""
    item = facts.item.assignment
    return Card(
        paragraphs(
            lines(
                texts.cancelled_title(item_title(item.label), rerouted=facts.rerouted),
                safe(item.organisation),
                item_of_card(item),
            ),
            texts.ended_because(facts.reason),
        ),
        ((button(common.TO_ITEM, cb.OpenAssignment(id=item.id)),),),
    )


def rerouted_card(facts: Rerouted) -> Card:
    """To the new organisation: the item as a card of its own."""
    card = item_card(facts.item)
    title = texts.rerouted_title(item_title(facts.item.assignment.label))
    return Card(paragraphs(title, card.text), card.rows)
