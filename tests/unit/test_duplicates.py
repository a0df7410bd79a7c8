"""Which items ask the same: words, figures, what is to be sent."""

from domain.duplicates import duplicates_of, wording
from domain.minutes.model import Requirement

FILE, NUMBER = (Requirement.FILE,), (Requirement.NUMBER,)


def found(text: str, other: str, requirement: tuple[Requirement, ...] = FILE) -> bool:
    return bool(duplicates_of(wording(1, text, FILE), [wording(2, other, requirement)]))


def test_the_same_words_with_other_marks() -> None:
    assert found("Провести осмотр залов, представить акт.", "провести осмотр залов представить акт", NUMBER)


def test_a_few_other_words() -> None:
    one = "Провести проверку состояния спортивного инвентаря и представить справку"
    assert found(one, "Провести проверку состояния спортивного инвентаря, справку представить до каникул")
    assert not found(one, "Провести родительские собрания по вопросам безопасности")


def test_the_same_beginning_counts_when_the_same_is_sent() -> None:
    one = "Представить в отдел образования сведения о кружках, секциях, студиях и объединениях всех видов"
    other = "Представить в отдел образования сведения, запрошенные письмом министерства о питании"
    assert found(one, other)
    assert not found(one, other, NUMBER)


def test_other_figures_are_another_matter() -> None:
    assert not found("Сдать отчёт за 1 квартал", "Сдать отчёт за 2 квартал")
    assert found("Сдать отчёт за 1 квартал", "Сдать отчёт за 1 квартал.")


def test_the_most_similar_comes_first() -> None:
    near, same = wording(2, "Провести осмотр всех залов школы", FILE), wording(3, "Провести осмотр залов школы", FILE)
    assert duplicates_of(wording(1, "Провести осмотр залов школы", FILE), [near, same]) == (3, 2)
