"""What newcomers read agrees with what the product does."""

import re

import pytest

from tests.architecture.sources import ROOT
from tests.architecture.test_buttons import handled_commands

PINS = sorted(ROOT.glob("requirements*"))
COMMAND = re.compile(r"`/([a-z]+)")


def _settings() -> set[str]:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    return {line.partition("=")[0] for line in lines if re.match(r"[A-Z_]+=", line)}


def test_the_readme_explains_every_setting() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE))
    assert explained == _settings()


@pytest.mark.parametrize("name", ["README.md", "README.ru.md"])
def test_the_readmes_name_every_command_and_no_other(name: str) -> None:
    named = set(COMMAND.findall((ROOT / name).read_text("utf-8")))
    assert named == handled_commands()


def test_every_word_of_the_glossary_is_in_use() -> None:
    """A term nobody uses is deleted."""
    code = "\n".join(path.read_text("utf-8") for path in ROOT.glob("*/**/*.py") if ".venv" not in path.parts)
    terms = re.findall(r"^\| `([A-Za-z_]+)`", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)
    assert len(terms) > 30
    assert [term for term in terms if re.search(rf"\b{term}\b", code) is None] == []


def test_pins_say_no_address() -> None:
    """Where packages come from is the business of whoever installs them."""
    assert len(PINS) == 6
    lines = [line for path in PINS for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in lines if "://" in line or line.startswith("--")] == []


def test_links_inside_the_papers_lead_somewhere() -> None:
    dead = [
        f"{page.name}: {link}"
        for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert dead == []
