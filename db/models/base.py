"""Base of all tables: names of constraints, times in UTC, lists of codes."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ColumnElement,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    bindparam,
    text,
)
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, declared_attr, mapped_column

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes only, kept in UTC: SQLite would give them back naive."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if _dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Code(TypeDecorator[StrEnum]):
    """A StrEnum kept as its short text, so that a new member needs no migration."""

    impl = String(24)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | str | None, _dialect: Dialect) -> str | None:
        return None if value is None else str(self.kind(value))

    def process_result_value(self, value: str | None, _dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


#: Ids: 64 bits on PostgreSQL; SQLite needs INTEGER for its rowid.
Id = BigInteger().with_variant(Integer, "sqlite")


def partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the rows that fit, which the two databases are told in the same words."""
    fits = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=fits, postgresql_where=fits)


def one_of(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """Only codes of the kind: those that partial indexes name, so that a new one needs a migration anyway."""
    codes = ", ".join(f"'{code}'" for code in kind)
    return CheckConstraint(f"{column} IN ({codes})", name=column)


def written(column: InstrumentedAttribute[Any], code: StrEnum) -> ColumnElement[bool]:
    """The column has this code. Written out, not bound: only then SQLite sees that a partial index fits."""
    return column == bindparam(None, code, column.type, literal_execute=True)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[int]: JSON,
        list[dict[str, Any]]: JSON,
    }


class Versioned:
    """A row that people change from cards: whoever writes over a version they have not seen is refused."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}
