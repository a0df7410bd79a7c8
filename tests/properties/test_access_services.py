"""Every role at every place of a real tree against every place: the services let in exactly whom the rule does."""

from collections.abc import Awaitable, Callable
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Account, Organisation
from domain.access import may_control, may_read
from domain.errors import NotAllowed, NotFound
from domain.people import CONTROLLING, Actor, Membership, Platform, Role
from domain.registry import read_table
from services.context import Context
from services.organisations import organisations, registry
from services.people import invitations, officials
from tests.people import ADMIN, NOW, make_authority

TABLE = """Наименование;Тип;Муниципалитет
Управление образования Лесного округа;Орган управления образованием;Лесной округ
МБОУ Лесная СОШ;Школа;Лесной округ
Управление образования Полевого района;Орган управления образованием;Полевой район
МБОУ Полевая СОШ;Школа;Полевой район
"""

Service = Callable[[Context, int], Awaitable[Any]]


async def remove_nobody(ctx: Context, organisation_id: int) -> None:
    """Allowed to try, finds nobody."""
    try:
        await officials.remove(ctx, -1, organisation_id)
    except NotFound:
        return


async def lets_in(service: Service, ctx: Context, organisation_id: int) -> bool:
    try:
        await service(ctx, organisation_id)
    except NotAllowed:
        return False
    return True


@pytest.fixture
async def tree(db: Database) -> dict[int, str]:
    """Organisation → path: a department, two municipal authorities, a school under each."""
    district = await make_authority(db)
    ctx = await district.context(ADMIN)
    preview = await registry.preview_table(ctx, read_table(TABLE.encode()))
    await registry.load(ctx, preview.id)
    async with db.read() as session:
        rows = (await session.execute(select(Organisation.id, Organisation.path))).all()
    assert len({path.count(".") for _, path in rows}) == 3
    return dict(rows)


async def test_services_let_in_exactly_whom_the_rule_does(db: Database, tree: dict[int, str]) -> None:
    async with db.read() as session:
        account = (await session.scalars(select(Account))).first()
    assert account is not None
    root = min(tree)
    for (place, path), role, target in product(tree.items(), Role, tree):
        actor = Actor(Platform.TELEGRAM, 1, 1, account.id, account.person_id, "", (Membership(place, role, path),))
        ctx = Context(db, actor, NOW)
        told = f"{role} at {path} about {tree[target]}"
        assert await lets_in(organisations.card, ctx, target) == may_read(actor, tree[target]), told
        if target != root:
            controls = may_control(actor, tree[target])
            assert await lets_in(remove_nobody, ctx, target) == controls, told
            if place == root or role not in CONTROLLING:
                assert await lets_in(invitations.invite_organisation, ctx, target) == controls, told
        listed = await organisations.listing(ctx) if role in {*CONTROLLING, Role.VIEWER} else None
        for line in listed.lines if listed else ():
            assert may_read(actor, tree[line.id]), told
