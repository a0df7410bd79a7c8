"""What organisations do with their items: answer, ask, hand on, look back."""

from domain.people import CONTROLLING, HEADING
from services import (
    below,
    cascade,
    collecting,
    disputes,
    due_dates,
    extensions,
    handovers,
    history,
    inquiries,
    loose,
    respond,
    several,
    shares,
    typed,
    year_form,
)
from tests.properties.access.control import YEAR
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
            respond.acknowledge: lambda ctx, t: respond.acknowledge(ctx, t.sent, t.organisation),
            collecting.start: lambda ctx, t: collecting.start(ctx, t.assignment, t.version),
            respond.not_needed: lambda ctx, t: respond.not_needed(ctx, t.assignment, t.version),
            respond.withdraw: lambda ctx, t: respond.withdraw(ctx, t.assignment, t.version),
            collecting.assignment_of: lambda ctx, t: collecting.assignment_of(ctx, t.report),
            extensions.offer: lambda ctx, t: extensions.offer(ctx, t.assignment, t.version),
            extensions.offer_day: lambda ctx, t: extensions.offer_day(ctx, t.assignment, t.version, LATER),
            extensions.ask: lambda ctx, t: extensions.ask(ctx, t.assignment, t.version, LATER, "причина"),
            disputes.offer: lambda ctx, t: disputes.offer(ctx, t.assignment, t.version),
            disputes.dispute: lambda ctx, t: disputes.dispute(ctx, t.assignment, t.version, "причина"),
            inquiries.offer: lambda ctx, t: inquiries.offer(ctx, t.assignment),
            inquiries.ask: lambda ctx, t: inquiries.ask(ctx, t.assignment, "вопрос"),
            shares.share: lambda ctx, t: shares.share(ctx, t.sent, t.organisation),
            shares.item_card: lambda ctx, t: shares.item_card(ctx, t.assignment),
            below.gathered: lambda ctx, t: below.gathered(ctx, t.assignment),
            loose.send: lambda ctx, t: loose.send(ctx, 1, t.assignment),
            history.own_report: lambda ctx, t: history.own_report(ctx, t.report),
            year_form.form: lambda ctx, t: year_form.form(ctx, t.organisation, YEAR),
            year_form.is_line: lambda ctx, t: year_form.is_line(ctx, t.yearly),
            year_form.form_of: lambda ctx, t: year_form.form_of(ctx, t.yearly),
            year_form.answer: lambda ctx, t: year_form.answer(ctx, t.yearly, message()),
            year_form.not_needed: lambda ctx, t: year_form.not_needed(ctx, t.yearly),
            year_form.send: lambda ctx, t: year_form.send(ctx, t.organisation, YEAR),
        },
    ),
    (
        AUTHOR,
        {
            respond.hand_in: lambda ctx, t: respond.hand_in(ctx, t.collecting),
            collecting.drop: lambda ctx, t: collecting.drop(ctx, t.collecting),
            several.ticks: lambda ctx, t: several.ticks(ctx, t.collecting),
            several.hand_in_several: lambda ctx, t: several.hand_in_several(ctx, t.collecting, (t.assignment,)),
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
            cascade.start: lambda ctx, t: cascade.start(ctx, t.assignment),
            cascade.start_all: lambda ctx, t: cascade.start_all(ctx, t.sent, t.organisation),
        },
    ),
    (
        EXECUTOR_OF_OWN,
        {
            shares.tasks: lambda ctx, _: shares.tasks(ctx),
            due_dates.due_dates: lambda ctx, _: due_dates.due_dates(ctx),
            history.history: lambda ctx, _: history.history(ctx),
        },
    ),
    (
        EVERYBODY,
        {
            collecting.collect: lambda ctx, _: collecting.collect(ctx, message()),
            collecting.collecting_for: lambda ctx, _: collecting.collecting_for(ctx),
            handovers.protocols: lambda ctx, _: handovers.protocols(ctx),
            loose.keep: lambda ctx, _: loose.keep(ctx, message()),
            loose.choices: lambda ctx, _: loose.choices(ctx, 1),
            loose.drop: lambda ctx, _: loose.drop(ctx, 1),
            typed.typed: lambda ctx, _: typed.typed(ctx, message(text="1.2 - исполнено")),
        },
    ),
]
