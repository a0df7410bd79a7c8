"""A letter for organisations outside the bot: the items of a protocol, a page for each organisation."""

import io
from typing import TYPE_CHECKING

from domain.lifecycle import DATED, REPORTABLE
from services.assignments.shares import Share
from services.facts import AssignmentFacts
from services.sending.letters import Letters
from views.format import day, short
from views.texts.minutes import item_label, minutes_name, what_to_send
from views.texts.sending import letters as letter_texts

if TYPE_CHECKING:
    from docx.document import Document


def letters_file(letters: Letters) -> bytes:
    """A .docx with a page for each organisation."""
    import docx

    paper = docx.Document()
    for number, share in enumerate(letters.shares):
        if number:
            paper.add_page_break()  # type: ignore[no-untyped-call]
        _page(paper, share)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _page(paper: "Document", share: Share) -> None:
    paper.add_paragraph(share.authority.name)
    paper.add_paragraph(letter_texts.letter_to(share.organisation))
    paper.add_heading(letter_texts.letter_title(minutes_name(share.minutes)), level=2)
    paper.add_paragraph(letter_texts.letter_opening(share.authority.name))
    asked = [item for item in share.items if item.form in REPORTABLE]
    for title, items in (
        (letter_texts.LETTER_REPORTS, asked),
        (letter_texts.LETTER_WORK, [item for item in share.items if item.form not in REPORTABLE]),
    ):
        if items:
            paper.add_paragraph(title)
            for item in items:
                paper.add_paragraph(_line(item))
    paper.add_paragraph(letter_texts.LETTER_CLOSING)
    if share.authority.contact:
        paper.add_paragraph(letter_texts.letter_contact(share.authority.contact))


def _line(item: AssignmentFacts) -> str:
    what = what_to_send(item.requirement) if item.form in REPORTABLE else ""
    due = day(item.due_date) if item.due_date and item.form in {*DATED, *REPORTABLE} else ""
    label = item_label(item.label)
    return letter_texts.letter_item(f"{label[0].upper()}{label[1:]}.", f"{short(item.text, 1500)}.", due, what)
