"""What several formats need: a machine that recognises pictures."""

from pathlib import Path

import pytest


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Says the same of every picture; nothing of one that is empty."""
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\n[ "$1" = --list-langs ] && { echo rus; exit; }\n'
        "[ -z \"$(/bin/cat)\" ] || printf 'РЕШИЛИ:\\n\\n1. Вымыть\\nокна.\\n2. Купить парты.\\n'\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
