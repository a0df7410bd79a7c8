"""No file imports itself by way of others: each can be read, moved and tested without a circle around it."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from tests.architecture.sources import OURS, modules

REMEDY = (
    "each of these files imports the next one and the last one is the first: {circle}. Imports inside of functions and "
    "under TYPE_CHECKING count too. Move what two of them share into a file of its own that both import, or let the "
    "caller pass it as an argument."
)

MODULES = {
    path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): module for path, module in modules(*OURS)
}


def imported(module: ast.Module) -> Iterator[str]:
    """Our files that a file names in any import: `from room import file` names the file, not the room."""
    for node in ast.walk(module):
        match node:
            case ast.Import(names=names):
                yield from (each.name for each in names if each.name in MODULES)
            case ast.ImportFrom(module=str(source), names=names, level=0) if source in MODULES:
                yield from {name if (name := f"{source}.{each.name}") in MODULES else source for each in names}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The first circle there is, from a file back to itself; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return list(reversed(found.args[1]))
    return []


def test_a_circle_is_found() -> None:
    found = circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})
    assert set(pairwise(found)) == {("a", "b"), ("b", "c"), ("c", "a")}
    assert circle({"a": {"b", "c"}, "b": {"c"}}) == []


def test_no_file_imports_itself_by_way_of_others() -> None:
    graph = {name: set(imported(module)) - {name} for name, module in MODULES.items()}
    assert sum(map(len, graph.values())) > 1000
    found = circle(graph)
    assert found == [], REMEDY.format(circle=" → ".join(found))
