"""An import updates, adds and tells what is missing; it never duplicates and never deletes."""

from dataclasses import replace
from pathlib import Path

from domain.organisations import Organisation, OrganisationKind
from domain.registry import ImportPlan, parse_names, plan_import, read_table

TOWN = read_table(Path("tests/data/registry/town.csv").read_bytes()).organisations
ROOT = Organisation(1, "Департамент образования", "Департамент образования", OrganisationKind.AUTHORITY)


def loaded(plan: ImportPlan, known: tuple[Organisation, ...]) -> tuple[Organisation, ...]:
    """The organisations after the plan was carried out, as a service would store them."""
    kept = {organisation.id: organisation for organisation in known}
    ids: list[int] = []
    for new in plan.new:
        ids.append(max(kept) + 1)
        parent = ids[new.parent_row] if new.parent_row is not None else new.organisation.parent_id
        kept[ids[-1]] = replace(new.organisation, id=ids[-1], parent_id=parent)
    for change in plan.changed:
        parent = ids[change.parent_row] if change.parent_row is not None else change.after.parent_id
        kept[change.after.id] = replace(change.after, parent_id=parent)
    return tuple(kept.values())


def town() -> tuple[Organisation, ...]:
    return loaded(plan_import((ROOT,), TOWN, ROOT.id), (ROOT,))


def by_name(organisations: tuple[Organisation, ...], short_name: str) -> Organisation:
    return next(found for found in organisations if found.short_name == short_name)


def test_the_authority_of_a_municipality_becomes_the_parent_of_the_rest() -> None:
    organisations = town()
    authority = by_name(organisations, "Отдел образования")
    assert authority.parent_id == ROOT.id
    others = [found for found in organisations if found.id not in {ROOT.id, authority.id}]
    assert {found.parent_id for found in others} == {authority.id}
    assert len(others) == 24


def test_without_an_authority_in_the_table_the_importing_one_is_the_parent() -> None:
    plan = plan_import((ROOT,), parse_names("МБОУ СОШ № 1\nМБОУ СОШ № 2").organisations, ROOT.id)
    assert [(new.organisation.parent_id, new.parent_row) for new in plan.new] == [(1, None), (1, None)]


def test_the_same_table_twice_changes_nothing() -> None:
    plan = plan_import(town(), TOWN, ROOT.id)
    assert (plan.new, plan.changed, plan.missing, plan.duplicates) == ((), (), (), ())
    assert len(plan.unchanged) == len(TOWN)


def test_a_changed_table_updates_the_fields_it_tells_and_keeps_the_rest() -> None:
    rows = [replace(row, groups=(), head_name="") for row in TOWN]
    rows[0] = replace(rows[0], head_name="Воробьёва Нина Карповна", groups=("ППЭ",))
    plan = plan_import(town(), rows, ROOT.id)
    (change,) = plan.changed
    assert set(change.fields) == {"head_name", "groups"}
    assert change.before.head_name == "Синицына Вера Павловна"
    assert change.after.groups == ("ППЭ",)


def test_an_organisation_absent_from_the_table_is_told_and_kept() -> None:
    plan = plan_import(town(), TOWN[1:], ROOT.id)
    assert [gone.short_name for gone in plan.missing] == ["МБОУ СОШ № 1"]


def test_a_renamed_school_is_met_by_its_short_name() -> None:
    renamed = replace(TOWN[1], name="МБОУ «Средняя общеобразовательная школа № 2 имени героя Ястребова»")
    plan = plan_import(town(), (renamed,), ROOT.id)
    assert not plan.new
    assert [change.fields for change in plan.changed] == [("name",)]


def test_names_pasted_first_are_filled_by_the_table_later() -> None:
    first = loaded(
        plan_import((ROOT,), parse_names("МБОУ СОШ № 2\nМКОУ Полянская СОШ").organisations, ROOT.id), (ROOT,)
    )
    plan = plan_import(first, TOWN, ROOT.id)
    assert {change.before.short_name for change in plan.changed} == {"МБОУ СОШ № 2", "МКОУ Полянская СОШ"}
    assert len(plan.new) == len(TOWN) - 2
    assert all("parent_id" in change.fields and change.parent_row == 0 for change in plan.changed)


def test_two_rows_of_one_organisation_are_told_apart_as_a_duplicate() -> None:
    twin = replace(TOWN[0], name="Первая школа")
    plan = plan_import(town(), (TOWN[0], twin), ROOT.id)
    assert [(row.name, known.short_name) for row, known in plan.duplicates] == [("Первая школа", "МБОУ СОШ № 1")]
    assert not plan.new


def test_one_name_in_two_municipalities_stays_two_organisations() -> None:
    rows = tuple(
        replace(parse_names("МБОУ СОШ № 1").organisations[0], municipality=place)
        for place in ("Луговской район", "Ивовский")
    )
    both = loaded(plan_import((ROOT,), rows, ROOT.id), (ROOT,))
    assert len(both) == 3
    assert len(plan_import(both, rows, ROOT.id).unchanged) == 2
    (nowhere,) = parse_names("МБОУ СОШ № 1").organisations
    plan = plan_import(both, (nowhere,), ROOT.id)
    assert not plan.new
    assert [row.name for row, _ in plan.duplicates] == ["МБОУ СОШ № 1"]


def test_the_nameless_importer_recognises_itself_in_the_only_authority() -> None:
    plan = plan_import((ROOT,), TOWN, ROOT.id, nameless=True)
    (own,) = plan.changed
    assert own.after.id == ROOT.id
    assert own.after.short_name == "Отдел образования"
    assert own.after.parent_id is None
    assert {new.organisation.parent_id for new in plan.new} == {ROOT.id}


def test_a_nameless_importer_stays_itself_when_the_table_has_no_authority() -> None:
    plan = plan_import((ROOT,), TOWN[:2], ROOT.id, nameless=True)
    assert not plan.changed
    assert len(plan.new) == 2


def test_what_an_official_corrected_by_hand_survives_the_next_import() -> None:
    corrected = tuple(
        replace(found, short_name="Первая школа", kind=OrganisationKind.OTHER)
        if found.short_name == "МБОУ СОШ № 1"
        else found
        for found in town()
    )
    plan = plan_import(corrected, TOWN, ROOT.id)
    assert not plan.changed


def test_schools_sent_without_their_authority_stay_under_the_known_one() -> None:
    organisations = town()
    assert not plan_import(organisations, TOWN[:5], ROOT.id).changed
    moved = tuple(replace(row, municipality="") for row in TOWN[:5])
    assert not plan_import(organisations, moved, ROOT.id).changed
