"""Cards of notices: one function per type of facts, in one table. An area adds its own."""

from collections.abc import Callable
from typing import Any

from services import (
    acting_news,
    asking_news,
    clarifications,
    contributions,
    delay_news,
    departure,
    deputies,
    doors,
    handovers,
    june,
    news,
    reminding,
    requests,
    resume,
    succession,
    year_form_notices,
)
from services.appointing import Appointed, Released
from services.below import Gathered
from services.control import ReportCard
from services.control_digests import ControlDigest
from services.digests import Digest
from services.disputes import DisputeCard
from services.granting import ExtensionCard
from services.inquiries import Thread
from services.shares import ItemCard, Share
from views import (
    amendments,
    cascade,
    contributing,
    control,
    delays,
    digests,
    disputes,
    endings,
    extensions,
    inquiries,
    invitations,
    nudges,
    reports,
    responding,
    resuming,
    year_form,
)
from views import departure as departure_views
from views import deputies as deputy_views
from views import handovers as handover_views
from views import june as june_views
from views import own_items as own_item_views
from views.card import Card
from views.shares import share_card
from views.tasks import joined_card

CARDS: dict[type, Callable[[Any], Card]] = {
    ExtensionCard: extensions.extension_card,
    asking_news.ExtensionDecided: extensions.decided_card,
    DisputeCard: disputes.dispute_card,
    asking_news.DisputeKept: disputes.kept_card,
    asking_news.Cancelled: endings.cancelled_card,
    asking_news.Rerouted: endings.rerouted_card,
    Thread: inquiries.thread_card,
    asking_news.Answered: inquiries.answered_card,
    Share: share_card,
    news.Joined: joined_card,
    ItemCard: responding.returned_card,
    news.Accepted: responding.accepted_card,
    reminding.Reminder: nudges.reminder_card,
    ReportCard: reports.report_card,
    news.Queue: control.queue_card,
    Digest: digests.digest_card,
    ControlDigest: digests.control_digest_card,
    news.Undelivered: control.undelivered_card,
    Gathered: cascade.gathered_card,
    Appointed: own_item_views.appointed_card,
    Released: own_item_views.released_card,
    news.SentInTheMorning: control.sent_in_the_morning_card,
    delay_news.Delays: delays.escalated_card,
    delay_news.ReportedUp: delays.reported_up_card,
    clarifications.Clarification: amendments.clarification_card,
    clarifications.Refreshed: amendments.refreshed_card,
    requests.Request: invitations.request_card,
    requests.Answer: invitations.answer_card,
    contributions.Contributed: contributing.contributed_card,
    resume.Resumed: resuming.resumed_card,
    june.JuneQuestion: june_views.question_card,
    year_form_notices.FormNews: year_form.news_card,
    doors.Guessing: invitations.guessing_card,
    handovers.Handed: handover_views.handed_card,
    acting_news.ActingNews: deputy_views.acting_news_card,
    succession.Replaced: deputy_views.replaced_card,
    deputies.ToConfirm: deputy_views.confirm_deputies_card,
    deputies.CutOff: deputy_views.cut_off_card,
    departure.Passed: departure_views.passed_card,
}


def render(facts: Any) -> Card:
    """The card for facts that services.notices.facts_for gave."""
    return CARDS[type(facts)](facts)
