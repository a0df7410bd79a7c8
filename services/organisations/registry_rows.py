"""Writing an import plan into the tree of organisations: rows, search keys and paths."""

from collections.abc import Iterable

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Authority, Organisation
from domain.audit import AuditAction
from domain.organisations import Organisation as Plain
from domain.organisations import OrganisationKind
from domain.registry import Change, ImportPlan, NewOrganisation, search_key
from services.audit import record
from services.context import Context

_COPIED = ("name", "short_name", "kind", "municipality", "head_name", "email", "phone")


async def plant(session: AsyncSession, ctx: Context, authority_id: int, plan: ImportPlan) -> None:
    """Insert the new organisations (parents come first), change the known ones, move whole subtrees."""
    rows = await _insert(session, plan.new)
    moves: list[tuple[int, int]] = []
    for change in sorted(plan.changed, key=lambda change: change.after.kind is not OrganisationKind.AUTHORITY):
        organisation = await session.get_one(Organisation, change.after.id)
        _copy(change.after, organisation)
        if "parent_id" in change.fields:
            moves.append((organisation.id, _parent(change, rows)))
        if organisation.id == authority_id and "name" in change.fields:
            (await session.get_one(Authority, authority_id)).letter_name = organisation.name
        record(
            session, ctx, AuditAction.ORGANISATION_CHANGED, "organisation", organisation.id, fields=list(change.fields)
        )
    await session.flush()
    for organisation_id, parent_id in moves:
        await move(session, organisation_id, parent_id)


async def move(session: AsyncSession, organisation_id: int, parent_id: int) -> None:
    """Hang an organisation with everything below it under another parent; nothing is moved below itself."""
    places = await _paths(session, (organisation_id, parent_id))
    old, parent = places[organisation_id], places[parent_id]
    new = f"{parent}{organisation_id}."
    if parent.startswith(old):
        return
    await session.execute(
        update(Organisation)
        .where(Organisation.path.startswith(old, autoescape=True))
        .values(path=new + func.substr(Organisation.path, len(old) + 1), version=Organisation.version + 1)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        update(Organisation)
        .where(Organisation.id == organisation_id)
        .values(parent_id=parent_id)
        .execution_options(synchronize_session=False)
    )


async def _insert(session: AsyncSession, new: tuple[NewOrganisation, ...]) -> list[Organisation]:
    heads = {row.parent_row for row in new if row.parent_row is not None}
    rows = [Organisation() for _ in new]
    for wave in (sorted(heads), [place for place in range(len(new)) if place not in heads]):
        for place in wave:
            _copy(new[place].organisation, rows[place])
            rows[place].parent_id = _parent(new[place], rows)
            session.add(rows[place])
        await session.flush()
        parents = await _paths(session, {rows[place].parent_id or 0 for place in wave})
        for place in wave:
            rows[place].path = f"{parents[rows[place].parent_id or 0]}{rows[place].id}."
        await session.flush()
    return rows


def _parent(entry: NewOrganisation | Change, rows: list[Organisation]) -> int:
    if entry.parent_row is not None:
        return rows[entry.parent_row].id
    plain = entry.organisation if isinstance(entry, NewOrganisation) else entry.after
    if plain.parent_id is None:
        raise ValueError("an organisation of a table has no parent")
    return plain.parent_id


async def _paths(session: AsyncSession, ids: Iterable[int]) -> dict[int, str]:
    query = select(Organisation.id, Organisation.path).where(Organisation.id.in_(tuple(ids)))
    return dict((await session.execute(query)).all())


def _copy(plain: Plain, row: Organisation) -> None:
    for name in _COPIED:
        setattr(row, name, getattr(plain, name))
    row.groups, row.synonyms = list(plain.groups), list(plain.synonyms)
    row.search_key = search_key(" ".join((plain.short_name, plain.name, *plain.synonyms)))
