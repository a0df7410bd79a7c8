"""An official's morning: what is to be decided, what is new since the last one; by item, not by organisation."""

from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from services.facts import AssignmentFacts
from services.reminders.by_item import SHOWN, ItemLag, Lag, Progress
from services.reminders.official_digests import Names, OfficialDigest
from views import callbacks as cb
from views.assignments.request_lines import waiting_buttons, waiting_lines
from views.card import Card, button, rows_of
from views.format import bold, cut, lines, paragraphs, safe, short
from views.reminders.digests import ITEM_BUTTONS, LONGEST, LONGEST_ITEM, ORGANISATIONS, digest_part, item_name
from views.texts.assignments import own_items as own_texts
from views.texts.minutes import item_label, item_of
from views.texts.reminders import digests as texts
from views.texts.reminders import long_delays
from views.texts.reports import accepting_all
from views.texts.words import OUT_OF_REACH

LONGEST_NAME = 40


def official_digest_card(digest: OfficialDigest) -> Card:
    """As many lines of each section as fit; of somebody who answers for an organisation too, its items below."""
    card = Card("")
    for most in range(SHOWN, -1, -1):
        card = _card(digest, most)
        if len(card.text) <= LONGEST:
            break
    return card


def _card(digest: OfficialDigest, most: int) -> Card:
    text, rows = _official(digest, most), _control_rows(digest)
    if digest.director is None:
        return Card(text, rows)
    places = min(ORGANISATIONS, len(digest.director.organisations), max(1, most))
    part, more = digest_part(digest.director, places, most * (ITEM_BUTTONS // SHOWN))
    return Card(paragraphs(text, part), (*rows, *more))


def _official(digest: OfficialDigest, most: int) -> str:
    today, whole = digest.at.date(), digest.whole
    due = [_due(each, today) for each in digest.this_week if whole or each.counts == today]
    fresh = [item for item in digest.overdue if item.newest >= digest.since]
    older = [item for item in digest.overdue if item.newest < digest.since]
    return paragraphs(
        f"{texts.greeting(digest.at)} {bold(texts.weekday(digest.at))}",
        _decisions(digest),
        _list(texts.overdue_since(digest.since, today), [_late(item) for item in fresh], most),
        _list(long_delays.DECIDE, [_late(item) for item in digest.to_decide], most),
        _list(texts.OVERDUE_BEFORE, [_late(item) for item in older], most if whole else 0),
        _list(own_texts.YOURS, [_own(item, today) for item in digest.own.mine], most),
        _list(texts.THIS_WEEK if whole else texts.TODAY, due, most),
        _names(texts.UNOPENED, Names(digest.unopened, 0, len(digest.unopened)), most),
        _names(texts.UNREAD_ORGANISATIONS, digest.unread, most) if whole or digest.unread.new else None,
        _undelivered(digest, most) if whole or digest.unread.new else None,
    )


def _list(title: str, rows: Sequence[str], most: int) -> str | None:
    """A section with at most `most` lines; «и ещё N» for the rest, with none only its number."""
    if not rows:
        return None
    hidden = len(rows) - most
    more = texts.more(hidden) if most and hidden > 0 else None
    return lines(texts.section(title, len(rows)), *(f"• {row}" for row in rows[:most]), more)


def _decisions(digest: OfficialDigest) -> str | None:
    """«Ждут Вашего решения»: reports, then what organisations ask for."""
    labels = [safe(item_label(label)) for label in digest.to_check_labels]
    check = texts.to_check(digest.to_check, labels[0] if len(labels) == 1 else "")
    found = [check] if digest.to_check else []
    found += waiting_lines(digest.requests)
    found += [own_texts.not_assigned(digest.own.unassigned)] if digest.own.unassigned else []
    return lines(bold(texts.DECISIONS), *(f"• {each}" for each in found)) if found else None


def _own(item: AssignmentFacts, today: date) -> str:
    """An item of the authority that is this official's to do."""
    due = item.due_date or today
    when = texts.was_due(due, today) if due < today else texts.until(due, due, today)
    return f"{item_name(item)}: {safe(short(item.text, LONGEST_ITEM))} — {when}"


def _late(item: ItemLag) -> str:
    name = safe(item_of(item.label, item.minutes))
    names = safe(", ".join(cut(each, LONGEST_NAME) for each in item.names))
    return f"{name}: {texts.not_reported(item.late, item.total, names, item.counts)}"


def _due(each: Progress, today: date) -> str:
    name = safe(item_of(each.label, each.minutes))
    return f"{name}: {texts.until(each.counts, each.counts, today)}, {texts.reported(each.reported, each.total)}"


def _names(title: str, listed: Names, most: int) -> str | None:
    """Names behind the number of all, with how many of them are new when not all are."""
    if not listed.total:
        return None
    shown = [cut(name, LONGEST_NAME) for name in listed.named[:most]]
    if not shown:
        return texts.section(title, listed.total)
    new = listed.new if listed.new < listed.total else 0
    return texts.named(title, listed.total, new, safe(", ".join(shown)), len(listed.named) - len(shown))


def _undelivered(digest: OfficialDigest, most: int) -> str | None:
    if not digest.undelivered:
        return None
    shown = [f"{cut(name, LONGEST_NAME)}, {OUT_OF_REACH[why]}" for name, why in digest.undelivered[:most]]
    hidden = len(digest.undelivered) - len(shown)
    if not shown:
        return texts.section(texts.UNDELIVERED, hidden)
    return texts.named(texts.UNDELIVERED, len(digest.undelivered), 0, safe("; ".join(shown)), hidden)


def _control_rows(digest: OfficialDigest) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    found = []
    if digest.to_check:
        found.append(button(texts.check_button(digest.to_check), cb.Review()))
        if digest.to_check_only and digest.to_check > 1:
            label = accepting_all.ACCEPT_ALL.format(count=digest.to_check)
            found.append(button(label, cb.AcceptAll(decision=digest.to_check_only)))
    found += waiting_buttons(digest.requests)
    if digest.own.unassigned:
        found.append(button(own_texts.assign_button(digest.own.unassigned), cb.OwnItems(apart=True)))
    elif digest.own.mine:
        found.append(button(own_texts.OWN_ITEMS, cb.OwnItems(apart=True)))
    if digest.to_decide:
        found.append(button(long_delays.decide_button(_assignments(digest.to_decide)), cb.Decide(apart=True)))
    if digest.behind:
        late = _assignments(digest.overdue) + _assignments(digest.to_decide)
        found.append(button(texts.overdue_button(late), cb.Overdue(apart=True)))
        found.append(button(texts.remind_button(digest.behind), cb.RemindOverdue(apart=True)))
    return rows_of(found, 1)


def _assignments(items: Lag) -> int:
    """As the list behind the button counts: an item of each organisation."""
    return sum(item.late for item in items)
