"""More time: choosing a date, the request as its controller sees it, the answer."""

from datetime import date
from zoneinfo import ZoneInfo

from domain.extensions import NewDate, is_offered, month_grid, months_around, quick_dates
from domain.lifecycle import OWING
from services.assignments.request_facts import ExtensionFacts
from services.facts import AssignmentFacts
from services.requests.extensions import Choice
from services.requests.granting import ExtensionCard
from services.requests.news import ExtensionDecided
from views import callbacks as cb
from views.assignments.item_cards import item_rows
from views.assignments.request_lines import item_of_card, reason_rows, verdict
from views.card import Card, button, rows_of
from views.format import bold, cut, lines, long_quote, paragraphs, safe
from views.paging import Row, filled
from views.texts.assignments import items as words
from views.texts.assignments import request_lines as common
from views.texts.overview import tasks as tasks_texts
from views.texts.requests import extensions as texts


def choose_card(choice: Choice) -> Card:
    """The first screen: dates to choose from."""
    days = [
        button(texts.until_day(day), _to(choice, day))
        for day in quick_dates(choice.counts, choice.today, choice.calendar)
    ]
    month = max(choice.counts, choice.today)
    return Card(
        _head(choice),
        (
            *rows_of(days),
            (
                button(texts.CALENDAR, _month(choice, month)),
                button(texts.TYPE_DATE, _to(choice, None)),
            ),
            _back(choice),
        ),
    )


def _subject(choice: Choice) -> int:
    """Whose id the buttons carry: of the request that is decided, else of the item."""
    return choice.extension.id if choice.extension else choice.assignment.id


def _to(choice: Choice, day: date | None) -> cb.MoveTo:
    """A day, or None to type it."""
    number = _number(day) if day else 0
    return cb.MoveTo(what=choice.way, id=_subject(choice), version=choice.assignment.version, day=number)


def _month(choice: Choice, month: date) -> cb.MoveMonth:
    version, number = choice.assignment.version, month.year * 100 + month.month
    return cb.MoveMonth(what=choice.way, id=_subject(choice), version=version, month=number)


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _head(choice: Choice, further: str | None = None) -> str:
    item, asks = choice.assignment, choice.way is NewDate.ASK
    return paragraphs(
        lines(
            bold(texts.ASK_TIME if asks else texts.EXTEND),
            None if asks else safe(item.organisation),
            item_of_card(item),
            texts.now_due(choice.counts),
        ),
        further or (texts.ASK_WHEN if asks else texts.GIVE_WHEN),
    )


def _back(choice: Choice) -> Row:
    if choice.way is NewDate.ASK:
        return (button(common.TO_ITEM, cb.OpenAssignment(id=choice.assignment.id)),)
    if choice.extension:
        return (button(common.BACK, cb.OpenExtension(id=choice.extension.id)),)
    return (button(common.BACK, cb.OpenControlledItem(id=choice.assignment.id)),)


def month_card(choice: Choice, month: date) -> Card:
    """«Календарь»: a month from Monday to Sunday, a point for what cannot be chosen."""
    grid = [
        tuple(button(str(day.day), _to(choice, day)) if day else button(texts.NO_CHOICE, cb.NoDay()) for day in week)
        for week in month_grid(month, choice.counts, choice.today, choice.calendar)
    ]
    signs = {"back": "◀", "on": "▶"}
    around = [
        button(signs[where], _month(choice, there))
        for where, there in months_around(month, choice.counts, choice.today)
    ]
    quick = (
        button(texts.QUICK, cb.MoveDate(what=choice.way, id=_subject(choice), version=choice.assignment.version)),
        button(texts.TYPE_DATE, _to(choice, None)),
    )
    weekdays = tuple(button(name, cb.NoDay()) for name in texts.WEEKDAYS)
    title = lines(bold(texts.month_title(month)), texts.MONTH_HINT)
    return Card(_head(choice, title), filled(weekdays, *grid, around, quick, _back(choice)))


def why_card(choice: Choice, wanted: date) -> Card:
    """The second screen of a request: why."""
    ids = {"id": choice.assignment.id, "version": choice.assignment.version, "day": _number(wanted)}
    back = button(
        common.BACK, cb.MoveDate(what=NewDate.ASK, id=choice.assignment.id, version=choice.assignment.version)
    )
    question = lines(texts.wanted(wanted), bold(texts.ASK_WHY_TIME))
    return Card(
        _head(choice, question),
        (*reason_rows(texts.TIME_REASONS, lambda reason: cb.MoveReason(**ids, reason=reason)), (back,)),
    )


def asked_card(extension: ExtensionFacts) -> Card:
    """The request has gone."""
    return Card(
        texts.time_asked(extension.wanted, in_time=extension.in_time),
        filled(
            [
                button(common.TO_ITEM, cb.OpenAssignment(id=extension.assignment_id)),
                button(tasks_texts.MY_TASKS, cb.Tasks()),
            ]
        ),
    )


# --- the controller ----------------------------------------------------------------------------------------------


def extension_card(card: ExtensionCard) -> Card:
    """Who asks for how much time and why; the buttons while it waits, the verdict afterwards."""
    item, asked = card.assignment, card.extension
    asked_on = asked.asked_at.astimezone(ZoneInfo(item.authority.timezone)).date()
    late = 0 if asked.in_time else (asked_on - asked.due_before).days
    return Card(
        paragraphs(
            lines(bold(f"{texts.TIME_TITLE}: {item.organisation}"), item_of_card(item)),
            long_quote(cut(item.text, 600)),
            lines(
                texts.asks_until(asked.due_before, asked.wanted),
                texts.said(asked.reason) if asked.reason else None,
                texts.asked_when(asked_on, late),
                texts.extended_before(card.before) if asked.reason else None,
            ),
            verdict(asked),
        ),
        _decide_rows(card),
    )


def _decide_rows(card: ExtensionCard) -> tuple[Row, ...]:
    asked, item = card.extension, card.assignment
    to_item = [button(common.TO_ITEM, cb.OpenControlledItem(id=item.id))]
    if not card.may_decide:
        return filled(to_item)
    grant = []
    if is_offered(asked.wanted, asked.due_before, card.today):
        data = cb.MoveTo(what=NewDate.GRANT, id=asked.id, version=item.version, day=_number(asked.wanted))
        grant = [button(texts.extend_until(asked.wanted), data, style="success")]
    other = [
        button(texts.OTHER_DATE, cb.MoveDate(what=NewDate.GRANT, id=asked.id, version=item.version)),
        button(texts.REFUSE, cb.RefuseTime(id=asked.id)),
    ]
    return filled(grant, other, to_item)


def refuse_card(card: ExtensionCard) -> Card:
    """Ready reasons for «Отклонить»."""
    asked = card.extension
    return Card(
        paragraphs(
            lines(bold(f"{texts.TIME_TITLE}: {card.assignment.organisation}"), item_of_card(card.assignment)),
            texts.asks_until(asked.due_before, asked.wanted),
            bold(texts.WHY_REFUSE),
        ),
        (
            *reason_rows(texts.REFUSALS, lambda reason: cb.RefuseTime(id=asked.id, reason=reason)),
            (button(common.BACK, cb.OpenExtension(id=asked.id)),),
        ),
    )


# --- the answer --------------------------------------------------------------------------------------------------


def decided_card(facts: ExtensionDecided) -> Card:
    """«Срок продлён» or «Срок не продлён», with what to do next."""
    item, asked = facts.item.assignment, facts.extension
    if asked.granted:
        wanted = asked.wanted if asked.reason and asked.wanted != asked.granted else None
        head, told = texts.granted_title(asked.granted), texts.granted_details(asked.due_before, wanted)
    else:
        head, told = bold(texts.REFUSED_TITLE), texts.refused_details(asked.due_before, asked.note)
    return Card(
        paragraphs(lines(head, safe(item.organisation), item_of_card(item)), lines(told, _late(facts))),
        next_rows(facts, item),
    )


def _late(facts: ExtensionDecided) -> str | None:
    item, today = facts.item.assignment, facts.item.today
    if not item.overdue(today) or item.control_date is None:
        return None
    return bold(words.overdue_by((today - item.control_date).days))


def next_rows(facts: ExtensionDecided, item: AssignmentFacts) -> tuple[Row, ...]:
    """«Исполнено» while an answer is owed, and the way to the item."""
    first = item_rows(facts.item)[:1] if item.state in OWING else ()
    return (*first, (button(common.TO_ITEM, cb.OpenAssignment(id=item.id)),))
