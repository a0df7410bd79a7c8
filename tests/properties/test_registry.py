"""Importing is idempotent and loses nobody, whatever the rows."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RegistryRefused
from domain.organisations import Organisation, OrganisationKind
from domain.registry import make_short_name, name_key, plan_import, read_table, search_key
from tests.unit.test_registry_plan import ROOT, TOWN, loaded
from tests.unit.test_registry_table import workbook

PLACES = st.sampled_from(["Луговской район", "Ивовский район"])
TEXTS = st.text("абвеёкмоСОШАВ №12«»-ABCe", max_size=30)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Organisation, ...]:
    """Rows of invented organisations, one of a name in a municipality, as the parser lets them through."""
    numbers = draw(st.lists(st.tuples(st.integers(1, 6), PLACES), unique=True, max_size=8))
    kinds = draw(st.lists(st.sampled_from(OrganisationKind), min_size=len(numbers), max_size=len(numbers)))
    return tuple(
        Organisation(0, f"Организация № {number}", f"Орг. {number}", kind, municipality=place)
        for (number, place), kind in zip(numbers, kinds, strict=True)
    )


@given(tables(), tables())
def test_a_second_import_of_the_same_table_changes_nothing(
    first: tuple[Organisation, ...], second: tuple[Organisation, ...]
) -> None:
    known = loaded(plan_import((ROOT,), first, ROOT.id), (ROOT,))
    known = loaded(plan_import(known, second, ROOT.id), known)
    again = plan_import(known, second, ROOT.id)
    assert not again.new
    assert not again.changed
    assert len(again.unchanged) == len(second)


@given(tables(), tables())
def test_every_row_and_every_organisation_is_accounted_for(
    first: tuple[Organisation, ...], second: tuple[Organisation, ...]
) -> None:
    known = loaded(plan_import((ROOT,), first, ROOT.id), (ROOT,))
    plan = plan_import(known, second, ROOT.id)
    assert len(plan.new) + len(plan.changed) + len(plan.unchanged) + len(plan.duplicates) == len(second)
    told = {found.id for found in (*plan.unchanged, *plan.missing)} | {change.before.id for change in plan.changed}
    assert told | {ROOT.id} == {found.id for found in known}


@given(tables())
def test_parents_come_before_their_children_and_nobody_is_an_orphan(rows: tuple[Organisation, ...]) -> None:
    for position, new in enumerate(plan_import((ROOT,), rows, ROOT.id).new):
        assert (new.parent_row is None) is (new.organisation.parent_id is not None)
        assert new.parent_row is None or new.parent_row < position


@given(TEXTS)
def test_keys_are_stable(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)
    assert name_key(text.upper().replace("Ё", "Е")) == name_key(text.lower())


@given(st.sampled_from(TOWN))
def test_a_short_name_is_short_and_made_once(row: Organisation) -> None:
    made = make_short_name(row.name)
    assert len(made) <= len(row.name)
    assert make_short_name(made) == made


BOOK = workbook(("Наименование", "Тип"), ("МБОУ СОШ № 1", "Школа"), ("Ивушка", "Детский сад"))


@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_spoiled_workbook_is_read_or_refused(slips: list[tuple[int, int]]) -> None:
    data = bytearray(BOOK)
    for place, value in slips:
        data[place] = value
    with suppress(RegistryRefused):
        assert read_table(bytes(data)).organisations


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_refusal(data: bytes) -> None:
    with suppress(RegistryRefused):
        assert read_table(data).organisations
