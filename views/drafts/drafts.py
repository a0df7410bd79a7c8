"""The draft card: what was read, what it asks of people, what needs an answer."""

from collections import Counter
from collections.abc import Mapping, Sequence

from aiogram.types import InlineKeyboardButton

from domain.drafting import Draft, DraftItem
from domain.lifecycle import DATED, Acceptance
from domain.minutes.model import ControlForm, ReadMinutes
from domain.organisations import OrganisationKind
from domain.periods import RECURRENCES, reports_in_year
from services.drafts.drafts import DraftCard
from services.drafts.phrases import Directory
from views import callbacks as cb
from views.card import Card, button
from views.drafts.documents import outside_line
from views.drafts.doubts import doubt_question
from views.format import bold, cut, lines, paragraphs, safe
from views.paging import Row, filled
from views.texts.amendments import by_file as by_file_texts
from views.texts.drafts import documents as document_texts
from views.texts.drafts import doubts as doubt_texts
from views.texts.drafts import drafts as texts
from views.texts.minutes import (
    KINDS,
    KINDS_GENITIVE,
    POINTS,
    item_label,
    item_marks,
    minutes_name,
    minutes_of,
)

DOUBTS_SHOWN = 5
WORKING = frozenset({ControlForm.WORK, ControlForm.INFORMATION})


def draft_card(reviewed: DraftCard) -> Card:
    """The draft: counts by form, what a school will be asked in a year, what needs an answer."""
    draft, doubts = reviewed.draft, reviewed.doubts
    head = f"📄 {bold(texts.title(minutes_name(draft)))}"
    return Card(
        paragraphs(
            lines(head, texts.read_items(len(draft.items)), texts.RECOGNISED if draft.recognised else None),
            not_read(draft.warnings),
            _counts(draft),
            outside_line(draft),
            _load(draft, reviewed) if draft.live else None,
            _merged(reviewed),
            _corrects(reviewed),
            _what_next(reviewed),
        ),
        _draft_rows(draft, len(doubts), corrects=reviewed.correction is not None),
    )


def no_decisions_card(reading: ReadMinutes) -> Card:
    """Nothing to send in a document, which may be because a part of it was not read."""
    return Card(paragraphs(texts.NO_DECISIONS, not_read(reading.document.warnings)))


def not_read(warnings: Sequence[str]) -> str | None:
    """What of the file a person has to look at."""
    return "\n".join(texts.NOT_READ[code] for code in warnings) or None


def _corrects(reviewed: DraftCard) -> str | None:
    """That it is another version of minutes that were sent."""
    if reviewed.correction is None:
        return None
    found = reviewed.correction.difference
    counts = (len(found.new), len(found.changed), len(found.withdrawn))
    return f"⚠️ {safe(texts.corrects(reviewed.correction.sent_at, *counts))}"


def _counts(draft: Draft) -> str:
    by_form: dict[ControlForm, list[DraftItem]] = {form: [] for form in ControlForm}
    for item in draft.live:
        by_form[item.form].append(item)
    reports, working = by_form[ControlForm.REPORT], sum(len(by_form[form]) for form in WORKING)
    labels = cut(item_marks(reports, POINTS), 120)
    own = sum(draft.authority_id in item.organisations for item in draft.live)
    hidden = len(draft.items) - len(draft.live)
    return lines(
        texts.with_report(len(reports), safe(labels)) if reports else None,
        texts.periodic(n) if (n := len(by_form[ControlForm.PERIODIC])) else None,
        texts.yearly(n) if (n := len(by_form[ControlForm.YEARLY])) else None,
        texts.for_work(working) if working else None,
        texts.own_items(own) if own else None,
        texts.left_out(hidden) if hidden else None,
    )


def _merged(reviewed: DraftCard) -> str | None:
    """Items that some organisations have from an earlier protocol."""
    rows = [
        doubt_texts.merged(
            item_label(item),
            f"{item_label(each.other.label)} {minutes_of(each.other.minutes)}",
            each.organisations,
        )
        for each in reviewed.merged
        if (item := reviewed.draft.item(each.item_id))
    ]
    return (
        lines(f"{doubt_texts.MERGED} — {len(rows)}:", *(f"• {safe(row)}" for row in rows[:DOUBTS_SHOWN]))
        if rows
        else None
    )


def _load(draft: Draft, reviewed: DraftCard) -> str:
    """Answers asked of one organisation of each kind in a year, alone and with what is on control already."""
    directory = reviewed.directory
    per_organisation: Counter[int] = Counter()
    yearly: set[int] = set()
    to_check = 0
    for item in draft.live:
        others = [o for o in item.organisations if o != draft.authority_id]
        if item.form in DATED:
            answers = others * _times(item)
            per_organisation.update(answers)
            to_check += len(answers) if item.acceptance is Acceptance.CHECKED else 0
        elif item.form is ControlForm.YEARLY:
            yearly.update(others)
    per_organisation.update(yearly)
    alone = texts.load(_most(directory, per_organisation), to_check)
    before = {o: reviewed.asked[o] for o in per_organisation if o in reviewed.asked}
    if not any(count or year for count, year in before.values()):
        return alone
    whole = Counter({o: n + before.get(o, (0, False))[0] for o, n in per_organisation.items()})
    whole.update(o for o, (_, year) in before.items() if year and o not in yearly)  # the year form is one answer
    return lines(alone, doubt_texts.already_asked(_most(directory, whole)))


def _times(item: DraftItem) -> int:
    """How often an item is answered in a year: on each of its dates, or every period."""
    if item.form is ControlForm.PERIODIC and item.recurrence in RECURRENCES and item.dates:
        return max(1, reports_in_year(item.recurrence, item.dates[0]))
    return max(1, len(item.dates))


def _most(directory: Directory, counts: Mapping[int, int]) -> list[tuple[str, int]]:
    """The most answers that one organisation of each kind is asked for."""
    most: dict[OrganisationKind, int] = {}
    for organisation_id, count in counts.items():
        kind = directory.kinds.get(organisation_id)
        if kind:
            most[kind] = max(most.get(kind, 0), count)
    return [(KINDS_GENITIVE[kind], most[kind]) for kind in KINDS if kind in most]


def _what_next(reviewed: DraftCard) -> str:
    if reviewed.draft.scheduled:
        return texts.GOES_OUT
    if reviewed.doubts:
        return _questions(reviewed)
    return texts.READY if reviewed.draft.live else document_texts.NO_ITEMS


def _questions(reviewed: DraftCard) -> str:
    shown = [
        f"{number}. {safe(doubt_question(reviewed, doubt))}"
        for number, doubt in enumerate(reviewed.doubts[:DOUBTS_SHOWN], 1)
    ]
    hidden = len(reviewed.doubts) - len(shown)
    return lines(bold(texts.NEEDS_DECISION), *shown, texts.more(hidden) if hidden else None)


def _draft_rows(draft: Draft, doubts: int, *, corrects: bool) -> tuple[Row, ...]:
    if draft.scheduled:
        return ((button(texts.UNSCHEDULE, cb.DraftDo(id=draft.id, what="unschedule")),),)
    return filled(
        [*_next_step(draft, doubts), *([button(texts.ALL_ITEMS, _do(draft, "items"))] if draft.items else [])],
        [button(by_file_texts.WHAT_CHANGED, cb.AmendByFile(id=draft.id), style="primary")] if corrects else [],
        [button(texts.PREVIEW, _do(draft, "preview"))] if draft.live else [],
        [button(document_texts.OPEN, cb.Document(id=draft.id))],
        [button(texts.DELETE, _do(draft, "delete"))],
    )


def _next_step(draft: Draft, doubts: int) -> list[InlineKeyboardButton]:
    if doubts:
        return [button(texts.ANSWER.format(count=doubts), _do(draft, "doubts"), style="primary")]
    return [button(texts.SEND, _do(draft, "confirm"), style="success")] if draft.live else []


def _do(draft: Draft, what: str) -> cb.DraftDo:
    return cb.DraftDo(id=draft.id, what=what)


def delete_card(draft: Draft) -> Card:
    return Card(
        texts.DELETE_SURE,
        (
            (
                button(
                    texts.DELETE_YES, cb.DraftDo(id=draft.id, what="deleted", version=draft.version), style="danger"
                ),
                button(texts.BACK, cb.Draft(id=draft.id)),
            ),
        ),
    )
