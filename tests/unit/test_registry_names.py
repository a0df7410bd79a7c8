"""Names, their keys, their short forms and what they tell about the kind."""

import pytest

from domain.organisations import OrganisationKind
from domain.registry import infer_kind, make_short_name, name_key, parse_names, search_key

ORDINARY = "Муниципальное бюджетное общеобразовательное учреждение"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (f"{ORDINARY} «Берёзовская средняя общеобразовательная школа»", "МБОУ Берёзовская СОШ"),
        (f"{ORDINARY} средняя общеобразовательная школа № 5 города Энска", "МБОУ СОШ № 5"),
        (f"{ORDINARY} «Основная общеобразовательная школа № 7 имени К.К. Соколова»", "МБОУ ООШ № 7"),
        (f"{ORDINARY} «Средняя общеобразовательная школа имени К.К. Соколова»", "МБОУ СОШ имени К.К. Соколова"),
        ("Муниципальное казённое дошкольное образовательное учреждение «Теремок»", "МКДОУ «Теремок»"),
        ("МБДОУ «Детский сад общеразвивающего вида № 4 «Сказка»", "МБДОУ «Детский сад № 4 «Сказка»"),
        ('МАДОУ "Центр развития ребёнка - детский сад "Искорка"', "МАДОУ «ЦРР - детский сад «Искорка»"),
        (
            "Муниципальное бюджетное учреждение дополнительного образования «Дом детского творчества» Ивовского района",
            "МБУ ДО «Дом детского творчества»",
        ),
        (
            "Государственное автономное учреждение дополнительного профессионального образования «Институт»",
            "ГАУ ДПО «Институт»",
        ),
        ("Отдел образования администрации Ивовского района", "Отдел образования Ивовского района"),
        ("СОШ № 5", "СОШ № 5"),
        ("Теремок", "Теремок"),
    ],
)
def test_a_short_name_is_made_of_the_full_one(name: str, short: str) -> None:
    assert make_short_name(name) == short


def test_short_names_that_would_collide_stay_full() -> None:
    names = parse_names(
        "МБОУ «СОШ № 2 имени А.А. Орлова»\nМБОУ «СОШ № 2 имени Б.Б. Чижова»\nМБОУ СОШ № 3"
    ).organisations
    assert len({row.short_name for row in names}) == 3


def test_a_search_key_forgets_case_yo_quotes_and_latin_letters() -> None:
    assert search_key("МБОУ  «CОШ №5»") == search_key("мбоу сош № 5") == "мбоу сош 5"
    assert search_key("Берёзка") == search_key("БЕРЕЗКА")


def test_full_and_short_spellings_of_a_name_share_a_key() -> None:
    assert name_key(f"{ORDINARY} «Ивовская средняя общеобразовательная школа»") == name_key("МБОУ Ивовская СОШ")
    assert name_key("МБОУ СОШ № 1") != name_key("МБОУ СОШ № 11")
    assert name_key("МБОУ «Ромашка»") != name_key("МБДОУ «Ромашка»")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("МБОУ «СОШ № 5 имени пионеров-героев»", OrganisationKind.SCHOOL),
        ("ООШ с. Ивовое", OrganisationKind.SCHOOL),
        ("Вечерняя школа", OrganisationKind.SCHOOL),
        ("МБОУ «Начальная школа – детский сад № 5»", OrganisationKind.SCHOOL),
        ("Ивовская школа-интернат", OrganisationKind.SCHOOL),
        ("Прогимназия «Росток»", OrganisationKind.SCHOOL),
        ("МКОУ «Заря»", OrganisationKind.SCHOOL),
        ("МБДОУ «Заря»", OrganisationKind.KINDERGARTEN),
        ("Д/с «Ивушка»", OrganisationKind.KINDERGARTEN),
        ("ЦРР – детский сад № 3", OrganisationKind.KINDERGARTEN),
        ("Дом детского творчества", OrganisationKind.SUPPLEMENTARY),
        ("ДЮСШ «Старт»", OrganisationKind.SUPPLEMENTARY),
        ("Детская школа искусств", OrganisationKind.SUPPLEMENTARY),
        ("МБУ ДО «Станция юных натуралистов»", OrganisationKind.SUPPLEMENTARY),
        ("МКУ «Информационно-методический центр»", OrganisationKind.METHODICAL),
        ("Методический кабинет отдела образования", OrganisationKind.METHODICAL),
        ("ГАУ ДПО «Институт развития образования»", OrganisationKind.METHODICAL),
        ("Отдел образования администрации района", OrganisationKind.AUTHORITY),
        ("Комитет по образованию", OrganisationKind.AUTHORITY),
        ("Департамент образования и науки", OrganisationKind.AUTHORITY),
        ("Отдел культуры, спорта и образования", OrganisationKind.AUTHORITY),
        ("Финансовое управление", OrganisationKind.OTHER),
        ("Централизованная бухгалтерия управления образования", OrganisationKind.OTHER),
        ("КДН и ЗП", OrganisationKind.OTHER),
        ("Администрация округа", OrganisationKind.OTHER),
        ("Ивушка", OrganisationKind.OTHER),
    ],
)
def test_the_kind_is_inferred_from_the_name(name: str, kind: OrganisationKind) -> None:
    assert infer_kind(name) is kind


def test_the_type_of_the_table_wins_but_a_vague_one_asks_the_name() -> None:
    assert infer_kind("Ивушка", "Детский сад") is OrganisationKind.KINDERGARTEN
    assert infer_kind("Комитет по социальной политике", "Орган управления образованием") is OrganisationKind.AUTHORITY
    assert infer_kind("Управление образования", "Орган управления") is OrganisationKind.AUTHORITY
    assert infer_kind("Финансовое управление", "Орган управления") is OrganisationKind.OTHER
    assert infer_kind("МБОУ СОШ № 1", "Прочее") is OrganisationKind.SCHOOL
