"""Tables of words that must keep up with the code: audit rows and typed dialogues."""

import ast
from pathlib import Path

from aiogram.fsm.state import State, StatesGroup

from domain.audit import AuditAction
from handlers import states
from tests.architecture.sources import ROOT
from views.texts.dialogues import UNFINISHED
from views.texts.overview.audit_trail import SENTENCES


def test_every_action_of_the_audit_has_a_sentence() -> None:
    assert set(SENTENCES) == set(AuditAction), "views/texts/overview/audit_trail.py: a sentence for each AuditAction"


def test_every_action_of_the_audit_is_written_by_a_service() -> None:
    written = {
        node.attr
        for path in (ROOT / "services").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "AuditAction"
    }
    assert {action.name for action in AuditAction} - written == set(), "domain/audit.py: no service writes it"


def test_every_typed_dialogue_has_a_name() -> None:
    groups = [each for each in vars(states).values() if isinstance(each, type) and issubclass(each, StatesGroup)]
    known = {str(state.state) for group in groups for state in vars(group).values() if isinstance(state, State)}
    assert known - set(UNFINISHED) == set(), "name what is being typed there, in UNFINISHED of views/texts/dialogues.py"
    assert set(UNFINISHED) - known == set(), "no such state in handlers/states.py: delete the line of UNFINISHED"
    assert Path(states.__file__).name == "states.py"
