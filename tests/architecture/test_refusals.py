"""Every refusal that can be raised has its sentence, and every sentence can be needed."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from inspect import signature

from db.models.minutes import MinutesState
from domain import errors
from domain.errors import DomainError, UnreadableDocument
from domain.lifecycle import State
from tests.architecture.sources import PRODUCT, calls, modules
from views.texts.errors import SENTENCES

REFUSALS = {
    name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, DomainError)
}
#: f"already_{state}" and the like: every value may come.
FAMILIES: dict[str, type[StrEnum]] = {"already_": State, "minutes_": MinutesState}
#: Where a code arrives as a value; those are the codes that UnreadableDocument lists.
CARRIERS = {"domain/minutes/extract/sniff.py", "services/drafts/reading.py"}


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    raised = set(_raised()) | _listed()
    assert raised - set(SENTENCES) == set(), "give each of these codes a sentence in SENTENCES of views/texts/errors.py"
    assert set(SENTENCES) - raised == set(), (
        "nothing raises these codes: delete their sentences in views/texts/errors.py"
    )


def test_the_reader_raises_only_what_it_lists() -> None:
    """The codes cross the pipe from the reader's process, so the list is the contract."""
    assert {code for path, call in _raises() if call_name(call) == "UnreadableDocument" for code in _codes(path, call)}
    for path, call in _raises():
        if call_name(call) == UnreadableDocument.__name__:
            assert set(_codes(path, call)) <= _listed(), f"{path}: name the code in the docstring of UnreadableDocument"


def _raised() -> Iterator[str]:
    for path, call in _raises():
        yield from _codes(path, call)
    for _, module in modules(*PRODUCT):
        for node in ast.walk(module):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name) and node.exc.id in REFUSALS:
                yield _default(node.exc.id)


def _raises() -> Iterator[tuple[str, ast.Call]]:
    return ((path, call) for path, call in calls(*PRODUCT) if call_name(call) in REFUSALS)


def call_name(call: ast.Call) -> str:
    """`WrongInput(…)` and `errors.WrongInput(…)`."""
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _codes(path: str, call: ast.Call) -> Iterator[str]:
    if not call.args:
        yield _default(call_name(call))
        return
    yield from _values(path, call.args[0])


def _values(path: str, code: ast.expr) -> Iterator[str]:
    match code:
        case ast.Constant(value=str(value)):
            yield value
        case ast.IfExp(body=first, orelse=second):
            yield from _values(path, first)
            yield from _values(path, second)
        case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), ast.FormattedValue()]):
            yield from (f"{prefix}{value}" for value in FAMILIES[prefix])
        case _:
            assert path in CARRIERS, (
                f"{path}:{code.lineno}: {ast.unparse(code)} hides the code: write it as a string, a choice of two, or "
                'f"family_{value}" with the family in FAMILIES'
            )


def _default(name: str) -> str:
    return str(signature(REFUSALS[name]).parameters["code"].default)


def _listed() -> set[str]:
    found = re.search(r"Codes: ([\w,\s]+)\.", UnreadableDocument.__doc__ or "")
    assert found is not None
    return set(re.findall(r"\w+", found[1]))
