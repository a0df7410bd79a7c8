"""Our source files as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "handlers", "scheduler", "views", "services", "db", "domain")
OURS = (*PRODUCT, "sandbox", "demo", "benchmarks", "tests")
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def modules(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module of these rooms: its path inside the project and its tree."""
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), tree(path)


def strings(module: ast.Module) -> list[ast.Constant]:
    """String literals that are not docstrings, parts of f-strings among them."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, _DOCUMENTED) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def calls(*rooms: str) -> Iterator[tuple[str, ast.Call]]:
    for path, module in modules(*rooms):
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                yield path, node
