"""Before and after sending: what goes to how many, what has gone."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from domain.drafting import Draft
from domain.lifecycle import DATED
from domain.minutes.model import ControlForm
from domain.organisations import OrganisationKind
from services.drafts.sending_plans import PlannedShare, SendingPlan
from services.sending.news import SentInTheMorning
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, cut, lines, paragraphs, safe
from views.paging import filled
from views.texts.assignments import own_items as own_texts
from views.texts.drafts import doubts as doubt_texts
from views.texts.drafts import drafts as texts
from views.texts.minutes import (
    KINDS,
    POINTS,
    item_marks,
    minutes_name,
)
from views.texts.overview import protocols as protocols_texts
from views.texts.sending import letters as letter_texts
from views.texts.sending import sending as sending_texts
from views.texts.words import AT


def confirm_card(plan: SendingPlan) -> Card:
    """Exactly what goes to how many."""
    order = list(KINDS)
    shares = [
        sending_texts.share(KINDS[OrganisationKind(share.kind)], share.organisations, _share_parts(share))
        for share in sorted(plan.shares, key=lambda share: order.index(OrganisationKind(share.kind)))
    ]
    if plan.own_items:
        shares.append(sending_texts.share_own(plan.own_items))
    if plan.through:
        shares.append(doubt_texts.share_through(len(plan.passing), len(plan.through)))
    waiting = len(plan.not_connected)
    names = cut(", ".join(plan.not_connected), 150)
    draft = plan.draft
    send = sending_texts.send_to(plan.organisations) if plan.organisations else sending_texts.send_own_only()
    return Card(
        paragraphs(
            bold(sending_texts.send_question(minutes_name(draft))),
            lines(*map(safe, shares)),
            safe(sending_texts.reach(plan.organisations - waiting, waiting, names)) if plan.organisations else None,
            _original(plan),
            sending_texts.SENT_BEFORE if plan.again else sending_texts.CHECK_FIRST,
        ),
        (
            (button(send, cb.Publish(id=draft.id, version=draft.version), style="success"),),
            (button(texts.MORNING, cb.Publish(id=draft.id, version=draft.version, morning=True)),),
            *(((button(letter_texts.letters_button(waiting), cb.Letter(minutes=draft.id)),),) if waiting else ()),
            *_original_row(plan),
            (button(texts.BACK, cb.Draft(id=draft.id)),),
        ),
    )


def _original(plan: SendingPlan) -> str | None:
    """Who sees the source file, where an item lists organisations by name."""
    if not plan.draft.listing:
        return None
    words = sending_texts.original_kept if plan.draft.keeps_original else sending_texts.original_goes
    return safe(words(item_marks(plan.draft.listing, POINTS)))


def _original_row(plan: SendingPlan) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    if not plan.draft.listing:
        return ()
    label = sending_texts.SHOW_ORIGINAL if plan.draft.keeps_original else sending_texts.KEEP_ORIGINAL
    return ((button(label, cb.KeepOriginal(id=plan.draft.id, version=plan.draft.version)),),)


def _share_parts(share: PlannedShare) -> list[str]:
    reports = sum(share.forms[form] for form in DATED)
    parts = [sending_texts.share_report(reports, share.report_dates)] if reports else []
    counts = (
        (ControlForm.YEARLY, sending_texts.share_yearly),
        (ControlForm.WORK, sending_texts.share_work),
        (ControlForm.INFORMATION, sending_texts.share_information),
    )
    return parts + [words(share.forms[form]) for form, words in counts if share.forms[form]]


def sent_card(plan: SendingPlan) -> Card:
    """The summary after sending."""
    draft = plan.draft
    open_ = button(texts.HOW_IT_STANDS, cb.Protocol(id=draft.id))
    appoint = [button(own_texts.assign_button(plan.own_items), cb.OwnItems(only=draft.id))] if plan.own_items else []
    sent = safe(
        sending_texts.sent(minutes_name(draft), plan.organisations, len(plan.not_connected), single=draft.single)
    )
    return Card(paragraphs(sent, own_texts.sent(plan.own_items) if plan.own_items else None), filled([open_], appoint))


def scheduled_card(draft: Draft, when: datetime) -> Card:
    undo = button(texts.UNSCHEDULE, cb.DraftDo(id=draft.id, what="unschedule"))
    return Card(
        safe(sending_texts.scheduled(minutes_name(draft), f"{when:%d.%m} {AT} {when:%H:%M}", single=draft.single)),
        ((undo,),),
    )


def sent_in_the_morning_card(facts: SentInTheMorning) -> Card:
    return Card(
        safe(sending_texts.sent_in_the_morning(minutes_name(facts.minutes), single=facts.minutes.single)),
        ((button(protocols_texts.HOW_IT_STANDS, cb.Protocol(id=facts.minutes.id)),),),
    )
