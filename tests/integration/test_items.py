"""The item screen: every field is changed alone; items are merged and cut."""

from datetime import date

import pytest
from sqlalchemy import func, select

from db.engine import Database
from db.models import Addressee, Checkpoint, Decision
from domain.drafting import Draft, DraftItem
from domain.errors import Stale, WrongInput
from domain.lifecycle import Acceptance
from domain.minutes.model import ControlForm, Requirement
from services.context import Context
from services.drafts import items
from services.sending import publish
from tests.papers import PLAIN, drafted, fresh
from tests.people import KINDERGARTENS, SCHOOLS, District, make_district

SEPTEMBER = date(2023, 9, 29)


class Screen:
    """The item screen of one draft: acts with the version it shows."""

    def __init__(self, ctx: Context, draft: Draft) -> None:
        self.ctx, self.draft = ctx, draft

    async def refresh(self) -> "Screen":
        self.draft = (await fresh(self.ctx, self.draft)).draft
        return self

    def where(self, number: str) -> tuple[Context, int, int]:
        return self.ctx, self.item(number).id, self.draft.version

    def item(self, number: str) -> DraftItem:
        return next(item for item in self.draft.items if item.number == number)


@pytest.fixture
async def district(db: Database) -> District:
    return await make_district(db)


@pytest.fixture
async def screen(district: District) -> Screen:
    return Screen(*await drafted(district))


async def test_a_date_is_set_and_taken_away(screen: Screen) -> None:
    await items.set_date(*screen.where("1.1"), SEPTEMBER)
    assert (await screen.refresh()).item("1.1").dates == (SEPTEMBER,)
    assert screen.item("1.1").form is ControlForm.REPORT
    await items.set_date(*screen.where("1.1"), None)
    assert (await screen.refresh()).item("1.1").dates == ()
    assert screen.item("1.1").form is ControlForm.WORK, "no date, no report"


async def test_a_date_makes_a_report_that_takes_any_answer(screen: Screen) -> None:
    await items.set_date(*screen.where("1.2"), SEPTEMBER)
    item = (await screen.refresh()).item("1.2")
    assert (item.form, item.dates) == (ControlForm.REPORT, (SEPTEMBER,))
    assert item.requirement == (Requirement.ANSWER,)
    assert item.acceptance is Acceptance.CHECKED
    assert (await fresh(screen.ctx, screen.draft)).doubts == ()


async def test_a_past_date_is_refused_and_today_is_not_past(screen: Screen) -> None:
    with pytest.raises(WrongInput):
        await items.set_date(*screen.where("1.1"), date(2023, 8, 27))
    await items.set_date(*screen.where("1.1"), date(2023, 8, 28))


@pytest.mark.parametrize(
    ("form", "dates", "asks"),
    [
        (ControlForm.YEARLY, (date(2024, 5, 31),), []),
        (ControlForm.WORK, (), []),
        (ControlForm.INFORMATION, (), []),
        (ControlForm.PERIODIC, (date(2023, 10, 15),), []),
        (ControlForm.REPORT, (date(2023, 10, 15),), []),
    ],
)
async def test_a_form_is_set(screen: Screen, form: ControlForm, dates: tuple[date, ...], asks: list[str]) -> None:
    await items.set_form(*screen.where("1.1"), form)
    assert ((await screen.refresh()).item("1.1").form, screen.item("1.1").dates) == (form, dates)
    assert [str(doubt.kind) for doubt in (await fresh(screen.ctx, screen.draft)).doubts] == asks


@pytest.mark.parametrize("form", [ControlForm.REPORT, ControlForm.PERIODIC])
async def test_a_report_that_was_for_work_asks_for_a_date(screen: Screen, form: ControlForm) -> None:
    await items.set_form(*screen.where("1.2"), form)
    assert (await screen.refresh()).item("1.2").requirement == (Requirement.ANSWER,)
    assert [str(doubt.kind) for doubt in (await fresh(screen.ctx, screen.draft)).doubts] == ["date"]


async def test_what_to_send_brings_its_acceptance_unless_the_official_chose(screen: Screen) -> None:
    assert screen.item("2.1").requirement == (Requirement.LINK,)
    await items.toggle_requirement(*screen.where("2.1"), Requirement.FILE)
    await screen.refresh()
    assert screen.item("2.1").requirement == (Requirement.LINK, Requirement.FILE)
    assert screen.item("2.1").acceptance is Acceptance.CHECKED
    await items.set_acceptance(*screen.where("2.1"), Acceptance.AT_ONCE)
    await screen.refresh()
    await items.toggle_requirement(*screen.where("2.1"), Requirement.LINK)
    await screen.refresh()
    assert screen.item("2.1").requirement == (Requirement.FILE,)
    assert screen.item("2.1").acceptance is Acceptance.AT_ONCE


async def test_not_needed_is_allowed_and_not(screen: Screen) -> None:
    before = screen.item("1.1").not_needed_allowed
    await items.toggle_not_needed(*screen.where("1.1"))
    assert (await screen.refresh()).item("1.1").not_needed_allowed is not before
    await items.toggle_not_needed(*screen.where("1.1"))
    assert (await screen.refresh()).item("1.1").not_needed_allowed is before


async def test_a_text_is_corrected_never_emptied(screen: Screen) -> None:
    with pytest.raises(WrongInput):
        await items.set_text(*screen.where("1.1"), " \n ")
    await items.set_text(*screen.where("1.1"), "  Осмотреть спортивные залы.\n")
    assert (await screen.refresh()).item("1.1").text == "Осмотреть спортивные залы."
    assert "Провести осмотр" in screen.item("1.1").source, "the document's own words stay"


async def test_left_out_and_back(screen: Screen) -> None:
    await items.toggle_left_out(*screen.where("1.1"))
    assert [item.number for item in (await screen.refresh()).draft.live] == ["1.2", "2.1"]
    await items.toggle_left_out(*screen.where("1.1"))
    assert len((await screen.refresh()).draft.live) == 3


async def test_addressees_are_replaced(district: District, screen: Screen) -> None:
    birch = district.organisations[SCHOOLS[0]]
    await items.set_addressees(*screen.where("1.1"), (birch, birch))
    assert (await screen.refresh()).item("1.1").organisations == (birch,)
    await items.set_addressees_option(*screen.where("1.1"), "g-kindergarten")
    gardens = tuple(district.organisations[name] for name in KINDERGARTENS)
    assert (await screen.refresh()).item("1.1").organisations == gardens
    for option in ("g-supplementary", "o5"):
        with pytest.raises(Stale):
            await items.set_addressees_option(*screen.where("1.1"), option)


async def test_replaced_addressees_take_the_form_of_the_item(district: District, screen: Screen) -> None:
    async with district.db.write() as session:
        row = await session.get_one(Addressee, screen.item("1.1").addressees[0].id)
        row.form = ControlForm.INFORMATION
    await items.set_addressees_option(*screen.where("1.1"), "g-kindergarten")
    assert set((await screen.refresh()).item("1.1").forms.values()) == {ControlForm.REPORT}


# --- merging and cutting -----------------------------------------------------------------------------------------


async def test_an_item_joins_the_one_before_it_and_leaves_nothing_behind(screen: Screen) -> None:
    gone = screen.item("1.2").id
    merged = await items.merge_with_previous(*screen.where("1.2"))
    await screen.refresh()
    assert [item.number for item in screen.draft.items] == ["1.1", "2.1"]
    assert screen.item("1.1").id == merged
    assert screen.item("1.1").text.endswith("\nСовершенствовать формы работы с родителями.")
    assert screen.item("1.1").dates == (date(2023, 10, 15),)
    async with screen.ctx.db.read() as session:
        for table in (Checkpoint, Addressee):
            assert await session.scalar(select(func.count(table.id)).where(table.decision_id == gone)) == 0


async def test_the_first_item_has_nothing_to_join(screen: Screen) -> None:
    with pytest.raises(WrongInput) as refused:
        await items.merge_with_previous(*screen.where("1.1"))
    assert refused.value.code == "nothing_before"


async def test_an_item_is_cut_in_two_that_can_be_sent(district: District, screen: Screen) -> None:
    text = screen.item("1.1").text
    second = await items.split(*screen.where("1.1"), text.index("спортивных"))
    await screen.refresh()
    assert [item.number for item in screen.draft.items] == ["1.1", "1.1", "1.2", "2.1"]
    head, tail = screen.draft.items[:2]
    assert (head.text, tail.text) == ("Провести осмотр", "спортивных залов перед каникулами.")
    assert tail.id == second
    assert (tail.dates, tail.organisations, tail.form) == (head.dates, head.organisations, head.form)
    sent = await publish.send(screen.ctx, screen.draft.id, screen.draft.version)
    assert sent.organisations == 3


async def test_a_cut_bullet_keeps_its_place(district: District) -> None:
    text = PLAIN.replace("1.1. Провести", "- Провести").replace("1.2. Сов", "- Сов").replace("2.1. Раз", "- Раз")
    ctx, draft = await drafted(district, text)
    first = draft.items[0]
    await items.split(ctx, first.id, draft.version, first.text.index("осмотр"))
    cut = (await fresh(ctx, draft)).draft.items
    assert [(item.question, item.bullet) for item in cut] == [(1, 1), (1, 1), (1, 2), (2, 1)]


@pytest.mark.parametrize("at", [0, 10_000])
async def test_no_part_is_empty(screen: Screen, at: int) -> None:
    with pytest.raises(WrongInput) as refused:
        await items.split(*screen.where("1.1"), at)
    assert refused.value.code == "split_nowhere"
    assert len((await screen.refresh()).draft.items) == 3


async def test_cut_and_joined_again_is_the_same_text_in_the_same_order(screen: Screen) -> None:
    second = await items.split(*screen.where("1.1"), screen.item("1.1").text.index("спортивных"))
    await screen.refresh()
    await items.merge_with_previous(screen.ctx, second, screen.draft.version)
    await screen.refresh()
    assert [item.number for item in screen.draft.items] == ["1.1", "1.2", "2.1"]
    assert screen.item("1.1").text == "Провести осмотр\nспортивных залов перед каникулами."


async def test_an_old_screen_changes_nothing(screen: Screen) -> None:
    old = screen.where("1.1")
    await items.toggle_not_needed(*old)
    before = (await screen.refresh()).draft
    for again in (
        items.set_date(*old, SEPTEMBER),
        items.set_form(*old, ControlForm.WORK),
        items.toggle_requirement(*old, Requirement.FILE),
        items.toggle_not_needed(*old),
        items.set_acceptance(*old, Acceptance.AT_ONCE),
        items.set_text(*old, "Другой текст"),
        items.toggle_left_out(*old),
        items.set_addressees(*old, (1,)),
        items.set_addressees_option(*old, "g-school"),
        items.merge_with_previous(*old),
        items.split(*old, 5),
    ):
        with pytest.raises(Stale):
            await again
    assert (await screen.refresh()).draft == before


async def test_places_stay_unique_in_a_long_document(district: District) -> None:
    head, _, _ = PLAIN.partition("1.1. ")
    body = "".join(
        f"1.{n}. Провести осмотр зала № {n}.\nСрок: до 15.10.2023\nОтв.: директора школ.\n" for n in range(1, 60)
    )
    ctx, draft = await drafted(district, head + body)
    await items.split(ctx, draft.items[0].id, draft.version, 9)
    async with district.db.read() as session:
        places = (await session.scalars(select(Decision.ordinal).order_by(Decision.ordinal))).all()
    assert places == list(range(1, 61))
