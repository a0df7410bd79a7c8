"""What a draft asks before it may be sent: computed from the draft, never stored."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.doubts import Doubt, DoubtKind, neighbour_date, open_doubts
from domain.drafting import Draft, DraftAddressee, DraftItem, Option, ambiguous_numbers, phrase_key
from domain.lifecycle import Acceptance
from domain.minutes.model import ControlForm, DeadlineKind, Requirement

TODAY = date(2026, 9, 1)
OCTOBER = date(2026, 10, 15)


def addressee(phrase: str = "директора школ", *organisations: int, settled: bool = True) -> DraftAddressee:
    offered = (Option("school", (2, 3)),)
    return DraftAddressee(1, phrase, settled, organisations, () if settled else offered)


def item(id_: int, **fields: Any) -> DraftItem:
    whole = DraftItem(
        id=id_,
        ordinal=id_,
        question=1,
        number=f"1.{id_}",
        bullet=None,
        names_question=False,
        text="Провести осмотр спортивных залов",
        source="",
        deadline_phrase="",
        deadline_kind=DeadlineKind.DATE,
        deadline_rule="",
        dates=(OCTOBER,),
        form=ControlForm.REPORT,
        form_reason="",
        requirement=(Requirement.ANSWER,),
        not_needed_allowed=False,
        acceptance=Acceptance.CHECKED,
        left_out=False,
        doubts=(),
        addressees=(addressee("директора школ", 2, 3),),
    )
    return replace(whole, **fields)


def draft(*items: DraftItem, day: date | None = TODAY) -> Draft:
    return Draft(1, 1, 1, "12", day, "", ((1, "О каникулах"),), items)


def doubts(*items: DraftItem, today: date = TODAY) -> tuple[Doubt, ...]:
    return open_doubts(draft(*items), today)


def kinds(found: tuple[Doubt, ...]) -> list[DoubtKind]:
    return [doubt.kind for doubt in found]


def test_a_whole_draft_asks_nothing() -> None:
    assert doubts(item(1), item(2, form=ControlForm.WORK, dates=())) == ()


def test_questions_come_in_order_date_who_when_past_reading() -> None:
    found = open_doubts(
        draft(
            item(1, doubts=("merged_lines",)),
            item(2, dates=(date(2026, 8, 1),)),
            item(3, dates=()),
            item(4, addressees=(addressee(settled=False),)),
            day=None,
        ),
        TODAY,
    )
    assert kinds(found) == ["day", "addressee", "date", "past", "reading"]


def test_one_organisation_is_responsible_while_it_is_an_addressee() -> None:
    assert [item(1, responsible=one).responsible_now for one in (2, 4, None)] == [2, None, None]


# --- who ---------------------------------------------------------------------------------------------------------


def test_the_same_phrase_is_asked_once_for_all_its_items() -> None:
    who = addressee("Руководители ОО", settled=False)
    again = addressee("руководители  ОО,", settled=False)
    (found,) = doubts(item(1, addressees=(who,)), item(2, addressees=(again, who)), item(3))
    assert (found.items, found.phrase) == ((1, 2), "Руководители ОО")
    assert found.options == (Option("school", (2, 3)),)


def test_under_another_theme_the_phrase_is_another_question() -> None:
    who = addressee("Руководители ОО", settled=False)
    found = doubts(item(1, addressees=(who,)), item(2, addressees=(who,), question=2, theme="kindergarten"))
    assert [(doubt.items, doubt.theme) for doubt in found] == [((1,), ""), ((2,), "kindergarten")]


def test_items_without_any_addressee_are_asked_question_by_question() -> None:
    nobody = addressee("", settled=False)
    found = doubts(*(item(n, addressees=(nobody,), question=question) for n, question in ((1, 1), (2, 1), (3, 2))))
    assert [doubt.items for doubt in found] == [(1, 2), (3,)]


def test_an_item_that_is_not_sent_asks_nothing() -> None:
    unsure: dict[str, Any] = {"addressees": (addressee(settled=False),), "dates": (), "doubts": ("merged_lines",)}
    assert doubts(item(1, left_out=True, **unsure)) == ()


# --- when --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ControlForm)
def test_a_form_that_can_be_overdue_needs_a_date(form: ControlForm) -> None:
    asked = {ControlForm.REPORT, ControlForm.PERIODIC}
    assert kinds(doubts(item(1, form=form, dates=()))) == (["date"] if form in asked else [])


def test_neighbours_with_the_same_question_are_asked_together_and_a_single_result_alone() -> None:
    code = ("date_neighbour",)
    found = doubts(
        item(1, dates=(), doubts=code),
        item(2, dates=(), doubts=code),
        item(3, dates=(), doubts=("date_one_off",)),
        item(4, dates=(), doubts=("date_one_off",)),
    )
    assert [doubt.items for doubt in found] == [(1, 2), (3,), (4,)]
    assert found[0].codes == code


def test_the_nearest_dated_item_of_the_question_offers_its_date() -> None:
    december = date(2026, 12, 1)
    whole = draft(
        item(1),
        item(2, dates=()),
        item(3, dates=(december,), question=2),
        item(4, dates=(december,), form=ControlForm.YEARLY),
        item(5, dates=(december,)),
    )
    assert neighbour_date(whole, whole.items[1]) == OCTOBER
    assert neighbour_date(whole, whole.items[3]) == december
    assert neighbour_date(draft(item(1, dates=())), item(1)) is None


def test_past_dates_are_asked_date_by_date_and_today_is_not_past() -> None:
    august, july = date(2026, 8, 31), date(2026, 7, 1)
    found = doubts(
        item(1, dates=(august,)),
        item(2, dates=(july, OCTOBER)),
        item(3, dates=(august,), form=ControlForm.YEARLY),
        item(4, dates=(TODAY,)),
        item(5, dates=(july,), form=ControlForm.INFORMATION),
    )
    assert [(doubt.kind, doubt.items, doubt.date) for doubt in found] == [
        ("past", (1, 3), august),
        ("past", (2,), july),
    ]


def test_a_date_that_is_over_is_one_question_not_two() -> None:
    code = ("date_past",)
    over = item(1, dates=(date(2026, 8, 1),), doubts=code)
    assert kinds(doubts(over)) == ["past"]
    assert kinds(doubts(item(2, doubts=code))) == ["date"], "before the minutes, yet ahead of today"


def test_an_addressee_may_have_a_form_of_its_own() -> None:
    ours = replace(addressee("отдел", 1), form=ControlForm.WORK)
    found = item(1, form=ControlForm.INFORMATION, addressees=(addressee("сады", 1, 5), ours))
    assert found.forms == {1: ControlForm.WORK, 5: ControlForm.INFORMATION}


def test_every_item_that_was_read_unsurely_is_shown_alone() -> None:
    found = doubts(item(1, doubts=("merged_lines", "date_neighbour")), item(2, doubts=("merged_lines",)))
    assert [(doubt.kind, doubt.items, doubt.codes) for doubt in found] == [
        ("date", (1,), ("date_neighbour",)),
        ("reading", (1,), ("merged_lines",)),
        ("reading", (2,), ("merged_lines",)),
    ]


# --- names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "ambiguous"),
    [
        ([(1, "1.1"), (1, "1.2")], set()),
        ([(1, "1.1"), (2, "2.1")], set()),
        ([(1, "1"), (2, "1")], {(1, "1"), (2, "1")}),
        ([(1, "1"), (2, "1"), (2, "2")], {(1, "1"), (2, "1"), (2, "2")}),
        ([(1, None), (1, None)], set()),
        ([(1, "1.1"), (2, None), (2, None)], {(2, None)}),
        ([], set()),
    ],
)
def test_numbers_that_are_told_with_their_question(
    numbers: list[tuple[int | None, str | None]], ambiguous: set[tuple[int | None, str | None]]
) -> None:
    assert ambiguous_numbers(numbers) == ambiguous


def test_case_spaces_and_signs_do_not_make_another_phrase() -> None:
    assert phrase_key(" Руководители  ОО; ") == phrase_key("руководители оо")
    assert phrase_key("СОШ № 3") != phrase_key("СОШ № 13")
    assert phrase_key("Берёзовская") == phrase_key("березовская")


def test_an_organisation_reached_twice_counts_once() -> None:
    twice = item(1, addressees=(addressee("школы", 2, 3), addressee("Берёзовская СОШ", 3, 4)))
    assert twice.organisations == (2, 3, 4)
    assert draft(twice).item(1) is twice
    assert draft(twice).item(2) is None


def test_whoever_has_a_passed_item_already_is_named_and_not_reached() -> None:
    passed = item(1, addressees=(addressee("школы", 4, 5, 6),), holders=frozenset({5, 9}))
    assert passed.organisations == (4, 6)
    assert passed.already == (5,)
    assert set(passed.forms) == {4, 6}


def test_a_list_of_organisations_keeps_the_source_unless_the_official_lets_it_go() -> None:
    plain, listing = item(1), item(2, lists=True)
    assert not draft(plain).keeps_original
    assert draft(plain, listing).keeps_original
    assert draft(plain, listing).listing == (listing,)
    assert not draft(plain, replace(listing, left_out=True)).keeps_original
    assert not replace(draft(listing), original_kept=False).keeps_original
    assert replace(draft(plain), original_kept=True).keeps_original
    assert replace(draft(plain), original_kept=False, parent_id=7).keeps_original
