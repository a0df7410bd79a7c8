"""Builders: a district as its people would make it, through the services wherever possible."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import select

from db.engine import Database
from db.models import Organisation
from domain.people import Platform, Role
from services.context import Context
from services.deputies import deputies
from services.joining import invitation_codes, onboarding
from services.organisations import registry, settings
from services.people import invitations, officials
from services.people.actors import load_actor

NOW = datetime(2023, 8, 28, 6, 0, tzinfo=UTC)  # Monday, 09:00 in Moscow
ADMIN, OFFICIAL, VIEWER, STRANGER = 101, 102, 103, 999
FIRST_DIRECTOR = 201
SCHOOLS = ("МКОУ Берёзовская СОШ", "МКОУ Заречная ООШ", "МКОУ Сосновская ООШ")
KINDERGARTENS = ("МКДОУ «Ромашка»", "МКДОУ «Теремок»")
METHODICAL = ("МКУ «Информационно-методический центр»",)
AUTHORITY = "Отдел образования администрации Заречного района"


@dataclass
class District:
    """An authority, its organisations by short name, and the user ids of its people."""

    db: Database
    now: datetime
    authority_id: int
    organisations: dict[str, int] = field(default_factory=dict)
    directors: dict[str, int] = field(default_factory=dict)

    async def context(self, user_id: int, now: datetime | None = None) -> Context:
        """Who acts, freshly loaded, as the middleware would."""
        actor = await load_actor(self.db, Platform.TELEGRAM, user_id, user_id, now or self.now)
        return Context(self.db, actor, now or self.now)

    async def director(self, name: str) -> Context:
        return await self.context(self.directors[name])

    async def join(self, user_id: int, code: str, organisation_id: int, name: str) -> onboarding.Outcome:
        """Open a personal link, «Да, это я», «Согласен(на)»."""
        ctx = await self.context(user_id)
        opened = await invitation_codes.open_invitation(ctx, code)
        return await onboarding.join(
            ctx,
            opened.invitation_id,
            organisation_id,
            says_director=True,
            name=name,
            consent=onboarding.CONSENT_VERSION,
        )

    async def register_official(self, user_id: int, role: Role = Role.OFFICIAL, name: str = "Ольга Седова") -> None:
        invitation = await invitations.invite_official(await self.context(ADMIN), role)
        await self.join(user_id, invitation.code, self.authority_id, name)

    async def register_director(self, organisation: str, user_id: int | None = None, name: str = "") -> int:
        """A director of the organisation by a personal link; returns the user id."""
        user_id = user_id or FIRST_DIRECTOR + len(self.directors)
        place = self.organisations[organisation]
        invitation = await invitations.invite_organisation(await self.context(ADMIN), place)
        await self.join(user_id, invitation.code, place, name or f"Директор {organisation}")
        self.directors[organisation] = user_id
        return user_id

    async def register_deputy(self, organisation: str, user_id: int, name: str = "") -> int:
        """A deputy of the organisation, invited by its director; returns the user id."""
        place = self.organisations[organisation]
        made = await deputies.invite_deputy(await self.director(organisation), place)
        await self.join(user_id, made.code, place, name or f"Заместитель {organisation}")
        return user_id

    async def load(self, names: tuple[str, ...]) -> None:
        """Paste names and load them."""
        ctx = await self.context(ADMIN)
        preview = await registry.preview_names(ctx, "\n".join(names))
        await registry.load(ctx, preview.id)
        async with self.db.read() as session:
            rows = (await session.execute(select(Organisation.short_name, Organisation.id))).all()
        self.organisations = dict(rows)


async def make_authority(db: Database, now: datetime = NOW) -> District:
    """The first start: one authority with its admin, nothing else."""
    actor = await officials.ensure_admin(
        db, now, Platform.TELEGRAM, ADMIN, ADMIN, "Анна Админова", {ADMIN}, "Europe/Moscow"
    )
    return District(db, now, actor.memberships[0].organisation_id)


async def make_district(
    db: Database,
    now: datetime = NOW,
    *,
    organisations: tuple[str, ...] = SCHOOLS + KINDERGARTENS + METHODICAL,
    directors: tuple[str, ...] = (),
) -> District:
    """An authority with an official, organisations, and a director in each of `directors`."""
    district = await make_authority(db, now)
    await settings.set_name(await district.context(ADMIN), AUTHORITY)
    await district.load(organisations)
    await district.register_official(OFFICIAL)
    for name in directors:
        await district.register_director(name)
    return district
