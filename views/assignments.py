"""Cards of a director: a protocol's share, an item, lists of items."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton

from domain.calendar import SATURDAY, WorkingCalendar
from domain.lifecycle import DATED, FINAL, Acceptance, Action, State
from domain.minutes.model import ControlForm
from services.duplicates import Other
from services.facts import AssignmentFacts, ReportFacts
from services.news import Joined
from services.shares import ItemCard, Share, Standing, Tasks
from views import callbacks as cb
from views import cascade
from views.asking import asking_rows, mark_of, standing_lines
from views.card import Attachment, Card, button
from views.format import LIMIT, bold, cut, day, lines, long_quote, paragraphs, safe, short
from views.handing import hand_row
from views.texts import answers, contributing, year_form
from views.texts import assignments as texts
from views.texts import cascade as passing
from views.texts.minutes import (
    STATES,
    item_label,
    item_mark,
    item_marks,
    item_title,
    minutes_name,
    minutes_of,
    minutes_short,
    what_to_send,
)
from views.texts.words import WEEKDAYS

ITEM_BUTTONS = 8
#: Lines of one sort in a protocol's message; the rest is found in «Полный текст» and «Мои пункты».
LINES_SHOWN = 12
#: A longer full text comes as a file.
LONGEST_TEXT = 3 * LIMIT
STANDING_SHOWN = 6


def share_card(share: Share) -> Card:
    """One message per protocol and organisation: what needs a report, what the year form asks, what is for work."""
    return Card(
        paragraphs(
            lines(safe(_greeting(share)), bold(share.organisation)),
            _needing_reports(share.items),
            _yearly(share.items),
            _contributing(share.items),
            _without_report(share.items),
        ),
        _share_rows(share),
    )


def _greeting(share: Share) -> str:
    authority, name = share.authority.name, minutes_name(share.minutes)
    if share.above:
        return passing.greeting(authority, name, share.above)
    return texts.greeting(authority, name, single=share.minutes.single)


def full_text_card(share: Share) -> Card:
    """Every item in full, once; very many in a file."""
    items = {item.decision_id: item for item in share.items}.values()
    name = minutes_name(share.minutes)
    rows = () if share.minutes.single else ((button(texts.ORIGINAL, cb.Original(minutes=share.minutes.id)),),)
    if sum(len(item.text) for item in items) <= LONGEST_TEXT:
        blocks = (f"{bold(item_title(item.label))}\n{safe(item.text)}" for item in items)
        return Card(paragraphs(bold(name), *blocks), rows)
    whole = paragraphs(name, *(f"{item_title(item.label)}\n{item.text}" for item in items))
    file = Attachment(texts.full_text_name(share.minutes.number), data=whole.encode())
    return Card(paragraphs(bold(name), texts.IN_FILE), rows, attachments=(file,))


def _needing_reports(items: Iterable[AssignmentFacts]) -> str | None:
    asked = [item for item in items if item.form in DATED]
    return _listed(texts.need_report(len(asked)), map(_report_line, asked)) if asked else None


def _listed(title: str, rows: Iterable[str]) -> str:
    """A title and so many lines as a tired person reads."""
    found = list(rows)
    hidden = len(found) - LINES_SHOWN
    return lines(bold(title), *found[:LINES_SHOWN], texts.more(hidden) if hidden > 0 else None)


def _report_line(item: AssignmentFacts) -> str:
    when = f" — <b>{texts.until(item.due_date)}</b>" if item.due_date else ""
    asked = texts.send(what_to_send(item.requirement), item.not_needed_allowed)
    done = f" ({STATES[item.state]})" if item.state in (State.REPORTED, State.ACCEPTED, State.RETURNED) else ""
    done = f" ({mark_of(item)})" if mark_of(item) else done
    return f"{_mark(item)} {safe(short(item.text, 140))}{when}{done}. {safe(asked)}"


def _mark(item: AssignmentFacts) -> str:
    """«1.1.», «Вопрос 2, абз. 1.»: how a line about an item begins."""
    return f"{item_title(item.label).removeprefix(texts.ITEM).strip()}."


def _yearly(items: Iterable[AssignmentFacts]) -> str | None:
    asked = [item for item in items if item.form is ControlForm.YEARLY]
    rows = (f"{_mark(item)} {safe(short(item.text, 110))}{_until(item)}" for item in asked)
    return _listed(texts.year_form(len(asked)), rows) if asked else None


def _until(item: AssignmentFacts) -> str:
    return f" — {texts.until(item.due_date)}" if item.due_date else ""


def _without_report(items: Iterable[AssignmentFacts]) -> str | None:
    parts = []
    for form, title in ((ControlForm.WORK, texts.for_work()), (ControlForm.INFORMATION, texts.for_information())):
        labels = [item.label for item in items if item.form is form and not item.contributes]
        if labels:
            parts.append(f"{bold(title)}: {safe(cut(item_marks(labels), 300))}")
    return lines(*parts) or None


def _contributing(items: Iterable[AssignmentFacts]) -> str | None:
    """Items that somebody else answers for."""
    found = [item for item in items if item.contributes]
    names = dict.fromkeys(item.lead for item in found)
    marks = {name: item_marks(item.label for item in found if item.lead == name) for name in names}
    return lines(*(contributing.share_line(safe(name), safe(cut(mark, 300))) for name, mark in marks.items())) or None


def _share_rows(share: Share) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    ids = {"minutes": share.minutes.id, "organisation": share.organisation_id}
    quiet = (ControlForm.WORK, ControlForm.INFORMATION)
    asked = [i for i in share.items if i.form not in quiet or i.contributes]
    several = Counter(item.decision_id for item in asked)
    items = [
        button(_item_button(item, dated=several[item.decision_id] > 1), cb.OpenAssignment(id=item.id))
        for item in asked[:ITEM_BUTTONS]
    ]
    rest = (button(texts.MY_TASKS, cb.Tasks()),) if len(asked) > ITEM_BUTTONS else ()
    first = (button(texts.ACKNOWLEDGE, cb.Acknowledge(**ids), style="success"),) if share.to_acknowledge else ()
    return tuple(
        row
        for row in (
            first,
            *cascade.share_buttons(share),
            *(tuple(items[i : i + 2]) for i in range(0, len(items), 2)),
            rest,
            hand_row(share.hand, share.minutes.id, share.organisation_id),
            (button(texts.FULL_TEXT, cb.FullText(**ids)),),
        )
        if row
    )


def _item_button(item: AssignmentFacts, *, dated: bool) -> str:
    """«Пункт 1.1»; of an item with two dates «Пункт 1.1, до 15.10»."""
    title = item_title(item.label)
    return f"{title}, {texts.until_short(item.due_date)}" if dated and item.due_date else title


def item_card(card: ItemCard) -> Card:
    """An item with everything a director needs to act on it."""
    item = card.assignment
    return Card(
        paragraphs(
            f"{bold(item_title(item.label))} · {safe(minutes_name(item.minutes))}\n{safe(item.organisation)}",
            long_quote(item.text),
            lines(_details(item, card.calendar), cascade.named_line(card)),
            cascade.standing_line(card.below),
            why_returned(card.report) if item.state is State.RETURNED else None,
            lines(bases_line(card.bases), *_standing(item, card)),
        ),
        item_rows(card),
    )


def _details(item: AssignmentFacts, calendar: WorkingCalendar) -> str:
    if item.contributes:
        return contributing.leads(safe(item.lead))
    if item.form in (ControlForm.WORK, ControlForm.INFORMATION):
        return texts.NO_REPORT
    what = what_to_send(item.requirement)
    hint = f". {texts.not_needed_hint()}" if item.not_needed_allowed else ""
    contact = f", {item.authority.contact}" if item.authority.contact else ""
    checked = f"<b>{texts.WHO_CHECKS}</b> {safe(item.authority.name)}{safe(contact)}"
    at_once = f"<b>{texts.NO_CHECK}</b> {texts.without_check()}"
    return lines(
        contributing.you_lead() if item.lead else None,
        f"<b>{texts.DEADLINE}</b> {_deadline(item.due_date, calendar)}" if item.due_date else None,
        f"<b>{texts.WHAT_TO_SEND}</b> {safe(what + hint)}",
        at_once if item.acceptance is Acceptance.AT_ONCE else checked,
    )


def _deadline(due: date, calendar: WorkingCalendar) -> str:
    remind = None if calendar.is_reminder_day(due) else calendar.previous_reminder_day(due)
    return texts.deadline(due, WEEKDAYS[due.weekday()] if due.weekday() >= SATURDAY else texts.DAY_OFF, remind)


def why_returned(report: ReportFacts | None) -> str | None:
    if report is None or not report.return_reason:
        return None
    return lines(safe(texts.reason(report.return_reason)), safe(texts.what_to_do(report.what_to_do)))


def bases_line(bases: Sequence[Other]) -> str | None:
    """«Также по: п. 2 протокола № 8»: minutes that asked the same later."""
    names = [f"{item_label(each.label)} {minutes_of(each.minutes)}" for each in bases]
    return f"<b>{texts.ALSO_BY}</b> {safe(', '.join(names))}" if names else None


def _standing(item: AssignmentFacts, card: ItemCard) -> list[str]:
    zone = item.authority.timezone
    since = ""
    if item.state is State.ACKNOWLEDGED and item.acknowledged_at:
        since = day(item.acknowledged_at.astimezone(ZoneInfo(zone)).date())
    elif item.state is State.RETURNED and item.control_date:
        since = f"({texts.rework_until(item.control_date)})"
    elif item.state is State.REPORTED and item.handed_in_on:
        since = texts.since(item.handed_in_on)
    elif item.state is State.ACCEPTED and item.closed_at:
        since = day(item.closed_at.astimezone(ZoneInfo(zone)).date())
    rows = [f"<b>{texts.STATE}</b> {texts.state_since(STATES[item.state], since)}"]
    if item.overdue(card.today) and item.control_date:
        rows.append(bold(texts.overdue_by((card.today - item.control_date).days)))
    return [*rows, *standing_lines(card)]


def item_rows(card: ItemCard) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    item = card.assignment
    ids = {"id": item.id, "version": item.version}
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    if Action.REPORT in card.actions:
        label = texts.ADD if item.state is State.RETURNED else texts.DONE
        first = [button(label, cb.StartReport(**ids), style="success")]
        if item.not_needed_allowed:
            first.append(button(texts.NOT_NEEDED, cb.NotNeeded(**ids)))
        rows.append(tuple(first))
    elif Action.ACKNOWLEDGE in card.actions:
        data = cb.Acknowledge(minutes=item.minutes.id, organisation=item.organisation_id)
        rows.append((button(texts.ACKNOWLEDGE, data, style="success"),))
    if item.contributes and item.state not in FINAL:
        rows.append((button(contributing.CONTRIBUTE, cb.StartReport(**ids)),))
    if card.contributions:
        rows.append((button(contributing.shown(card.contributions), cb.Contributions(id=item.id)),))
    rows += cascade.item_buttons(card)
    if Action.WITHDRAW in card.actions:
        rows.append((button(texts.WITHDRAW, cb.Withdraw(**ids)),))
    rows += asking_rows(card)
    if hand := hand_row(card.hand, item.minutes.id, item.organisation_id):
        rows.append(hand)
    original = () if item.minutes.single else (button(texts.ORIGINAL, cb.Original(minutes=item.minutes.id)),)
    rows.append((*original, button(texts.MY_TASKS, cb.Tasks())))
    return tuple(rows)


def tasks_card(tasks: Tasks) -> Card:
    """«Мои пункты»."""
    waiting = texts.waiting(tasks.waiting) if tasks.waiting else None
    if not tasks.items and not tasks.forms:
        return Card(paragraphs(texts.NOTHING_TO_DO, waiting))
    several = len({form.organisation_id for form in tasks.forms}) > 1
    forms = [
        (
            button(
                cut(year_form.form_button(form.year) + (f" · {form.organisation}" if several else ""), 40),
                cb.YearForm(organisation=form.organisation_id, year=form.year),
            ),
        )
        for form in tasks.forms
    ]
    yearly = [
        year_form.task_line(form.year, form.left, form.due) + (f" ({safe(form.organisation)})" if several else "")
        for form in tasks.forms
    ]
    blocks = []
    for name in dict.fromkeys(item.organisation for item in tasks.items):
        rows = [task_line(item, tasks.today) for item in tasks.items if item.organisation == name]
        blocks.append(lines(bold(name), *rows))
    turns = [
        button(sign, cb.Tasks(page=target))
        for sign, target in (("◀", tasks.page - 1), ("▶", tasks.page + 1))
        if 0 <= target < tasks.pages
    ]
    marks = item_buttons(tasks.items)
    return Card(
        paragraphs(bold(texts.MY_TASKS), *blocks, lines(*yearly), waiting),
        tuple(row for row in (*marks, *forms, tuple(turns), (button(answers.CALENDAR, cb.DueCalendar()),)) if row),
    )


def item_buttons(items: Sequence[AssignmentFacts], most: int = 10) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    """A button per item, two a row: «№ 8 · 1.1»."""
    shown = items[:most]
    found = [button(mark, cb.OpenAssignment(id=item.id)) for mark, item in zip(button_marks(shown), shown, strict=True)]
    return tuple(tuple(found[i : i + 2]) for i in range(0, len(found), 2))


def button_marks(items: Sequence[AssignmentFacts]) -> list[str]:
    """«№ 8 · 1.1» each; periods of one item, which would be called alike, by their dates: «№ 9 · 1.1, до 05.01»."""
    marks = [f"{minutes_short(item.minutes)} · {item_mark(item.label)}" for item in items]
    places = Counter((mark, item.organisation_id) for mark, item in zip(marks, items, strict=True))
    return [
        f"{mark}, {texts.until_short(item.due_date)}"
        if places[mark, item.organisation_id] > 1 and item.due_date
        else mark
        for mark, item in zip(marks, items, strict=True)
    ]


def task_line(item: AssignmentFacts, today: date) -> str:
    """«• п. 1.1, № 8: Провести осмотр — до 15.10.2023»."""
    when = ""
    counts = item.control_date or item.due_date
    if item.overdue(today) and counts:
        when = f" — <b>{texts.was_due(counts, (today - counts).days)}</b>"
    elif counts:
        when = f" — {texts.until(counts)}"
    mark = f" ({mark_of(item)})" if mark_of(item) else ""
    name = f"{safe(item_label(item.label))}, {safe(minutes_short(item.minutes))}"
    return f"• {name}: {safe(short(item.text, 80))}{when}{mark}"


def joined_card(facts: Joined) -> Card:
    """One summary of what is open, instead of old messages one by one."""
    asked = [item for item in facts.items if item.form not in (ControlForm.WORK, ControlForm.INFORMATION)]
    unread = {item.minutes: item for item in facts.items if item.state is State.ASSIGNED}
    opens = [
        (
            button(
                texts.protocol_button(minutes_short(name)),
                cb.OpenShare(minutes=name.id, organisation=item.organisation_id),
            ),
        )
        for name, item in unread.items()
    ]
    return Card(
        paragraphs(
            lines(safe(texts.joined(facts.authority.name)), bold(facts.organisation)),
            lines(bold(texts.need_report(len(asked))), *(task_line(item, facts.today) for item in asked[:10]))
            if asked
            else None,
            texts.unread_protocols(len(unread)) if unread else None,
        ),
        (*item_buttons(asked, 6), *opens[:4]),
    )


def standing_text(standing: Standing) -> str:
    """What an organisation owes, for its card."""
    if not standing.items:
        return texts.NOTHING_OPEN
    shown = [task_line(item, standing.today) for item in standing.items[:STANDING_SHOWN]]
    hidden = len(standing.items) - len(shown)
    title = texts.owes(len(standing.items), standing.overdue)
    return lines(bold(title), *shown, texts.more(hidden) if hidden else None)
