"""«Переписка» on an item."""

from services.assignments.request_facts import Line
from services.facts import AssignmentFacts
from services.requests.inquiries import Thread
from services.requests.news import Answered
from views import callbacks as cb
from views.assignments.request_lines import item_of_card
from views.card import Card, button
from views.format import bold, cut, lines, long_quote, moment, paragraphs, safe
from views.paging import Row, filled
from views.texts.assignments import request_lines as common
from views.texts.requests import inquiries as texts

#: Messages of a thread that a card shows, the newest.
SHOWN = 8


def thread_card(thread: Thread, *, title: str = "") -> Card:
    """What was said, the newest at the end; whoever controls may answer, the organisation may ask more."""
    item = thread.assignment
    name = texts.QUESTION_TITLE if thread.may_answer and thread.waits else texts.THREAD_TITLE
    head = f"{name}: {item.organisation}" if thread.may_answer else name
    rows = [_line(thread, line) for line in thread.lines[-SHOWN:]]
    return Card(
        paragraphs(
            title or None,
            lines(bold(head), item_of_card(item)),
            long_quote(cut(item.text, 400)),
            *(rows or [texts.EMPTY_THREAD]),
        ),
        _rows(thread),
    )


def _line(thread: Thread, line: Line) -> str:
    if line.is_question:
        who = texts.THEIR_WORD if thread.may_answer or not thread.may_ask else texts.OUR_WORD
    else:
        who = texts.OFFICE_WORD
    when = moment(line.at, thread.assignment.authority.timezone)
    return texts.line(who, when, cut(line.text, 400), to_all=line.to_all)


def _rows(thread: Thread) -> tuple[Row, ...]:
    item = thread.assignment
    if not thread.may_answer:
        more = [button(texts.ASK_MORE, cb.Ask(id=item.id))] if thread.may_ask else []
        return filled([*more, button(common.TO_ITEM, cb.OpenAssignment(id=item.id))])
    answers = [button(texts.ANSWER_TO, cb.Answer(id=item.id), style="success" if thread.waits else None)]
    if thread.addressees > 1:
        answers.append(button(texts.answer_all(thread.addressees), cb.Answer(id=item.id, to_all=True)))
    return filled(answers, [button(common.TO_ITEM, cb.OpenControlledItem(id=item.id))])


def question_sent_card(thread: Thread) -> Card:
    return Card(
        lines(texts.QUESTION_SENT, item_of_card(thread.assignment)),
        ((button(common.TO_ITEM, cb.OpenAssignment(id=thread.assignment.id)),),),
    )


def answered_card(facts: Answered) -> Card:
    """An answer, with the question it is to; whose question it was is not told to the others."""
    item = facts.item.assignment
    again = [button(texts.ASK_MORE if facts.own else texts.ASK, cb.Ask(id=item.id))]
    return Card(
        paragraphs(
            lines(texts.answered_title(own=facts.own), safe(item.organisation), item_of_card(item)),
            texts.question_was(cut(facts.question, 400)) if facts.question else None,
            f"<b>{safe(item.authority.name)}:</b> {safe(facts.answer.text)}",
        ),
        filled([*again, button(common.TO_ITEM, cb.OpenAssignment(id=item.id))]),
    )


def ask_card(item: AssignmentFacts) -> Card:
    """What a question is about, while it is typed."""
    return Card(paragraphs(lines(bold(texts.ASK), item_of_card(item)), texts.TYPE_QUESTION))
