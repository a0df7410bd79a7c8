"""What goes into resolving an addressee phrase and what comes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from domain.minutes.resolve.index import Index
from domain.organisations import Organisation


@dataclass(frozen=True, slots=True)
class Synonym:
    """What a phrase means for this authority, as an official once answered; `theme` "" holds in any question.

    No organisations: the phrase was answered with «никому».
    """

    phrase: str
    organisation_ids: tuple[int, ...]
    theme: str = ""


@dataclass(frozen=True)
class Registry:
    """The organisations a phrase may mean, the importing authority among them, and its remembered answers."""

    organisations: tuple[Organisation, ...]
    authority_id: int | None = None
    synonyms: tuple[Synonym, ...] = ()

    @cached_property
    def index(self) -> Index:
        return Index(self.organisations, self.authority_id)

    def in_order(self, ids: Iterable[int]) -> tuple[int, ...]:
        """`ids` in the order of the registry, each once."""
        wanted = set(ids)
        return tuple(organisation.id for organisation in self.organisations if organisation.id in wanted)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to offer: a code and the organisations it would mean (their number is shown).

    Codes: schools, kindergartens, supplementary, authorities, all, group, base, known, organisation, named.
    """

    code: str
    organisation_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a phrase means. Not `sure` → `organisation_ids` is empty and the official is asked among `options`.

    Reasons when sure: organisation, group, authority, synonym, nobody, except, misspelt, named, mixed.
    Reasons to ask: unknown, partly_unknown, ambiguous, context, everyone, theme, clause, person, no_such, empty.
    """

    organisation_ids: tuple[int, ...]
    sure: bool
    reason: str
    options: tuple[Option, ...] = ()
    is_authority: bool = False  # the importing authority is among the organisations
