"""The registry is loaded, loaded again, and looked through."""

import asyncio
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Authority, Organisation
from domain.errors import NotAllowed, RegistryRefused, Stale
from domain.organisations import OrganisationKind
from domain.people import Platform, Role
from domain.registry import TableReading, read_table
from services.delivery.delivery import chat_lost
from services.organisations import organisations, registry, undelivered
from tests.people import (
    ADMIN,
    KINDERGARTENS,
    NOW,
    OFFICIAL,
    SCHOOLS,
    STRANGER,
    VIEWER,
    District,
    make_authority,
    make_district,
)

TABLE = """Наименование;Тип;Муниципалитет;Группы;Синонимы;Руководитель
Управление образования Лесного округа;Орган управления образованием;Лесной округ;;;
МБОУ Лесная СОШ № 1;Школа;Лесной округ;ШНОР;школа на горке|первая;Пётр Лесной
МБОУ Лесная СОШ № 10;Школа;Лесной округ;;;
МБОУ Лесная СОШ № 2;Школа;Лесной округ;;;
МБОУ Полевая СОШ;Школа;Полевой район;;;
"""


def table(text: str) -> TableReading:
    return read_table(text.encode())


async def load(district: District, text: str, user_id: int = ADMIN) -> registry.Loaded:
    ctx = await district.context(user_id)
    return await registry.load(ctx, (await registry.preview_table(ctx, table(text))).id)


async def tree(db: Database) -> dict[str, str]:
    """Short name → names from the root down, as the paths tell; checks them against the parents."""
    async with db.read() as session:
        rows = {row.id: row for row in await session.scalars(select(Organisation))}
    for row in rows.values():
        assert row.path == (rows[row.parent_id].path if row.parent_id else "") + f"{row.id}."
    return {
        row.short_name: " / ".join(rows[int(part)].short_name for part in row.path.strip(".").split(".")[1:])
        for row in rows.values()
    }


async def test_a_preview_changes_nothing_and_tells_what_loading_would_do(db: Database) -> None:
    district = await make_authority(db)
    ctx = await district.context(ADMIN)
    preview = await registry.preview_table(ctx, table(TABLE))
    assert (len(preview.new), preview.unchanged, preview.missing) == (4, 0, ())
    assert dict(preview.kinds) == {OrganisationKind.SCHOOL: 4}
    assert (await organisations.summary(ctx)).total == 0
    assert preview.has_work


async def test_the_only_authority_of_the_first_table_names_the_nameless_one(db: Database) -> None:
    district = await make_authority(db)
    await load(district, TABLE)
    async with db.read() as session:
        authority = await session.get_one(Authority, district.authority_id)
    assert authority.letter_name == "Управление образования Лесного округа"


async def test_the_tree_comes_from_the_table(db: Database) -> None:
    district = await make_district(db, organisations=("МБОУ Полевая СОШ",))
    await load(district, TABLE)
    places = await tree(db)
    assert places["МБОУ Лесная СОШ № 1"] == "Управление образования Лесного округа / МБОУ Лесная СОШ № 1"
    assert places["МБОУ Полевая СОШ"] == "МБОУ Полевая СОШ"


async def test_the_same_file_again_changes_nothing(db: Database) -> None:
    district = await make_authority(db)
    assert await load(district, TABLE) == registry.Loaded(new=4, changed=1)
    before = await tree(db)
    preview = await registry.preview_table(await district.context(ADMIN), table(TABLE))
    assert not preview.has_work
    assert await registry.load(await district.context(ADMIN), preview.id) == registry.Loaded(0, 0)
    assert await tree(db) == before


async def test_a_changed_file_updates_and_moves_whole_subtrees(db: Database) -> None:
    district = await make_district(db, organisations=("МБОУ Степная СОШ",))
    await load(
        district, "Наименование;Муниципалитет\nМБОУ Лесная СОШ № 1;Лесной округ\nМБОУ Полевая СОШ;Полевой район\n"
    )
    assert (await tree(db))["МБОУ Лесная СОШ № 1"] == "МБОУ Лесная СОШ № 1"

    preview = await registry.preview_table(await district.context(ADMIN), table(TABLE))
    assert "parent_id" in dict(preview.changed)["МБОУ Лесная СОШ № 1"]
    assert preview.missing == ("МБОУ Степная СОШ",)
    await registry.load(await district.context(ADMIN), preview.id)

    places = await tree(db)
    assert places["МБОУ Лесная СОШ № 1"] == "Управление образования Лесного округа / МБОУ Лесная СОШ № 1"
    assert "МБОУ Степная СОШ" in places
    assert len(places) == 7


async def test_a_second_tap_on_load_is_told_so(db: Database) -> None:
    district = await make_authority(db)
    ctx = await district.context(ADMIN)
    preview = await registry.preview_table(ctx, table(TABLE))
    answers = await asyncio.gather(*(registry.load(ctx, preview.id) for _ in range(2)), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["Loaded", "WrongState"]
    assert len(await tree(db)) == 5


async def test_a_preview_overtaken_by_another_load_is_stale_and_shown_afresh(db: Database) -> None:
    district = await make_authority(db)
    ctx = await district.context(ADMIN)
    first = await registry.preview_table(ctx, table(TABLE))
    second = await registry.preview_table(ctx, table(TABLE))
    await registry.load(ctx, first.id)
    with pytest.raises(Stale):
        await registry.load(ctx, second.id)
    fresh = await registry.preview(ctx, second.id)
    assert not fresh.has_work
    await registry.load(ctx, second.id)
    assert len(await tree(db)) == 5


@pytest.mark.parametrize("who", [VIEWER, STRANGER, 201])
async def test_only_officials_load(db: Database, who: int) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    await district.register_official(VIEWER, Role.VIEWER)
    preview = await registry.preview_names(await district.context(OFFICIAL), "МКОУ Новая СОШ")
    ctx = await district.context(who)
    for attempt in (registry.preview_names(ctx, "МКОУ Чужая СОШ"), registry.preview_table(ctx, table(TABLE))):
        with pytest.raises(NotAllowed):
            await attempt
    for act in (registry.load, registry.preview):
        with pytest.raises(NotAllowed):
            await act(ctx, preview.id)
    with pytest.raises(NotAllowed):
        await registry.load(ctx, 12345)


async def test_formula_cells_bring_nothing(db: Database) -> None:
    from openpyxl import Workbook

    book = Workbook()
    page = book.worksheets[0]
    page.append(["Наименование", "E-mail"])
    page.append(["МКОУ Новая СОШ", "=cmd()"])
    out = io.BytesIO()
    book.save(out)
    district = await make_authority(db)
    ctx = await district.context(ADMIN)
    preview = await registry.preview_table(ctx, read_table(out.getvalue()))
    await registry.load(ctx, preview.id)
    found = await organisations.search(ctx, "новая")
    assert (await organisations.card(ctx, found.lines[0].id)).email == ""


@pytest.mark.parametrize("text", ["", " \n ", "А\tЛесной"])
async def test_bad_lists_are_refused_whole(db: Database, text: str) -> None:
    district = await make_authority(db)
    with pytest.raises(RegistryRefused):
        await registry.preview_names(await district.context(ADMIN), text)


async def test_lists_are_in_the_order_people_count(db: Database) -> None:
    district = await make_authority(db)
    await load(district, TABLE)
    listed = await organisations.listing(await district.context(ADMIN))
    assert [line.name for line in listed.lines] == [
        "МБОУ Лесная СОШ № 1",
        "МБОУ Лесная СОШ № 2",
        "МБОУ Лесная СОШ № 10",
        "МБОУ Полевая СОШ",
    ]


async def test_lists_have_pages_and_filters(db: Database) -> None:
    names = tuple(f"МКОУ СОШ № {n}" for n in range(1, 24))
    district = await make_district(db, organisations=(*names, *KINDERGARTENS), directors=(names[0],))
    ctx = await district.context(OFFICIAL)
    everything = await organisations.listing(ctx, page=2)
    assert (everything.total, everything.page.pages, len(everything.lines)) == (25, 3, 5)
    assert (await organisations.listing(ctx, page=99)).page.number == 2
    schools = await organisations.listing(ctx, OrganisationKind.SCHOOL)
    assert schools.total == 23
    missing = await organisations.listing(ctx, organisations.Everyone.MISSING)
    assert missing.total == 24
    assert names[0] not in [line.name for line in missing.lines]
    summary = await organisations.summary(ctx)
    assert (summary.total, summary.missing, summary.undelivered) == (25, 24, 0)
    assert dict(summary.kinds) == {OrganisationKind.SCHOOL: 23, OrganisationKind.KINDERGARTEN: 2}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("берез", ["МКОУ Берёзовская СОШ"]),
        ("Березовка", ["МКОУ Берёзовская СОШ"]),
        ("заречная оош", ["МКОУ Заречная ООШ"]),
        ("ромашка", ["МКДОУ «Ромашка»"]),
        ("мкоу", ["МКОУ Берёзовская СОШ", "МКОУ Заречная ООШ", "МКОУ Сосновская ООШ"]),
        ("несуществующая", []),
        ("!", []),
    ],
)
async def test_search_by_a_few_typed_words(db: Database, typed: str, found: list[str]) -> None:
    district = await make_district(db)
    shown = await organisations.search(await district.context(OFFICIAL), typed)
    assert [line.name for line in shown.lines] == found


async def test_a_blocked_chat_is_listed_until_the_person_is_back(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    director = (await district.director(SCHOOLS[0])).actor
    await chat_lost(db, Platform.TELEGRAM, director.user_id, "blocked", NOW + timedelta(hours=1))
    ctx = await district.context(OFFICIAL)
    (line,) = await undelivered.unreachable(ctx)
    assert (line.organisation, line.reason, line.since) == (SCHOOLS[0], "blocked", NOW + timedelta(hours=1))
    assert (await organisations.summary(ctx)).undelivered == 1


async def test_the_card_tells_who_is_connected(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    shown = await organisations.card(await district.context(OFFICIAL), district.organisations[SCHOOLS[0]])
    assert [(m.name, m.roles) for m in shown.members] == [(f"Директор {SCHOOLS[0]}", (Role.DIRECTOR,))]
    assert (shown.kind, shown.controls) == (OrganisationKind.SCHOOL, True)


async def test_a_viewer_reads_and_changes_nothing(db: Database) -> None:
    district = await make_district(db)
    await district.register_official(VIEWER, Role.VIEWER)
    ctx = await district.context(VIEWER)
    assert (await organisations.summary(ctx)).total == 6
    card = await organisations.card(ctx, district.organisations[SCHOOLS[0]])
    assert not card.controls
    assert not (await organisations.summary(ctx)).may_load


async def test_a_director_reads_no_registry(db: Database) -> None:
    district = await make_district(db, directors=SCHOOLS[:1])
    ctx = await district.director(SCHOOLS[0])
    attempts = (
        organisations.summary(ctx),
        organisations.listing(ctx),
        organisations.search(ctx, "мкоу"),
        undelivered.unreachable(ctx),
        organisations.card(ctx, district.organisations[SCHOOLS[0]]),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            await attempt
