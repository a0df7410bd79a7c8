"""What a corrected version of sent minutes changes, to be applied part by part."""

from collections.abc import Iterable

from domain.difference import Part
from domain.drafting import DraftItem
from services.amendments.by_file import TICKABLE, FilePlan
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, cut, lines, paragraphs, safe, short
from views.paging import Row, filled
from views.texts.amendments import amendments as amending
from views.texts.amendments import by_file as by_file_texts
from views.texts.drafts import drafts as texts
from views.texts.minutes import item_label, minutes_name

SHOWN = 12
ON, OFF = "☑", "☐"


def changes_card(plan: FilePlan) -> Card:
    """New, changed and withdrawn items against what was sent; each is ticked off on its button."""
    found, draft = plan.correction.difference, plan.draft
    parts = found.parts
    back = (button(texts.TO_PROTOCOL, cb.Draft(id=draft.id)),)
    if not parts:
        return Card(by_file_texts.NOTHING_CHANGED, (back,))
    hidden = len(parts) - SHOWN
    return Card(
        paragraphs(
            bold(by_file_texts.WHAT_CHANGED),
            _listed(by_file_texts.NEW_ITEMS, [part for part in parts if part.before is None]),
            _listed(by_file_texts.CHANGED_ITEMS, [part for part in parts if part.before and part.after]),
            _listed(by_file_texts.WITHDRAWN_ITEMS, [part for part in parts if part.after is None]),
            lines(by_file_texts.unchanged(found.same), by_file_texts.ALL_TICKED if hidden > 0 else None),
            texts.answer_first(plan.doubts) if plan.doubts else by_file_texts.CHOOSE_CHANGES,
        ),
        (*_ticks(plan), *_apply_rows(plan), back),
    )


def _listed(title: str, parts: Iterable[Part]) -> str | None:
    rows = [_line(part) for part in parts]
    hidden = len(rows) - SHOWN
    if not rows:
        return None
    return lines(f"{bold(title)} — {len(rows)}", *rows[:SHOWN], texts.more(hidden) if hidden > 0 else None)


def _line(part: Part) -> str:
    item = _item(part)
    if part.before and part.after:
        said = by_file_texts.changed_fields(part.fields, part.before.dates, part.after.dates)
        return f"• {safe(item_label(item))}: {safe(said)}"
    return f"• {safe(item_label(item))}: {safe(short(item.text, 90))}"


def _item(part: Part) -> DraftItem:
    item = part.after or part.before
    assert item is not None  # noqa: S101 - a part has at least one side
    return item


def _ticks(plan: FilePlan) -> tuple[Row, ...]:
    """A button per part, two a row: «☑ п. 2: изменён»."""
    parts = plan.correction.difference.parts[: min(SHOWN, TICKABLE)]
    found = []
    for place, part in enumerate(parts):
        kind = texts.CHANGED_PART if part.before and part.after else texts.NEW_PART
        kind = texts.WITHDRAWN_PART if part.after is None else kind
        mark = OFF if plan.skip >> place & 1 else ON
        label = cut(f"{mark} {item_label(_item(part))}: {kind}", 30)
        found.append(button(label, cb.AmendByFile(id=plan.draft.id, skip=plan.skip ^ 1 << place)))
    return tuple(tuple(found[i : i + 2]) for i in range(0, len(found), 2))


def _apply_rows(plan: FilePlan) -> tuple[Row, ...]:
    draft, count = plan.draft, len(plan.chosen)
    if plan.doubts:
        return ((button(texts.ANSWER.format(count=plan.doubts), cb.DraftDo(id=draft.id, what="doubts")),),)
    if not count:
        return ()
    data = cb.AmendByFile(id=draft.id, skip=plan.skip, ask=True)
    return ((button(by_file_texts.apply_changes(count), data, style="success"),),)


def why_card(plan: FilePlan) -> Card:
    """How many changes reach how many, and the ready reasons: pressing one does it."""
    draft = plan.draft

    def sure(reason: int) -> cb.AmendByFileSure:
        return cb.AmendByFileSure(id=draft.id, version=draft.version, skip=plan.skip, reason=reason)

    reasons = [
        (button(amending.reason_button(reason), sure(number)),)
        for number, reason in enumerate(by_file_texts.MERGE_REASONS, 1)
    ]
    return Card(
        paragraphs(
            bold(by_file_texts.apply_question(minutes_name(draft), len(plan.chosen))),
            amending.told(plan.organisations),
            bold(amending.WHY),
        ),
        filled(
            *reasons,
            [button(amending.OTHER_REASON, sure(0))],
            [button(texts.BACK, cb.AmendByFile(id=draft.id, skip=plan.skip))],
        ),
    )
