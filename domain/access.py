"""Who may do what. Every service asks here; a refusal never tells whether the thing exists.

Source of the rules: design, «Who uses it». An official's rights cover their authority and everything below it;
a director's and a deputy's only their own organisations.
"""

from domain.errors import NotAllowed
from domain.people import CONTROLLING, EXECUTING, HEADING, READING, Actor, Role


def _under(path: str, roots: tuple[str, ...]) -> bool:
    return any(path.startswith(root) for root in roots)


def may_control(actor: Actor, path: str) -> bool:
    """Whether the actor runs control over the organisation at `path`."""
    return _under(path, actor.paths(CONTROLLING))


def may_read(actor: Actor, path: str) -> bool:
    """Whether the actor may see everything of the organisation at `path`."""
    return _under(path, actor.paths(READING))


def may_execute(actor: Actor, organisation_id: int) -> bool:
    """Whether the actor answers for the organisation."""
    return organisation_id in actor.organisations(EXECUTING)


def may_head(actor: Actor, organisation_id: int) -> bool:
    """Whether the actor decides for the organisation who its deputies are and who leads."""
    return organisation_id in actor.organisations(HEADING)


def check_head(actor: Actor, organisation_id: int) -> None:
    """Raise NotAllowed unless the actor is the organisation's director or acts for them."""
    if not may_head(actor, organisation_id):
        raise NotAllowed


def check_control(actor: Actor, path: str) -> None:
    """Raise NotAllowed unless the actor controls the organisation at `path`."""
    if not may_control(actor, path):
        raise NotAllowed


def check_read(actor: Actor, path: str) -> None:
    """Raise NotAllowed unless the actor may read the organisation at `path`."""
    if not may_read(actor, path):
        raise NotAllowed


def check_execute(actor: Actor, organisation_id: int) -> None:
    """Raise NotAllowed unless the actor answers for the organisation."""
    if not may_execute(actor, organisation_id):
        raise NotAllowed


def may_administer(actor: Actor, path: str) -> bool:
    """Whether the actor sets up the authority at `path`: its admin or one above, or its head who controls it too."""
    heads = set(actor.paths(HEADING)) & set(actor.paths(CONTROLLING))
    return path in heads or _under(path, actor.paths(frozenset({Role.ADMIN})))


def administers(actor: Actor, organisation_id: int) -> bool:
    """The same for an authority the actor works for."""
    return any(m.organisation_id == organisation_id and may_administer(actor, m.path) for m in actor.memberships)


def may_pass_down(actor: Actor, organisation_id: int) -> bool:
    """Whether the actor passes decisions on to what stands below the organisation, in its name."""
    return organisation_id in actor.organisations(HEADING | CONTROLLING)


def check_pass_down(actor: Actor, organisation_id: int) -> None:
    """Raise NotAllowed unless the actor heads the organisation or works in it as an official."""
    if not may_pass_down(actor, organisation_id):
        raise NotAllowed


def check_admin(actor: Actor, path: str) -> None:
    """Raise NotAllowed unless the actor sets up the authority at `path`."""
    if not may_administer(actor, path):
        raise NotAllowed


def administered_root(actor: Actor) -> int | None:
    """The root authority that the actor sets up: what holds everybody's data is theirs. None for anybody else."""
    roots = (m for m in actor.memberships if m.path == f"{m.organisation_id}.")
    return next((m.organisation_id for m in roots if may_administer(actor, m.path)), None)


def check_any_admin(actor: Actor) -> None:
    """Raise NotAllowed unless the actor is an admin of any authority: trouble of the process is everybody's."""
    if not actor.organisations(frozenset({Role.ADMIN})):
        raise NotAllowed


def own_authority(actor: Actor) -> int:
    """The authority an official works for: the first membership with a controlling role.

    Raises NotAllowed for anybody else.
    """
    authorities = actor.organisations(CONTROLLING)
    if not authorities:
        raise NotAllowed
    return authorities[0]
