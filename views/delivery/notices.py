"""Cards of notices: one function per type of facts, in one table. An area adds its own."""

from collections.abc import Callable
from typing import Any

from services.amendments import news as clarifications
from services.assignments import contributions
from services.assignments.appointing import Appointed, Released
from services.assignments.appointing_rest import AppointedSeveral
from services.assignments.item_cards import ItemCard
from services.assignments.passed_down import Gathered
from services.assignments.shares import Share
from services.delivery.set_aside import SetAside
from services.deputies import acting_news, deputies, handovers
from services.joining import invitation_codes, join_requests
from services.organisations.undelivered import Undelivered
from services.overview.tasks import Joined
from services.people import departure, succession
from services.reminders import by_hand_news, long_delay_news
from services.reminders.begun_reports import BegunReport
from services.reminders.digests import Digest
from services.reminders.official_digests import OfficialDigest
from services.reminders.short_deadlines import ShortDeadline
from services.reports import news
from services.reports import resuming as resume
from services.reports.judging import ReportCard
from services.requests import news as request_news
from services.requests.disputes import DisputeCard
from services.requests.granting import ExtensionCard
from services.requests.inquiries import Thread
from services.sending.news import SentInTheMorning
from services.upkeep import backups
from services.year import open_ended, year_form_news
from views.amendments import amendments
from views.assignments import contributions as contributing
from views.assignments import own_items as own_item_views
from views.assignments import passing_down
from views.assignments.shares import share_card
from views.card import Card
from views.delivery import set_aside
from views.deputies import deputies as deputy_views
from views.deputies import handovers as handover_views
from views.joining import invitations
from views.joining import join_requests as join_requests_views
from views.organisations.undelivered import undelivered_card
from views.overview.tasks import joined_card
from views.people import departure as departure_views
from views.reminders import begun_reports, by_hand, digests, long_delays, official_digests, short_deadlines
from views.reports import handing_in, judging, resuming, review_queue
from views.requests import disputes, extensions, inquiries, rerouting
from views.sending.sending import sent_in_the_morning_card
from views.upkeep import backups as backups_views
from views.year import open_ended as open_ended_views
from views.year import year_form

CARDS: dict[type, Callable[[Any], Card]] = {
    backups.BackupTrouble: backups_views.trouble_card,
    ExtensionCard: extensions.extension_card,
    request_news.ExtensionDecided: extensions.decided_card,
    DisputeCard: disputes.dispute_card,
    request_news.DisputeKept: disputes.kept_card,
    request_news.Cancelled: rerouting.cancelled_card,
    request_news.Rerouted: rerouting.rerouted_card,
    Thread: inquiries.thread_card,
    request_news.Answered: inquiries.answered_card,
    Share: share_card,
    Joined: joined_card,
    ItemCard: handing_in.returned_card,
    news.Accepted: handing_in.accepted_card,
    by_hand_news.Reminder: by_hand.reminder_card,
    ReportCard: judging.report_card,
    news.Queue: review_queue.queue_card,
    Digest: digests.digest_card,
    OfficialDigest: official_digests.official_digest_card,
    BegunReport: begun_reports.begun_report_card,
    ShortDeadline: short_deadlines.short_deadline_card,
    Undelivered: undelivered_card,
    Gathered: passing_down.gathered_card,
    Appointed: own_item_views.appointed_card,
    AppointedSeveral: own_item_views.appointed_several_card,
    Released: own_item_views.released_card,
    SentInTheMorning: sent_in_the_morning_card,
    long_delay_news.Delays: long_delays.escalated_card,
    long_delay_news.ReportedUp: long_delays.reported_up_card,
    clarifications.Clarification: amendments.clarification_card,
    clarifications.Refreshed: amendments.refreshed_card,
    join_requests.Request: join_requests_views.request_card,
    join_requests.Answer: join_requests_views.answer_card,
    contributions.Contributed: contributing.contributed_card,
    resume.Resumed: resuming.resumed_card,
    open_ended.OpenEndedQuestion: open_ended_views.question_card,
    year_form_news.FormNews: year_form.news_card,
    invitation_codes.Guessing: invitations.guessing_card,
    handovers.Handed: handover_views.handed_card,
    acting_news.ActingNews: deputy_views.acting_news_card,
    succession.Replaced: deputy_views.replaced_card,
    deputies.ToConfirm: deputy_views.confirm_deputies_card,
    deputies.CutOff: deputy_views.cut_off_card,
    departure.Passed: departure_views.passed_card,
    SetAside: set_aside.set_aside_card,
}


def render(facts: Any) -> Card:
    """The card for facts that services.notices.facts_for gave."""
    return CARDS[type(facts)](facts)
