"""The document as it was read, part by part; and the questions about what did not become an item."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from domain.doubts import Doubt
from domain.drafting import Draft, DraftItem
from domain.minutes.model import Role
from domain.paging import Page
from domain.parts import SHOWN, DraftLine, PartAnswer
from services.drafts.documents import DocumentCard
from services.drafts.parts import DocumentPart
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, cut, lines, long_quote, paragraphs
from views.paging import Row, filled, page_line, turns
from views.texts.drafts import documents as texts
from views.texts.drafts import drafts as draft_texts
from views.texts.minutes import item_label, minutes_name

#: Of a page: about a screen of a telephone, and no more buttons than a message may have.
LETTERS_ON_PAGE, PARTS_ON_PAGE = 1200, 40
LONGEST_PART = 3000
#: Parts that seldom hide an item.
UNLIKELY = frozenset({Role.QUESTION, Role.HEADING, Role.FURNITURE})


def document_card(document: DocumentCard, part: int) -> Card:
    """The page that holds `part`, each stretch of one kind under the word for it."""
    draft = document.draft
    pages = _pages(document.parts)
    number = next((at for at, page in enumerate(pages) if any(each.ordinal == part for each in page)), 0)
    here, shown = Page(number, len(pages), 1), pages[number]
    words = [(_word(document, each), each) for each in shown]
    return Card(
        paragraphs(
            lines(bold(texts.title(minutes_name(draft))), page_line(here)),
            *(
                lines(bold(word) if word else None, long_quote("\n".join(_text(each) for _, each in group)))
                for word, group in groupby(words, key=lambda pair: pair[0])
            ),
        ),
        filled(
            turns(here, lambda there: cb.Document(id=draft.id, part=pages[there][0].ordinal)),
            *(
                (button(label, cb.PickPart(id=draft.id, part=shown[0].ordinal, item=item)),)
                for label, item in ((texts.MAKE_ITEM, True), (texts.IS_NO_ITEM, False))
                if _choices(document, shown, item=item)
            ),
            (button(draft_texts.TO_DECISION if draft.single else draft_texts.TO_PROTOCOL, cb.Draft(id=draft.id)),),
        ),
    )


def pick_card(document: DocumentCard, part: int, *, item: bool) -> Card:
    """The parts of that page that may become an item, or that are one and should be none."""
    draft = document.draft
    page = next((page for page in _pages(document.parts) if any(each.ordinal == part for each in page)), ())
    marks = (
        (_label(document, each), cb.MarkPart(id=draft.id, version=draft.version, part=each.ordinal, item=item))
        for each in _choices(document, page, item=item)
    )
    return Card(
        texts.PICK_ITEM if item else texts.PICK_NO_ITEM,
        (
            *((button(label, data),) for label, data in marks),
            (button(draft_texts.BACK, cb.Document(id=draft.id, part=part)),),
        ),
    )


def _pages(parts: Sequence[DocumentPart]) -> list[list[DocumentPart]]:
    pages: list[list[DocumentPart]] = [[]]
    letters = 0
    for part in parts:
        size = min(len(part.text), LONGEST_PART)
        if pages[-1] and (letters + size > LETTERS_ON_PAGE or len(pages[-1]) == PARTS_ON_PAGE):
            pages.append([])
            letters = 0
        pages[-1].append(part)
        letters += size
    return pages


def _text(part: DocumentPart) -> str:
    return cut(part.text.replace("\t", " | "), LONGEST_PART)


def _label(document: DocumentCard, part: DocumentPart) -> str:
    items = _items(document.draft, part)
    named = ", ".join(item_label(item) for item in items)
    return cut(f"{named}: {items[0].text}" if items else part.text, 55)


def _items(draft: Draft, part: DocumentPart) -> list[DraftItem]:
    return [item for item in draft.items if part.role is not None and item.part == part.ordinal]


def _word(document: DocumentCard, part: DocumentPart) -> str:
    """What a part is, in a word or two."""
    items = _items(document.draft, part)
    if items:
        named = ", ".join(item_label(item) for item in items)
        return texts.not_sent(named) if all(item.left_out for item in items) else named
    if part.answer is not None:
        return texts.NO_ITEM if part.answer is PartAnswer.NOT_ITEM else texts.ROLES[Role.ITEM]
    if part.asked:
        return texts.ASKED
    return texts.ROLES[part.role] if part.role else ""


def _choices(document: DocumentCard, parts: Iterable[DocumentPart], *, item: bool) -> list[DocumentPart]:
    """Of some parts those that can be made an item, or none, the likely ones first; of what was sent nothing can."""
    if document.state != "draft":
        return []
    fits = _may_become_item if item else _is_item
    found = [part for part in parts if part.role is not None and fits(document.draft, part)]
    return sorted(found, key=lambda part: (not part.asked, part.role in UNLIKELY))


def _is_item(draft: Draft, part: DocumentPart) -> bool:
    return any(not item.left_out for item in _items(draft, part))


def _may_become_item(draft: Draft, part: DocumentPart) -> bool:
    """What was left out can come back; what was joined to another item, and a single word, can not."""
    items = _items(draft, part)
    if items:
        return all(item.left_out for item in items)
    joined = part.role in (Role.ITEM, Role.LABEL) or part.answer is PartAnswer.ITEM
    return not joined and sum(any(map(str.isalpha, word)) for word in part.text.split()) > 1


# --- the question ------------------------------------------------------------------------------------------------


def lines_question(asked: Sequence[DraftLine]) -> str:
    """«Отделу опеки подготовить списки до 01.11» – это пункт?"""
    return texts.doubt_lines(cut(asked[0].text, 90).rstrip("."), len(asked))


def lines_shown(asked: Sequence[DraftLine]) -> str:
    """The lines themselves: of very many that are all alike the first ones."""
    hidden = len(asked) - SHOWN
    length = 700 if len(asked) == 1 else 250
    rows = "\n".join(
        f"• {cut(line.text, length)}" if len(asked) > 1 else cut(line.text, length) for line in asked[:SHOWN]
    )
    more = texts.more_alike(hidden) if hidden > 0 else None
    return paragraphs(lines(bold(texts.are_items(len(asked))), long_quote(rows), more), texts.HINT)


def lines_answers(draft: Draft, doubt: Doubt, place: int) -> tuple[Row, ...]:
    count = len(doubt.lines)

    def answer(label: str, option: str) -> Row:
        return (button(label, cb.Doubt(id=draft.id, version=draft.version, place=place, option=option)),)

    return (
        answer(texts.make_items(count), "item"),
        answer(texts.are_no_items(count), "no_item"),
        *([answer(texts.ONE_BY_ONE, "apart_lines")] if count > 1 else []),
        (button(texts.OPEN, cb.Document(id=draft.id, part=doubt.lines[0].ordinal)),),
    )


def outside_line(draft: Draft) -> str | None:
    """«Не вошло в пункты: 3 строки»; nothing when there are none."""
    return bold(texts.outside(len(draft.lines))) if draft.lines else None
