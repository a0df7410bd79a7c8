"""Tables of words that must keep up with the code: audit rows and typed dialogues."""

import ast
from collections.abc import Iterator
from pathlib import Path

from aiogram.fsm.state import State, StatesGroup

from handlers import states
from tests.architecture.sources import ROOT
from views.texts.dialogues import UNFINISHED
from views.texts.overview.audit_trail import SENTENCES

SERVICES = sorted((ROOT / "services").rglob("*.py"))
#: Where an action is written without `record`: in one INSERT … SELECT.
BULK = {"assigned"}


def test_every_action_of_the_audit_has_a_sentence() -> None:
    used = set(_actions()) | BULK
    assert used - set(SENTENCES) == set()
    assert set(SENTENCES) - used == set()
    assert len(used) > 30


def _actions() -> Iterator[str]:
    """What stands for `action` in calls of `record` and of the functions that hand it on."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in SERVICES}
    carriers = {(path, node.name): _place(node) for path, tree in trees.items() for node in _functions(tree)}
    for path, tree in trees.items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            for (home, function), place in carriers.items():
                if function == name and place >= 0 and (home == path or not name.startswith("_")):
                    yield from _values(call, place)


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _place(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Where `action` stands among the arguments, `self` left out; -1 where there is none."""
    names = [each.arg for each in function.args.args if each.arg != "self"]
    return names.index("action") if "action" in names else -1


def _values(call: ast.Call, place: int) -> Iterator[str]:
    named = [each.value for each in call.keywords if each.arg == "action"]
    for value in [*call.args[place : place + 1], *named]:
        yield from _strings(value)


def _strings(value: ast.expr) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=first, orelse=second):
            yield from _strings(first)
            yield from _strings(second)


def test_every_typed_dialogue_has_a_name() -> None:
    groups = [each for each in vars(states).values() if isinstance(each, type) and issubclass(each, StatesGroup)]
    known = {str(state.state) for group in groups for state in vars(group).values() if isinstance(state, State)}
    assert known - set(UNFINISHED) == set()
    assert set(UNFINISHED) - known == set()
    assert Path(states.__file__).name == "states.py"
