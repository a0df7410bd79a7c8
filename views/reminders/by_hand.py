"""Reminders an official presses: whom and of what, the question, what the organisation reads."""

from collections.abc import Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from services.facts import AssignmentFacts
from services.overview.filters import BY_GROUP
from services.overview.overdue import BY_MINUTES, BY_ORGANISATION
from services.overview.protocols import ProtocolList
from services.reminders.by_hand import Choice, ReminderByHand, What, Whom
from services.reminders.by_hand_news import Reminder
from views import callbacks as cb
from views.assignments.item_lines import task_line
from views.card import Card, button
from views.format import bold, cut, lines, paragraphs, safe
from views.overview.tasks import item_buttons
from views.paging import filled
from views.texts.minutes import minutes_name, minutes_short
from views.texts.overview import overdue
from views.texts.overview import unread as unread_texts
from views.texts.reminders import by_hand as texts

GROUPS, PROTOCOLS = "gs", "ms"
#: Protocols of one reminder with buttons of their own.
MOST_UNREAD = 4


def choice_card(choice: Choice, not_found: str = "") -> Card:
    """`/remind`: the sorts of reminders with how many organisations each concerns."""
    whom = choice.whom
    sorts = [
        [button(texts.sort(what, count), cb.RemindDo(what=what, by=whom.by, only=whom.only))]
        for what, count in choice.organisations
        if count
    ]
    subject = choice.subject if isinstance(choice.subject, str) else minutes_name(choice.subject)
    about = whom.only if whom.by == BY_MINUTES else 0
    who = [button(unread_texts.WHO, cb.Unread(minutes=about))] if whom.by in ("", BY_MINUTES) else []
    if not any(what is What.UNREAD and count for what, count in choice.organisations):
        who = []
    narrower = [button(texts.TO_PROTOCOL, cb.Remind(by=PROTOCOLS))]
    if choice.groups:
        narrower.append(button(texts.TO_GROUP, cb.Remind(by=GROUPS)))
    wider = [button(texts.TO_EVERYBODY, cb.Remind())] if whom.only else []
    return Card(
        paragraphs(
            safe(texts.not_found(cut(not_found, 60))) if not_found else None,
            lines(bold(texts.TITLE), safe(texts.of(subject)) if subject else None),
            texts.EXPLAINED if sorts else texts.NOBODY,
        ),
        filled(*sorts, who, wider or narrower),
    )


def groups_card(choice: Choice) -> Card:
    opens = [[button(cut(group.name, 40), cb.Remind(by=BY_GROUP, only=group.id))] for group in choice.groups]
    return Card(texts.CHOOSE_GROUP, filled(*opens, [button(texts.BACK, cb.Remind())]))


def protocols_card(listed: ProtocolList) -> Card:
    opens = [
        [button(cut(minutes_name(each.minutes), 40), cb.Remind(by=BY_MINUTES, only=each.minutes.id))]
        for each in listed.protocols
        if each.state == "sent"
    ]
    return Card(texts.CHOOSE_PROTOCOL, filled(*opens, [button(texts.BACK, cb.Remind())]))


def question_card(plan: ReminderByHand, what: What, whom: Whom, comment: str = "") -> Card:
    """Whom it reaches; then «Да, напомнить», with a comment or without."""
    back = button(texts.BACK, cb.Remind(by=whom.by, only=whom.only))
    if not plan.organisations:
        return Card(texts.REMINDED_NOBODY, filled([back]))
    do = cb.RemindDo(what=what, by=whom.by, only=whom.only)
    yes = cb.RemindNoted() if comment else do.model_copy(update={"sure": True})
    return _question(plan, what, yes, do.model_copy(update={"note": True}), back, comment)


def late_card(plan: ReminderByHand, whom: Whom) -> Card:
    """The same, pressed under a list of who is late."""
    back = button(texts.BACK, cb.Overdue(by=whom.by or BY_ORGANISATION, only=whom.only))
    if not plan.organisations:
        return Card(texts.REMINDED_NOBODY, filled([back]))
    yes = cb.RemindOverdue(by=whom.by, only=whom.only, sure=True)
    return _question(plan, What.LATE, yes, cb.RemindDo(what="late", by=whom.by, only=whom.only, note=True), back, "")


def _question(
    plan: ReminderByHand, what: What, yes: CallbackData, note: CallbackData, back: InlineKeyboardButton, comment: str
) -> Card:
    return Card(
        paragraphs(
            texts.question(what, plan.organisations, plan.not_reached, plan.already_today),
            safe(texts.comment(comment)) if comment else None,
        ),
        filled(
            [button(texts.REMIND_YES, yes, style="primary")],
            [] if comment else [button(texts.WITH_COMMENT, note)],
            [back],
        ),
    )


def reminded_card(done: ReminderByHand, whom: Whom, what: What = What.LATE) -> Card:
    """What went out."""
    told = texts.reminded(done.organisations) if done.organisations else texts.REMINDED_NOBODY
    late = button(overdue.OVERDUE, cb.Overdue(by=BY_MINUTES if whom.by == BY_MINUTES else BY_ORGANISATION))
    more = button(texts.REMIND_MORE, cb.Remind())
    return Card(told, filled([late] if what is What.LATE else [more]))


def reminder_card(facts: Reminder) -> Card:
    """What the organisation reads."""
    first = facts.items[0]
    head = lines(bold(texts.TITLES[facts.what](first.authority.name)), safe(first.organisation))
    comment = safe(texts.comment(facts.comment)) if facts.comment else None
    if facts.what is What.UNREAD:
        return _unread_card(facts, head, comment)
    rows = lines(*(task_line(item, facts.today) for item in facts.items))
    return Card(paragraphs(head, rows, comment), item_buttons(facts.items))


def _unread_card(facts: Reminder, head: str, comment: str | None) -> Card:
    by_minutes: dict[int, list[AssignmentFacts]] = {}
    for item in facts.items:
        by_minutes.setdefault(item.minutes.id, []).append(item)
    shown = list(by_minutes.values())
    rows = [texts.unread_line(safe(minutes_name(items[0].minutes)), len(items), _nearest(items)) for items in shown]
    buttons = []
    for items in shown[:MOST_UNREAD]:
        ids = {"minutes": items[0].minutes.id, "organisation": items[0].organisation_id}
        name = minutes_short(items[0].minutes)
        buttons.append([button(texts.acknowledge(name), cb.Acknowledge(**ids), style="success")])
        buttons.append([button(texts.open_protocol(name), cb.OpenShare(**ids))])
    return Card(paragraphs(head, lines(*rows), comment), filled(*buttons))


def _nearest(items: Sequence[AssignmentFacts]) -> date | None:
    return min((item.due_date for item in items if item.due_date), default=None)
