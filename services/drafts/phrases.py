"""What an addressee phrase means for an authority: its registry, its remembered answers, groups by kind."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Organisation, Synonym
from domain.drafting import Option, phrase_key
from domain.minutes.model import ControlForm, Item
from domain.minutes.resolve import Registry, resolve
from domain.minutes.resolve import Synonym as KnownPhrase
from domain.organisations import Organisation as Entry
from domain.organisations import OrganisationKind
from domain.registry import search_key
from domain.through import BY_WAY_OF, DIRECT, LAST, THROUGH, by_way_of, heads_of
from services.organisations.group_members import NamedGroup, load_groups

#: Codes of options that any phrase can be answered with, besides a kind of organisations.
OWN, ALL = "own", "all"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Organisations a phrase means, whether that is certain, and what to offer when it is not."""

    organisations: tuple[int, ...]
    sure: bool
    options: tuple[Option, ...] = ()
    named: tuple[int, ...] = ()  # whom its authorities are to pass it down to: «через муниципальные органы»


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a remembered answer means today; `asked`: it named organisations, so it is only offered next time."""

    organisations: tuple[int, ...]
    through: bool = False
    asked: bool = False


def is_general(known: Synonym) -> bool:
    """Whether a remembered answer holds for the next protocol: a set, or how one organisation is called."""
    return known.option not in ("", LAST) or (not known.option and len(known.organisations) == 1)


@dataclass(frozen=True, slots=True)
class Directory:
    """Names and kinds of an authority's organisations, for cards."""

    authority_id: int
    names: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, OrganisationKind] = field(default_factory=dict)
    groups: tuple[NamedGroup, ...] = ()
    heads: dict[int, int] = field(default_factory=dict)  # organisation → the lower authority it stands under

    @property
    def totals(self) -> Counter[OrganisationKind]:
        """How many organisations of each kind there are, the authority itself aside."""
        return Counter(kind for id_, kind in self.kinds.items() if id_ != self.authority_id)


class Phrases:
    """The meaning of phrases for one authority."""

    def __init__(
        self,
        registry: Registry,
        authority_id: int,
        remembered: dict[tuple[str, str], Synonym],
        groups: tuple[NamedGroup, ...] = (),
    ) -> None:
        self._registry = registry
        self._named = {group.key: group for group in groups}
        self._coded = {group.code: group for group in groups}
        self._active = frozenset(organisation.id for organisation in registry.organisations)
        self._authority_id = authority_id
        self._remembered = remembered
        self._heads = heads_of(registry.organisations, authority_id)

    def addressed(self, phrase: str, theme: str = "", named: tuple[str, ...] = ()) -> Meaning:
        """The same for the item of a draft: organisations under lower authorities are asked about, through them first.

        Once answered it is remembered like any meaning of a phrase.
        """
        found, known = self.meaning(phrase, theme, named), self._known(phrase_key(phrase), theme)
        above = self.through(found.organisations)
        if found.sure and above and (known is None or not is_general(known)):
            found = Meaning((), False, (Option(THROUGH, above), Option(DIRECT, found.organisations)))
        last = tuple(place for place in known.organisations if place in self._active) if known else ()
        if found.sure or not last:
            return found
        return Meaning((), False, (Option(LAST, last), *found.options))

    def through(self, organisations: tuple[int, ...]) -> tuple[int, ...]:
        """The authorities an item for these organisations would go to instead; () when none stands between."""
        return by_way_of(organisations, self._heads)

    def listed(self, targets: tuple[str, ...], reached: tuple[int, ...]) -> tuple[int, ...]:
        """Organisations an item lists by name, of those that stand below its addressees."""
        found = dict.fromkeys(self._called(target) for target in targets)
        return tuple(place for place in found if place is not None and self._heads.get(place) in reached)

    def _called(self, target: str) -> int | None:
        """The only organisation that a line of a list names: «МБОУ Лесная СОШ (Лесной район)»."""
        name, _, place = target.rstrip(" )").partition("(")
        resolution = resolve(name.strip(), self._registry)
        ids = set(resolution.organisation_ids)
        if not resolution.sure:
            ids = {one for option in resolution.options for one in option.organisation_ids}
        there = {one.id for one in self._registry.organisations if place and _same(one.municipality, place)}
        fitting = (ids & there) or (ids if resolution.sure else set())
        return next(iter(fitting)) if len(fitting) == 1 else None

    def meaning(self, phrase: str, theme: str = "", named: tuple[str, ...] = ()) -> Meaning:
        """Whom `phrase` means under a theme of the agenda; `named` are schools listed inside the item."""
        key = phrase_key(phrase)
        known = self._known(key, theme)
        if not key:
            return Meaning((), False, self._groups())
        if known is not None and is_general(known):
            return self._as_answered(known)
        if key in self._named:
            return self._certain(self._named[key].members)
        return self._read(phrase, theme, named)

    def _known(self, key: str, theme: str) -> Synonym | None:
        return self._remembered.get((key, theme)) or self._remembered.get((key, ""))

    def _read(self, phrase: str, theme: str = "", named: tuple[str, ...] = ()) -> Meaning:
        """Whom the words mean by themselves, whatever was answered before."""
        resolution = resolve(phrase, self._registry, theme)
        if named and not (resolution.sure and len(resolution.organisation_ids) == 1):
            resolution = resolve(phrase, self._registry, theme, named)  # schools listed inside narrow a group
        if resolution.sure:
            return self._certain(resolution.organisation_ids)
        return Meaning((), False, tuple(Option(o.code, o.organisation_ids) for o in resolution.options))

    def names_one(self, phrase: str, theme: str, organisations: tuple[int, ...]) -> bool:
        """Whether an answer says how one organisation is called: it is the only one, and the words mean no set."""
        found = self._read(phrase, theme)
        sets = (found.organisations, *(option.organisations for option in found.options))
        return len(organisations) == 1 and all(len(each) < 2 for each in sets)

    def recall(self, known: Synonym) -> Recalled:
        """What a remembered answer means today, for the screen that shows it."""
        if not is_general(known):
            return Recalled(tuple(place for place in known.organisations if place in self._active), asked=True)
        found = self._as_answered(known)
        return Recalled(found.named or found.organisations, through=bool(found.named))

    def _as_answered(self, known: Synonym) -> Meaning:
        """What an official said once, of the organisations of the day."""
        code = known.option.removeprefix(BY_WAY_OF)
        if known.option in (BY_WAY_OF, DIRECT) and (read := self._read(known.phrase, known.theme)).sure:
            meant = read.organisations  # «руководители школ», as they stand in the registry now
        else:
            meant = self.option(code) if code and code != DIRECT else tuple(known.organisations)
        found = self._certain(meant)
        above = self.through(found.organisations) if known.option.startswith(BY_WAY_OF) else ()
        return Meaning(above, True, named=found.organisations) if above else found

    def _certain(self, found: tuple[int, ...]) -> Meaning:
        """What is known for sure, of organisations that are still there; when none is, it is asked again."""
        reached = tuple(o for o in found if o in self._active)
        return Meaning(reached, True) if reached else Meaning((), False, self._groups())

    def option(self, code: str) -> tuple[int, ...]:
        """Organisations of an option's code now: «наш орган», everybody, a named group, or a kind."""
        if code in self._coded:
            return self._coded[code].members
        if code == OWN:
            return (self._authority_id,)
        others = [o for o in self._registry.organisations if o.id != self._authority_id]
        if code == ALL:
            return tuple(o.id for o in others)
        return tuple(o.id for o in others if o.kind == code)

    def group_of(self, organisations: tuple[int, ...]) -> str:
        """The code of the group that is exactly these organisations; "" when none is."""
        codes = [OWN, ALL, *self._coded, *dict.fromkeys(str(o.kind) for o in self._registry.organisations)]
        return next((code for code in codes if set(self.option(code)) == set(organisations)), "")

    def _groups(self) -> tuple[Option, ...]:
        kinds = dict.fromkeys(o.kind for o in self._registry.organisations if o.id != self._authority_id)
        return tuple(Option(str(kind), self.option(str(kind))) for kind in kinds)

    def own_form(self, item: Item, meaning: Meaning) -> ControlForm | None:
        """The form of one addressee when it differs from the item's: what others take note of, we do ourselves."""
        ours = item.suggestion.reason == "audience" and self._authority_id in meaning.organisations
        return ControlForm.WORK if ours else None


def _same(municipality: str, place: str) -> bool:
    return bool(municipality) and search_key(municipality) == search_key(place)


async def load_phrases(session: AsyncSession, authority_id: int) -> Phrases:
    """The authority's registry (its subtree and itself) with its remembered answers."""
    rows = await session.scalars(_subtree(authority_id))
    groups = await load_groups(session, authority_id)
    named = _by_member(groups)
    synonyms = (await session.scalars(select(Synonym).where(Synonym.authority_id == authority_id))).all()
    entries = tuple(
        Entry(
            id=row.id,
            name=row.name,
            short_name=row.short_name,
            kind=row.kind,
            municipality=row.municipality,
            groups=(*row.groups, *named.get(row.id, ())),
            synonyms=tuple(row.synonyms),
            parent_id=row.parent_id,
            head_name=row.head_name,
            email=row.email,
        )
        for row in rows
    )
    called = (s for s in synonyms if not s.option and is_general(s))
    known = tuple(KnownPhrase(s.phrase, tuple(s.organisations), s.theme) for s in called)
    registry = Registry(entries, authority_id, known)
    return Phrases(registry, authority_id, {(s.phrase_key, s.theme): s for s in synonyms}, groups)


def _by_member(groups: tuple[NamedGroup, ...]) -> dict[int, list[str]]:
    """Names of the groups of each organisation: the reader knows them like those of the registry's column."""
    found: dict[int, list[str]] = {}
    for group in groups:
        for member in group.members:
            found.setdefault(member, []).append(group.name)
    return found


def _subtree(authority_id: int) -> Select[Organisation]:
    root = select(Organisation.path).where(Organisation.id == authority_id).scalar_subquery()
    return (
        select(Organisation)
        .where(Organisation.path.startswith(root), Organisation.active.is_(True))
        .order_by(Organisation.id)
    )


async def load_directory(session: AsyncSession, authority_id: int) -> Directory:
    """Names and kinds of the authority's subtree."""
    rows = (await session.scalars(_subtree(authority_id))).all()
    names = {row.id: row.short_name for row in rows}
    kinds = {row.id: row.kind for row in rows}
    heads = heads_of((_placed(row) for row in rows), authority_id)
    return Directory(authority_id, names, kinds, await load_groups(session, authority_id), heads)


def _placed(row: Organisation) -> Entry:
    return Entry(id=row.id, name=row.name, short_name=row.short_name, kind=row.kind, parent_id=row.parent_id)
