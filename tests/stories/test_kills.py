"""SIGKILL at random moments: nothing is lost, nothing half done, repeats are counted and bounded.

KILL_ROUNDS rounds a stage (5 unless set), KILL_SEED for other moments.
"""

from collections.abc import Callable

import pytest

from tests.kills.reports import Judging, Reporting
from tests.kills.rounds import Stage, kill_again_and_again
from tests.kills.sending import Delivery, Import, Publication
from tests.kills.world import World, living
from tests.stories.town import make_town
from tests.story import Story

pytestmark = [pytest.mark.kill, pytest.mark.slow]

STAGES: dict[str, tuple[Callable[[World], Stage], int, int]] = {  # how many organisations, how many connected
    "import": (Import, 3, 0),
    "publication": (Publication, 24, 3),
    "delivery": (Delivery, 20, 20),
    "reporting": (Reporting, 4, 4),
    "judging": (Judging, 4, 4),
}


@pytest.mark.long
@pytest.mark.parametrize("name", STAGES)
async def test_whatever_the_moment_of_a_kill(name: str, story: Story) -> None:
    stage, organisations, connected = STAGES[name]
    names = tuple(f"МКОУ СОШ № {number}" for number in range(1, organisations + 1))
    town = await make_town(story, names, names[:connected])
    async with living(story, town) as world:
        tally = await kill_again_and_again(name, world, stage(world))
    assert tally.in_the_middle > 0, "no kill has met the work"
