"""What loading a table would do to the organisations an authority already has. Nothing is deleted, ever."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace

from domain.organisations import Organisation, OrganisationKind
from domain.registry.kinds import infer_kind
from domain.registry.names import make_short_name, name_key, search_key

_Keys = Callable[[Organisation], set[str]]


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """A row to insert. Its parent is `organisation.parent_id`, or the earlier row `parent_row` of `ImportPlan.new`."""

    organisation: Organisation
    parent_row: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An organisation after the import (with its id) and the names of the fields that differ from `before`."""

    before: Organisation
    after: Organisation
    fields: tuple[str, ...]
    parent_row: int | None = None  # the new row that becomes its parent; then "parent_id" is among the fields


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The preview of an import; `new` stands with parents before their children."""

    new: tuple[NewOrganisation, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Organisation, ...] = ()
    missing: tuple[Organisation, ...] = ()  # known before, absent from the file: kept, only told
    duplicates: tuple[tuple[Organisation, Organisation], ...] = ()  # row, the known organisation that bears its name


def plan_import(
    existing: Sequence[Organisation], rows: Sequence[Organisation], authority_id: int, *, nameless: bool = False
) -> ImportPlan:
    """Match `rows` of a table against `existing` (the authority and its subtree) and lay out the tree.

    Matching: by full name, then by short name (a renamed school), each within the municipality where both sides
    tell one. An empty cell, a made short name and an inferred kind never overwrite what is known. In each
    municipality the education authority of the table is the parent of the rest, else the importing authority is.
    `nameless`: the importing authority still has the name of the first start, so the only authority of the
    table is itself. Source: design, getting in.
    """
    matching = _Matching(existing)
    if nameless:
        matching.adopt(rows, authority_id)
    for row_keys, known_keys in ((_full, _full), (_both, _both)):
        matching.run(rows, row_keys, known_keys)
    duplicates = matching.doubtful(rows)
    refused = {id(row) for row, _ in duplicates}
    kept = [row for row in rows if id(row) not in refused]
    tree = _Tree(kept, matching.found, existing, authority_id)

    changed, unchanged = [], []
    for row in tree.rows:
        if (before := matching.found.get(id(row))) is not None:
            change = _change(before, row, tree)
            changed.append(change) if change.fields else unchanged.append(before)
    known = {match.id for match in matching.found.values()} | {authority_id}
    return ImportPlan(
        new=tuple(
            NewOrganisation(replace(row, parent_id=tree.parent_id(row)), tree.parent_row(row)) for row in tree.new
        ),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        missing=tuple(organisation for organisation in existing if organisation.id not in known),
        duplicates=duplicates,
    )


def _full(organisation: Organisation) -> set[str]:
    return {name_key(organisation.name)}


def _both(organisation: Organisation) -> set[str]:
    return {name_key(organisation.name), name_key(organisation.short_name)}


class _Matching:
    """Pairs rows with known organisations, each at most once; rows are told apart by identity."""

    def __init__(self, existing: Sequence[Organisation]) -> None:
        self._existing = existing
        self._taken: set[int] = set()
        self.found: dict[int, Organisation] = {}

    def adopt(self, rows: Sequence[Organisation], authority_id: int) -> None:
        authorities = [row for row in rows if row.kind is OrganisationKind.AUTHORITY]
        importer = next((known for known in self._existing if known.id == authority_id), None)
        if importer is not None and len(authorities) == 1:
            self._pair(authorities[0], importer)

    def run(self, rows: Sequence[Organisation], row_keys: _Keys, known_keys: _Keys) -> None:
        index = _index(self._existing, known_keys)
        for row in rows:
            if id(row) in self.found:
                continue
            near = [known for known in _candidates(row, index, row_keys) if known.id not in self._taken]
            near = [known for known in near if _place(known) == _place(row)] or near
            if len(near) == 1:
                self._pair(row, near[0])

    def doubtful(self, rows: Sequence[Organisation]) -> tuple[tuple[Organisation, Organisation], ...]:
        """Unpaired rows that bear the name of a known organisation: taken already, or one of several."""
        index = _index(self._existing, _both)
        left = (row for row in rows if id(row) not in self.found)
        hits = ((row, _candidates(row, index, _both)) for row in left)
        return tuple((row, near[0]) for row, near in hits if near)

    def _pair(self, row: Organisation, known: Organisation) -> None:
        self.found[id(row)] = known
        self._taken.add(known.id)


def _index(organisations: Iterable[Organisation], keys: _Keys) -> dict[str, list[Organisation]]:
    index: dict[str, list[Organisation]] = {}
    for organisation in organisations:
        for key in keys(organisation):
            index.setdefault(key, []).append(organisation)
    return index


def _candidates(row: Organisation, index: dict[str, list[Organisation]], keys: _Keys) -> list[Organisation]:
    """Known organisations under one of the row's keys; two municipalities that are both told must agree."""
    near = {known.id: known for key in keys(row) for known in index.get(key, ())}
    return [known for known in near.values() if "" in (_place(known), _place(row)) or _place(known) == _place(row)]


def _place(organisation: Organisation) -> str:
    return search_key(organisation.municipality)


class _Tree:
    """Who stands under whom after the import; new authorities come before their organisations."""

    def __init__(
        self,
        rows: Sequence[Organisation],
        found: dict[int, Organisation],
        existing: Sequence[Organisation],
        importer: int,
    ) -> None:
        self.rows, self._found, self._importer = rows, found, importer
        told = {known.id for known in found.values()} | {importer}
        self._known_heads = {
            _place(known): known.id
            for known in existing
            if known.kind is OrganisationKind.AUTHORITY and known.id not in told and _place(known)
        }
        self._heads: dict[str, Organisation] = {}
        for row in rows:
            if row.kind is OrganisationKind.AUTHORITY:
                self._heads.setdefault(_place(row), row)
        fresh = (row for row in rows if id(row) not in found)
        self.new = sorted(fresh, key=lambda row: not self._is_head(row))
        self._position = {id(row): position for position, row in enumerate(self.new)}

    def parent_id(self, row: Organisation) -> int | None:
        """The known parent; None for the importing authority itself and where the parent is a new row."""
        if self._is_importer(row) or self.parent_row(row) is not None:
            return None
        if (head := self._head_over(row)) is not None:
            return self._found[id(head)].id
        before = self._found.get(id(row))
        if before is not None and not _place(row) and before.parent_id is not None:
            return before.parent_id
        return self._importer if self._is_head(row) else self._known_heads.get(_place(row), self._importer)

    def parent_row(self, row: Organisation) -> int | None:
        head = None if self._is_importer(row) else self._head_over(row)
        return None if head is None else self._position.get(id(head))

    def _head_over(self, row: Organisation) -> Organisation | None:
        return None if self._is_head(row) else self._heads.get(_place(row))

    def _is_head(self, row: Organisation) -> bool:
        return self._heads.get(_place(row)) is row

    def _is_importer(self, row: Organisation) -> bool:
        known = self._found.get(id(row))
        return known is not None and known.id == self._importer


def _change(before: Organisation, row: Organisation, tree: _Tree) -> Change:
    parent_id, parent_row = tree.parent_id(row), tree.parent_row(row)
    importer_itself = parent_id is None and parent_row is None
    made_short = row.short_name == make_short_name(row.name) and name_key(row.name) == name_key(before.name)
    after = Organisation(
        id=before.id,
        name=row.name,
        short_name=before.short_name if made_short else row.short_name,
        kind=before.kind if row.kind is infer_kind(row.name) else row.kind,
        municipality=row.municipality or before.municipality,
        groups=row.groups or before.groups,
        synonyms=row.synonyms or before.synonyms,
        parent_id=before.parent_id if importer_itself else parent_id,
        head_name=row.head_name or before.head_name,
        email=row.email or before.email,
        phone=row.phone or before.phone,
    )
    names = (field.name for field in fields(Organisation))
    return Change(
        before, after, tuple(name for name in names if getattr(before, name) != getattr(after, name)), parent_row
    )
