"""Where a message without a button belongs: mark × mark × state of the item."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.placing import Do, Marks, Said, place

A, B, C, OVER = 1, 2, 3, 9
OPEN = frozenset({A, B, C})
NO = frozenset[int]()


def of(*items: int) -> frozenset[int]:
    return frozenset(items)


EVIDENCE, WORDS, QUESTION, LABEL = Said
SEND, COLLECT, ASK, CARD, SAY = Do


@pytest.mark.parametrize(
    ("marks", "said", "whole", "done"),
    [
        # nothing names an item
        (Marks(), EVIDENCE, NO, (ASK, NO)),
        (Marks(), WORDS, NO, (ASK, NO)),
        (Marks(file_name=of(A)), EVIDENCE, NO, (ASK, of(A))),
        (Marks(file_name=of(OVER)), EVIDENCE, NO, (ASK, NO)),
        # one mark, one open item
        (Marks(number=of(A)), EVIDENCE, of(A), (SEND, of(A))),
        (Marks(number=of(A)), EVIDENCE, NO, (ASK, of(A))),
        (Marks(number=of(A)), LABEL, NO, (CARD, of(A))),
        (Marks(number=of(A)), QUESTION, of(A), (ASK, of(A))),
        (Marks(reply=of(A)), EVIDENCE, of(A), (ASK, of(A))),
        (Marks(reply=of(A)), WORDS, NO, (ASK, of(A))),
        (Marks(collecting=of(A)), EVIDENCE, NO, (COLLECT, of(A))),
        (Marks(collecting=of(A)), WORDS, NO, (COLLECT, of(A))),
        (Marks(collecting=of(A)), QUESTION, NO, (ASK, of(A))),
        # one mark, several items, or none that is open
        (Marks(number=of(A, B)), EVIDENCE, of(A), (ASK, of(A, B))),
        (Marks(reply=of(A, B)), EVIDENCE, NO, (ASK, of(A, B))),
        (Marks(number=of(OVER)), EVIDENCE, NO, (SAY, of(OVER))),
        (Marks(reply=of(OVER)), EVIDENCE, NO, (SAY, of(OVER))),
        (Marks(number=of(A, OVER)), EVIDENCE, of(A), (ASK, of(A))),  # a correction of what is over, perhaps
        # two marks that agree
        (Marks(number=of(A), reply=of(A, B)), EVIDENCE, of(A), (SEND, of(A))),
        (Marks(number=of(A, B), reply=of(B, C)), EVIDENCE, NO, (ASK, of(B))),
        (Marks(number=of(A), collecting=of(A)), WORDS, of(A), (COLLECT, of(A))),
        (Marks(reply=of(A, B), collecting=of(A)), EVIDENCE, NO, (COLLECT, of(A))),
        (Marks(collecting=of(A), file_name=of(B)), EVIDENCE, NO, (COLLECT, of(A))),  # a file's name is weaker
        (Marks(reply=of(A), file_name=of(B)), EVIDENCE, NO, (ASK, of(A))),
        # two marks that contradict each other
        (Marks(number=of(A), collecting=of(B)), EVIDENCE, of(A), (ASK, of(A, B))),
        (Marks(number=of(A), reply=of(B)), EVIDENCE, of(A), (ASK, of(A, B))),
        (Marks(reply=of(A), collecting=of(B)), EVIDENCE, NO, (ASK, of(A, B))),
        (Marks(number=of(OVER), collecting=of(A)), EVIDENCE, NO, (SAY, of(OVER))),
        (Marks(number=of(A), reply=of(OVER)), EVIDENCE, of(A), (SAY, of(OVER))),
    ],
)
def test_table(marks: Marks, said: Said, whole: frozenset[int], done: tuple[Do, frozenset[int]]) -> None:
    found = place(marks, said, OPEN, whole=whole, handed_in=of(OVER))
    assert (found.do, found.items) == done


def test_words_in_reply_to_a_reminder_are_rather_a_question() -> None:
    reminder = Marks(reply=of(A), reminder=True)
    assert place(reminder, WORDS, OPEN).question_first
    assert not place(reminder, EVIDENCE, OPEN).question_first
    assert not place(Marks(reply=of(A)), WORDS, OPEN).question_first


ITEMS = st.frozensets(st.sampled_from([A, B, C, OVER]), max_size=3)


@given(
    marks=st.builds(Marks, ITEMS, ITEMS, st.sampled_from([NO, of(A), of(B)]), ITEMS, st.booleans()),
    said=st.sampled_from(Said),
    open_=ITEMS,
    whole=ITEMS,
    missing=ITEMS,
    handed_in=ITEMS,
)
def test_nothing_is_filed_for_an_item_that_a_mark_has_not_named(
    marks: Marks,
    said: Said,
    open_: frozenset[int],
    whole: frozenset[int],
    missing: frozenset[int],
    handed_in: frozenset[int],
) -> None:
    found = place(marks, said, open_, whole=whole, missing=missing, handed_in=handed_in)
    strong = [mark for mark in (marks.number, marks.reply, marks.collecting) if mark]
    if found.do in (Do.SEND, Do.COLLECT):
        (item,) = found.items
        assert strong
        assert item in open_
        assert all(item in mark for mark in strong)
        assert said is not Said.QUESTION
    if found.do is Do.SEND:
        assert marks.number
        assert found.items <= whole
    if found.do is Do.SAY:
        assert not found.items & open_
    if found.do is Do.ASK:
        assert found.items <= open_


def test_the_table_has_no_hole() -> None:
    """Every combination of marks of one item each gives an answer."""
    for number, reply, collecting, said in product([NO, of(A), of(OVER)], [NO, of(A), of(B)], [NO, of(A)], Said):
        assert place(Marks(number, reply, collecting), said, OPEN).do in Do
