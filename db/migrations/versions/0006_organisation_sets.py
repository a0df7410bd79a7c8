"""Sets of organisations that were kept as JSON become tables that refer to organisations.

Of groups made by hand, of answers about words, of items left to others. Two stay JSON: decisions.named_organisations is
read with every card, where a table would be one more statement; addressees.options is what was offered once, not what
is so. No organisation is ever deleted, so neither can come to refer to nothing.

Revision: 0006, after: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
#: (table of the set, its owner, the owner's key → the column here, the JSON that was)
SETS: tuple[tuple[str, str, dict[str, str], str], ...] = (
    ("group_organisations", "organisation_groups", {"id": "group_id"}, "members"),
    (
        "synonym_organisations",
        "synonyms",
        {"authority_id": "authority_id", "phrase_key": "phrase_key", "theme": "theme"},
        "organisations",
    ),
    (
        "likeness_organisations",
        "likenesses",
        {"decision_id": "decision_id", "other_id": "other_id"},
        "organisations",
    ),
)
WORDS = ("phrase_key", "theme")


def upgrade() -> None:
    known = set(op.get_bind().execute(sa.text("SELECT id FROM organisations")).scalars())
    for name, owner, key, column in SETS:
        made = op.create_table(
            name,
            *(sa.Column(each, sa.String() if each in WORDS else ID, nullable=False) for each in key.values()),
            sa.Column("organisation_id", ID, nullable=False),
            sa.ForeignKeyConstraint(
                list(key.values()),
                [f"{owner}.{each}" for each in key],
                name=op.f(f"fk_{name}_{next(iter(key.values()))}_{owner}"),
                ondelete="CASCADE",
            ),
            sa.ForeignKeyConstraint(
                ["organisation_id"], ["organisations.id"], name=op.f(f"fk_{name}_organisation_id_organisations")
            ),
            sa.PrimaryKeyConstraint(*key.values(), "organisation_id", name=op.f(f"pk_{name}")),
        )
        rows = [
            dict(zip((*key.values(), "organisation_id"), (*whose, place), strict=True))
            for *whose, places in op.get_bind().execute(sa.select(*_owner(owner, key, column).c)).all()
            for place in dict.fromkeys(places)
            if place in known
        ]
        op.bulk_insert(made, rows)
        op.drop_column(owner, column)


def downgrade() -> None:
    for name, owner, key, column in SETS:
        op.add_column(owner, sa.Column(column, sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
        kept = sa.table(name, *(sa.column(each) for each in key.values()), sa.column("organisation_id"))
        sets: dict[tuple[object, ...], list[int]] = {}
        for *whose, place in op.get_bind().execute(sa.select(kept).order_by(*kept.c)):
            sets.setdefault(tuple(whose), []).append(place)
        table = _owner(owner, key, column)
        for whose_set, places in sets.items():
            mine = sa.and_(*(table.c[each] == value for each, value in zip(key, whose_set, strict=True)))
            op.execute(sa.update(table).where(mine).values({column: places}))
        op.drop_table(name)


def _owner(owner: str, key: dict[str, str], column: str) -> sa.TableClause:
    return sa.table(owner, *(sa.column(each) for each in key), sa.column(column, sa.JSON()))
