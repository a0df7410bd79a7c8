"""Settings: every one explained, every mistake one clear line."""

import re
from pathlib import Path

import pytest

from bot.config import Settings, SettingsError, load_settings
from views.texts.process import EXPECTED

GOOD = {"BOT_TOKEN": "42:SANDBOX-TOKEN", "ADMIN_IDS": "17, 18"}
NAMES = {name.upper() for name in Settings.model_fields}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))


def load(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in (GOOD | values).items():
        monkeypatch.setenv(name, value)
    return load_settings(None)


def test_two_lines_are_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = load(monkeypatch)
    assert settings.admin_ids == {17, 18}
    assert settings.database == f"sqlite+aiosqlite:///{tmp_path}/data/kontrol.db"
    assert (tmp_path / "data").is_dir()
    assert "SANDBOX" not in repr(settings)


def test_a_file_with_the_two_lines_works(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("\ufeffBOT_TOKEN=42:SANDBOX-TOKEN\nADMIN_IDS=17\nBOT_PROXY=\nUNKNOWN=1\n", "utf-8")
    assert load_settings(file).bot_proxy is None


@pytest.mark.parametrize("name", ["BOT_TOKEN", "ADMIN_IDS"])
def test_a_missing_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for empty in (None, ""):
        for other, value in GOOD.items():
            monkeypatch.setenv(other, value)
        monkeypatch.delenv(name) if empty is None else monkeypatch.setenv(name, empty)
        with pytest.raises(SettingsError, match=f"Не задана настройка {name}") as caught:
            load_settings(None)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "here-is-my-token"),
        ("ADMIN_IDS", "ivanova"),
        ("ADMIN_IDS", "0"),
        ("BOT_API_URL", "telegram"),
        ("BOT_API_URL", "ftp://host"),
        ("BOT_PROXY", "host:1080"),
        ("DATABASE_URL", "mysql://host/base"),
        ("WEBHOOK_URL", "http://bot.example.org/hook"),
        ("WEBHOOK_URL", "bot.example.org"),
        ("WEBHOOK_SECRET", "short"),
        ("WEBHOOK_SECRET", "sixteen letters and a space"),
        ("WEBHOOK_LISTEN", "10.0.0.5"),
        ("HEALTH_PORT", "70000"),
        ("DISK_FREE_MB", "-1"),
        ("TIMEZONE", "Moscow"),
        ("TIMEZONE", "../etc/passwd"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_setting_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"Настройка {name} задана неверно") as caught:
        load(monkeypatch, **{name: value})
    assert "\n" not in str(caught.value)
    assert name == "TIMEZONE" or value not in str(caught.value) or value == "0"


def test_a_data_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="DATA_DIR"):
        load(monkeypatch, DATA_DIR=str(tmp_path / "file" / "data"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_API_URL", "http://127.0.0.1:8081/"),
        ("BOT_PROXY", "socks5://user:word@127.0.0.1:1080"),
        ("BOT_PROXY", "http://127.0.0.1:3128"),
        ("DATABASE_URL", "postgresql+asyncpg://user:word@127.0.0.1/base"),
        ("TIMEZONE", "Asia/Yekaterinburg"),
        ("LOG_FORMAT", "json"),
    ],
)
def test_good_values_are_taken(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert getattr(load(monkeypatch, **{name: value}), name.lower()) == value.rstrip("/")


def test_a_webhook_always_wants_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_SECRET"):
        load(monkeypatch, WEBHOOK_URL="https://bot.example.org/hook")
    assert load(monkeypatch, WEBHOOK_URL="", WEBHOOK_SECRET="a-word-that-waits-for-its-address").hook is None
    settings = load(monkeypatch, WEBHOOK_URL="https://bot.example.org/a/b", WEBHOOK_SECRET="x" * 32)
    assert settings.hook is not None
    assert (settings.hook.path, settings.hook.host, settings.hook.port) == ("/a/b", "127.0.0.1", 8080)
    assert {"x" * 32, "42:SANDBOX-TOKEN"} == set(settings.secrets)
    assert "xxx" not in repr(settings)


def test_a_server_of_ones_own_may_bring_updates_within_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"BOT_API_URL": "http://127.0.0.1:8081", "WEBHOOK_URL": "http://127.0.0.1:8080", "WEBHOOK_SECRET": "x" * 16}
    settings = load(monkeypatch, **own)
    assert settings.hook is not None
    assert settings.hook.path == "/"


def test_the_example_file_explains_every_setting() -> None:
    rows = Path(".env.example").read_text("utf-8").splitlines()
    keys = [row.partition("=")[0] for row in rows if re.match(r"[A-Z_]+=", row)]
    assert set(keys) == NAMES == set(EXPECTED)
    assert len(keys) == len(set(keys))
    for key in keys:
        above = rows[next(i for i, row in enumerate(rows) if row.startswith(f"{key}=")) - 1]
        assert above.startswith("# "), f"{key} has no line of explanation"


def test_the_defaults_of_the_example_file_are_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATA_DIR")
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    example, bare = Settings(_env_file=".env.example"), Settings(_env_file=None)
    assert example == bare
