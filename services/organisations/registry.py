"""The registry of organisations: a table or pasted names → preview → loaded. The same file again changes nothing."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Authority, RegistryUpload
from db.models import Organisation as OrganisationRow
from domain.access import own_authority
from domain.audit import AuditAction
from domain.errors import NotAllowed, Stale, WrongState
from domain.organisations import Organisation, OrganisationKind
from domain.registry import (
    ImportPlan,
    NotTaken,
    SkippedRow,
    TableReading,
    parse_names,
    plan_import,
    read_rows,
)
from domain.registry.columns import first_words
from domain.registry.defaults import NAMELESS_AUTHORITY
from domain.registry.table import Row
from services.audit import record
from services.context import Context
from services.organisations.registry_rows import plant
from services.tree import controlled, one_at_a_time, under

#: Of a row whose columns are not understood yet.
_CELLS = "cells"


@dataclass(frozen=True, slots=True)
class Preview:
    """What loading would do now. `changed`: name and the fields that differ; `missing` stay as they are."""

    id: int
    new: tuple[str, ...]
    kinds: tuple[tuple[OrganisationKind, int], ...]  # of the new ones
    changed: tuple[tuple[str, tuple[str, ...]], ...]
    unchanged: int
    missing: tuple[str, ...]
    duplicates: tuple[tuple[str, str], ...]  # a row left out, the organisation another row already stands for
    unused_columns: tuple[str, ...]
    skipped: tuple[SkippedRow, ...] = ()  # of the file

    @property
    def has_work(self) -> bool:
        return bool(self.new or self.changed)


@dataclass(frozen=True, slots=True)
class Columns:
    """«Какой столбец – названия?»: a kept table whose columns say nothing; each by its first words."""

    id: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did."""

    new: int
    changed: int


async def preview_table(ctx: Context, reading: TableReading) -> Preview:
    """Keep the rows of a table and show what loading them would do. Raises NotAllowed."""
    return await _keep(ctx, reading)


async def keep_columns(ctx: Context, rows: Sequence[Row]) -> Columns:
    """Keep a table until it is said which of its columns holds the names. Raises NotAllowed."""
    async with ctx.db.write() as session:
        upload = await _add(session, ctx, rows=[{_CELLS: list(row)} for row in rows if any(row)])
        return Columns(upload.id, first_words(rows))


async def preview_column(ctx: Context, upload_id: int, column: int) -> Preview:
    """The preview of a kept table whose names stand in `column`.

    Raises NotAllowed, RegistryRefused("empty_table"), Stale when the column was chosen already or is none of it.
    """
    async with ctx.db.write() as session:
        upload = await _found(session, ctx, upload_id)
        rows = [tuple(row[_CELLS]) for row in upload.rows if _CELLS in row]
        if not rows or not 0 <= column < max(map(len, rows)):
            raise Stale
        return await _read(session, upload, read_rows(rows, column))


async def preview_names(ctx: Context, text: str) -> Preview:
    """The same for names pasted line by line. Raises NotAllowed, RegistryRefused."""
    own_authority(ctx.actor)
    return await _keep(ctx, parse_names(text))


async def _keep(ctx: Context, reading: TableReading) -> Preview:
    async with ctx.db.write() as session:
        return await _read(session, await _add(session, ctx), reading)


async def _add(session: AsyncSession, ctx: Context, rows: Sequence[dict[str, object]] = ()) -> RegistryUpload:
    upload = RegistryUpload(
        authority_id=own_authority(ctx.actor), person_id=ctx.actor.person_id, rows=list(rows), created_at=ctx.now
    )
    session.add(upload)
    await session.flush()
    return upload


async def _read(session: AsyncSession, upload: RegistryUpload, reading: TableReading) -> Preview:
    upload.rows = [_packed(row) for row in reading.organisations]
    upload.unused_columns = list(reading.unused_columns)
    upload.skipped = [asdict(row) for row in reading.skipped]
    return await _look(session, upload)


async def preview(ctx: Context, upload_id: int) -> Preview:
    """The preview of a kept table as things are now. Raises NotAllowed, WrongState("registry_loaded")."""
    async with ctx.db.write() as session:
        return await _look(session, await _open(session, ctx, upload_id))


async def load(ctx: Context, upload_id: int) -> Loaded:
    """Do what the preview last shown says.

    Raises NotAllowed, WrongState("registry_loaded") on a second tap, Stale when organisations have changed so much
    since the preview that it would do something else.
    """
    async with ctx.db.write() as session:
        await one_at_a_time(session)
        upload = await _open(session, ctx, upload_id)
        plan = await _plan(session, upload)
        if _hash(plan) != upload.plan_hash:
            raise Stale
        await plant(session, ctx, upload.authority_id, plan)
        upload.loaded_at = ctx.now
        upload.rows = []
        loaded = Loaded(len(plan.new), len(plan.changed))
        record(
            session,
            ctx,
            AuditAction.REGISTRY_LOADED,
            "organisation",
            upload.authority_id,
            new=loaded.new,
            changed=loaded.changed,
        )
        return loaded


async def _open(session: AsyncSession, ctx: Context, upload_id: int) -> RegistryUpload:
    upload = await _found(session, ctx, upload_id)
    if any(_CELLS in row for row in upload.rows):
        raise Stale
    return upload


async def _found(session: AsyncSession, ctx: Context, upload_id: int) -> RegistryUpload:
    upload = await session.get(RegistryUpload, upload_id, with_for_update=True)
    if upload is None:
        raise NotAllowed
    await controlled(session, ctx.actor, upload.authority_id)
    if upload.loaded_at is not None:
        raise WrongState("registry_loaded")
    return upload


async def _plan(session: AsyncSession, upload: RegistryUpload) -> ImportPlan:
    authority = await session.get_one(Authority, upload.authority_id)
    top = await session.get_one(OrganisationRow, upload.authority_id)
    query = select(OrganisationRow).where(under([top.path])).order_by(OrganisationRow.id)
    existing = [_plain(row) for row in await session.scalars(query)]
    rows = [_unpacked(row) for row in upload.rows]
    nameless = authority.letter_name == NAMELESS_AUTHORITY
    return plan_import(existing, rows, upload.authority_id, nameless=nameless)


async def _look(session: AsyncSession, upload: RegistryUpload) -> Preview:
    plan = await _plan(session, upload)
    upload.plan_hash = _hash(plan)
    return Preview(
        id=upload.id,
        new=tuple(row.organisation.short_name for row in plan.new),
        kinds=tuple(Counter(row.organisation.kind for row in plan.new).most_common()),
        changed=tuple((change.before.short_name, change.fields) for change in plan.changed),
        unchanged=len(plan.unchanged),
        missing=tuple(organisation.short_name for organisation in plan.missing),
        duplicates=tuple((row.name, known.short_name) for row, known in plan.duplicates),
        unused_columns=tuple(upload.unused_columns),
        skipped=tuple(_skipped(row) for row in upload.skipped),
    )


def _hash(plan: ImportPlan) -> str:
    return hashlib.sha256(repr((plan.new, plan.changed)).encode()).hexdigest()


def _packed(row: Organisation) -> dict[str, object]:
    return {name: value for name, value in asdict(row).items() if value and name != "id"}


def _unpacked(row: dict[str, object]) -> Organisation:
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    kind = OrganisationKind(str(values.pop("kind")))
    return Organisation(id=0, kind=kind, **values)  # type: ignore[arg-type]


def _skipped(row: dict[str, Any]) -> SkippedRow:
    return SkippedRow(**{**row, "why": NotTaken(row["why"]), "fields": tuple(row["fields"])})


def _plain(row: OrganisationRow) -> Organisation:
    return Organisation(
        id=row.id,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        municipality=row.municipality,
        groups=tuple(row.groups),
        synonyms=tuple(row.synonyms),
        parent_id=row.parent_id,
        head_name=row.head_name,
        email=row.email,
        phone=row.phone,
    )
