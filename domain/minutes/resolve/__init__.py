"""What a phrase that names addressees means in a registry of organisations.

A phrase is read from left to right and every word must be explained by a name, a group, a post or a place; what
is not explained makes a question, since one organisation too many is the worst error.
"""

from collections.abc import Sequence

from domain.minutes.resolve.rules import Resolver
from domain.minutes.resolve.shapes import Option, Registry, Resolution, Synonym

__all__ = ["Option", "Registry", "Resolution", "Synonym", "resolve"]


def resolve(phrase: str, registry: Registry, theme: str = "", named: Sequence[str] = ()) -> Resolution:
    """The organisations an addressee phrase means, or the question it leaves.

    `theme`: "school", "kindergarten", "supplementary" or "", what the agenda item is about; it narrows «ОО».
    `named`: organisations or municipalities listed inside the item; then only those are meant.
    """
    resolver = Resolver(registry, theme)
    meant = resolver.phrase(phrase)
    return resolver.only_named(meant, named) if named else meant
