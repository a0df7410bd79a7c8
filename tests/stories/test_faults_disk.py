"""A database whose disk is full or read-only for twenty minutes of work: it waits, then everything is done once."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, event, func, select, text

from db.models import Evidence, InboxUpdate, Minutes, MinutesState, Notice, NoticeState, Report
from db.outbox import WAITING
from domain.reports import ReportState
from services.files import FileStore
from services.upkeep.checking import check
from tests.integration.test_polling import polling
from tests.patience import PATIENCE, until
from tests.person import PHOTO
from tests.stories.protocols import protocol
from tests.stories.test_faults import forget_old_taps, ready_to_send, reporting, times
from tests.stories.town import SCHOOLS, make_town
from tests.story import Story

ROOM = "max_page_count = 1073741823"
#: Trouble → the pragma of SQLite that makes it, and the one that ends it.
TROUBLES = {
    "full": ("max_page_count = {pages}", ROOM),  # an update cannot be stored
    "nearly full": ("max_page_count = {pages} + 2", ROOM),  # an update is stored, what follows from it is not
    "read-only": ("query_only = ON", "query_only = OFF"),
}


async def spoil(story: Story, trouble: str, length: timedelta) -> None:
    """From now on, for so long on the story's clock."""
    async with story.db.read() as session:
        pages = await session.scalar(text("PRAGMA page_count")) or 0
    bad, good = TROUBLES[trouble]
    bad = bad.replace("{pages} + 2", str(pages + 2)).replace("{pages}", str(pages))
    until = story.clock() + length

    @event.listens_for(story.app.db.engine.sync_engine, "begin", insert=True)
    def set_it(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA {bad if story.clock() < until else good}")


async def is_done(story: Story) -> bool:
    """Nothing waits to be fetched, handled or sent."""
    story.app.delivery.wake()
    async with story.db.read() as session:
        updates = select(func.count()).select_from(InboxUpdate).where(InboxUpdate.handled_at.is_(None))
        notices = select(func.count(Notice.id)).where(Notice.state.in_(WAITING))
        waiting = [await session.scalar(each) for each in (updates, notices)]
    return waiting == [0, 0] and not story.telegram.updates.pending


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_disk_in_trouble_while_everybody_works(story: Story, trouble: str) -> None:
    town = await make_town(story, SCHOOLS)
    official, (birch, pine, _) = await ready_to_send(town), town.directors.values()
    await official.taps("Направить 3")
    for director in (birch, pine):
        await reporting(director)
    await ready_to_send(town, 13)
    await spoil(story, trouble, timedelta(minutes=20))
    begun = story.clock()
    story.telegram.journal.clear()
    async with polling(story):
        running = story.app.tasks.start(story.app.delivery.run(), "delivery")
        official.pressing("Направить 3")()
        official.person.uploads_document(protocol(14, 2).encode(), "протокол 14.txt")
        birch.pressing("Отправить отчёт")()
        pine.person.uploads_photo(PHOTO)
        pine.pressing("Отправить отчёт")()
        await until(lambda: is_done(story), pause=0.01)
        story.app.delivery.stop()
        await story.app.tasks.finish(running, PATIENCE)
    assert story.clock() - begun >= timedelta(minutes=20), "the trouble has met nobody"
    await story.tick()
    forget_old_taps(story)
    assert [times(each, "отокол № 13 ") for each in town.directors.values()] == [1, 1, 1]
    assert times(official, "Протокол № 14 ") == 1
    assert times(official, "Отчёт: ") == 2
    for director in (birch, pine):
        assert sum("получен" in message.text for message in director.received) == 1
    assert story.telegram.journal.doubles() == {}
    async with story.db.read() as session:
        assert set(await session.scalars(select(Report.state))) == {ReportState.HANDED_IN}
        assert len((await session.scalars(select(Evidence.id))).all()) == 3
        assert len((await session.scalars(select(Minutes.id).where(Minutes.state == MinutesState.SENT))).all()) == 2
        assert set(await session.scalars(select(InboxUpdate.error))) == {""}
        assert set(await session.scalars(select(Notice.state))) <= {NoticeState.SENT, NoticeState.SKIPPED}
    assert [each for each in await check(story.db, FileStore(story.folder / "evidence")) if each.ids] == []
