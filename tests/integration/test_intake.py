"""A document becomes a draft, the same document never twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from db.engine import Database
from db.models import Audit, Decision, Minutes, MinutesState, Synonym
from domain.drafting import Draft, phrase_key
from domain.errors import NotAllowed, NotFound
from domain.lifecycle import Acceptance
from domain.minutes.model import ControlForm
from domain.parts import Asking, PartAnswer
from services.drafts import documents, doubts, drafts
from tests.papers import DOUBTFUL, HIDDEN, PLAIN, drafted, fresh, sent, take
from tests.people import ADMIN, KINDERGARTENS, SCHOOLS, District, make_district


@pytest.fixture
async def district(db: Database) -> District:
    return await make_district(db, directors=SCHOOLS[:2])


async def test_a_draft_has_everything_the_document_says(district: District) -> None:
    taken = await take(district)
    draft = taken.draft
    schools = tuple(district.organisations[name] for name in SCHOOLS)
    assert taken.is_new
    assert taken.state is MinutesState.DRAFT
    assert (draft.number, draft.day) == ("12", date(2023, 8, 28))
    assert [(item.number, item.form, item.dates) for item in draft.items] == [
        ("1.1", ControlForm.REPORT, (date(2023, 10, 15),)),
        ("1.2", ControlForm.WORK, ()),
        ("2.1", ControlForm.REPORT, (date(2023, 10, 20),)),
    ]
    assert {item.organisations for item in draft.items} == {schools}
    assert [item.acceptance for item in draft.items if item.reportable] == [Acceptance.CHECKED, Acceptance.AT_ONCE]
    assert (await fresh(await district.context(ADMIN), draft)).doubts == ()


async def test_the_same_document_is_the_same_draft_whoever_sends_it(district: District) -> None:
    first = await take(district, file_name="протокол.txt")
    again = await take(district, PLAIN, ADMIN, file_name="другое имя.txt")
    assert not again.is_new
    assert again.draft == first.draft


async def test_pasted_text_with_other_spaces_is_the_same_document(district: District) -> None:
    first = await take(district)
    pasted = PLAIN.replace(" ", "\u00a0", 3).replace("\n", "\n\n").replace("осмотр ", "осмотр   ") + "\n  "
    again = await take(district, pasted)
    assert (again.is_new, again.draft.id) == (False, first.draft.id)


async def test_one_other_letter_makes_another_document(district: District) -> None:
    first = await take(district)
    other = await take(district, PLAIN.replace("осмотр", "досмотр"))
    assert other.is_new
    assert other.draft.id != first.draft.id


async def test_what_was_sent_is_met_again_as_sent(district: District) -> None:
    minutes_id = await sent(district)
    again = await take(district)
    assert (again.is_new, again.state, again.draft.id) == (False, MinutesState.SENT, minutes_id)


async def test_a_deleted_draft_may_come_again(district: District) -> None:
    ctx, draft = await drafted(district)
    await drafts.delete_draft(ctx, draft.id, draft.version)
    with pytest.raises(NotFound):
        await drafts.show(ctx, draft.id)
    again = await take(district)
    assert again.is_new
    assert again.draft.id != draft.id
    await drafts.delete_draft(ctx, again.draft.id, again.draft.version)
    assert (await take(district)).is_new


async def test_only_officials_bring_minutes_in(district: District) -> None:
    for user in (district.directors[SCHOOLS[0]], 999):
        with pytest.raises(NotAllowed):
            await take(district, PLAIN, user)
    async with district.db.read() as session:
        assert await session.scalar(select(func.count(Minutes.id))) == 0


async def test_an_answer_is_remembered_for_the_next_document(district: District) -> None:
    ctx, draft = await drafted(district, DOUBTFUL)
    await doubts.answer_addressee(ctx, draft.id, draft.version, 0, "g-kindergarten")
    later = await take(district, DOUBTFUL.replace("№ 13", "№ 14"))
    asked = {a.phrase for item in later.draft.items for a in item.addressees if not a.settled}
    assert asked == set()
    gardens = {district.organisations[name] for name in KINDERGARTENS}
    assert set(later.draft.items[1].organisations) == gardens


async def test_a_remembered_group_means_its_members_of_the_day(district: District) -> None:
    ctx, draft = await drafted(district, DOUBTFUL)
    await doubts.answer_addressee(ctx, draft.id, draft.version, 0, "g-kindergarten")
    await district.load(("МКДОУ «Солнышко»",))
    later = await take(district, DOUBTFUL.replace("№ 13", "№ 14"))
    assert len(later.draft.items[1].organisations) == len(KINDERGARTENS) + 1


async def test_a_remembered_answer_that_reaches_nobody_any_more_is_asked_again(district: District) -> None:
    ctx, _ = await drafted(district, DOUBTFUL)
    async with district.db.write() as session:
        gone = Synonym(
            authority_id=district.authority_id,
            phrase_key=phrase_key("координаторы проекта"),
            phrase="координаторы проекта",
            option="supplementary",
            created_at=ctx.now,
        )
        session.add(gone)
    later = await take(district, DOUBTFUL.replace("№ 13", "№ 14"))
    (addressee,) = later.draft.items[1].addressees
    assert not addressee.settled
    assert addressee.options


async def _answers_hidden(district: District, answer: PartAnswer) -> Draft:
    """A line in no item is answered; the next protocol with the line for another date."""
    ctx, draft = await drafted(district, HIDDEN)
    assert [line.text for line in draft.lines] == ["Отделу опеки подготовить списки детей до 01.12.2023."]
    await documents.answer_lines(ctx, draft.id, draft.version, 0, answer)
    return draft


def _next(text: str = HIDDEN) -> str:
    return text.replace("№ 12", "№ 14").replace("01.12.2023", "15.12.2023")


async def test_a_line_that_was_no_item_is_not_asked_about_in_the_next_document(district: District) -> None:
    await _answers_hidden(district, PartAnswer.NOT_ITEM)
    later = await take(district, _next())
    assert (len(later.draft.items), later.draft.lines) == (3, ())


async def test_a_line_that_was_an_item_is_asked_first_and_never_made_one_silently(district: District) -> None:
    await _answers_hidden(district, PartAnswer.ITEM)
    later = await take(district, _next())
    assert len(later.draft.items) == 3
    assert [line.asking for line in later.draft.lines] == [Asking.FIRST]


async def test_the_last_answer_about_a_line_counts(district: District) -> None:
    draft = await _answers_hidden(district, PartAnswer.NOT_ITEM)
    ctx = replace(await district.context(ADMIN), now=district.now + timedelta(hours=1))
    again = (await fresh(ctx, draft)).draft
    (part,) = [p.ordinal for p in (await documents.document(ctx, draft.id)).parts if p.asked]
    await documents.answer_part(ctx, draft.id, again.version, part, PartAnswer.ITEM)
    assert [line.asking for line in (await take(district, _next())).draft.lines] == [Asking.FIRST]


async def test_what_another_authority_has_said_of_a_line_does_not_count(district: District) -> None:
    draft = await _answers_hidden(district, PartAnswer.NOT_ITEM)
    async with district.db.write() as session:
        (await session.get_one(Minutes, draft.id)).authority_id = district.organisations[SCHOOLS[0]]
    assert [line.asking for line in (await take(district, _next())).draft.lines] == [Asking.TOGETHER]


async def test_taking_leaves_one_audit_row_and_every_line_of_the_document(district: District) -> None:
    taken = await take(district)
    async with district.db.read() as session:
        rows = (await session.scalars(select(Audit).where(Audit.action == "minutes_taken"))).all()
        sources = (await session.scalars(select(Decision.source).order_by(Decision.ordinal))).all()
        text = await session.scalar(select(Minutes.source_text).where(Minutes.id == taken.draft.id))
    assert [(row.subject_id, row.facts) for row in rows] == [(taken.draft.id, {"items": 3})]
    assert sources[0].startswith("1.1. Провести осмотр")
    assert text is not None
    assert "По 2 вопросу" in text
