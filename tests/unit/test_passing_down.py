"""Passing down: dates, totals, texts, and which authorities stand between."""

from datetime import date

import pytest

from domain.access import administers, check_pass_down, may_pass_down
from domain.answers import Answer
from domain.calendar import WorkingCalendar
from domain.errors import NotAllowed, WrongInput
from domain.lifecycle import State
from domain.minutes.model import ControlForm, Requirement
from domain.minutes.passing_down import own_text, without_list
from domain.organisations import Organisation, OrganisationKind
from domain.passing_down import Lower, PassedDown, check_own_date, one_of, own_date, sum_up, with_totals
from domain.people import Actor, Membership, Platform, Role
from domain.through import by_way_of, heads_of

CALENDAR = WorkingCalendar()
REPORT, YEARLY, WORK = ControlForm.REPORT, ControlForm.YEARLY, ControlForm.WORK
SCHOOL, GARDEN, AUTHORITY = OrganisationKind.SCHOOL, OrganisationKind.KINDERGARTEN, OrganisationKind.AUTHORITY


@pytest.mark.parametrize(
    ("form", "upper", "today", "expected"),
    [
        (REPORT, date(2026, 10, 15), date(2026, 9, 1), date(2026, 10, 8)),
        (REPORT, date(2026, 10, 15), date(2026, 10, 13), date(2026, 10, 14)),
        (REPORT, date(2026, 10, 15), date(2026, 10, 15), date(2026, 10, 15)),
        (REPORT, date(2026, 10, 15), date(2026, 10, 16), None),
        (REPORT, None, date(2026, 10, 16), None),
        (YEARLY, date(2027, 5, 31), date(2026, 9, 1), date(2027, 5, 31)),
    ],
)
def test_the_date_for_those_below(form: ControlForm, upper: date | None, today: date, expected: date | None) -> None:
    assert own_date(form, upper, today, CALENDAR) == expected


def test_nobody_below_answers_later_than_the_authority() -> None:
    check_own_date(date(2026, 10, 15), date(2026, 10, 15))
    check_own_date(None, date(2026, 10, 15))
    check_own_date(date(2026, 10, 15), None)
    with pytest.raises(WrongInput, match="date_after_upper"):
        check_own_date(date(2026, 10, 16), date(2026, 10, 15))


def test_only_numbers_go_up() -> None:
    rows = [
        Lower(REPORT, State.ACCEPTED, SCHOOL, figure=6.1, reference=True),
        Lower(REPORT, State.REPORTED, SCHOOL, figure=2.2, link=True),
        Lower(REPORT, State.REPORTED, SCHOOL, not_needed=True),
        Lower(REPORT, State.RETURNED, GARDEN, late=True, figure=100.0, reference=True),
        Lower(REPORT, State.CANCELLED, SCHOOL, figure=100.0),
        Lower(WORK, State.ACKNOWLEDGED, SCHOOL),
        Lower(WORK, State.ASSIGNED, SCHOOL),
    ]
    found = sum_up(rows)
    assert found == PassedDown(6, 4, 2, 1, 8.3, frozenset({SCHOOL, GARDEN}), 1, 1, 1)
    assert not found.done
    assert not found.whole
    assert sum_up(rows[:3]).whole
    assert not sum_up(rows[:3]).done
    assert sum_up(rows[:1]).done
    assert not sum_up([]).done
    assert not sum_up([]).whole
    assert sum_up([rows[6]]).figures is None


def test_of_two_copies_counts_what_is_still_owed() -> None:
    done, handed_in = Lower(REPORT, State.ACCEPTED, SCHOOL, figure=6.0), Lower(REPORT, State.REPORTED, SCHOOL)
    owed, cancelled = Lower(REPORT, State.ASSIGNED, SCHOOL), Lower(REPORT, State.CANCELLED, SCHOOL)
    assert one_of([done, owed, cancelled]) is owed
    assert one_of([done, handed_in]) is handed_in
    assert one_of([cancelled, done]) is done
    assert one_of([cancelled]) is cancelled


NUMBER, REFERENCE = Requirement.NUMBER, Requirement.REFERENCE


@pytest.mark.parametrize(
    ("written", "asked", "below", "expected"),
    [
        (Answer(), {NUMBER}, PassedDown(2, 2, 2, figures=15.0), Answer(15.0, sent=frozenset({NUMBER}))),
        (Answer(17.0), {NUMBER}, PassedDown(2, 2, 2, figures=15.0), Answer(17.0)),
        (Answer(), {REFERENCE}, PassedDown(2, 2, 2, figures=15.0), Answer()),
        (Answer(), {NUMBER}, PassedDown(2, 2, 2), Answer()),
        (Answer(), {NUMBER}, None, Answer()),
        (Answer(not_needed=True), {NUMBER}, PassedDown(2, 2, 2, figures=15.0), Answer(not_needed=True)),
    ],
)
def test_the_sum_goes_up_where_a_number_is_asked_for_and_none_is_written(
    written: Answer, asked: set[Requirement], below: PassedDown | None, expected: Answer
) -> None:
    assert with_totals(written, asked, below) == expected


def test_what_counts_as_an_answer() -> None:
    assert Lower(REPORT, State.REPORTED, SCHOOL).reported
    assert not Lower(REPORT, State.REPORTED, SCHOOL).done
    assert Lower(WORK, State.ACKNOWLEDGED, SCHOOL).done
    assert not Lower(WORK, State.ASSIGNED, SCHOOL).reported


def test_the_list_of_others_stays_above() -> None:
    rows = "МБОУ Первая СОШ\tПервый район\nМКОУ Вторая ОШ\tВторой район"
    text = f"Обучить руководителей следующих организаций:\n{rows}\n(курсы)."
    named = ("МБОУ Первая СОШ (Первый район)", "МКОУ Вторая ОШ (Второй район)")
    assert own_text(text, named) == "Обучить руководителей организаций:\n(курсы)."
    assert without_list(text, ()) == text.replace("\t", "\t")
    assert without_list("МБОУ Третья СОШ\tТретий район\nТекст", named) == "Текст"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Отчёт для руководителей «группы риска» о развитии.", "Отчёт для руководителей о развитии."),
        ("Стажировка в школах, но не находящихся в «зоне риска».", "Стажировка в школах."),
        ("Школам, группа риска и другие, отчитаться.", "Школам и другие, отчитаться."),
        ("Провести проверку.", "Провести проверку."),
    ],
)
def test_no_risk_group_goes_down(text: str, expected: str) -> None:
    assert own_text(text).replace(" ,", ",") == expected or "риск" not in own_text(text)


def _place(id_: int, kind: OrganisationKind, parent: int | None) -> Organisation:
    return Organisation(id_, f"{id_}", f"{id_}", kind, parent_id=parent)


def test_which_authorities_stand_between() -> None:
    tree = (
        _place(1, AUTHORITY, None),
        _place(2, AUTHORITY, 1),
        _place(3, SCHOOL, 2),
        _place(4, SCHOOL, 3),
        _place(5, OrganisationKind.METHODICAL, 1),
        _place(6, SCHOOL, 5),
        _place(7, SCHOOL, 8),
    )
    heads = heads_of(tree, 1)
    assert heads == {3: 2, 4: 2}
    assert by_way_of((3, 4, 5), heads) == (2, 5)
    assert by_way_of((5, 6), heads) == ()


def test_a_tree_that_bites_its_tail_ends() -> None:
    assert heads_of((_place(2, AUTHORITY, 3), _place(3, AUTHORITY, 2)), 1) == {}


def _actor(*memberships: Membership) -> Actor:
    return Actor(Platform.TELEGRAM, 1, 1, 1, 1, "Имя", memberships)


def test_a_head_sets_up_and_passes_down_only_in_their_own_authority() -> None:
    head = _actor(Membership(2, Role.DIRECTOR, "1.2."), Membership(2, Role.OFFICIAL, "1.2."))
    assert administers(head, 2)
    assert not administers(_actor(Membership(3, Role.DIRECTOR, "1.3.")), 3)
    assert may_pass_down(head, 2)
    with pytest.raises(NotAllowed):
        check_pass_down(_actor(Membership(1, Role.OFFICIAL, "1.")), 2)
