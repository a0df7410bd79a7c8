"""Finding organisations by a few typed words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lookup import find, natural_key
from domain.registry import search_key

NAMES = (
    "МКОУ Берёзовская СОШ",
    "МКОУ Заречная ООШ",
    "МБОУ СОШ № 1",
    "МБОУ СОШ № 12",
    "МКДОУ «Ромашка»",
    "МБОУ Речная СОШ",
)
KEYS = tuple((number, search_key(name)) for number, name in enumerate(NAMES))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("берез", [0]),
        ("Берёзовка", [0]),
        ("соЖ берёзовская", [0]),
        ("речная", [5]),  # not «Заречная»
        ("сош 1", [2]),  # not 12
        ("№ 12", [3]),
        ("школа ромашка", [4]),  # a word nobody has is left out
        ("ооШ", [1]),
        ("сош 7", []),  # a number is never left out
        ("техникум", []),
        ("", []),
    ],
)
def test_typed_words_find(typed: str, found: list[int]) -> None:
    assert list(find(search_key(typed), KEYS)) == found


@given(st.lists(st.text("абвгд 0123456789", min_size=1, max_size=20), min_size=1, max_size=8))
def test_a_full_name_always_finds_itself(names: list[str]) -> None:
    keys = [(number, search_key(name)) for number, name in enumerate(names)]
    for number, key in keys:
        assert not key or number in find(key, keys)


@given(st.text(max_size=30))
def test_any_text_is_answered_with_known_ids(typed: str) -> None:
    assert set(find(search_key(typed), KEYS)) <= set(range(len(NAMES)))


def test_numbers_count_as_numbers() -> None:
    names = ["СОШ № 10", "СОШ № 2", "СОШ", "Ёлочка", "ель"]
    assert sorted(names, key=natural_key) == ["Ёлочка", "ель", "СОШ", "СОШ № 2", "СОШ № 10"]
