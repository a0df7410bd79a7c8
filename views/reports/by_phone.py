"""Organisations outside the bot: entering an answer for them, choosing an overdue item."""

from domain.minutes.model import Requirement
from services.facts import AssignmentFacts
from services.overview.overdue import OverdueList
from services.reports.by_phone import Entering
from services.reports.handing_in import HandedIn
from views import callbacks as cb
from views.card import Card, button
from views.evidence import contents_of
from views.format import cut, day, lines, paragraphs, safe
from views.paging import filled, turns
from views.reports.handing_in import contents
from views.texts import words
from views.texts.minutes import item_label, item_mark, item_of, minutes_short, what_to_send
from views.texts.overview import overdue, protocols
from views.texts.reports import by_phone as texts

LONGEST = 50


def entering_card(entering: Entering) -> Card:
    """What has come so far and the buttons that finish it."""
    item, report = entering.assignment, entering.report
    label = safe(item_of(item.label, item.minutes))
    title = texts.own_entering(label) if entering.own else texts.entering(safe(item.organisation), label)
    ask = texts.OWN_ASK if entering.own else texts.ask(safe(what_to_send(item.requirement)))
    got = texts.got(safe(contents_of(report.evidence))) if report.evidence else None
    finish = _finish_label(entering)
    ids = {"report": report.id}
    return Card(
        paragraphs(title, lines(ask, got), None if entering.own else texts.counts_from(entering.day)),
        filled(
            [button(finish, cb.EnteredDo(what="done", **ids), style="success")] if finish else [],
            [button(texts.NOT_NEEDED, cb.EnteredDo(what="none", **ids))]
            if item.not_needed_allowed and not report.evidence
            else [],
            [
                *([] if entering.own else [button(texts.EARLIER, cb.EnteredDo(what="day", **ids))]),
                button(texts.CANCEL, cb.EnteredDo(what="drop", **ids)),
            ],
        ),
    )


def _finish_label(entering: Entering) -> str:
    if entering.report.evidence:
        return texts.OWN_FINISH if entering.own else texts.FINISH
    if entering.own:
        return texts.OWN_EMPTY
    return texts.FINISH_EMPTY if Requirement.ANSWER in entering.assignment.requirement else ""


def dropped_card(item: AssignmentFacts) -> Card:
    own = item.organisation_id == item.authority.id
    back = cb.OwnItem(id=item.id) if own else cb.OpenControlledItem(id=item.id)
    return Card(texts.DROPPED, filled([button(texts.TO_CARD, back)]))


def entered_card(done: HandedIn) -> Card:
    """The receipt of an answer that an official has entered."""
    item = done.assignment
    label = safe(item_label(item.label))
    if item.organisation_id == item.authority.id:
        return Card(texts.own_done(label), filled([button(protocols.HOW_IT_STANDS, cb.Protocol(id=item.minutes.id))]))
    when = day(item.handed_in_on) if item.handed_in_on else ""
    said = texts.got(safe(contents(done.report))) if done.report.evidence else None
    return Card(
        paragraphs(texts.entered(safe(item.organisation), label, when, item.in_time), said),
        filled([button(overdue.WHO_IS_LATE, cb.Overdue())]),
    )


def choose_card(listed: OverdueList) -> Card:
    """«Внести ответ за организацию»: overdue items, a button each."""
    entries = [entry for group in listed.groups for entry in group.items]
    if not entries:
        return Card(texts.NOTHING_TO_ENTER, filled([button(protocols.PROTOCOLS, cb.Protocols())]))
    buttons = []
    for entry in entries:
        item = entry.assignment
        name = f"{cut(item.organisation, LONGEST)} · {minutes_short(item.minutes)} · {item_mark(item.label)}"
        buttons.append((button(name, cb.EnterAnswer(id=item.id, version=item.version)),))
    by, only = listed.by, listed.only
    return Card(
        texts.CHOOSE_ITEM,
        filled(
            *buttons,
            turns(listed.page, lambda there: cb.EnterList(by=by, only=only, page=there)),
            [button(words.BACK, cb.Overdue(by=by, only=only))],
        ),
    )
