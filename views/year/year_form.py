"""The year form line by line; its messages; its totals for the official."""

from aiogram.types import InlineKeyboardButton

from domain.paging import Page, page_of
from services.facts import AssignmentFacts
from services.reports.totals import Totals
from services.year.year_answers import Sent
from services.year.year_form import Line, YearForm
from services.year.year_form_news import FormNews
from services.year.year_totals import FormReminder, LineTotals, YearTotals
from views import callbacks as cb
from views.card import Attachment, Card, button
from views.format import bold, cut, lines, paragraphs, quote, safe, short
from views.menu import MENU
from views.paging import filled, turns
from views.papers.year_form import year_table
from views.texts.minutes import KINDS, STATES, item_of
from views.texts.reports.totals import group_name
from views.texts.values import number
from views.texts.year import year_form as texts
from views.values import short_values

#: Lines of one screen.
SHOWN = 5
LONGEST_LINE = 60
MISSING_SHOWN = 12


def news_card(news: FormNews) -> Card:
    """The opening day, or a reminder: «Заполнить» and «Позже»."""
    found = news.form
    ids = {"organisation": found.organisation_id, "year": found.year}
    fill = button(texts.FILL, cb.YearForm(**ids), style="success")
    rows = ((fill, button(texts.LATER, cb.YearLater(**ids))),)
    return Card(texts.opened(found.organisation, found.year, found.left, found.due, reminder=news.reminder), rows)


def later_card(form: YearForm) -> Card:
    """«Позже»: a line that waits."""
    ids = {"organisation": form.organisation_id, "year": form.year}
    return Card(texts.later(form.year, form.left, form.due), ((button(texts.FILL, cb.YearForm(**ids)), MENU),))


def form_card(form: YearForm, place: int | None) -> Card:
    """The form with the line that is being answered; `place` None: nothing more is asked."""
    at = place if place is not None and 0 <= place < len(form.lines) and form.lines[place].open else None
    first = (at or 0) if place is None or at is not None else place
    here = page_of(len(form.lines), first // SHOWN, SHOWN)
    rows = [_line(form.lines[n], n, active=n == at) for n in here.cut(range(len(form.lines)))]
    return Card(
        paragraphs(
            texts.head(form.year, form.organisation, form.due),
            lines(*rows),
            _asked(form, at),
        ),
        _rows(form, at, here),
    )


def _asked(form: YearForm, at: int | None) -> str:
    if at is None:
        if form.ready < form.left:
            return texts.still(form.left - form.ready)
        return texts.ALL_FILLED if form.left else texts.NOTHING_LEFT
    line = form.lines[at]
    unclear = texts.misread(cut(line.said, 80)) if line.said and not line.ready else None
    asked = texts.ask(at + 1, line.assignment.requirement, may_skip=line.assignment.not_needed_allowed)
    return paragraphs(quote(cut(line.assignment.text, 500)), lines(unclear, asked))


def _line(line: Line, place: int, *, active: bool) -> str:
    item = line.assignment
    mark = texts.ACTIVE if active else texts.READY if line.ready or not line.open else texts.WAITS
    row = texts.line(mark, place + 1, _label(item), short(item.text, LONGEST_LINE), _shown(line))
    return f"<b>{row}</b>" if active and "<b>" not in row else row


def _label(item: AssignmentFacts) -> str:
    return item_of(item.label, item.minutes)


def _shown(line: Line) -> str:
    """«6»; sent lines with their state."""
    state = "" if line.open else f" ({STATES[line.assignment.state]})"
    answer = line.answer
    if answer is None:
        return texts.NOT_YET + state
    if answer.not_needed:
        return texts.NOT_NEEDED + state
    reference = answer.reference
    values = short_values(
        answer.figure, reference.name if reference else "", reference.day if reference else None, answer.link
    )
    if line.summed:
        return texts.summed(safe(values)) + state
    said = values or (cut(line.said, 40) if line.said else texts.files(line.files))
    return safe(said) + state


def _rows(form: YearForm, at: int | None, here: Page) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    ids = {"organisation": form.organisation_id, "year": form.year}
    numbers = [
        button(str(n + 1), _way_in(form, n))
        for n in here.cut(range(len(form.lines)))
        if form.lines[n].open or form.lines[n].assignment.id
    ]
    now: list[InlineKeyboardButton] = []
    if at is not None:
        line = form.lines[at]
        after = (at + 1) % len(form.lines)
        if form.left > 1:
            now.append(button(texts.SKIP, cb.YearForm(**ids, place=after)))
        if line.assignment.not_needed_allowed:
            now.append(button(texts.NOT_NEEDED, cb.YearNotNeeded(id=line.assignment.id)))
    send = [button(texts.send(form.ready, form.left), cb.YearSend(**ids), style="success")] if form.ready else []
    return filled(
        now,
        numbers if len(form.lines) > 1 or at is None else [],
        turns(here, lambda there: cb.YearForm(**ids, place=there * SHOWN)),
        send,
        [MENU],
    )


def _way_in(form: YearForm, place: int) -> cb.YearForm | cb.OpenAssignment:
    """A line to answer; one that is sent opens as its item, with «Отозвать и исправить» while nobody has judged it."""
    line = form.lines[place]
    if line.open:
        return cb.YearForm(organisation=form.organisation_id, year=form.year, place=place)
    return cb.OpenAssignment(id=line.assignment.id)


def sent_card(done: Sent) -> Card:
    """What has been sent and what is left."""
    form = done.form
    left = texts.still(form.left) if form.left else None
    rows = [_line(line, place, active=False) for place, line in enumerate(form.lines)]
    ids = {"organisation": form.organisation_id, "year": form.year}
    again = [button(texts.FILL, cb.YearForm(**ids))] if form.left else []
    return Card(
        paragraphs(
            lines(texts.sent(done.sent) if done.sent else None, texts.head(form.year, form.organisation, form.due)),
            lines(*rows),
            left or texts.NOTHING_LEFT,
        ),
        filled(again, [MENU]),
    )


# --- of the official ---------------------------------------------------------------------------------------------


def totals_card(found: YearTotals) -> Card:
    """Totals of every line, and who has not handed in."""
    rows = [
        texts.total_line(item_of(line.label, line.minutes), short(line.text, 80), _sums(line.whole), _parts(line))
        for line in found.lines
    ]
    names = [texts.missing_name(found.organisations[place], left) for place, left in found.missing.items()]
    more = f" +{len(names) - MISSING_SHOWN}" if len(names) > MISSING_SHOWN else ""
    late = found.due < found.today
    missing = texts.missing(", ".join(names[:MISSING_SHOWN]) + more, len(names), late=late) if names else None
    at = found.years.index(found.year)
    remind = button(texts.remind_button(len(names)), cb.YearRemind(year=found.year))
    return Card(
        paragraphs(
            lines(bold(texts.title(found.year)), texts.done(found.full, len(found.organisations), found.due)),
            *rows,
            missing or texts.NOBODY_MISSING,
        ),
        filled(
            [remind] if names and found.controls else [],
            turns(Page(at, len(found.years), 1), lambda there: cb.YearTotals(year=found.years[there])),
            [button(texts.EXCEL, cb.YearSheet(year=found.year)), button(texts.TO_PROTOCOLS, cb.Protocols())],
        ),
    )


def _sums(sums: Totals) -> str:
    figures = number(sums.total) if sums.figures else ""
    return texts.sums(figures, sums.references, sums.links, sums.not_needed, texts.of(sums.sent, sums.of))


def _parts(line: LineTotals) -> str:
    """«школы — 8, детские сады — 6, группа «Пилотные» — 5»: kinds where several are asked, and named groups."""
    kinds = {KINDS[kind]: sums for kind, sums in line.kinds.items()} if len(line.kinds) > 1 else {}
    parts = kinds | {group_name(name): sums for name, sums in line.groups.items()}
    return ", ".join(
        f"{name} — {number(sums.total) if sums.figures else texts.of(sums.sent, sums.of)}"
        for name, sums in parts.items()
    )


def remind_card(plan: FormReminder) -> Card:
    """Whom «Напомнить» reaches."""
    yes = button(texts.REMIND, cb.YearRemind(year=plan.year, sure=True), style="success")
    back = button(texts.BACK, cb.YearTotals(year=plan.year))
    rows = ((yes, back),) if plan.organisations else ((back,),)
    return Card(texts.remind_question(plan.organisations, plan.not_reached), rows)


def reminded_card(done: FormReminder) -> Card:
    return Card(texts.reminded(done.organisations), ((button(texts.BACK, cb.YearTotals(year=done.year)),),))


def sheet_card(found: YearTotals) -> Card:
    """The same as a table: an organisation a row, a line a column."""
    attachment = Attachment(texts.sheet_name(found.year), data=year_table(found))
    return Card(bold(texts.title(found.year)), attachments=(attachment,))
