"""Whatever people write, nothing is invented and nothing breaks."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.answers import (
    Piece,
    is_not_needed,
    is_polite,
    read_figure,
    read_link,
    read_reference,
    read_short_forms,
    understand,
)
from domain.minutes.model import Requirement
from domain.reports import EvidenceKind

ANY = st.text(st.characters(codec="utf-8"), max_size=200) | st.text("0123456789.,-/№ отприказбн\n", max_size=60)
DAYS = st.dates(date(2000, 9, 1), date(2090, 12, 31))


@given(ANY, DAYS)
def test_any_text_is_read_or_left(text: str, today: date) -> None:
    figure, reference = read_figure(text), read_reference(text, today)
    assert figure is None or figure >= 0
    if figure is not None and any(sign.isdigit() for sign in text):
        assert {sign for sign in f"{figure:g}" if sign.isdigit() and sign != "0"} <= set(text) or figure >= 1e6
    if reference is not None:
        assert reference.number == "б/н" or re.sub(r"\s", "", reference.number) in re.sub(r"\s", "", text)
        assert reference.day is None or date(1990, 1, 1) <= reference.day <= today
    link = read_link(text)
    assert link == "" or link.startswith(("http://", "https://")) or link[:8].lower().startswith("http")
    assert isinstance(is_polite(text), bool)
    assert isinstance(is_not_needed(text), bool)
    assert all(line.rest and line.number for line in read_short_forms(text))


@given(
    st.lists(st.builds(Piece, st.sampled_from(EvidenceKind), ANY), max_size=4), st.sets(st.sampled_from(Requirement))
)
def test_only_what_is_asked_for_is_understood(pieces: list[Piece], asked: set[Requirement]) -> None:
    found = understand(pieces, asked, date(2026, 10, 9))
    values = {Requirement.NUMBER, Requirement.REFERENCE, Requirement.LINK}
    assert found.sent & values <= asked
    assert (found.figure is not None) == (Requirement.NUMBER in found.sent)
    assert bool(found.sent) >= (found.satisfies(asked))


@given(st.integers(0, 9_999_999))
def test_every_number_is_read_as_it_is_written(number: int) -> None:
    assert read_figure(f"{number}") == number
    assert read_figure(f"обучено {number} чел.") == number


@given(st.integers(1, 9999), DAYS, st.integers(0, 250))
def test_requisites_come_back(number: int, today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    for text in (f"приказ № {number}-о от {day:%d.%m.%Y}", f"пр. {number}-о от {day:%d.%m}"):
        found = read_reference(text, today)
        assert found is not None
        assert (found.name, found.day) == (f"приказ № {number}-о", day)
