"""The suggested form and what to send, by the leading verb and its own object."""

from datetime import date

import pytest

from domain.minutes.model import Deadline, DeadlineKind
from domain.minutes.suggest import suggest

DATED = Deadline(DeadlineKind.DATE, "до 20.05.2025", (date(2025, 5, 20),))
NONE = Deadline(DeadlineKind.NONE)
ONGOING = Deadline(DeadlineKind.ONGOING, "постоянно")
MONTHLY = Deadline(DeadlineKind.RECURRING, "ежемесячно", recurrence="monthly")
SCHOOLS = ("директора школ",)


@pytest.mark.parametrize(
    ("text", "deadline", "form", "requirement", "reason"),
    [
        ("Совершенствовать работу школьных музеев", NONE, "work", "", "vague"),
        ("Активизировать шефскую работу", ONGOING, "work", "", "vague"),
        ("Принять меры по сохранению контингента", NONE, "work", "", "vague"),
        ("Активизировать шефскую работу", DATED, "report", "answer", "dated"),
        ("Разработать положение о наставничестве", DATED, "report", "reference", "creation"),
        ("Издать приказ о режиме работы", NONE, "report", "reference", "creation"),
        ("Сформировать заявку на учебники", NONE, "report", "file", "application"),
        ("Разработка методических рекомендаций для вожатых", DATED, "report", "file link", "creation"),
        ("Повышение квалификации вожатых", ONGOING, "yearly", "number", "training"),
        ("Обучить учителей работе с электронным журналом", NONE, "yearly", "number", "training"),
        ("Организовать повышение квалификации библиотекарей", DATED, "report", "number", "training"),
        ("Пройти курсы повышения квалификации", DATED, "report", "reference", "own_training"),
        ("Рассмотреть итоги смотра на педсовете", NONE, "yearly", "reference", "review"),
        ("Обсуждение плана на заседании РМО", DATED, "report", "reference", "review"),
        ("Разместить меню на сайте", DATED, "report", "link", "publication"),
        ("Подготовить публичный доклад директора", DATED, "report", "link", "publication"),
        ("Размещать меню на сайте", ONGOING, "yearly", "link", "publication"),
        ("Скорректировать план подвоза", DATED, "report", "file reference", "correction"),
        ("Внести изменения в учебные программы", DATED, "report", "file reference", "correction"),
        ("Скорректировать систему повышения квалификации", NONE, "work", "", "no_date"),
        ("Реализовать программы поддержки одарённых детей", NONE, "yearly", "number", "programme"),
        ("Формирование кадрового резерва", ONGOING, "yearly", "number", "programme"),
        ("Оказывать адресную поддержку малокомплектным школам", NONE, "yearly", "number", "programme"),
        ("Организовать информационную работу в СМИ", NONE, "yearly", "link", "information_work"),
        ("Принять к сведению доклад о ремонте", NONE, "information", "", "note"),
        ("Рекомендовать директорам школ создать музеи", DATED, "information", "", "recommendation"),
        ("Контроль за исполнением возложить на Седову А.А.", NONE, "work", "", "control"),
        ("Покрасить спортивную площадку", DATED, "report", "answer", "dated"),
        ("Следить за температурой в классах", NONE, "work", "", "no_date"),
        ("Представлять сведения о заболеваемости", MONTHLY, "periodic", "answer", "recurring"),
        ("Размещать меню на сайте", MONTHLY, "periodic", "link", "recurring"),
    ],
)
def test_the_table_of_the_design(text: str, deadline: Deadline, form: str, requirement: str, reason: str) -> None:
    found = suggest(text, deadline, SCHOOLS)
    assert (found.form, " ".join(found.requirement), found.reason) == (form, requirement, reason)


@pytest.mark.parametrize("words", ["при необходимости", "по потребности", "в случае необходимости"])
def test_if_needed_allows_the_answer_that_it_was_not(words: str) -> None:
    assert suggest(f"Обновить {words} дорожные знаки", DATED, SCHOOLS).not_needed_allowed
    assert not suggest("Обновить дорожные знаки", DATED, SCHOOLS).not_needed_allowed


def test_the_party_in_front_does_not_lead() -> None:
    text = "Отделу повышения квалификации покрасить забор"
    assert suggest(text, DATED, ("Отделу повышения квалификации",), "покрасить забор").reason == "dated"


def test_the_meeting_itself_approves() -> None:
    assert suggest("Утвердить план (прилагается)", NONE).form == "information"
    assert suggest("Утвердить планы работы школ", DATED, SCHOOLS).form == "report"


def test_a_report_without_a_date_is_asked() -> None:
    assert suggest("Разработать дорожную карту", NONE, SCHOOLS).doubt == "date_missing"
    assert suggest("Сформировать заявку на мебель", ONGOING, SCHOOLS).doubt == "date_one_off"
    assert suggest("Разработать дорожную карту", DATED, SCHOOLS).doubt == ""


def test_an_item_without_a_date_among_dated_ones_is_asked() -> None:
    found = suggest("Собрать сведения о выпускниках", NONE, SCHOOLS, others_timed=True)
    assert (found.form, found.doubt) == ("report", "date_neighbour")
    assert suggest("Повышать качество уроков", NONE, SCHOOLS, others_timed=True).doubt == ""


def test_those_who_are_taught_are_the_audience() -> None:
    text = "организация семинаров для руководителей ДОО по охране труда"
    found = suggest(text, ONGOING, ("отдел образования", "руководители ОО"))
    assert (found.form, found.reason) == ("information", "audience")
    assert suggest(text, ONGOING, ("руководители ОО",)).reason != "audience"
