"""The language of the rules: who somebody is, and sets of them that a service lets in."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from domain.people import CONTROLLING, EXECUTING, HEADING, READING, Role
from services.context import Context
from tests.properties.access.scene import Things


class Place(StrEnum):
    """Where somebody's only membership is, seen from the things the attempts are about."""

    AUTHORITY = "the authority"
    SCHOOL = "the school"
    OTHER = "another school of the authority"
    NEARBY = "an authority nearby"
    NEARBY_SCHOOL = "a school nearby"
    NOWHERE = "nowhere"  # a person without any membership
    UNKNOWN = "unknown"  # no account at all


Who = tuple[Role | None, Place]
Attempt = Callable[[Context, Things], Awaitable[Any]]
#: Services, each with an attempt, and whom they let in.
Area = list[tuple[frozenset[Who], Mapping[Any, Attempt]]]


def at(roles: Iterable[Role], *places: Place) -> frozenset[Who]:
    return frozenset((role, place) for role in roles for place in places)


#: Everybody there is. The school is an authority too, with an official, an admin and a viewer.
EVERYBODY: frozenset[Who] = (
    at((*READING, Role.DIRECTOR), Place.AUTHORITY)
    | at(Role, Place.SCHOOL)
    | at(EXECUTING, Place.OTHER, Place.NEARBY_SCHOOL)
    | at(READING, Place.NEARBY)
    | {(None, Place.NOWHERE), (None, Place.UNKNOWN)}
)
#: Who has an account; who has a role.
PERSON = EVERYBODY - {(None, Place.UNKNOWN)}
MEMBER = PERSON - {(None, Place.NOWHERE)}
NOBODY: frozenset[Who] = frozenset()

#: About one thing of the authority.
OFFICIAL, READER = at(CONTROLLING, Place.AUTHORITY), at(READING, Place.AUTHORITY)
ADMIN, ADMIN_OVER = at({Role.ADMIN}, Place.AUTHORITY), at({Role.ADMIN}, Place.AUTHORITY, Place.SCHOOL)
#: About one thing of the school.
EXECUTOR, HEAD = at(EXECUTING, Place.SCHOOL), at(HEADING, Place.SCHOOL)
OFFICIAL_OVER = at(CONTROLLING, Place.AUTHORITY, Place.SCHOOL)
READER_OVER = at(READING, Place.AUTHORITY, Place.SCHOOL)
#: Minutes that reach both schools and the authority itself; one item of the first school.
CONCERNED = READER | EXECUTOR | at(EXECUTING, Place.OTHER) | at({Role.DIRECTOR}, Place.AUTHORITY)
PARTIES = READER | EXECUTOR
#: The real director and the real official, whose own drafts of reports the attempts are about.
AUTHOR, ENTERING = at({Role.DIRECTOR}, Place.SCHOOL), at({Role.OFFICIAL}, Place.AUTHORITY)

#: Without an object: everybody with the role, about what is their own.
OFFICIAL_OF_OWN = OFFICIAL_OVER | at(CONTROLLING, Place.NEARBY)
READER_OF_OWN = READER_OVER | at(READING, Place.NEARBY)
ADMIN_OF_OWN = at({Role.ADMIN}, Place.AUTHORITY, Place.SCHOOL, Place.NEARBY)
EXECUTOR_OF_OWN = frozenset(who for who in EVERYBODY if who[0] in EXECUTING)
