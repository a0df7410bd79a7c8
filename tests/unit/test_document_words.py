"""Words about lines of a document that are in no item."""

import pytest

from domain.minutes.model import Role
from domain.parts import SHOWN, DraftLine
from views.drafts.documents import lines_question, lines_shown
from views.format import LIMIT
from views.texts import reading
from views.texts.drafts import documents as texts

SENTENCE = "Отделу опеки подготовить списки детей, которым нужна перевозка, до 01.11."


def asked(count: int, text: str = SENTENCE) -> list[DraftLine]:
    return [DraftLine(ordinal, text) for ordinal in range(1, count + 1)]


@pytest.mark.parametrize(
    ("lines", "outside", "alike"),
    [
        (1, "Не вошло в пункты: 1 строка", "…и ещё 1 такая же строка"),
        (3, "Не вошло в пункты: 3 строки", "…и ещё 3 такие же строки"),
        (11, "Не вошло в пункты: 11 строк", "…и ещё 11 таких же строк"),
    ],
)
def test_lines_are_counted(lines: int, outside: str, alike: str) -> None:
    assert texts.outside(lines) == outside
    assert texts.more_alike(lines) == alike


@pytest.mark.parametrize(
    ("count", "question", "yes", "no"),
    [
        (1, f"«{SENTENCE[:-1]}» – это пункт?", "Сделать пунктом", "Это не пункт"),
        (2, f"«{SENTENCE[:-1]}» и ещё 1 строка – это пункты?", "Сделать пунктами (2)", "Это не пункты (2)"),
        (12, f"«{SENTENCE[:-1]}» и ещё 11 строк – это пункты?", "Сделать пунктами (12)", "Это не пункты (12)"),
    ],
)
def test_one_line_is_spoken_of_as_one(count: int, question: str, yes: str, no: str) -> None:
    assert lines_question(asked(count)) == question
    assert (texts.make_items(count), texts.are_no_items(count)) == (yes, no)


def test_of_many_lines_the_first_are_shown_and_the_rest_counted() -> None:
    assert lines_shown(asked(SHOWN)).count("•") == SHOWN
    assert "такие же" not in lines_shown(asked(SHOWN))
    assert lines_shown(asked(SHOWN + 2)).count("•") == SHOWN
    assert "…и ещё 2 такие же строки" in lines_shown(asked(SHOWN + 2))


def test_the_longest_lines_fit_into_a_message() -> None:
    assert len(lines_shown(asked(500, "слово " * 5000))) < LIMIT / 2
    assert len(lines_shown(asked(1, "слово " * 5000))) < LIMIT / 2


def test_every_role_of_a_part_has_a_word() -> None:
    assert set(texts.ROLES) == set(Role)


def test_the_time_of_no_known_role_has_its_sentence() -> None:
    assert reading.doubt("time_unplaced") == "В тексте есть время. Не срок ли это?"
