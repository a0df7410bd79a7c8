"""Links that do not let in: one sentence for all of them, and guessing is stopped."""

from datetime import timedelta

from sqlalchemy import select

from db.models import Invitation
from services.people import invitations
from tests.stories.town import SCHOOLS, Town, make_town
from tests.story import Story

REFUSED = "Эта ссылка не действует"
UNKNOWN = "/start " + "A" * 22


async def town_with_one(story: Story) -> Town:
    return await make_town(story, SCHOOLS, SCHOOLS[:1])


async def code_for(town: Town, school: str) -> str:
    ctx = await town.context(town.official)
    return (await invitations.invite_organisation(ctx, town.organisations[school])).code


async def test_an_unknown_code(story: Story) -> None:
    await town_with_one(story)
    guest = story.person("Пётр")
    await guest.sends(UNKNOWN)
    guest.sees(REFUSED, "Попросите")


async def test_an_expired_code(story: Story) -> None:
    town = await town_with_one(story)
    code = await code_for(town, SCHOOLS[1])
    story.clock.move_to(story.clock() + timedelta(days=31))
    guest = story.person("Пётр")
    await guest.starts(code)
    guest.sees(REFUSED)


async def test_a_used_code_does_not_let_in_a_second_person(story: Story) -> None:
    town = await town_with_one(story)
    code = await code_for(town, SCHOOLS[1])
    first, second = story.person("Анна"), story.person("Борис")
    await first.starts(code)
    await first.taps("Да, это я")
    await first.taps("Согласен")
    await second.starts(code)
    second.sees(REFUSED)
    await first.starts(code)
    first.does_not_see(REFUSED)


async def test_a_code_used_up_between_two_screens(story: Story) -> None:
    """Both have opened the same link; the one who agrees second is told."""
    town = await town_with_one(story)
    code = await code_for(town, SCHOOLS[1])
    first, second = story.person("Анна"), story.person("Борис")
    for someone in (first, second):
        await someone.starts(code)
        await someone.taps("Да, это я")
    await first.taps("Согласен")
    await second.taps("Согласен")
    second.sees(REFUSED)
    async with story.db.read() as session:
        used = list(await session.scalars(select(Invitation.used_by).where(Invitation.used_at.is_not(None))))
    assert len(used) == len(set(used)) == 2


async def test_a_revoked_code(story: Story) -> None:
    town = await town_with_one(story)
    await town.official.sends(f"/invite {SCHOOLS[1]}")
    link = next(part for part in town.official.news.split() if "?start=" in part)
    await town.official.taps("Отозвать")
    guest = story.person("Пётр")
    await guest.opens(link)
    guest.sees(REFUSED)


async def test_guessing_is_stopped_and_reported(story: Story) -> None:
    town = await town_with_one(story)
    code = await code_for(town, SCHOOLS[1])
    guest = story.person("Пётр")
    for _ in range(5):
        await guest.sends(UNKNOWN)
    await guest.starts(code)
    guest.sees("Слишком много неверных ссылок")
    town.official.sees("подбирает ссылки")
    await story.advance(hours=1)
    await guest.starts(code)
    guest.sees("Вы — руководитель")
