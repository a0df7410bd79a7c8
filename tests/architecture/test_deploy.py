"""What starts the product elsewhere says what the product says: the unit, the image, the compose files."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import SecretStr

from bot.config import NotYet, Settings, SettingsError
from bot.lifecycle import HANDLERS_FINISH, SENDS_FINISH
from domain.minutes.__main__ import MEMORY
from domain.signs import LIMITS, Sign
from tests.architecture.sources import ROOT

MIB = 1024 * 1024
SIZES = {"m": MIB, "M": MIB, "g": 1024 * MIB, "G": 1024 * MIB}
#: What the product never imports when it runs.
NOT_SHIPPED = {"demo", "sandbox", "tests", "benchmarks", "docs", "deploy"}


def bytes_of(text: str) -> int:
    return int(text[:-1]) * SIZES[text[-1]]


@pytest.fixture(scope="module")
def unit() -> dict[str, str]:
    parser = ConfigParser(interpolation=None, comment_prefixes=("#",), delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(ROOT / "deploy" / "kontrol.service", "utf-8")
    return dict(parser["Service"])


def compose(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / name).read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    found: dict[str, Any] = compose("compose.yaml")["services"]["bot"]
    return found


def stages() -> dict[str, list[tuple[str, str]]]:
    """Stage → its instructions, without those it takes over."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8"))
    found: dict[str, list[tuple[str, str]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            if word == "FROM":
                found[rest.split(" AS ")[1]] = here = []
            here.append((word, rest))
    return found


def copied() -> set[str]:
    lines = [rest.split() for word, rest in stages()["product"] if word == "COPY" and not rest.startswith("--from")]
    assert all(len(line) == 2 and line[0] == line[1] for line in lines)
    return {line[0] for line in lines}


def test_the_unit_knows_how_the_process_ends_and_shows_life(unit: dict[str, str]) -> None:
    assert unit["Type"] == "notify"
    assert unit["RestartPreventExitStatus"] == str(SettingsError.status)
    assert str(NotYet.status) not in unit["RestartPreventExitStatus"]
    assert int(unit["TimeoutStopSec"]) > HANDLERS_FINISH + SENDS_FINISH
    assert 30 <= int(unit["WatchdogSec"]) <= LIMITS[Sign.TICKS]
    assert unit["ExecStart"].endswith(".venv/bin/python -m bot run")
    assert unit["ReadWritePaths"].startswith(unit["WorkingDirectory"])


def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("NO systemd-analyze: the unit is read, not verified")
    text = (ROOT / "deploy" / "kontrol.service").read_text("utf-8")
    file = tmp_path / "kontrol.service"
    file.write_text(re.sub("(?m)^ExecStart=.*", "ExecStart=/bin/true", text), "utf-8")
    done = subprocess.run(["systemd-analyze", "verify", file], check=False, capture_output=True, text=True)
    assert [line for line in done.stderr.splitlines() if "kontrol.service" in line] == []


def test_unit_and_container_have_the_same_limits(unit: dict[str, str], service: dict[str, Any]) -> None:
    assert bytes_of(unit["MemoryMax"]) == bytes_of(service["mem_limit"])
    assert int(unit["TasksMax"]) == service["pids_limit"]
    assert int(unit["LimitNOFILE"]) == service["ulimits"]["nofile"]
    assert f"{unit['TimeoutStopSec']}s" == service["stop_grace_period"]
    assert bytes_of(unit["MemoryMax"]) > MEMORY, "the reader of files meets its own limit first"


def test_the_container_writes_to_its_volumes_only_and_has_no_rights(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    places = {volume.split(":")[1] for volume in service["volumes"]}
    assert places == {service["environment"][name] for name in ("DATA_DIR", "BACKUP_DIR")}
    assert "ports" not in service, "polling needs none; /health is for the inside"


def test_the_image_runs_as_nobody_in_particular_and_asks_for_health() -> None:
    product = dict(stages()["product"])
    users = [rest for stage in stages().values() for word, rest in stage if word == "USER"]
    assert users == ["10001:10001", "root", "10001:10001"], "root only to install what PostgreSQL's backups need"
    assert product["HEALTHCHECK"].endswith('CMD ["python", "-m", "bot", "health"]')
    assert (product["ENTRYPOINT"], product["CMD"]) == ('["python", "-m", "bot"]', '["run"]')
    assert list(stages())[-1] == "sqlite", "what is built without a target"


def test_the_image_holds_every_room_and_no_data() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_SHIPPED
    assert copied() == rooms
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert kept == rooms | {"requirements.txt", "requirements-postgres.txt"}


@pytest.mark.parametrize("name", ["compose.yaml", "compose.postgres.yaml"])
def test_compose_builds_stages_that_are_there_and_names_settings_that_are_ours(name: str) -> None:
    bot = compose(name)["services"]["bot"]
    assert bot["build"]["target"] in stages()
    assert {setting.lower() for setting in bot["environment"]} <= set(Settings.model_fields)
    values: dict[str, Any] = {
        key.lower(): re.sub(r"\$\{[^}]*\}", "word", value) for key, value in bot["environment"].items()
    }
    Settings(_env_file=None, bot_token=SecretStr("42:SANDBOX-TOKEN"), admin_ids=frozenset({17}), **values)


def test_the_database_of_compose_is_waited_for_and_not_open_to_others() -> None:
    found = compose("compose.postgres.yaml")["services"]
    assert found["bot"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert "ports" not in found["database"]
    assert found["database"]["volumes"][0].split(":")[0] in compose("compose.postgres.yaml")["volumes"]


def test_operations_name_what_is_there() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert {sign for sign in Sign if f"`{sign}`" not in text} == set(), "give each alert its row"
    files = set(re.findall(r"(?:deploy/[\w.]+|compose[\w.]*\.yaml|requirements[\w-]*\.txt)", text))
    assert files
    assert [name for name in files if not (ROOT / name).exists()] == []
