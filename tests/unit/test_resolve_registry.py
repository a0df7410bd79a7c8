"""Themes, remembered answers, listed organisations, a region of several municipalities, and the command."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.resolve import load, main
from domain.minutes.resolve import Registry, Synonym, resolve
from domain.organisations import Organisation, OrganisationKind
from domain.registry import read_table
from tests.unit.test_resolve_phrases import DISTRICT, KINDERGARTENS, SCHOOLS, SUPPLEMENTARY

FILE = "tests/data/registry/district.csv"
ALL = SCHOOLS + KINDERGARTENS + SUPPLEMENTARY


def by_name(registry: Registry, name: str) -> int:
    return next(found.id for found in registry.organisations if found.short_name == name)


def test_a_question_about_kindergartens_asks_whom_oo_means() -> None:
    found = resolve("руководители ОО", DISTRICT, "kindergarten")
    assert not found.sure
    assert found.reason == "theme"
    offered = [(option.code, len(option.organisation_ids)) for option in found.options]
    assert offered == [("kindergartens", KINDERGARTENS), ("all", ALL)]


def test_a_theme_leaves_precise_words_alone_and_a_school_question_means_schools() -> None:
    assert len(resolve("заведующие ДОУ", DISTRICT, "kindergarten").organisation_ids) == KINDERGARTENS
    assert len(resolve("директора школ", DISTRICT, "kindergarten").organisation_ids) == SCHOOLS
    assert len(resolve("руководители ОО", DISTRICT, "school").organisation_ids) == SCHOOLS
    assert resolve("руководители ОО, ИМЦ", DISTRICT, "supplementary").reason == "theme"


def test_an_answer_once_given_is_remembered_in_every_case_and_by_theme() -> None:
    centre, first = by_name(DISTRICT, "МКУ ИМЦ"), by_name(DISTRICT, "МБОУ СОШ № 1")
    registry = replace(
        DISTRICT,
        synonyms=(
            Synonym("руководители ОМО", (centre,)),
            Synonym("педагоги-психологи", ()),
            Synonym("руководители ОО", (first,), "kindergarten"),
            Synonym("базовая площадка", (first, centre)),
        ),
    )
    assert resolve("Руководителям ОМО", registry).organisation_ids == (centre,)
    assert resolve("педагогам-психологам", registry).reason == "nobody"
    assert resolve("руководители ОО", registry, "kindergarten").organisation_ids == (first,)
    assert len(resolve("руководители ОО", registry).organisation_ids) == ALL
    assert len(resolve("базовой площадке", registry).organisation_ids) == 2
    mixed = resolve("руководители ОМО, руководители ОО", registry)
    assert mixed.sure
    assert len(mixed.organisation_ids) == ALL + 1
    assert resolve("заведующие ДОУ, педагоги-психологи", registry).sure


def test_the_importing_authority_is_told_apart() -> None:
    assert resolve("отдел образования, ИМЦ", DISTRICT).is_authority
    assert not resolve("ИМЦ", DISTRICT).is_authority


def test_schools_listed_in_the_item_are_the_only_ones_meant() -> None:
    listed = ("МБОУ СОШ № 1", "Полянская СОШ")
    for phrase in ("директора школ", "Школам, перечисленным в приложении", "руководители ОО", "Всем"):
        found = resolve(phrase, DISTRICT, "kindergarten", named=listed)
        assert (found.reason, len(found.organisation_ids)) == ("named", 2)
    asked = resolve("директора школ", DISTRICT, named=("МБОУ СОШ № 1", "СОШ № 77"))
    assert not asked.sure
    assert [(option.code, len(option.organisation_ids)) for option in asked.options] == [
        ("named", 1),
        ("base", SCHOOLS),
    ]
    assert not resolve("директора школ", DISTRICT, named=("детский сад № 1",)).sure
    assert not resolve("контрактные управляющие", DISTRICT, named=listed).sure


@pytest.mark.parametrize(
    ("phrase", "offered"),
    [
        ("Дальнинская школа", ["МБОУ Дальнинская СОШ № 1", "МБОУ Дальнинская СОШ № 2"]),
        ("Полянсская СОШ", ["МКОУ Полянская СОШ"]),
        ("Галкина В.П.", ["МБОУ СОШ № 1"]),
        ("родительский комитет", []),
    ],
)
def test_a_question_offers_what_may_have_been_meant(phrase: str, offered: list[str]) -> None:
    ids = [option.organisation_ids for option in resolve(phrase, DISTRICT).options]
    assert ids == [(by_name(DISTRICT, name),) for name in offered]


def test_what_was_understood_is_offered_beside_what_was_not() -> None:
    found = resolve("МБОУ СОШ № 1, методисты района", DISTRICT)
    assert not found.sure
    assert found.options[0].code == "known"
    assert found.options[0].organisation_ids == (by_name(DISTRICT, "МБОУ СОШ № 1"),)


def region() -> Registry:
    """A department over four districts, each with two numbered schools and one of the district's name."""
    rows = ["Наименование;Краткое наименование;Муниципалитет", "Департамент образования Синегорской области;;"]
    for stem in ("Луговск", "Ивовск", "Каменск", "Озёрск"):
        rows.append(f"Отдел образования администрации {stem}ого района;;{stem}ий район")
        rows += [f"МБОУ «СОШ № {number}»;;{stem}ий район" for number in (1, 2)]
        rows.append(f"МБОУ «{stem}ая СОШ»;;{stem}ий район")
    rows.append("ГАУ ДПО «Синегорский областной институт развития образования»;ГАУ ДПО СиОИРО;")
    plain = read_table("\n".join(rows).encode()).organisations
    numbered = [replace(row, id=number) for number, row in enumerate(plain, start=1)]
    heads = {row.municipality: row.id for row in numbered if row.kind is OrganisationKind.AUTHORITY}
    return Registry(tuple(replace(row, parent_id=_parent(row, heads)) for row in numbered), 1)


def _parent(row: Organisation, heads: dict[str, int]) -> int | None:
    return None if row.id == 1 else 1 if row.id in heads.values() else heads[row.municipality]


REGION = region()


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("Органам местного самоуправления, осуществляющим управление в сфере образования", 4),
        ("муниципальным органам управления образованием", 4),
        ("начальникам отделов образования", 4),
        ("Департамент образования", 1),
        ("Отделу образования администрации Каменского района", 1),
        ("СОШ № 1 Луговского района", 1),
        ("МБОУ СОШ № 2 Ивовского района, МБОУ СОШ № 1 Каменского района", 2),
        ("школам Ивовского района", 3),  # not the school called after it
        ("Ивовская СОШ", 1),
        ("ГАУ ДПО СиОИРО", 1),
        ("ГАУ ДПО «Синегорский областной институт развития образования»", 1),
        ("Общеобразовательным организациям", 12),
        ("СОШ № 1", None),
        ("отдел образования", None),
        ("Отдел образования Сосновского района", None),
        ("ГАУ ДПО «Институт повышения квалификации»", None),
    ],
)
def test_a_region_of_municipalities(phrase: str, count: int | None) -> None:
    found = resolve(phrase, REGION)
    assert (len(found.organisation_ids) if found.sure else None) == count


def test_listed_schools_and_districts_are_reached_through_their_authorities() -> None:
    phrase = "Органам местного самоуправления, осуществляющим управление в сфере образования"
    by_school = resolve(phrase, REGION, named=("МБОУ СОШ № 1 Луговского района", "Каменская СОШ"))
    by_district = resolve(phrase, REGION, named=("Луговской район", "Каменский район"))
    assert by_school.organisation_ids == by_district.organisation_ids
    assert len(by_school.organisation_ids) == 2
    assert not resolve(phrase, REGION, named=("Неведомый район",)).sure


def test_a_synonym_that_is_a_word_of_a_group_stays_a_group() -> None:
    first = replace(DISTRICT.organisations[0], synonyms=("школы", "ОО", "№ 1"))
    registry = replace(DISTRICT, organisations=(first, *DISTRICT.organisations[1:]))
    assert len(resolve("школы", registry).organisation_ids) == SCHOOLS
    assert len(resolve("руководители ОО", registry).organisation_ids) == ALL


def test_an_answer_about_an_organisation_that_is_gone_is_asked_again() -> None:
    assert resolve("ОМО", replace(DISTRICT, synonyms=(Synonym("ОМО", (999,)),))).reason == "no_such"


def test_an_empty_registry_answers_nothing() -> None:
    assert not resolve("директора школ", Registry(())).sure
    assert not resolve("отдел образования", Registry(())).sure


def test_the_command_prints_one_json_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--registry", FILE, "--json", "СОШ № 1, 3", "Всем", "ИМЦ"]) == 0
    assert json.loads(capsys.readouterr().out) == [["МБОУ СОШ № 1", "МБОУ СОШ № 3"], "ask", ["МКУ ИМЦ"]]


def test_the_command_explains_itself_to_the_eye(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["СОШ № 1", "--registry", FILE, "Дальнинская школа", "директора школ"]) == 0
    printed = capsys.readouterr().out
    assert "«СОШ № 1» — 1 организация\n   МБОУ СОШ № 1" in printed
    assert "«Дальнинская школа» — спросить: подходит не одно\n   ? МБОУ Дальнинская СОШ № 1" in printed
    assert "«директора школ» — 18 организаций" in printed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Как вызвать"),
        (["--registry"], "Как вызвать"),
        (["--registry", FILE], "Как вызвать"),
        (["--registry", "nowhere.csv", "СОШ № 1"], "Файл не найден"),
        (["--registry", "pyproject.toml", "СОШ № 1"], "Наименование"),
    ],
)
def test_the_command_refuses_in_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert not printed.out


def test_two_authorities_leave_the_importing_one_open(tmp_path: Path) -> None:
    table = tmp_path / "two.csv"
    table.write_text("Наименование\nОтдел образования Луговского района\nКомитет по образованию города", "utf-8")
    assert load(table).authority_id is None
