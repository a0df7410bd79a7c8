"""Drafts of minutes, sending them, correcting what is sent, groups and single decisions: the officials'."""

from domain.amendments import Amendment
from domain.lifecycle import Acceptance
from domain.minutes import read_text
from domain.minutes.model import ControlForm, Requirement
from domain.organisations import OrganisationKind
from domain.parts import PartAnswer
from services.amendments import amending, amendments, by_file, cancellations
from services.amendments import preview as amendment_preview
from services.drafts import (
    documents,
    doubts,
    drafts,
    intake,
    items,
    originals,
    sending_plans,
    single_decisions,
    typed_addressees,
)
from services.organisations import groups
from services.sending import letters, preview, publish
from services.year import repetition
from tests.papers import PLAIN
from tests.properties.access.rules import OFFICIAL, OFFICIAL_OF_OWN, Area
from tests.properties.access.scene import LATER

DRAFTS: Area = [
    (
        OFFICIAL_OF_OWN,
        {
            intake.take: lambda ctx, _: intake.take(ctx, read_text(PLAIN)),
            single_decisions.create: lambda ctx, _: single_decisions.create(
                ctx, "Директорам школ провести осмотр залов до 20 декабря"
            ),
            typed_addressees.understand: lambda ctx, _: typed_addressees.understand(ctx, "школы"),
            groups.groups: lambda ctx, _: groups.groups(ctx),
            groups.choices: lambda ctx, _: groups.choices(ctx),
            groups.create: lambda ctx, _: groups.create(ctx, "Школы района", kind=OrganisationKind.SCHOOL),
        },
    ),
    (
        OFFICIAL,
        {
            drafts.show: lambda ctx, t: drafts.show(ctx, t.draft),
            drafts.show_item: lambda ctx, t: drafts.show_item(ctx, t.item),
            originals.toggle_original: lambda ctx, t: originals.toggle_original(ctx, t.draft, t.draft_version),
            drafts.delete_draft: lambda ctx, t: drafts.delete_draft(ctx, t.draft, t.draft_version),
            doubts.answer_addressee: lambda ctx, t: doubts.answer_addressee(
                ctx, t.draft, t.draft_version, 0, "g-school"
            ),
            doubts.answer_addressee_with: lambda ctx, t: doubts.answer_addressee_with(
                ctx, t.draft, t.draft_version, 0, (t.organisation,)
            ),
            doubts.answer_date: lambda ctx, t: doubts.answer_date(ctx, t.draft, t.draft_version, 1, LATER),
            doubts.answer_form: lambda ctx, t: doubts.answer_form(ctx, t.draft, t.draft_version, 1, ControlForm.WORK),
            doubts.answer_leave_out: lambda ctx, t: doubts.answer_leave_out(ctx, t.draft, t.draft_version, 1),
            doubts.answer_time: lambda ctx, t: doubts.answer_time(ctx, t.draft, t.draft_version, 1, is_deadline=True),
            documents.document: lambda ctx, t: documents.document(ctx, t.draft),
            documents.answer_lines: lambda ctx, t: documents.answer_lines(
                ctx, t.draft, t.draft_version, 0, PartAnswer.ITEM
            ),
            documents.answer_part: lambda ctx, t: documents.answer_part(
                ctx, t.draft, t.draft_version, 1, PartAnswer.ITEM
            ),
            documents.ask_apart: lambda ctx, t: documents.ask_apart(ctx, t.draft, t.draft_version, 0),
            doubts.answer_reading: lambda ctx, t: doubts.answer_reading(ctx, t.draft, t.draft_version, 1),
            doubts.set_day: lambda ctx, t: doubts.set_day(ctx, t.draft, t.draft_version, LATER),
            items.set_date: lambda ctx, t: items.set_date(ctx, t.item, t.draft_version, LATER),
            items.set_form: lambda ctx, t: items.set_form(ctx, t.item, t.draft_version, ControlForm.WORK),
            items.set_recurrence: lambda ctx, t: items.set_recurrence(ctx, t.item, t.draft_version, "monthly"),
            items.toggle_requirement: lambda ctx, t: items.toggle_requirement(
                ctx, t.item, t.draft_version, Requirement.FILE
            ),
            items.toggle_not_needed: lambda ctx, t: items.toggle_not_needed(ctx, t.item, t.draft_version),
            items.set_acceptance: lambda ctx, t: items.set_acceptance(ctx, t.item, t.draft_version, Acceptance.AT_ONCE),
            items.set_text: lambda ctx, t: items.set_text(ctx, t.item, t.draft_version, "Другой текст"),
            items.toggle_left_out: lambda ctx, t: items.toggle_left_out(ctx, t.item, t.draft_version),
            items.set_addressees: lambda ctx, t: items.set_addressees(ctx, t.item, t.draft_version, (t.organisation,)),
            items.set_addressees_option: lambda ctx, t: items.set_addressees_option(
                ctx, t.item, t.draft_version, "g-school"
            ),
            items.set_responsible: lambda ctx, t: items.set_responsible(ctx, t.item, t.draft_version, None),
            items.merge_with_previous: lambda ctx, t: items.merge_with_previous(ctx, t.item, t.draft_version),
            items.split: lambda ctx, t: items.split(ctx, t.item, t.draft_version, 10),
            by_file.plan_file: lambda ctx, t: by_file.plan_file(ctx, t.draft, 0),
            by_file.apply_file: lambda ctx, t: by_file.apply_file(ctx, t.draft, t.draft_version, 0, "исправлено"),
            doubts.answer_duplicate: lambda ctx, t: doubts.answer_duplicate(
                ctx, t.draft, t.draft_version, 0, merge=True
            ),
            sending_plans.confirm: lambda ctx, t: sending_plans.confirm(ctx, t.draft),
            sending_plans.plan: lambda ctx, t: sending_plans.plan(ctx, t.draft),
            publish.send: lambda ctx, t: publish.send(ctx, t.draft, t.draft_version),
            publish.schedule: lambda ctx, t: publish.schedule(ctx, t.draft, t.draft_version),
            publish.unschedule: lambda ctx, t: publish.unschedule(ctx, t.draft),
            preview.shares: lambda ctx, t: preview.shares(ctx, t.draft),
            letters.letters: lambda ctx, t: letters.letters(ctx, t.draft),
            groups.group: lambda ctx, t: groups.group(ctx, t.group),
            groups.rename: lambda ctx, t: groups.rename(ctx, t.group, "Пилоты"),
            groups.include: lambda ctx, t: groups.include(ctx, t.group, (t.organisation,)),
            groups.exclude: lambda ctx, t: groups.exclude(ctx, t.group, t.organisation),
            groups.remove: lambda ctx, t: groups.remove(ctx, t.group),
        },
    ),
]
CORRECTIONS: Area = [
    (
        OFFICIAL,
        {
            amending.minutes_of_decision: lambda ctx, t: amending.minutes_of_decision(ctx, t.decision),
            amending.minutes_of_assignment: lambda ctx, t: amending.minutes_of_assignment(ctx, t.assignment),
            amendments.change_text: lambda ctx, t: amendments.change_text(
                ctx, t.decision, 0, "Другой текст", "опечатка"
            ),
            amendments.change_date: lambda ctx, _: amendments.change_date(ctx, 1, 0, LATER, "перенос"),
            amendments.change_date_of_one: lambda ctx, t: amendments.change_date_of_one(
                ctx, t.assignment, 0, LATER, "перенос"
            ),
            amendments.add_addressees: lambda ctx, t: amendments.add_addressees(
                ctx, t.decision, 0, (t.organisation,), "забыли"
            ),
            cancellations.cancel_item: lambda ctx, t: cancellations.cancel_item(ctx, t.decision, 0, "не нужно"),
            cancellations.cancel_for_organisation: lambda ctx, t: cancellations.cancel_for_organisation(
                ctx, t.sent, 0, t.organisation, "не нужно"
            ),
            cancellations.cancel_minutes: lambda ctx, t: cancellations.cancel_minutes(ctx, t.sent, 0, "не нужно"),
            amendment_preview.consequences: lambda ctx, t: amendment_preview.consequences(ctx, Amendment.ALL, t.sent),
            amendment_preview.item_menu: lambda ctx, t: amendment_preview.item_menu(ctx, t.decision),
            amendment_preview.reached: lambda ctx, t: amendment_preview.reached(ctx, Amendment.ALL, t.sent),
            amendment_preview.option_of: lambda ctx, t: amendment_preview.option_of(ctx, t.decision, "g-school"),
            letters.letter: lambda ctx, t: letters.letter(ctx, t.sent, t.organisation),
            repetition.repetition: lambda ctx, t: repetition.repetition(ctx, t.repeating),
            repetition.end: lambda ctx, t: repetition.end(ctx, t.repeating, "не нужно", cancel_open=True),
        },
    ),
]
