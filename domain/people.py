"""Who acts: roles, memberships and the actor of a use case."""

from dataclasses import dataclass
from enum import StrEnum


class Platform(StrEnum):
    """The messenger an account lives on."""

    TELEGRAM = "telegram"


class Role(StrEnum):
    """What a membership lets a person do in an organisation (design: who uses it)."""

    ADMIN = "admin"
    OFFICIAL = "official"
    DIRECTOR = "director"
    ACTING = "acting"  # «и. о.», until a day
    DEPUTY = "deputy"
    VIEWER = "viewer"


#: Roles that run control in an authority and everything below it.
CONTROLLING = frozenset({Role.ADMIN, Role.OFFICIAL})
#: Roles that may read an authority's subtree.
READING = CONTROLLING | {Role.VIEWER}
#: Roles that answer for one organisation.
EXECUTING = frozenset({Role.DIRECTOR, Role.ACTING, Role.DEPUTY})
#: Roles that decide for the organisation who its deputies are and who leads.
HEADING = frozenset({Role.DIRECTOR, Role.ACTING})


class Lead(StrEnum):
    """«Кто ведёт»: whom the organisation's messages go to."""

    BOTH = "both"
    DIRECTOR = "director"
    DEPUTY = "deputy"  # the director gets Monday's summary and what is overdue


class OutOfReach(StrEnum):
    """Why a message finds nobody at an organisation."""

    NOT_CONNECTED = "not_connected"  # nobody has joined yet
    UNREACHABLE = "unreachable"  # the bot is stopped on every telephone there


@dataclass(frozen=True, slots=True)
class Membership:
    """One role of a person in an organisation; `path` is the organisation's place in the tree, "1.5.17."."""

    organisation_id: int
    role: Role
    path: str


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a tap or a message, as the platform's user id says; never built from a button's data.

    `account_id` and `person_id` are 0 for somebody the product does not know yet; `reachable` is what deliveries to
    the chat have found out.
    """

    platform: Platform
    user_id: int
    chat_id: int
    account_id: int = 0
    person_id: int = 0
    name: str = ""
    memberships: tuple[Membership, ...] = ()
    reachable: bool = True

    @property
    def known(self) -> bool:
        return bool(self.memberships)

    def organisations(self, roles: frozenset[Role]) -> tuple[int, ...]:
        """Ids of the organisations where the actor has one of the roles, in order, without repeats."""
        return tuple(dict.fromkeys(m.organisation_id for m in self.memberships if m.role in roles))

    def paths(self, roles: frozenset[Role]) -> tuple[str, ...]:
        """Tree paths under which the actor has one of the roles."""
        return tuple(dict.fromkeys(m.path for m in self.memberships if m.role in roles))

    @property
    def controls(self) -> bool:
        """Whether the actor is an official or an admin of any authority."""
        return any(m.role in CONTROLLING for m in self.memberships)

    @property
    def reads(self) -> bool:
        """Whether the actor may read the subtree of any authority."""
        return any(m.role in READING for m in self.memberships)

    @property
    def executes(self) -> bool:
        """Whether the actor answers for any organisation."""
        return any(m.role in EXECUTING for m in self.memberships)
