"""What each organisation of a registry may be called by, prepared once for many phrases."""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from domain.minutes.resolve.vocabulary import (
    AREA_ADJECTIVES,
    AREAS,
    GROUPS,
    PREPOSITIONS,
    RARE_TYPES,
    TYPES,
    known_words,
    match,
)
from domain.minutes.resolve.words import LEGAL_FORM, stems, tokens
from domain.organisations import Organisation, OrganisationKind
from domain.registry.names import name_key

_FURTHER = frozenset({"до", "дод", "дпо"})
_SHORTEST_ACRONYM = 3
REMEMBERED = 4096  # organisations taken apart once: a registry is indexed anew for every request


@dataclass(frozen=True, slots=True)
class Card:
    """One organisation taken apart."""

    id: int
    kind: OrganisationKind
    form: str  # мбоу; "" when the name does not tell
    types: frozenset[str]
    numbers: frozenset[str]
    title: frozenset[str]  # the words of the name without the legal form
    place: frozenset[str]  # words before the type: «Михайловская СОШ № 1» is not «СОШ № 1»
    words: frozenset[str]  # every word of its names
    municipality: frozenset[str]
    parent_id: int | None

    @property
    def founder(self) -> str:
        """м municipal, г state, ч private, "" unknown."""
        return "ч" if self.form[:1] in {"ч", "н"} or self.form in {"ано", "ооо"} else self.form[:1]


class Index:
    """Aliases, cards and groups of a registry."""

    def __init__(self, organisations: tuple[Organisation, ...], authority_id: int | None) -> None:
        self.authority_id = authority_id
        self.cards = tuple(_card(organisation) for organisation in organisations)
        self.by_id = {card.id: card for card in self.cards}
        self.aliases = _aliases(organisations)
        self.groups = _groups(organisations)
        self.spelled = {organisation.id: _spellings(organisation) for organisation in organisations}
        self.heads = {
            organisation.id: organisation.head_name for organisation in organisations if organisation.head_name
        }

    def of_kinds(self, kinds: Iterable[OrganisationKind]) -> frozenset[int]:
        wanted = set(kinds)
        return frozenset(card.id for card in self.cards if card.kind in wanted)

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The words that tell the organisations of this registry from any others."""
        return frozenset().union(*(card.words for card in self.cards)) - AREAS - AREA_ADJECTIVES - {"администрац"}

    @cached_property
    def municipalities(self) -> frozenset[str]:
        return frozenset().union(*(card.municipality for card in self.cards))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that may stand in a phrase, for mending slips."""
        grouped = (word for group in self.groups for word in group)
        return known_words() | self.own_words | self.municipalities | frozenset(grouped)


def take_legal_form(words: tuple[str, ...], start: int) -> int:
    """How many words from `start` are a legal form: «МБОУ», «МБУ ДО»."""
    if start >= len(words) or not LEGAL_FORM.fullmatch(words[start]) or words[start] in {"оу", "доу"}:
        return 0
    return 2 if start + 1 < len(words) and words[start + 1] in _FURTHER else 1


def types_at(words: tuple[str, ...], start: int) -> tuple[str, int]:
    """The type of institution named at `start` and its length in words; ("", 0) when there is none."""
    found = [(match(called.patterns, words, start), -order) for order, called in enumerate(TYPES)]
    length, order = max(found)
    return (TYPES[-order].code, length) if length else ("", 0)


@lru_cache(maxsize=REMEMBERED)
def _card(organisation: Organisation) -> Card:
    title = stems(name_key(organisation.name))
    legal = take_legal_form(title, 0)
    form = title[0] if legal else next(iter(stems(organisation.short_name)), "")
    types, place, place_open = set(), set(), True
    position = legal
    while position < len(title):
        kind, length = types_at(title, position)
        if length:
            types.add(kind)
            place_open = False
        elif place_open:
            place.add(title[position])
        position += length or 1
    spelled = (organisation.name, organisation.short_name, *organisation.synonyms)
    said = {*title, *(word for name in spelled for word in stems(name))} - PREPOSITIONS
    plain = stems(organisation.name)
    return Card(
        id=organisation.id,
        kind=organisation.kind,
        form=form if LEGAL_FORM.fullmatch(form) else "",
        types=frozenset(types),
        numbers=frozenset(word for word in title if word.isdigit()),
        title=frozenset(word for word in plain[take_legal_form(plain, 0) :] if len(word) > 1),
        place=frozenset(place if types else ()),
        words=frozenset(word for word in said if len(word) > 1 or word.isdigit()),
        municipality=frozenset(stems(organisation.municipality)) - AREAS - AREA_ADJECTIVES,
        parent_id=organisation.parent_id,
    )


@lru_cache(maxsize=REMEMBERED)
def _spellings(organisation: Organisation) -> tuple[str, ...]:
    keys = (name_key(name) for name in (organisation.name, organisation.short_name, *organisation.synonyms))
    return tuple(" ".join(key.split()[take_legal_form(tuple(key.split()), 0) :]) for key in keys)


def _aliases(organisations: tuple[Organisation, ...]) -> dict[tuple[str, ...], frozenset[int]]:
    """Names as sequences of words, with and without the legal form; bare words of groups are nobody's name."""
    found: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for organisation in organisations:
        for alias in _called(organisation):
            found[alias].add(organisation.id)
    return {alias: frozenset(ids) for alias, ids in found.items()}


@lru_cache(maxsize=REMEMBERED)
def _called(organisation: Organisation) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    area = AREAS | AREA_ADJECTIVES | {"администрац", *stems(organisation.municipality)}
    for name in (organisation.name, organisation.short_name, *organisation.synonyms):
        for words in (sequence(name), sequence(name_key(name))):
            found |= {words, words[take_legal_form(words, 0) :], _without_area(words, area)}
    if organisation.kind in {OrganisationKind.SUPPLEMENTARY, OrganisationKind.METHODICAL}:
        found.add((_acronym(organisation.name),))
    return frozenset(alias for alias in found if _is_name(alias))


def sequence(name: str) -> tuple[str, ...]:
    """A name or a phrase as stems, with the commas of long names and without persons and brackets."""
    return tuple(token.stem for token in tokens(name) if token.text not in "():&")


def _without_area(words: tuple[str, ...], area: Set[str]) -> tuple[str, ...]:
    """«Комиссия по делам несовершеннолетних Луговского района» without the district."""
    end = len(words)
    while end and words[end - 1] in area:
        end -= 1
    return words[:end] if end > 1 else words


def _acronym(name: str) -> str:
    words = tuple(token.text for token in tokens(name_key(name)))
    title = [word for word in words[take_legal_form(words, 0) :] if word not in PREPOSITIONS]
    return "".join(word[0] for word in title)


def _is_name(alias: tuple[str, ...]) -> bool:
    if not alias or (len(alias) == 1 and len(alias[0]) < _SHORTEST_ACRONYM and alias[0] != "уо"):
        return False
    whole = len(alias)
    if any(match(called.patterns, alias, 0) == whole for called in GROUPS):
        return False
    kind, length = types_at(alias, 0)
    return length < whole or kind in RARE_TYPES


def _groups(organisations: tuple[Organisation, ...]) -> dict[tuple[str, ...], frozenset[int]]:
    found: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for organisation in organisations:
        for group in organisation.groups:
            found[stems(group)].add(organisation.id)
    return {name: frozenset(ids) for name, ids in found.items() if name}
