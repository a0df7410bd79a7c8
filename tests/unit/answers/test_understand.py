"""The messages of a report against what was asked."""

from datetime import date

import pytest

from domain.answers import Answer, Piece, ShortForm, read_short_forms, understand
from domain.minutes.model import Requirement
from domain.reports import EvidenceKind

TODAY = date(2023, 10, 9)
N, R, L, F, A = Requirement.NUMBER, Requirement.REFERENCE, Requirement.LINK, Requirement.FILE, Requirement.ANSWER
PHOTO = Piece(EvidenceKind.PHOTO)


def said(*texts: str) -> list[Piece]:
    return [Piece(EvidenceKind.TEXT, text) for text in texts]


def read(pieces: list[Piece], *asked: Requirement, not_needed: bool = False) -> Answer:
    return understand(pieces, asked, TODAY, not_needed_allowed=not_needed)


@pytest.mark.parametrize(
    ("pieces", "asked", "sent", "enough"),
    [
        (said("14"), {N}, {N}, True),
        (said("14"), {A}, {A}, True),
        (said("14"), {R}, {A}, False),
        (said("приказ № 45 от 02.10.2023"), {F, R}, {R}, True),
        (said("приказ № 45"), {F, R}, {A}, False),
        (said("приказ № 45", "02.10.2023"), {R}, {A, R}, True),
        ([PHOTO], {F, R}, {F}, True),
        ([PHOTO], {N}, {F}, False),
        ([PHOTO], {A}, {F}, True),
        ([PHOTO], set(), {F}, True),
        ([PHOTO, *said("14")], {N}, {F, N}, True),
        ([Piece(EvidenceKind.PHOTO, "приказ № 45 от 02.10.2023")], {F, R}, {F, R}, True),
        ([Piece(EvidenceKind.VOICE)], {F}, {A}, False),
        ([Piece(EvidenceKind.VOICE)], {A}, {A}, True),
        (said("школа.рф/x"), {L}, {L}, True),
        (said("разместили"), {L}, {A}, False),
        ([], {A}, set(), False),
    ],
)
def test_what_was_sent(pieces: list[Piece], asked: set[Requirement], sent: set[Requirement], enough: bool) -> None:
    found = read(pieces, *asked)
    assert found.sent & asked == sent & asked
    assert found.satisfies(asked) is enough


def test_of_two_figures_the_later_counts() -> None:
    assert read(said("14", "нет, всё же не столько", "15"), N).figure == 15


def test_not_needed_only_where_allowed_and_alone() -> None:
    assert read(said("Не потребовалось"), F, not_needed=True).not_needed
    assert not read(said("Не потребовалось"), F).not_needed
    assert not read([PHOTO, *said("Не потребовалось")], F, not_needed=True).not_needed
    assert read(said("Не потребовалось"), F, not_needed=True).satisfies([F])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.2 14", ShortForm("1.2", "14")),
        ("1.2: 14", ShortForm("1.2", "14")),
        ("1.2. 14 человек", ShortForm("1.2", "14 человек")),
        ("п. 1.1 не потребовалось", ShortForm("1.1", "не потребовалось", named=True)),
        ("пункт 3 — 14", ShortForm("3", "14", named=True)),
        ("п1.1 14", ShortForm("1.1", "14", named=True)),
        ("в2 п1.1 14", ShortForm("1.1", "14", question=2, named=True)),
        ("вопрос 2, п. 1.1 14", ShortForm("1.1", "14", question=2, named=True)),
        ("вопрос 2, абз. 1 14", ShortForm("1", "14", question=2, bullet=True, named=True)),
        ("№8 1.2 14", ShortForm("1.2", "14", minutes="8", named=True)),
        ("протокол № 8, п. 1.2: 14", ShortForm("1.2", "14", minutes="8", named=True)),
        ("14 человек", ShortForm("14", "человек")),
    ],
)
def test_short_forms(text: str, expected: ShortForm) -> None:
    assert read_short_forms(text) == (expected,)


@pytest.mark.parametrize(
    "text", ["", "14", "приказ 45", "№ 2 от 14.11.2023", "протокол ШМО № 2 от 14.11", "п. 1.1", "1.2 14\nспасибо"]
)
def test_no_short_forms(text: str) -> None:
    assert read_short_forms(text) == ()


def test_a_line_each() -> None:
    assert [(line.number, line.rest) for line in read_short_forms("1.2 6\n\n1.4 № 2 от 14.11")] == [
        ("1.2", "6"),
        ("1.4", "№ 2 от 14.11"),
    ]
