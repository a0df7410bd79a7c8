"""PostgreSQL cuts the bot's connections while people work: nothing is lost, nothing done twice, nothing set aside.

KILL_ROUNDS rounds of every stage, three cuts in each; unless set, two rounds of what an official and directors write.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from db.engine import Database
from tests.database import POSTGRES, shared_postgres_database
from tests.kills.rounds import cut_again_and_again
from tests.kills.world import living
from tests.stories.test_kills import STAGES
from tests.stories.town import make_town
from tests.story import telling

pytestmark = [
    pytest.mark.kill,
    pytest.mark.slow,
    pytest.mark.skipif(not POSTGRES, reason="NO PostgreSQL: set TEST_DATABASE_URL, connections were NOT cut"),
]

CUT_STAGES = tuple(STAGES) if "KILL_ROUNDS" in os.environ else ("publication", "reporting")
OURS = "test"
#: Everybody on this database but the test itself.
CUT = text(
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    f" WHERE datname = current_database() AND application_name <> '{OURS}' AND backend_type = 'client backend'"
)


def spare(db: Database) -> None:
    """Connections that this process opens from now on are not cut."""

    @event.listens_for(db.engine.sync_engine, "connect")
    def name_it(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET application_name = '{OURS}'")
        cursor.close()
        connection.commit()


@pytest.mark.long
@pytest.mark.parametrize("name", CUT_STAGES)
async def test_whatever_the_moment_of_a_cut(name: str, tmp_path: Path) -> None:
    stage, organisations, connected = STAGES[name]
    names = tuple(f"МКОУ СОШ № {number}" for number in range(1, organisations + 1))
    async with shared_postgres_database() as db, telling(db, tmp_path / "data") as story:
        spare(db)
        spare(story.app.db)
        town = await make_town(story, names, names[:connected])
        async with living(story, town) as world:

            async def cut() -> int:
                async with db.read() as session:
                    return await session.scalar(CUT) or 0

            assert await cut_again_and_again(name, world, stage(world), cut) > 0
            said = world.forks.log.read_text("utf-8")
    assert "set aside" not in said
    assert " cannot be delivered" not in said
