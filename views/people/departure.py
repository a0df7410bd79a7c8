"""«Передать дела»: to whom, whether access ends, the list for both."""

from services.people.departure import Departure, Passed
from views import callbacks as cb
from views.card import Attachment, Card, button
from views.format import cut, paragraphs, safe
from views.menu import LONGEST_LABEL, MENU
from views.paging import filled
from views.papers.departure import departure_table
from views.texts.joining import invitations
from views.texts.minutes import minutes_name
from views.texts.people import departure as texts


def departure_card(found: Departure) -> Card:
    """What would pass, and to whom."""
    back = (button(texts.BACK, cb.Settings() if found.is_me else cb.Users()),)
    if not found.successors:
        invite = (button(invitations.INVITE_OFFICIAL, cb.InviteOfficial()),)
        return Card(texts.NOBODY, (invite, back))
    to_check = sum(row.to_check for row in found.rows)
    rows = [
        (button(cut(each.name, LONGEST_LABEL), cb.HandDuties(person=found.person_id, successor=each.person_id)),)
        for each in found.successors[:10]
    ]
    text = texts.what(len(found.rows), found.drafts, to_check, found.own_items)
    return Card(paragraphs(texts.whose(found.name, is_me=found.is_me), text), (*rows, back))


def sure_card(found: Departure, successor_id: int) -> Card:
    """The question before it is done, and whether access ends."""
    name = next((each.name for each in found.successors if each.person_id == successor_id), "")
    ids = {"person": found.person_id, "successor": successor_id}
    label = texts.CUT_MY_ACCESS if found.is_me else texts.CUT_ACCESS
    cut_off = [button(label, cb.HandDuties(**ids, how="cut"))] if found.may_cut else []
    return Card(
        paragraphs(texts.sure(found.name, name, is_me=found.is_me), None if found.may_cut else texts.LAST_ADMIN),
        filled(
            [button(texts.KEEP_ACCESS, cb.HandDuties(**ids, how="keep"))],
            cut_off,
            [button(texts.BACK, cb.HandDuties(person=found.person_id))],
        ),
    )


def passed_card(passed: Passed) -> Card:
    """It is done: the list in words and on paper."""
    rows = [
        safe(texts.row(minutes_name(r.minutes), r.open, r.overdue, r.to_check, texts.STATES[r.state]))
        for r in passed.rows[: texts.SHOWN]
    ]
    review = [button(texts.REVIEW, cb.Review())] if passed.to_me and any(r.to_check for r in passed.rows) else []
    return Card(
        paragraphs(
            texts.passed(passed.authority, passed.name, passed.successor, cut=passed.cut, to_me=passed.to_me),
            texts.listed(rows, len(passed.rows) - texts.SHOWN),
        ),
        filled(review, (MENU,)),
        (Attachment(texts.file_name(passed.day), departure_table(passed)),),
    )
