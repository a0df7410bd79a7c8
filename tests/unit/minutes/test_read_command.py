"""`python -m bot read FILE [--json]`: what it prints and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.read import main

ROOT = Path(__file__).parents[3]
OURS = ROOT / "tests" / "data" / "minutes"


def test_the_draft_for_the_eye(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(OURS / "district.txt")]) == 0
    printed = capsys.readouterr().out
    assert "Документ № 5 от 29.08.2024. Пунктов: 10" in printed
    assert "Вопрос 1, п. 1.1" in printed
    assert "Вопрос 2, абз. 1" in printed
    assert "«до 20.10.2024 года» → 20.10.2024" in printed
    assert "отчёт к сроку, прислать: файл или фото или № и дата документа; можно «Не потребовалось»" in printed


def test_the_draft_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(OURS / "order_bullets.txt"), "--json"]) == 0
    decisions = json.loads(capsys.readouterr().out)["decisions"]
    assert {
        "number",
        "text",
        "deadline_kind",
        "deadline_date",
        "deadline_dates",
        "addressees",
        "form",
        "requirement",
    } <= set(decisions[0])


def test_a_bullet_under_a_numbered_heading(capsys: pytest.CaptureFixture[str]) -> None:
    main([str(OURS / "order_bullets.txt")])
    assert "П. 3, абз. 2" in capsys.readouterr().out


def test_a_document_without_decisions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Объявление\nСобрание состоится в пятницу.", encoding="utf-8")
    assert main([str(path)]) == 0
    assert "решений в нём не найдено" in capsys.readouterr().out
    assert main([str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["decisions"] == []


def test_a_refused_file_has_its_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.docx"
    path.write_bytes(b"")
    assert main([str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("В файле нет текста")


def test_a_damaged_pdf_says_one_sentence_only(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\n")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "read", str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "python -m bot read" in capsys.readouterr().err
    assert main(["/nowhere/at/all.txt"]) == 2
    assert "не найден" in capsys.readouterr().err


@pytest.mark.slow
def test_reading_imports_no_messenger_and_no_database() -> None:
    code = (
        "import sys; from bot.__main__ import main; main(['read', sys.argv[1]]);"
        "heavy = {'aiogram', 'sqlalchemy', 'pydantic', 'openpyxl'} & set(sys.modules); sys.exit(len(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(OURS / "city.txt")], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
