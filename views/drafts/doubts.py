"""A doubt on a screen of its own: the question, what it concerns, ready answers."""

from collections.abc import Sequence

from domain.doubts import Doubt, DoubtKind
from domain.drafting import DraftItem
from services.drafts.drafts import DraftCard
from views import callbacks as cb
from views.card import Card, button
from views.drafts.documents import lines_answers, lines_question, lines_shown
from views.format import bold, cut, lines, long_quote, paragraphs, safe
from views.naming import addressee_options, option_label, quick_dates
from views.paging import Row
from views.texts import reading
from views.texts.drafts import doubts as doubt_texts
from views.texts.minutes import (
    POINTS,
    item_label,
    item_marks,
    minutes_of,
)


def doubt_question(reviewed: DraftCard, doubt: Doubt) -> str:
    """One question in plain text, the same on the draft card and on its own screen."""
    items = [item for item in reviewed.draft.items if item.id in doubt.items]
    labels = item_label(items[0]) if len(items) == 1 else item_marks(items, POINTS)
    if doubt.kind is DoubtKind.DAY:
        return doubt_texts.doubt_day()
    if doubt.kind is DoubtKind.LINES:
        return lines_question(doubt.lines)
    if doubt.kind is DoubtKind.TIME:
        return doubt_texts.doubt_time(labels, doubt.phrase)
    if doubt.kind is DoubtKind.ADDRESSEE:
        several = len(reviewed.draft.questions) > 1
        where = doubt_texts.in_question(doubt.question, doubt.theme) if several else ""
        offered = [option_label(reviewed.directory, option) for option in doubt.options if option.organisations]
        return doubt_texts.doubt_addressee(doubt.phrase, where, offered if len(offered) in (2, 3) else ())
    if doubt.kind is DoubtKind.DATE:
        return doubt_texts.doubt_date(labels, items[0].deadline_phrase)
    if doubt.kind is DoubtKind.DUPLICATE:
        return _alike_question(reviewed, doubt, labels)
    if doubt.kind is DoubtKind.PAST and doubt.date:
        return doubt_texts.doubt_past(cut(labels, 80), doubt.date)
    return doubt_texts.doubt_reading(labels)


def _alike_question(reviewed: DraftCard, doubt: Doubt, label: str) -> str:
    """«П. 2 похож на п. 1.1 протокола № 6 (7 организаций, до 15.10)»."""
    other = reviewed.others[doubt.other]
    where = f"{item_label(other.label)} {minutes_of(other.minutes)}"
    return doubt_texts.doubt_alike(label, where, len(doubt.organisations), other.due)


def doubt_card(reviewed: DraftCard, place: int) -> Card:
    """One doubt on a screen of its own: the question, what it concerns, ready answers."""
    doubt = reviewed.doubts[place]
    items = [item for item in reviewed.draft.items if item.id in doubt.items]
    reasons = lines(*(safe(reading.doubt(code)) for code in doubt.codes))
    return Card(
        paragraphs(
            doubt_texts.progress(place + 1, len(reviewed.doubts)),
            lines_shown(doubt.lines) if doubt.lines else bold(doubt_question(reviewed, doubt)),
            reasons,
            _what_it_concerns(doubt, items),
            _what_is_there(reviewed, doubt),
        ),
        (*_answers(reviewed, doubt, place), (button(doubt_texts.LATER, cb.Draft(id=reviewed.draft.id)),)),
    )


def _what_it_concerns(doubt: Doubt, items: Sequence[DraftItem]) -> str | None:
    if not items:
        return None
    if len(items) == 1:
        shown = items[0].source if doubt.kind is DoubtKind.READING else items[0].text
        return long_quote(cut(shown, 700))
    return doubt_texts.concerns(len(items), cut(item_marks(items, POINTS), 200))


def _what_is_there(reviewed: DraftCard, doubt: Doubt) -> str | None:
    """The item on control, to be compared with the new one."""
    if doubt.kind is not DoubtKind.DUPLICATE:
        return None
    other = reviewed.others[doubt.other]
    return paragraphs(
        lines(safe(doubt_texts.already_there(minutes_of(other.minutes))), long_quote(cut(other.text, 700))),
        doubt_texts.ALIKE_HINT,
    )


def _answers(reviewed: DraftCard, doubt: Doubt, place: int) -> tuple[Row, ...]:
    draft = reviewed.draft

    def answer(label: str, option: str, style: str | None = None) -> Row:
        data = cb.Doubt(id=draft.id, version=draft.version, place=place, option=option)
        return (button(label, data, style=style),)

    if doubt.kind is DoubtKind.LINES:
        return lines_answers(draft, doubt, place)
    if doubt.kind is DoubtKind.TIME:
        return (answer(doubt_texts.IS_DEADLINE, "time", "success"), answer(doubt_texts.NO_DEADLINE, "no_time"))
    if doubt.kind is DoubtKind.DAY:
        return (
            answer(doubt_texts.TODAY, "today"),
            answer(doubt_texts.YESTERDAY, "yesterday"),
            answer(doubt_texts.TYPE_DATE, "type"),
        )
    if doubt.kind is DoubtKind.ADDRESSEE:
        return (
            *(answer(label, code) for label, code in addressee_options(reviewed.directory, doubt.options)),
            answer(doubt_texts.TYPE_WHO, "type"),
            answer(doubt_texts.NOBODY, "leave"),
        )
    if doubt.kind is DoubtKind.DUPLICATE:
        return (answer(doubt_texts.MERGE_ALIKE, "merge", "success"), answer(doubt_texts.SEND_APART, "apart"))
    if doubt.kind is DoubtKind.READING:
        return (
            answer(doubt_texts.READ_RIGHT, "right", "success"),
            (button(doubt_texts.OPEN_ITEM, cb.DraftItem(id=doubt.items[0])),),
        )
    dates = [answer(doubt_texts.until(value), f"d{value:%Y%m%d}") for value in quick_dates(reviewed.today)]
    if doubt.kind is DoubtKind.DATE:
        near = doubt.date if doubt.date and doubt.date >= reviewed.today else None
        neighbour = [answer(doubt_texts.neighbour(near), f"d{near:%Y%m%d}")] if near else []
        forms = [answer(doubt_texts.WITHOUT_REPORT, "f-work"), answer(doubt_texts.YEARLY, "f-yearly")]
        return (*neighbour, *dates, answer(doubt_texts.TYPE_DATE, "type"), *forms)
    return (
        answer(doubt_texts.INFORMATION, "f-information"),
        answer(doubt_texts.LEAVE_OUT, "leave"),
        *dates,
        answer(doubt_texts.TYPE_DATE, "type"),
    )


def who_found(names: str, count: int) -> str:
    return safe(doubt_texts.who_found(cut(names, 600), count))
