"""Buttons in chats answer for months and a dialogue survives an update: what was released stays as it was."""

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from tests.architecture.sources import ROOT
from tests.architecture.test_buttons import KINDS
from views.texts.dialogues import UNFINISHED

KEPT = ROOT / "tests" / "data" / "kept.txt"

GONE = """
These stand in chats and in databases, and the code does not know them any more:
{lines}
A changed prefix, field, type or default makes every such button in every chat dead; a changed state forgets what
somebody is typing. Give the class (views/callbacks) or the state (handlers/states.py) its old shape again; its name
in Python is free. A new field gets a prefix and a class of its own. To retire a class: show it no more, leave the class
and its handler where they are, put its name into RETIRED of tests/architecture/test_buttons.py.
"""
NEW = """
New buttons or states; from now on they are kept. Add these lines to tests/data/kept.txt:
{lines}
"""


def kept() -> set[str]:
    return {line for line in KEPT.read_text("utf-8").splitlines() if line and not line.startswith("#")}


def now() -> set[str]:
    buttons = (
        " ".join([f"button {kind.__prefix__}", *(written(name, each) for name, each in kind.model_fields.items())])
        for kind in KINDS.values()
    )
    return {*buttons, *(f"state {state}" for state in UNFINISHED)}


def written(name: str, field: FieldInfo) -> str:
    """`days:int=3`: what a button may carry there. Limits may refuse what no card has shown."""
    kind = getattr(field.annotation, "__name__", str(field.annotation))
    return f"{name}:{kind}" + ("" if field.default is PydanticUndefined else f"={field.default}")


def test_what_was_released_is_unchanged() -> None:
    gone = sorted(kept() - now())
    assert gone == [], GONE.format(lines="\n".join(gone))


def test_what_is_new_is_kept_from_now_on() -> None:
    new = sorted(now() - kept())
    assert new == [], NEW.format(lines="\n".join(new))
