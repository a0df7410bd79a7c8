"""What a notice says, read when it is sent: one function per kind, in one table.

An area adds its kinds here. A function returns None when the notice is no longer due.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from db.engine import Database
from db.models import NoticeKind
from db.outbox import DueNotice
from services.amendments import news as clarifications
from services.assignments import contributions
from services.assignments.appointing import appointed, released
from services.assignments.appointing_rest import appointed_several
from services.assignments.passed_down import all_in
from services.delivery import set_aside
from services.deputies import acting_news, deputies, handovers
from services.joining import invitation_codes, join_requests
from services.organisations import undelivered
from services.overview import tasks
from services.people import departure, succession
from services.reminders import begun_reports, by_hand_news, long_delay_news, short_deadlines
from services.reminders.digests import digest
from services.reminders.official_digests import official_digest
from services.reports import news, resuming
from services.requests import news as request_news
from services.sending import news as sending_news
from services.upkeep import backups
from services.year import open_ended, year_form_news

FactsFor = Callable[[Database, DueNotice, datetime], Awaitable[Any]]

FACTS: dict[NoticeKind, FactsFor] = {
    NoticeKind.EXTENSION_IN: request_news.extension_in,
    NoticeKind.EXTENSION_DECIDED: request_news.extension_decided,
    NoticeKind.DISPUTE_IN: request_news.dispute_in,
    NoticeKind.DISPUTE_KEPT: request_news.dispute_kept,
    NoticeKind.CANCELLED: request_news.cancelled,
    NoticeKind.REROUTED: request_news.rerouted,
    NoticeKind.QUESTION: request_news.question,
    NoticeKind.ANSWER: request_news.answer,
    NoticeKind.PROTOCOL: sending_news.protocol,
    NoticeKind.JOINED: tasks.joined,
    NoticeKind.REPORT_IN: news.report_in,
    NoticeKind.REVIEW_QUEUE: news.review_queue,
    NoticeKind.ACCEPTED: news.accepted,
    NoticeKind.RETURNED: news.returned,
    NoticeKind.REMINDER: by_hand_news.reminder,
    NoticeKind.BEGUN: begun_reports.begun_report,
    NoticeKind.SHORT: short_deadlines.short_deadline,
    NoticeKind.DIGEST: digest,
    NoticeKind.CONTROL_DIGEST: official_digest,
    NoticeKind.UNDELIVERED: undelivered.undelivered,
    NoticeKind.GATHERED: all_in,
    NoticeKind.OWN_ITEM: appointed,
    NoticeKind.OWN_ITEMS: appointed_several,
    NoticeKind.OWN_GONE: released,
    NoticeKind.SENT: sending_news.sent_in_the_morning,
    NoticeKind.ESCALATED: long_delay_news.escalated,
    NoticeKind.ESCALATED_LIST: long_delay_news.escalated_list,
    NoticeKind.REPORTED_UP: long_delay_news.reported_up,
    NoticeKind.CORRECTED: clarifications.corrected,
    NoticeKind.PROTOCOL_AGAIN: clarifications.protocol_again,
    NoticeKind.JOIN_REQUEST: join_requests.open_request,
    NoticeKind.JOIN_CONFIRMED: join_requests.answer,
    NoticeKind.JOIN_REFUSED: join_requests.answer,
    NoticeKind.CONTRIBUTED: contributions.contributed,
    NoticeKind.RESUMED: resuming.resumed,
    NoticeKind.JUNE: open_ended.question,
    NoticeKind.YEAR_FORM: year_form_news.opened,
    NoticeKind.BACKUP_FAILED: backups.trouble,
    NoticeKind.CODE_GUESSING: invitation_codes.guessing,
    NoticeKind.HANDED_OVER: handovers.handed,
    NoticeKind.ACTING_SET: acting_news.news,
    NoticeKind.ACTING_ENDED: acting_news.news,
    NoticeKind.REPLACED: succession.replaced,
    NoticeKind.DEPUTIES: deputies.deputies_to_confirm,
    NoticeKind.CUT_OFF: deputies.cut_off,
    NoticeKind.DUTIES: departure.duties,
    NoticeKind.SET_ASIDE: set_aside.set_aside,
}


async def facts_for(db: Database, notice: DueNotice, now: datetime) -> Any:
    """Fresh facts of a notice for its card, or None when it is no longer due."""
    return await FACTS[notice.kind](db, notice, now)
