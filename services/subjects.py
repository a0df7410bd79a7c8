"""Rows by their ids: a button may name what is gone, or never was."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Assignment, Checkpoint, Decision, Dispute, Extension, Minutes, Organisation, Report
from domain.errors import NotFound

Row = TypeVar("Row", Assignment, Checkpoint, Decision, Dispute, Extension, Minutes, Report)

_GONE: dict[type, Callable[[], NotFound]] = {
    Assignment: lambda: NotFound("item_not_found"),
    Checkpoint: lambda: NotFound("item_not_found"),
    Decision: lambda: NotFound("item_not_found"),
    Dispute: lambda: NotFound("dispute_not_found"),
    Extension: lambda: NotFound("extension_not_found"),
    Minutes: lambda: NotFound("minutes_not_found"),
    Report: lambda: NotFound("report_not_found"),
}


async def found(session: AsyncSession, kind: type[Row], id_: int, *, lock: bool = False) -> Row:
    """The row; with `lock` nobody else changes it until commit. Raises NotFound. Rights are the caller's."""
    row = await session.get(kind, id_, with_for_update=lock or None)
    if row is None:
        refusal = _GONE[kind]()
        raise refusal
    return row


async def place_of(session: AsyncSession, organisation_id: int) -> str:
    """Where an organisation stands in the tree: what rights are asked about."""
    return (await session.get_one(Organisation, organisation_id)).path
