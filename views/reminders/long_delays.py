"""Long delays: the controller's list, what the head and the viewers get, who is the head."""

from collections.abc import Sequence
from datetime import date

from domain.people import READING
from services.facts import AssignmentFacts
from services.people.officials import Officials
from services.reminders.escalation import Undecided
from services.reminders.long_delay_news import Delays, ReportedUp
from views import callbacks as cb
from views.card import Attachment, Card, button
from views.format import bold, cut, lines, long_quote, paragraphs, safe, short
from views.paging import filled, turns
from views.papers.overdue import overdue_table
from views.texts.assignments import items as words
from views.texts.minutes import item_label, item_of, item_title, minutes_name, minutes_short
from views.texts.reminders import long_delays as texts

TICKED, EMPTY = "☑", "☐"


def decide_card(found: Undecided) -> Card:
    """«Решите»: each item on a button, to be extended, cancelled or reported up on its own card."""
    if not found.items:
        return Card(texts.NOTHING_TO_DECIDE)
    rows = [f"• {safe(_line(item, found.today))}" for item in found.items]
    opens = [
        button(
            cut(f"{minutes_short(item.minutes)} · {item_label(item.label)}, {item.organisation}", 40),
            cb.OpenControlledItem(id=item.id),
        )
        for item in found.items
    ]
    return Card(
        paragraphs(f"{bold(f'{texts.DECIDE} — {found.total}')}", lines(*rows), texts.DECIDE_HINT),
        filled(*((each,) for each in opens), turns(found.page, lambda there: cb.Decide(page=there))),
    )


def _line(item: AssignmentFacts, today: date) -> str:
    late = texts.late_by((today - item.control_date).days) if item.control_date else ""
    return f"{item.organisation}, {item_of(item.label, item.minutes)}: {short(item.text, 60)} — {late}"


def escalated_card(facts: Delays) -> Card:
    """The head reads sums, not items; viewers get the list as a file."""
    hidden = facts.organisations - len(facts.worst)
    files: tuple[Attachment, ...] = ()
    if facts.listed:
        files = (table_file(facts.listed, facts.today),)
    return Card(
        paragraphs(
            lines(bold(texts.long_late(facts.days, facts.organisations, facts.items)), safe(facts.authority)),
            lines(
                *(safe(texts.worst(name, items)) for name, items in facts.worst),
                texts.more(hidden) if hidden > 0 else None,
            ),
            texts.in_file() if files else texts.SPECIALISTS,
        ),
        ((button(texts.WHO_IS_LATE, cb.Overdue(apart=True)),),),
        files,
    )


def table_file(items: Sequence[AssignmentFacts], today: date) -> Attachment:
    return Attachment(texts.FILE_NAME, data=overdue_table(items, today))


def reported_up_card(facts: ReportedUp) -> Card:
    """One item an official told about."""
    item = facts.assignment
    due = words.until(item.due_date) if item.due_date else ""
    return Card(
        paragraphs(
            lines(bold(texts.told(item.organisation)), safe(f"{item_title(item.label)}, {minutes_name(item.minutes)}")),
            long_quote(cut(item.text, 400)),
            lines(f"<b>{words.DEADLINE}</b> {due}" if due else None, words.overdue_by(facts.days)),
        ),
        ((button(texts.OPEN, cb.OpenControlledItem(id=item.id)),),),
    )


def heads_card(shown: Officials) -> Card:
    """Who of the authority's people is the head: each ticked on a button."""
    officials = [member for member in shown.members if READING.intersection(member.roles)]
    rows = [
        (
            button(
                cut(f"{TICKED if member.is_head else EMPTY} {member.name}", 40),
                cb.Heads(person=member.person_id, is_head=not member.is_head),
            ),
        )
        for member in officials
    ]
    back = (button(texts.BACK, cb.Users()),)
    return Card(paragraphs(bold(texts.HEAD), texts.HEAD_HINT if officials else texts.NO_OFFICIALS), filled(*rows, back))
