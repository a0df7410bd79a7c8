"""Organisations: their kinds and the plain entry that the registry, the reader and the services share."""

from dataclasses import dataclass
from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is; groups by kind («школы», «детские сады») follow from it."""

    AUTHORITY = "authority"  # орган управления образованием
    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"
    SUPPLEMENTARY = "supplementary"  # дополнительное образование
    METHODICAL = "methodical"  # методический центр, институт развития образования
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation as rules see it. `id` is 0 while it is only a row of a table being imported."""

    id: int
    name: str
    short_name: str
    kind: OrganisationKind
    municipality: str = ""
    groups: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    parent_id: int | None = None
    head_name: str = ""
    email: str = ""
    phone: str = ""  # the organisation's own, no person's
