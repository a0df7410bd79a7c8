"""Control of what is sent: judging, deciding, reminding, looking."""

from domain.spans import Span
from services.assignments import (
    appointing,
    appointing_rest,
    contributions,
    controlled_items,
    own_items,
    shares,
    waiting_requests,
)
from services.assignments.waiting_requests import RequestKind
from services.drafts import remembered, single_decisions
from services.overview import audit_trail, due_soon, filters, finding, overdue, protocols, statistics, tasks, unread
from services.papers import dossiers, periods
from services.reminders import by_hand, escalation
from services.reports import accepting_all, by_phone, judging, resuming, return_reasons
from services.requests import disputes, granting, inquiries, rerouting
from services.year import open_ended, year_totals
from tests.properties.access.rules import (
    CONCERNED,
    ENTERING,
    EVERYBODY,
    MEMBER,
    OFFICIAL,
    OFFICIAL_OF_OWN,
    PARTIES,
    READER,
    READER_OF_OWN,
    READER_OVER,
    Area,
)
from tests.properties.access.scene import FORM_DUE, LATER
from tests.reporting import message

YEAR = FORM_DUE.year - 1

JUDGING: Area = [
    (
        OFFICIAL_OF_OWN,
        {
            judging.next_report: lambda ctx, _: judging.next_report(ctx),
            waiting_requests.waiting_requests: lambda ctx, _: waiting_requests.waiting_requests(ctx),
            waiting_requests.next_request: lambda ctx, _: waiting_requests.next_request(ctx, RequestKind.DISPUTE),
            appointing_rest.rest: lambda ctx, _: appointing_rest.rest(ctx),
            appointing_rest.appoint_rest: lambda ctx, t: appointing_rest.appoint_rest(ctx, t.official),
            return_reasons.listed: lambda ctx, _: return_reasons.listed(ctx),
            return_reasons.add: lambda ctx, _: return_reasons.add(ctx, (), "Кнопка", "причина", "что сделать"),
            return_reasons.remove: lambda ctx, _: return_reasons.remove(ctx, (), 1),
            remembered.remembered_phrases: lambda ctx, _: remembered.remembered_phrases(ctx),
            remembered.forget_phrase: lambda ctx, _: remembered.forget_phrase(ctx, "0"),
            return_reasons.restore: lambda ctx, _: return_reasons.restore(ctx),
        },
    ),
    (
        OFFICIAL,
        {
            judging.accept: lambda ctx, t: judging.accept(ctx, t.report),
            judging.send_back: lambda ctx, t: judging.send_back(ctx, t.report, "причина", "что сделать"),
            granting.choose: lambda ctx, t: granting.choose(ctx, t.extension),
            granting.grant: lambda ctx, t: granting.grant(ctx, t.extension, LATER),
            granting.refuse: lambda ctx, t: granting.refuse(ctx, t.extension, "нельзя"),
            granting.offer_unasked: lambda ctx, t: granting.offer_unasked(ctx, t.assignment, t.version),
            granting.extend: lambda ctx, t: granting.extend(ctx, t.assignment, t.version, LATER),
            disputes.keep: lambda ctx, t: disputes.keep(ctx, t.dispute),
            disputes.cancel_disputed: lambda ctx, t: disputes.cancel_disputed(ctx, t.dispute),
            rerouting.offer_cancel: lambda ctx, t: rerouting.offer_cancel(ctx, t.assignment, t.version),
            rerouting.offer_reroute: lambda ctx, t: rerouting.offer_reroute(ctx, t.assignment, t.version),
            rerouting.targets: lambda ctx, t: rerouting.targets(ctx, t.assignment, t.version, "школа"),
            rerouting.reroute_assignment: lambda ctx, t: rerouting.reroute_assignment(
                ctx, t.assignment, t.version, t.organisation, "не туда"
            ),
            rerouting.cancel_assignment: lambda ctx, t: rerouting.cancel_assignment(
                ctx, t.assignment, t.version, "не нужно"
            ),
            inquiries.answer: lambda ctx, t: inquiries.answer(ctx, t.assignment, "так"),
            accepting_all.waiting_reports: lambda ctx, t: accepting_all.waiting_reports(ctx, t.decision),
            accepting_all.accept_all: lambda ctx, t: accepting_all.accept_all(ctx, t.decision, t.report),
            resuming.plan_resume: lambda ctx, t: resuming.plan_resume(ctx, t.assignment, 3),
            resuming.resume: lambda ctx, t: resuming.resume(ctx, t.assignment, "принято по ошибке"),
            return_reasons.of_report: lambda ctx, t: return_reasons.of_report(ctx, t.report, ()),
            escalation.report_up: lambda ctx, t: escalation.report_up(ctx, t.assignment, t.version),
            by_phone.called: lambda ctx, t: by_phone.called(ctx, t.sent, t.organisation),
            by_phone.enter: lambda ctx, t: by_phone.enter(ctx, t.assignment, t.version),
            appointing.employees: lambda ctx, t: appointing.employees(ctx, t.own),
            appointing.appoint: lambda ctx, t: appointing.appoint(ctx, t.own, t.own_version, t.official),
            appointing.set_own_date: lambda ctx, t: appointing.set_own_date(ctx, t.own, t.own_version, LATER),
        },
    ),
    (
        ENTERING,
        {
            by_phone.add: lambda ctx, t: by_phone.add(ctx, t.entering, message()),
            by_phone.today_of: lambda ctx, t: by_phone.today_of(ctx, t.entering),
            by_phone.set_day: lambda ctx, t: by_phone.set_day(ctx, t.entering, ctx.now.date()),
            by_phone.finish: lambda ctx, t: by_phone.finish(ctx, t.entering),
            by_phone.drop: lambda ctx, t: by_phone.drop(ctx, t.entering),
        },
    ),
]
LISTS: Area = [
    (
        OFFICIAL_OF_OWN,
        {
            escalation.undecided: lambda ctx, _: escalation.undecided(ctx),
            by_hand.choice: lambda ctx, _: by_hand.choice(ctx),
            by_hand.find_whom: lambda ctx, _: by_hand.find_whom(ctx, "берёзовская"),
            by_hand.plan_reminder: lambda ctx, t: by_hand.plan_reminder(ctx, whom=by_hand.Whom("o", t.organisation)),
            by_hand.remind: lambda ctx, t: by_hand.remind(ctx, whom=by_hand.Whom("o", t.organisation)),
            audit_trail.trails: lambda ctx, _: audit_trail.trails(ctx),
            open_ended.open_items: lambda ctx, _: open_ended.open_items(ctx),
            open_ended.keep: lambda ctx, t: open_ended.keep(ctx, [t.decision]),
            open_ended.cancel_items: lambda ctx, t: open_ended.cancel_items(ctx, [t.decision], "не нужно"),
            year_totals.plan_reminder: lambda ctx, _: year_totals.plan_reminder(ctx, YEAR),
            year_totals.remind: lambda ctx, _: year_totals.remind(ctx, YEAR),
        },
    ),
    (
        READER_OF_OWN,
        {
            due_soon.due: lambda ctx, _: due_soon.due(ctx, 300),
            due_soon.whole: lambda ctx, t: due_soon.whole(ctx, 300, by="u", only=t.organisation),
            filters.filters: lambda ctx, _: filters.filters(ctx),
            overdue.overdue: lambda ctx, t: overdue.overdue(ctx, by="m", only=t.sent),
            overdue.whole: lambda ctx, _: overdue.whole(ctx),
            unread.unread: lambda ctx, t: unread.unread(ctx, t.sent),
            unread.whole: lambda ctx, _: unread.whole(ctx),
            overdue.find_subject: lambda ctx, _: overdue.find_subject(ctx, "берёзовская"),
            protocols.protocols: lambda ctx, _: protocols.protocols(ctx),
            periods.today_of: lambda ctx, _: periods.today_of(ctx),
            periods.period: lambda ctx, _: periods.period(ctx, Span(LATER.replace(day=1), LATER)),
            own_items.own_items: lambda ctx, t: own_items.own_items(ctx, t.sent),
        },
    ),
    (
        READER,
        {
            granting.show: lambda ctx, t: granting.show(ctx, t.extension),
            disputes.show: lambda ctx, t: disputes.show(ctx, t.dispute),
            judging.show_report: lambda ctx, t: judging.show_report(ctx, t.report),
            protocols.protocol: lambda ctx, t: protocols.protocol(ctx, t.sent),
            protocols.item_rows: lambda ctx, t: protocols.item_rows(ctx, t.decision),
            controlled_items.controlled_item: lambda ctx, t: controlled_items.controlled_item(ctx, t.assignment),
            audit_trail.trail: lambda ctx, t: audit_trail.trail(ctx, t.assignment),
            dossiers.dossier: lambda ctx, t: dossiers.dossier(ctx, t.sent),
            own_items.own_card: lambda ctx, t: own_items.own_card(ctx, t.own),
            year_totals.totals: lambda ctx, _: year_totals.totals(ctx, YEAR),  # NotFound where there is none
        },
    ),
    (READER_OVER, {tasks.standing: lambda ctx, t: tasks.standing(ctx, t.organisation)}),
    (CONCERNED, {shares.original: lambda ctx, t: shares.original(ctx, t.sent)}),
    (
        PARTIES,
        {
            inquiries.thread: lambda ctx, t: inquiries.thread(ctx, t.assignment),
            contributions.contributions: lambda ctx, t: contributions.contributions(ctx, t.assignment),
        },
    ),
    (
        MEMBER,
        {
            finding.find_decisions: lambda ctx, _: finding.find_decisions(ctx, "1.1"),
            statistics.statistics: lambda ctx, _: statistics.statistics(ctx),
        },
    ),
    (
        EVERYBODY,
        {
            inquiries.asked_in: lambda ctx, _: inquiries.asked_in(ctx, 1),
            single_decisions.looks_decided: lambda ctx, _: single_decisions.looks_decided(
                ctx, "Сдать отчёт до пятницы"
            ),
            waiting_requests.count_waiting_requests: lambda ctx, _: waiting_requests.count_waiting_requests(ctx),
        },
    ),
]
