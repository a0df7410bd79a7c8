"""A district that stories live in: an official, organisations, directors with telephones."""

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from db.models import Organisation
from domain.people import Platform
from domain.registry import read_table
from services.context import Context
from services.joining import invitation_codes, onboarding
from services.organisations import registry, settings
from services.people import invitations
from services.people.actors import load_actor
from tests.person import Someone
from tests.remembered import remembered
from tests.story import Story

DATA = Path(__file__).parent.parent / "data" / "minutes"
SCHOOLS = ("МКОУ Берёзовская СОШ", "МКОУ Сосновская ООШ", "МКОУ Заречная ООШ")
KINDERGARTENS = ("МКДОУ «Теремок»", "МКДОУ «Ромашка»")
CONTACT = "приёмная, каб. 8"
AUTHORITY = "Отдел образования"


@dataclass
class Town:
    """The official, directors by the organisation's name, ids of organisations."""

    story: Story
    official: Someone
    directors: dict[str, Someone] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)

    async def context(self, who: Someone) -> Context:
        actor = await load_actor(self.story.db, Platform.TELEGRAM, who.id, who.id, self.story.clock())
        return Context(self.story.db, actor, self.story.clock())

    async def connect(self, organisation: str, name: str = "") -> Someone:
        """A director with a telephone joins by a personal link."""
        someone = self.story.person(name or f"Директор {organisation}")
        someone.person.starts()
        await self.story.settle()
        ctx = await self.context(self.official)
        invitation = await invitations.invite_organisation(ctx, self.organisations[organisation])
        guest = await self.context(someone)
        opened = await invitation_codes.open_invitation(guest, invitation.code)
        await onboarding.join(
            guest,
            opened.invitation_id,
            self.organisations[organisation],
            says_director=True,
            name=name or f"Директор {organisation}",
            consent=onboarding.CONSENT_VERSION,
        )
        await self.story.settle()
        self.directors[organisation] = someone
        return someone


@remembered
async def make_town(
    story: Story,
    organisations: tuple[str, ...] | bytes = SCHOOLS + KINDERGARTENS,
    connected: tuple[str, ...] | None = None,
) -> Town:
    """An admin who is the official, organisations (names or a table), a director in each or only in `connected`."""
    official = story.person("Ольга Седова", admin=True)
    await official.sends("/start")
    town = Town(story, official)
    ctx = await town.context(official)
    await settings.set_name(ctx, AUTHORITY)
    if isinstance(organisations, bytes):
        preview = await registry.preview_table(ctx, read_table(organisations))
    else:
        preview = await registry.preview_names(ctx, "\n".join(organisations))
    await registry.load(ctx, preview.id)

    async with story.db.read() as session:
        rows = await session.execute(select(Organisation.short_name, Organisation.id))
        town.organisations = dict(rows.all())
    names = () if isinstance(organisations, bytes) else organisations
    for name in names if connected is None else connected:
        await town.connect(name)
    return town


async def add_deputy(town: Town, organisation: str, name: str = "Вера Тихая") -> Someone:
    """The director invites by /deputy, the deputy follows the link: two screens, no confirmation."""
    director, deputy = town.directors[organisation], town.story.person(name)
    await director.sends("/deputy")
    await director.taps("Пригласить заместителя")
    letter = next(each.text for each in reversed(director.received) if "Приглашаю Вас заместителем" in each.text)
    await deputy.opens(next(word for word in letter.split() if word.startswith("https://")))
    await deputy.taps("Да, это я")
    await deputy.taps("Согласен")
    return deputy
