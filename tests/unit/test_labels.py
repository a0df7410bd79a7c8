"""How items are named: never an invented number."""

import pytest

from services.facts import ItemLabel
from views.texts.minutes import item_label, item_mark, item_marks, item_title

NUMBER = ItemLabel(2, "1.1.", None, names_question=False)
REPEATED = ItemLabel(2, "1.1", None, names_question=True)
BULLET = ItemLabel(2, None, 3, names_question=True)
ALONE = ItemLabel(None, None, 4, names_question=False)
UNDER = ItemLabel(None, None, 1, names_question=False, under="2.3.")


@pytest.mark.parametrize(
    ("label", "line", "title", "mark"),
    [
        (NUMBER, "п. 1.1", "Пункт 1.1", "1.1"),
        (REPEATED, "вопрос 2, п. 1.1", "Вопрос 2, п. 1.1", "2 · 1.1"),
        (BULLET, "вопрос 2, абз. 3", "Вопрос 2, абз. 3", "2 · абз. 3"),
        (ALONE, "абз. 4", "Абз. 4", "абз. 4"),
        (UNDER, "п. 2.3, абз. 1", "Пункт 2.3, абз. 1", "2.3, абз. 1"),
    ],
)
def test_an_item_is_named(label: ItemLabel, line: str, title: str, mark: str) -> None:
    assert (item_label(label), item_title(label), item_mark(label)) == (line, title, mark)


def test_several_items_in_one_line() -> None:
    assert item_marks([NUMBER, ItemLabel(2, "1.2", None, names_question=False)], "п.") == "п. 1.1, 1.2"
    assert item_marks([NUMBER, BULLET, ItemLabel(2, None, 4, names_question=True)]) == "1.1; вопрос 2: абз. 3, 4"
