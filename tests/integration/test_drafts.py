"""Doubts of a draft are answered: each kind, in groups, once; an old button changes nothing."""

from datetime import date

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Audit, Decision, MinutesPart
from domain.drafting import Draft
from domain.errors import NotFound, Stale, WrongInput, WrongState
from domain.minutes.model import ControlForm
from domain.parts import PartAnswer
from services.context import Context
from services.drafts import documents, doubts, drafts, items, typed_addressees
from services.sending import publish
from tests.papers import DOUBTFUL, HIDDEN, PLAIN, drafted, fresh, sent
from tests.people import KINDERGARTENS, OFFICIAL, SCHOOLS, District, make_district

WHO, WHEN, PAST = 0, 1, 2  # places of the doubts of DOUBTFUL
SEPTEMBER, OCTOBER = date(2023, 9, 29), date(2023, 10, 15)


@pytest.fixture
async def district(db: Database) -> District:
    return await make_district(db)


@pytest.fixture
async def doubtful(district: District) -> tuple[Context, Draft]:
    return await drafted(district, DOUBTFUL)


async def asked(ctx: Context, draft: Draft) -> list[str]:
    return [str(doubt.kind) for doubt in (await fresh(ctx, draft)).doubts]


# --- who ---------------------------------------------------------------------------------------------------------


async def test_one_answer_settles_a_phrase_in_all_its_items(
    district: District, doubtful: tuple[Context, Draft]
) -> None:
    ctx, draft = doubtful
    assert await asked(ctx, draft) == ["addressee", "date", "past"]
    await doubts.answer_addressee(ctx, draft.id, draft.version, WHO, "g-school")
    reviewed = await fresh(ctx, draft)
    schools = {district.organisations[name] for name in SCHOOLS}
    assert [set(item.organisations) for item in reviewed.draft.items] == [schools] * 3
    assert await asked(ctx, draft) == ["date", "past"]


async def test_the_answer_may_be_our_own_office_or_everybody(
    district: District, doubtful: tuple[Context, Draft]
) -> None:
    ctx, draft = doubtful
    await doubts.answer_addressee(ctx, draft.id, draft.version, WHO, "g-own")
    reviewed = await fresh(ctx, draft)
    assert reviewed.draft.items[1].organisations == (district.authority_id,)
    other = (await drafted(district, DOUBTFUL.replace("координаторы", "кураторы").replace("№ 13", "№ 15")))[1]
    await doubts.answer_addressee(ctx, other.id, other.version, WHO, "g-all")
    everybody = set(district.organisations.values()) - {district.authority_id}
    assert set((await fresh(ctx, other)).draft.items[1].organisations) == everybody


@pytest.mark.parametrize("option", ["g-supplementary", "g-nonsense", "o7", "o-1", "o²", "x", ""])
async def test_what_was_never_offered_settles_nothing(doubtful: tuple[Context, Draft], option: str) -> None:
    ctx, draft = doubtful
    with pytest.raises(Stale):
        await doubts.answer_addressee(ctx, draft.id, draft.version, WHO, option)
    assert await asked(ctx, draft) == ["addressee", "date", "past"]


async def test_typed_words_are_understood_or_refused_whole(district: District) -> None:
    ctx = await district.context(OFFICIAL)
    typed = await typed_addressees.understand(ctx, "Берёзовская СОШ, детские сады")
    assert set(typed.names) == {SCHOOLS[0], *KINDERGARTENS}
    assert not typed.unknown
    for unknown in ("Лунная СОШ", "кому-нибудь"):
        assert (await typed_addressees.understand(ctx, unknown)).unknown == unknown
    assert await typed_addressees.understand(ctx, "Берёзовская СОШ, Лунная СОШ") == typed_addressees.Typed(
        (), (), "Лунная СОШ"
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("все организации", {*SCHOOLS, *KINDERGARTENS, "МКУ «ИМЦ»"}),
        ("всем", {*SCHOOLS, *KINDERGARTENS, "МКУ «ИМЦ»"}),
        ("все школы, кроме Берёзовской", {*SCHOOLS[1:]}),
        ("Все школы кроме Берёзовской.", {*SCHOOLS[1:]}),
        ("всем школам, за исключением Берёзовской и Сосновской", {SCHOOLS[1]}),
        ("все, кроме детских садов", {*SCHOOLS, "МКУ «ИМЦ»"}),
        ("Берёзовской", {SCHOOLS[0]}),
        ("Сосновской, Берёзовской", {SCHOOLS[0], SCHOOLS[2]}),
    ],
)
async def test_whom_people_say(district: District, typed: str, meant: set[str]) -> None:
    ctx = await district.context(OFFICIAL)
    assert set((await typed_addressees.understand(ctx, typed)).names) == meant


@pytest.mark.parametrize("typed", ["все школы, кроме Лунной", "Берёзовская, кроме Берёзовской", "кроме Берёзовской"])
async def test_all_but_somebody_unknown_is_nobody(district: District, typed: str) -> None:
    ctx = await district.context(OFFICIAL)
    assert (await typed_addressees.understand(ctx, typed)).unknown


async def test_named_organisations_answer_and_are_remembered_exactly(
    district: District, doubtful: tuple[Context, Draft]
) -> None:
    ctx, draft = doubtful
    birch = district.organisations[SCHOOLS[0]]
    await doubts.answer_addressee_with(ctx, draft.id, draft.version, WHO, (birch,))
    assert (await fresh(ctx, draft)).draft.items[1].organisations == (birch,)
    later = (await drafted(district, DOUBTFUL.replace("№ 13", "№ 14")))[1]
    assert later.items[1].organisations == (birch,)


async def test_nobody_means_the_items_are_not_sent(doubtful: tuple[Context, Draft]) -> None:
    ctx, draft = doubtful
    await doubts.answer_leave_out(ctx, draft.id, draft.version, WHO)
    reviewed = await fresh(ctx, draft)
    assert [item.left_out for item in reviewed.draft.items] == [False, True, True]
    assert await asked(ctx, draft) == ["past"]


# --- when --------------------------------------------------------------------------------------------------------


async def test_a_date_answers_and_a_past_one_is_refused(doubtful: tuple[Context, Draft]) -> None:
    ctx, draft = doubtful
    with pytest.raises(WrongInput) as refused:
        await doubts.answer_date(ctx, draft.id, draft.version, WHEN, date(2023, 8, 27))
    assert refused.value.code == "date_past"
    await doubts.answer_date(ctx, draft.id, draft.version, WHEN, ctx.now.date())
    assert (await fresh(ctx, draft)).draft.items[2].dates == (ctx.now.date(),)
    assert await asked(ctx, draft) == ["addressee", "past"]


@pytest.mark.parametrize("form", [ControlForm.WORK, ControlForm.INFORMATION, ControlForm.YEARLY])
async def test_a_form_without_a_date_of_its_own_answers_too(doubtful: tuple[Context, Draft], form: ControlForm) -> None:
    ctx, draft = doubtful
    await doubts.answer_form(ctx, draft.id, draft.version, WHEN, form)
    item = (await fresh(ctx, draft)).draft.items[2]
    assert item.form is form
    assert item.dates == ((date(2024, 5, 31),) if form is ControlForm.YEARLY else ())
    assert await asked(ctx, draft) == ["addressee", "past"]


async def test_of_two_dates_only_the_one_that_has_passed_is_replaced(district: District) -> None:
    ctx, draft = await drafted(district, PLAIN.replace("до 15.10.2023", "до 10.07.2023, до 01.12.2023"))
    assert draft.items[0].dates == (date(2023, 7, 10), date(2023, 12, 1))
    (doubt,) = (await fresh(ctx, draft)).doubts
    assert doubt.kind == "past"
    await doubts.answer_date(ctx, draft.id, draft.version, 0, SEPTEMBER)
    reviewed = await fresh(ctx, draft)
    assert reviewed.draft.items[0].dates == (SEPTEMBER, date(2023, 12, 1))
    assert reviewed.doubts == ()


async def test_minutes_without_a_date_are_asked_for_it(district: District) -> None:
    ctx, draft = await drafted(district, PLAIN.replace("Дата – 28.08.2023", ""))
    assert (await fresh(ctx, draft)).doubts[0].kind == "day"
    await doubts.set_day(ctx, draft.id, draft.version, date(2023, 8, 25))
    reviewed = await fresh(ctx, draft)
    assert reviewed.draft.day == date(2023, 8, 25)
    assert "day" not in await asked(ctx, draft)


async def test_an_unsure_reading_is_confirmed_item_by_item(district: District) -> None:
    ctx, draft = await drafted(district)
    async with district.db.write() as session:
        for item in draft.items[:2]:
            (await session.get_one(Decision, item.id)).open_doubts = ["number_gap"]
    assert await asked(ctx, draft) == ["reading", "reading"]
    await doubts.answer_reading(ctx, draft.id, draft.version, 1)
    reviewed = await fresh(ctx, draft)
    assert [item.doubts for item in reviewed.draft.items] == [("number_gap",), (), ()]


# --- what is in no item ------------------------------------------------------------------------------------------


async def test_a_line_made_an_item_stands_at_its_place_and_reaches_whom_it_names(district: District) -> None:
    talk = "Слушали: Иванову И.И.\nДиректорам школ проверить фонды до 01.11.2023.\n"
    text = HIDDEN.replace("Решили:\n2.1.", f"{talk}Решили:\n2.1.")
    ctx, draft = await drafted(district, text)
    assert await asked(ctx, draft) == ["lines", "lines"]
    await documents.answer_lines(ctx, draft.id, draft.version, 0, PartAnswer.ITEM)
    made = (await fresh(ctx, draft)).draft
    assert [(item.question, item.number, item.bullet) for item in made.items] == [
        (1, "1.1", None),
        (1, "1.2", None),
        (2, None, 1),
        (2, "2.1", None),
    ]
    assert [item.ordinal for item in made.items] == [1, 2, 3, 4]
    assert made.items[2].dates == (date(2023, 11, 1),)
    assert set(made.items[2].organisations) == {district.organisations[name] for name in SCHOOLS}
    assert made.items[2].names_question
    async with ctx.db.read() as session:
        rows = (await session.scalars(select(MinutesPart).where(MinutesPart.answer.is_not(None)))).all()
        assert [(row.answer, row.answered_by, row.answered_at) for row in rows] == [
            (PartAnswer.ITEM, ctx.actor.person_id, ctx.now)
        ]


async def test_an_item_that_is_none_is_left_out_and_comes_back(district: District) -> None:
    ctx, draft = await drafted(district, HIDDEN)
    place = draft.items[1].part
    assert place is not None
    await documents.answer_part(ctx, draft.id, draft.version, place, PartAnswer.NOT_ITEM)
    once = (await fresh(ctx, draft)).draft
    assert [item.left_out for item in once.items] == [False, True, False]
    await documents.answer_part(ctx, draft.id, once.version, place, PartAnswer.ITEM)
    assert [item.left_out for item in (await fresh(ctx, draft)).draft.items] == [False, False, False]


async def test_answers_about_lines_are_for_questions_about_lines(doubtful: tuple[Context, Draft]) -> None:
    ctx, draft = doubtful
    where = (ctx, draft.id, draft.version)
    for wrong in (
        documents.answer_lines(*where, WHO, PartAnswer.ITEM),
        documents.ask_apart(*where, WHO),
        doubts.answer_time(*where, WHO, is_deadline=True),
    ):
        with pytest.raises(Stale):
            await wrong
    with pytest.raises(NotFound):
        await documents.answer_part(*where, 999, PartAnswer.NOT_ITEM)


# --- old buttons -------------------------------------------------------------------------------------------------


async def test_every_edit_raises_the_version_even_within_one_instant(doubtful: tuple[Context, Draft]) -> None:
    ctx, draft = doubtful
    await items.toggle_left_out(ctx, draft.items[0].id, draft.version)
    once = (await fresh(ctx, draft)).draft.version
    await items.toggle_left_out(ctx, draft.items[0].id, once)
    assert draft.version < once < (await fresh(ctx, draft)).draft.version


async def test_an_old_button_changes_nothing(doubtful: tuple[Context, Draft]) -> None:
    ctx, draft = doubtful
    where = (ctx, draft.id, draft.version)
    await doubts.answer_addressee(*where, WHO, "g-school")
    before = await fresh(ctx, draft)
    for again in (
        doubts.answer_addressee(*where, WHO, "g-kindergarten"),
        doubts.answer_addressee_with(*where, WHO, (1,)),
        doubts.answer_date(*where, WHEN, SEPTEMBER),
        doubts.answer_form(*where, WHEN, ControlForm.WORK),
        doubts.answer_leave_out(*where, WHEN),
        doubts.answer_reading(*where, 0),
        doubts.set_day(*where, SEPTEMBER),
        drafts.delete_draft(*where),
        publish.send(*where),
        publish.schedule(*where),
    ):
        with pytest.raises(Stale):
            await again
    assert await fresh(ctx, draft) == before


async def test_a_place_that_is_not_there_and_another_kind_of_answer_are_stale(doubtful: tuple[Context, Draft]) -> None:
    ctx, draft = doubtful
    for place in (-1, 3, 99):
        with pytest.raises(Stale):
            await doubts.answer_date(ctx, draft.id, draft.version, place, OCTOBER)
    with pytest.raises(Stale):
        await doubts.answer_addressee_with(ctx, draft.id, draft.version, WHEN, (1,))
    assert (await fresh(ctx, draft)).draft.version == draft.version


async def test_what_was_sent_is_no_draft_any_more(district: District) -> None:
    minutes_id = await sent(district)
    ctx = await district.context(OFFICIAL)
    reviewed = await drafts.show(ctx, minutes_id)
    for edit in (
        drafts.delete_draft(ctx, minutes_id, reviewed.draft.version),
        items.set_text(ctx, reviewed.draft.items[0].id, None, "Другой текст"),
        publish.send(ctx, minutes_id, reviewed.draft.version),
    ):
        with pytest.raises(WrongState) as refused:
            await edit
        assert refused.value.code == "minutes_sent"


async def test_what_does_not_exist_is_not_found(district: District) -> None:
    ctx = await district.context(OFFICIAL)
    for missing in (drafts.show(ctx, 77), drafts.show_item(ctx, 77), items.set_text(ctx, 77, None, "Текст")):
        with pytest.raises(NotFound):
            await missing


async def test_every_answer_leaves_an_audit_row_per_item(doubtful: tuple[Context, Draft]) -> None:
    ctx, draft = doubtful
    await doubts.answer_addressee(ctx, draft.id, draft.version, WHO, "g-school")
    async with ctx.db.read() as session:
        rows = await session.scalars(select(Audit).where(Audit.action == "draft_edited"))
        assert [(row.person_id, row.subject, row.subject_id, row.facts) for row in rows] == [
            (ctx.actor.person_id, "decision", item.id, {"field": "addressee"}) for item in draft.items[1:]
        ]
