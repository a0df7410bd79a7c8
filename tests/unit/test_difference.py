"""Pairs of items in two versions of one protocol."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.difference import Part, difference
from domain.drafting import DraftAddressee, DraftItem
from domain.lifecycle import Acceptance
from domain.minutes.model import ControlForm, DeadlineKind

LONG = "Провести сверку списков будущих первоклассников с данными поликлиники"


def item(number: int, text: str, *, due: date | None = None, to: tuple[int, ...] = (1,)) -> DraftItem:
    return DraftItem(
        id=number * 1000 + len(text),
        ordinal=number,
        question=None,
        number=str(number),
        bullet=None,
        names_question=False,
        text=text,
        source=text,
        deadline_phrase="",
        deadline_kind=DeadlineKind.NONE,
        deadline_rule="",
        dates=(due,) if due else (),
        form=ControlForm.REPORT,
        form_reason="",
        requirement=(),
        not_needed_allowed=False,
        acceptance=Acceptance.CHECKED,
        left_out=False,
        doubts=(),
        addressees=(DraftAddressee(1, "школы", True, to),),
    )


def test_a_changed_date_and_addressee_are_named() -> None:
    before = [item(1, LONG, due=date(2026, 10, 1)), item(2, "Купить мячи")]
    after = [item(1, LONG, due=date(2026, 11, 1), to=(1, 2)), item(2, "Купить мячи")]
    found = difference(before, after)
    assert [change.fields for change in found.changed] == [("date", "addressees")]
    assert (found.new, found.withdrawn, found.same) == ((), (), 1)


def test_an_item_that_moved_is_the_same_item() -> None:
    before = [item(1, LONG), item(2, "Купить мячи для спортивного зала")]
    after = [item(1, "Объявить благодарность водителям"), item(2, LONG)]
    found = difference(before, after)
    assert [i.text for i in found.new] == ["Объявить благодарность водителям"]
    assert [i.text for i in found.withdrawn] == ["Купить мячи для спортивного зала"]
    assert found.same == 1


def test_a_typo_is_a_change_of_text_not_a_new_item() -> None:
    found = difference([item(1, LONG)], [item(1, LONG.replace("сверку", "сверку всех"))])
    assert [change.fields for change in found.changed] == [("text",)]


def test_another_document_is_no_correction() -> None:
    before = [item(n, f"{word} вопрос о {word}") for n, word in enumerate(("ремонте", "питании", "подвозе"), 1)]
    after = [item(1, "Наградить победителей олимпиады")]
    assert not difference(before, after).is_correction
    assert not difference([], after).is_correction


TEXTS = st.lists(st.text(alphabet="абвгд ", min_size=3, max_size=30), max_size=6)


@given(TEXTS, TEXTS)
def test_every_item_is_accounted_for_once(old: list[str], new: list[str]) -> None:
    before, after = ([item(n, text) for n, text in enumerate(texts, 1)] for texts in (old, new))
    found = difference(before, after)
    paired = found.same + len(found.changed)
    assert len(found.new) + paired == len(after)
    assert len(found.withdrawn) + paired == len(before)
    assert difference(before, before).same == len(before)


def test_a_part_can_be_left_out() -> None:
    kept = item(3, LONG + ", представить отчёт")
    before = [item(1, LONG, due=date(2026, 10, 1)), item(2, "Купить мячи"), kept]
    after = [item(1, LONG, due=date(2026, 11, 1)), item(2, "Вымыть окна в спортивном зале"), kept]
    found = difference(before, after)
    new, changed, withdrawn = Part(None, after[1]), Part(before[0], after[0], ("date",)), Part(before[1], None)
    assert found.parts == found.chosen(0) == (new, changed, withdrawn)
    assert found.chosen(0b010) == (new, withdrawn)
    assert found.chosen(0b111) == ()


def test_another_number_of_dates_makes_another_item() -> None:
    one, two = item(1, LONG, due=date(2026, 10, 1)), item(1, LONG)
    assert Part(one, replace(one, dates=(date(2026, 10, 1), date(2026, 12, 1))), ("date",)).replaces
    assert not Part(two, one, ("date",)).replaces, "a date for an item that had none is a change of it"
    assert not Part(None, one, ("date",)).replaces
    assert [Part(None, one).comes, Part(one, None).comes, Part(one, one, ("text",)).comes] == [True, False, False]
