"""A document part by part: pieces to be shown one by one, lines asked about together, what is remembered of them."""

import pytest

from domain.minutes import read_text
from domain.minutes.model import Deadline, DeadlineKind, Document, Item, Line, Part, ReadMinutes, Role
from domain.parts import (
    SHOWN,
    Asking,
    DraftLine,
    PartAnswer,
    Piece,
    asking_of,
    groups_of,
    line_key,
    pieces_of,
    question_of,
)
from tests.papers import DOUBTFUL, PLAIN

NONE = Deadline(DeadlineKind.NONE)


def item(text: str, first: int, last: int) -> Item:
    return Item(1, None, 1, text, NONE, (), span=(first, last))


def reading(text: str, parts: tuple[Part, ...], *items: Item) -> ReadMinutes:
    document = Document(tuple(map(Line, text.split("\n"))), "txt")
    return ReadMinutes(None, None, "", "", (), items, document, parts)


# --- pieces ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [PLAIN, DOUBTFUL])
def test_every_item_has_a_piece_and_every_line_stands_in_one(text: str) -> None:
    found = read_text(text)
    pieces = pieces_of(found)
    assert sorted(place for piece in pieces for place in piece.items) == list(range(len(found.items)))
    covered = {line for piece in pieces for line in range(piece.first, piece.last + 1)}
    assert [line.text for at, line in enumerate(found.document.lines) if line.text.strip() and at not in covered] == []
    assert [(piece.first, piece.last) for piece in pieces] == sorted((piece.first, piece.last) for piece in pieces)


def test_items_that_stand_together_are_told_apart() -> None:
    whole = Part(Role.ITEM, 0, 3, "- первое\n- второе\nи ещё\n- третье")
    found = reading("- первое\n- второе\nи ещё\n- третье", (whole,), *(item("…", at, at) for at in (0, 1, 3)))
    assert pieces_of(found) == (
        Piece(Role.ITEM, 0, 0, "- первое", items=(0,)),
        Piece(Role.ITEM, 1, 2, "- второе\nи ещё", items=(1,)),
        Piece(Role.ITEM, 3, 3, "- третье", items=(2,)),
    )


def test_items_of_one_line_are_told_by_their_own_words() -> None:
    whole = Part(Role.ITEM, 0, 0, "1. Первое. 2. Второе.")
    found = reading("1. Первое. 2. Второе.", (whole,), item("Первое.", 0, 0), item("Второе.", 0, 0))
    assert [(piece.text, piece.items) for piece in pieces_of(found)] == [("Первое.", (0,)), ("Второе.", (1,))]


def test_an_empty_line_between_items_belongs_to_none() -> None:
    whole = Part(Role.ITEM, 0, 2, "- первое\n- второе")
    found = reading("- первое\n\n- второе", (whole,), item("первое", 0, 0), item("второе", 2, 2))
    assert [piece.text for piece in pieces_of(found)] == ["- первое", "- второе"]


def test_a_long_document_is_taken_apart_at_once() -> None:
    count = 20_000
    parts = tuple(Part((Role.ITEM, Role.LABEL)[at % 2], at, at, f"строка {at}") for at in range(count))
    found = reading("\n".join(part.text for part in parts), parts, *(item("…", at, at) for at in range(0, count, 2)))
    assert [place for piece in pieces_of(found) for place in piece.items] == list(range(count // 2))


def test_an_item_without_a_part_of_its_own_has_no_piece() -> None:
    found = reading("Решили: первое", (Part(Role.HEADING, 0, 0, "Решили: первое"),), item("первое", 0, 0))
    assert [piece.items for piece in pieces_of(found)] == [()]


def test_what_is_no_item_is_kept_line_by_line_and_what_is_asked_whole() -> None:
    parts = (Part(Role.TALK, 0, 1, "сказал\n\nответил"), Part(Role.NOTHING, 2, 2, "а\nб", asked=True))
    assert [(piece.text, piece.asked) for piece in pieces_of(reading("1\n2\n3", parts))] == [
        ("сказал", False),
        ("ответил", False),
        ("а\nб", True),
    ]


# --- what is asked -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Отделу опеки сдать списки до 01.11.2026", "отделу опеки: сдать списки  до 15.12.2027.", True),
        ("сдать отчёт до 1 ноября", "сдать отчёт до 25 декабря", True),
        ("сдать отчёт за ноябрь", "сдать отчет за май", True),
        ("школе № 5 сдать отчёт", "школе № 12 сдать отчёт", True),
        ("школе сдать отчёт", "школе сдать план", False),
        ("сдать отчёт", "сдать отчёт до 01.11.2026", False),
    ],
)
def test_the_same_line_of_another_protocol(one: str, other: str, same: bool) -> None:
    assert (line_key(one) == line_key(other)) is same


@pytest.mark.parametrize(
    ("role", "asked", "known", "expected"),
    [
        (Role.NOTHING, True, None, Asking.TOGETHER),
        (Role.NOTHING, False, None, None),
        (Role.TALK, True, PartAnswer.NOT_ITEM, None),
        (Role.TALK, True, PartAnswer.ITEM, Asking.FIRST),
        (Role.TALK, False, PartAnswer.ITEM, Asking.FIRST),
        (Role.TALK, False, PartAnswer.NOT_ITEM, None),
        (Role.ITEM, False, PartAnswer.ITEM, None),
    ],
)
def test_what_was_said_before_decides_what_is_asked(
    role: Role, asked: bool, known: PartAnswer | None, expected: Asking | None
) -> None:
    piece = Piece(role, 0, 0, "Сдать отчёт до 01.11.2026", asked)
    assert asking_of(piece, {line_key("сдать отчёт до 5 мая"): known} if known else {}) is expected
    assert asking_of(piece, {"другая строка": PartAnswer.ITEM}) is (Asking.TOGETHER if asked else None)


def asked(*texts: str, asking: Asking = Asking.TOGETHER, first: int = 1, step: int = 1) -> list[DraftLine]:
    return [DraftLine(first + step * at, text, asking) for at, text in enumerate(texts)]


def ordinals(lines: list[DraftLine]) -> list[list[int]]:
    return [[line.ordinal for line in group] for group in groups_of(lines)]


UNLIKE = ("проверить котельные школ", "прислать списки детей", "обновить стенды залов", "собрать заявки на курсы")


def test_neighbours_are_one_question_and_strangers_are_not() -> None:
    assert ordinals(asked(*UNLIKE)) == [[1, 2, 3, 4]]
    assert ordinals(asked(*UNLIKE, step=2)) == [[1], [3], [5], [7]]
    assert groups_of([]) == ()


def test_of_neighbours_no_more_than_are_shown_are_one_question() -> None:
    lines = asked(*(f"{word} совсем другое дело" for word in "абвгдежз"))
    assert list(map(len, ordinals(lines))) == [SHOWN, 2]


def test_lines_alike_are_one_question_wherever_they_stand() -> None:
    names = ("Ёлочка", "Сосна", "Липа")
    lines = asked(*(f"Школа «{name}» – устранить замечания до 0{len(name)}.11" for name in names), step=5)
    assert ordinals([*lines, *asked("прислать списки детей", first=2)]) == [[1, 6, 11], [2]]


def test_lines_of_names_alone_are_like_no_other() -> None:
    assert ordinals(asked("Иванова И.И. 01.11.2026", "СРОЧНО", "Петров П.П. 02.11.2026", step=2)) == [[1], [3], [5]]


def test_what_was_an_item_once_comes_first_and_what_is_sorted_out_alone() -> None:
    lines = [
        *asked(*UNLIKE[:2]),
        *asked("а стало быть пунктом", asking=Asking.FIRST, first=9),
        *asked("осмотреть залы школ", "осмотреть залы школ", asking=Asking.APART, first=3),
    ]
    assert ordinals(lines) == [[9], [1, 2], [3], [4]]


# --- where a line belongs ----------------------------------------------------------------------------------------

ROLES = dict(
    enumerate(
        (
            *(Role.QUESTION, Role.TALK, Role.HEADING, Role.ITEM, Role.NOTHING),
            *(Role.QUESTION, Role.TALK, Role.ITEM, Role.NOTHING),
            *(Role.QUESTION, Role.TALK),
        ),
        1,
    )
)


@pytest.mark.parametrize(("at", "question"), [(2, 1), (5, 1), (7, 2), (9, 2), (11, 2)])
def test_a_line_belongs_to_the_question_of_its_items(at: int, question: int) -> None:
    assert question_of(at, ROLES, {4: 1, 8: 2}) == question


def test_without_any_item_a_line_belongs_to_no_question() -> None:
    assert question_of(2, ROLES, {}) is None
    assert question_of(1, {1: Role.NOTHING}, {}) is None
