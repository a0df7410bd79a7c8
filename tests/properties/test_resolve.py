"""Composed phrases whose meaning is known: spelling never adds an organisation, a stranger always makes a question."""

from hypothesis import given
from hypothesis import strategies as st

from domain.minutes.resolve import resolve
from domain.organisations import Organisation, OrganisationKind
from tests.unit.test_resolve_phrases import DISTRICT

PLAIN = [found for found in DISTRICT.organisations if found.kind is not OrganisationKind.OTHER]
GROUPS = {
    "руководители ОО": {OrganisationKind.SCHOOL, OrganisationKind.KINDERGARTEN, OrganisationKind.SUPPLEMENTARY},
    "директора школ": {OrganisationKind.SCHOOL},
    "Общеобразовательным организациям": {OrganisationKind.SCHOOL},
    "заведующим ДОУ": {OrganisationKind.KINDERGARTEN},
    "учреждениям дополнительного образования": {OrganisationKind.SUPPLEMENTARY},
}
STRANGERS = st.sampled_from(
    ["Сосновская СОШ", "СОШ № 77", "детский сад № 88", "родительские комитеты", "ГАУ ДПО «Центр качества»", "иные лица"]
)


@st.composite
def spellings(draw: st.DrawFn, organisation: Organisation) -> str:
    """One organisation as clerks write it."""
    name = draw(st.sampled_from([organisation.name, organisation.short_name]))
    name = draw(st.sampled_from([name, name.replace("№ ", "№"), name.replace("ё", "е"), name.replace("«", '"')]))
    name = draw(st.sampled_from([name, name.replace("СОШ", "CОШ"), name.replace("  ", " "), f" {name} "]))
    return draw(st.sampled_from([name, f"{name} (Синицына А.А.)", f"{name} Синегорского района"]))


LISTS = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=5, unique=True)
SEPARATORS = st.sampled_from([", ", "; ", " и ", ",\n"])


@given(st.data(), LISTS, SEPARATORS)
def test_a_list_of_names_means_exactly_them(data: st.DataObject, wanted: list[Organisation], separator: str) -> None:
    phrase = separator.join(data.draw(spellings(organisation)) for organisation in wanted)
    found = resolve(phrase, DISTRICT)
    assert found.sure, (phrase, found.reason)
    assert set(found.organisation_ids) == {organisation.id for organisation in wanted}


@given(st.sampled_from(sorted(GROUPS)), LISTS)
def test_an_exception_takes_away_exactly_what_it_names(group: str, left_out: list[Organisation]) -> None:
    members = {found.id for found in DISTRICT.organisations if found.kind in GROUPS[group]}
    gone = {organisation.id for organisation in left_out}
    found = resolve(f"{group}, кроме {', '.join(one.short_name for one in left_out)}", DISTRICT)
    assert not gone & set(found.organisation_ids)
    assert found.sure is (gone < members)
    assert not found.sure or set(found.organisation_ids) == members - gone


@given(st.lists(st.sampled_from(sorted(GROUPS)), min_size=1, max_size=3, unique=True), SEPARATORS)
def test_groups_add_up(groups: list[str], separator: str) -> None:
    found = resolve(separator.join(groups), DISTRICT)
    kinds = {kind for group in groups for kind in GROUPS[group]}
    assert set(found.organisation_ids) == {one.id for one in DISTRICT.organisations if one.kind in kinds}


@given(LISTS, st.sampled_from(["", *sorted(GROUPS)]), STRANGERS, st.booleans())
def test_a_stranger_anywhere_makes_a_question(
    known: list[Organisation], group: str, stranger: str, first: bool
) -> None:
    rest = [group] if group else [organisation.short_name for organisation in known]
    phrase = ", ".join([stranger, *rest] if first else [*rest, stranger])
    assert not resolve(phrase, DISTRICT).sure


TALK = (
    "школам СОШ № 1 , и кроме ОО ДОУ ( ) « » отдел образования не Полянская осуществляющих подвоз заместителю по УВР"
    " Петрова П.П. МБОУ гимназия - 5 : района всем каждой детский сад «Снежинка» им. г. 7 99"
)


@given(
    st.lists(st.sampled_from(TALK.split()), max_size=9).map(" ".join) | st.text(max_size=40),
    st.sampled_from(["", "kindergarten", "school"]),
)
def test_no_words_break_the_reading(phrase: str, theme: str) -> None:
    found = resolve(phrase, DISTRICT, theme)
    known = {organisation.id for organisation in DISTRICT.organisations}
    assert set(found.organisation_ids) <= known
    assert found.sure or not found.organisation_ids
    assert all(option.organisation_ids and set(option.organisation_ids) <= known for option in found.options)
