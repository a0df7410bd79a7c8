"""What organisations do with their items: answer, ask, hand on, look back."""

from domain.people import CONTROLLING, HEADING
from services.assignments import acknowledging, item_cards, passed_down, passing_down, shares
from services.deputies import handovers
from services.overview import due_dates, history, tasks
from services.reports import collecting, correcting, edited, handing_in, placing, several_items, unprompted
from services.requests import disputes, extensions, inquiries
from services.year import year_answers, year_form
from tests.properties.access.controlling import YEAR
from tests.properties.access.rules import (
    AUTHOR,
    EVERYBODY,
    EXECUTOR,
    EXECUTOR_OF_OWN,
    HEAD,
    Area,
    Place,
    at,
)
from tests.properties.access.scene import LATER
from tests.reporting import message

EXECUTING: Area = [
    (
        EXECUTOR,
        {
            acknowledging.acknowledge: lambda ctx, t: acknowledging.acknowledge(ctx, t.sent, t.organisation),
            collecting.start: lambda ctx, t: collecting.start(ctx, t.assignment, t.version),
            handing_in.not_needed: lambda ctx, t: handing_in.not_needed(ctx, t.assignment, t.version),
            correcting.start: lambda ctx, t: correcting.start(ctx, t.assignment, t.version),
            handing_in.withdraw: lambda ctx, t: handing_in.withdraw(ctx, t.assignment, t.version),
            collecting.assignment_of: lambda ctx, t: collecting.assignment_of(ctx, t.report),
            extensions.offer: lambda ctx, t: extensions.offer(ctx, t.assignment, t.version),
            extensions.offer_day: lambda ctx, t: extensions.offer_day(ctx, t.assignment, t.version, LATER),
            extensions.ask: lambda ctx, t: extensions.ask(ctx, t.assignment, t.version, LATER, "причина"),
            extensions.take_back: lambda ctx, t: extensions.take_back(ctx, t.assignment, t.version),
            disputes.take_back: lambda ctx, t: disputes.take_back(ctx, t.assignment, t.version),
            disputes.offer: lambda ctx, t: disputes.offer(ctx, t.assignment, t.version),
            disputes.dispute: lambda ctx, t: disputes.dispute(ctx, t.assignment, t.version, "причина"),
            inquiries.offer: lambda ctx, t: inquiries.offer(ctx, t.assignment),
            inquiries.ask: lambda ctx, t: inquiries.ask(ctx, t.assignment, "вопрос"),
            shares.share: lambda ctx, t: shares.share(ctx, t.sent, t.organisation),
            item_cards.item_card: lambda ctx, t: item_cards.item_card(ctx, t.assignment),
            passed_down.gathered: lambda ctx, t: passed_down.gathered(ctx, t.assignment),
            unprompted.send: lambda ctx, t: unprompted.send(ctx, 1, t.assignment),
            inquiries.ask_unprompted: lambda ctx, t: inquiries.ask_unprompted(ctx, t.assignment, 1),
            history.own_report: lambda ctx, t: history.own_report(ctx, t.report),
            year_form.form: lambda ctx, t: year_form.form(ctx, t.organisation, YEAR),
            year_form.is_line: lambda ctx, t: year_form.is_line(ctx, t.yearly),
            year_form.form_of: lambda ctx, t: year_form.form_of(ctx, t.yearly),
            year_answers.answer: lambda ctx, t: year_answers.answer(ctx, t.yearly, message()),
            year_answers.not_needed: lambda ctx, t: year_answers.not_needed(ctx, t.yearly),
            year_answers.send: lambda ctx, t: year_answers.send(ctx, t.organisation, YEAR),
        },
    ),
    (
        AUTHOR,
        {
            handing_in.hand_in: lambda ctx, t: handing_in.hand_in(ctx, t.collecting),
            collecting.drop: lambda ctx, t: collecting.drop(ctx, t.collecting),
            collecting.pieces: lambda ctx, t: collecting.pieces(ctx, t.collecting),
            several_items.ticks: lambda ctx, t: several_items.ticks(ctx, t.collecting),
            several_items.hand_in_several: lambda ctx, t: several_items.hand_in_several(
                ctx, t.collecting, (t.assignment,)
            ),
        },
    ),
    (
        HEAD,
        {
            handovers.hand_over: lambda ctx, t: handovers.hand_over(ctx, t.sent, t.organisation),
            handovers.take_back: lambda ctx, t: handovers.take_back(ctx, t.sent, t.organisation),
        },
    ),
    (
        at(HEADING | CONTROLLING, Place.SCHOOL),
        {
            passing_down.start: lambda ctx, t: passing_down.start(ctx, t.assignment),
            passing_down.start_all: lambda ctx, t: passing_down.start_all(ctx, t.sent, t.organisation),
        },
    ),
    (
        EXECUTOR_OF_OWN,
        {
            tasks.tasks: lambda ctx, _: tasks.tasks(ctx),
            due_dates.due_dates: lambda ctx, _: due_dates.due_dates(ctx),
            history.history: lambda ctx, _: history.history(ctx),
        },
    ),
    (
        EVERYBODY,
        {
            edited.edit: lambda ctx, _: edited.edit(ctx, message()),
            collecting.drop_current: lambda ctx, _: collecting.drop_current(ctx),
            collecting.collect: lambda ctx, _: collecting.collect(ctx, message()),
            handovers.protocols: lambda ctx, _: handovers.protocols(ctx),
            placing.receive: lambda ctx, _: placing.receive(ctx, message()),
            unprompted.choices: lambda ctx, _: unprompted.choices(ctx, 1),
            unprompted.drop: lambda ctx, _: unprompted.drop(ctx, 1),
        },
    ),
]
