"""What newcomers read agrees with what the product does."""

import re
from collections import defaultdict

import pytest

from tests.architecture.sources import ROOT, modules, strings
from tests.architecture.test_buttons import handled_commands

PINS = sorted(ROOT.glob("requirements*"))
COMMAND = re.compile(r"`/([a-z]+)")


def _settings() -> set[str]:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    return {line.partition("=")[0] for line in lines if re.match(r"[A-Z_]+=", line)}


def test_the_readme_explains_every_setting() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE))
    assert explained == _settings(), "README.md «Settings» and .env.example name the same settings"


@pytest.mark.parametrize("name", ["README.md", "README.ru.md"])
def test_the_readmes_name_every_command_and_no_other(name: str) -> None:
    named = set(COMMAND.findall((ROOT / name).read_text("utf-8")))
    assert named - handled_commands() == set(), f"{name} names commands that nobody answers: delete them there"
    assert handled_commands() - named == set(), f"{name} has a table of commands: give each of these a row"


GLOSSARY = ROOT / "docs" / "glossary.md"
ROOMS = ("services", "views", "views/texts")
#: Rooms inside of rooms that are not topics: one file for each kind of button.
ELSEWHERE = {"callbacks", "texts"}
TOPIC = re.compile(r"^### (?:`(\w+)`|the ground)", re.MULTILINE)


def test_every_word_of_the_glossary_is_in_use() -> None:
    """A term nobody uses is deleted."""
    code = "\n".join(path.read_text("utf-8") for path in ROOT.glob("*/**/*.py") if ".venv" not in path.parts)
    terms = re.findall(r"^\| `([A-Za-z_]+)`", GLOSSARY.read_text("utf-8"), re.MULTILINE)
    assert len(terms) > 30
    assert [term for term in terms if re.search(rf"\b{term}\b", code) is None] == [], "rename or delete these terms"


def _rows() -> list[tuple[str, list[str]]]:
    """(topic, cells) of «What people say, and where it is»; the ground has no topic."""
    _, *parts = TOPIC.split(GLOSSARY.read_text("utf-8"))
    tables = zip(parts[::2], parts[1::2], strict=True)
    return [
        (topic or "", row[2:-2].split(" | ")) for topic, text in tables for row in text.splitlines() if row[:2] == "| "
    ]


@pytest.mark.parametrize("place", range(3), ids=ROOMS)
def test_the_glossary_says_where_every_file_is(place: int) -> None:
    """Both ways: a newcomer with a sentence of the chat finds its service, its card and its words there."""
    told, there = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for topic, cells in _rows():
        told[topic] |= set(re.findall(r"`(\w+)`", cells[place + 1]))
    for path in (ROOT / ROOMS[place]).rglob("*.py"):
        topic, *_ = *path.relative_to(ROOT / ROOMS[place]).parts[:-1], ""
        if path.stem != "__init__" and topic not in ELSEWHERE:
            there[topic].add(path.stem)
    lost = {f"{topic}/{name}" for topic, names in there.items() for name in names - told[topic]}
    gone = {f"{topic}/{name}" for topic, names in told.items() for name in names - there[topic]}
    assert not lost, f"{sorted(lost)} of {ROOMS[place]}: give each a row in docs/glossary.md, what people say there"
    assert not gone, f"docs/glossary.md sends newcomers to {sorted(gone)}, not there in {ROOMS[place]}: mend the row"


def test_what_the_glossary_quotes_is_said() -> None:
    said = " ".join(str(text.value) for _, module in modules("views/texts") for text in strings(module))
    plain = " ".join(re.sub("<[^>]+>", "", said).split())
    quoted = {quote for _, cells in _rows() for quote in re.findall("«([^»]+)»", cells[0])}
    parts = {part.strip(" .:,«") for quote in quoted for part in re.split(r"[…\d(]+", quote)}
    never = sorted(part for part in parts if len(part) > 4 and part not in plain)
    assert len(parts) > 150
    assert not never, f"docs/glossary.md quotes {never}: nobody says so any more, quote what views/texts has"


def test_pins_say_no_address() -> None:
    """Where packages come from is the business of whoever installs them."""
    assert len(PINS) == 6
    lines = [line for path in PINS for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in lines if "://" in line or line.startswith("--")] == [], (
        "delete addresses and options: `make pins` writes none"
    )


def test_links_inside_the_papers_lead_somewhere() -> None:
    dead = [
        f"{page.name}: {link}"
        for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        named = re.findall(r"`([\w/]+/[\w.]+\.(?:py|txt|md|toml))`", page.read_text("utf-8"))
        dead += [
            f"{page.name}: {path}" for path in named if not any((ROOT / room / path).exists() for room in ("", "tests"))
        ]
    assert dead == [], "these links lead nowhere: correct the path or delete the link"
