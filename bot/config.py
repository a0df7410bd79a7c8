"""Settings: read here only, from the environment or .env; values are passed on."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from services.upkeep.vault import Vault
from views.texts import process

_TOKEN = re.compile(r"\d+:[\w-]{5,}")
_PUBLIC_HALF = re.compile(r"age1[a-z0-9]{58}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_DATABASES = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")


class SettingsError(Exception):
    """The start is impossible; the message is one line for the person who starts it."""

    status = 2  # of the process: starting again would not help


class NotYet(SettingsError):
    """The start is impossible now; whoever restarts what fails (systemd) will come through."""

    status = 1


@dataclass(frozen=True, slots=True)
class Hook:
    """Where the platform brings updates, with which secret, and where on this machine we wait for them."""

    url: str
    secret: str
    host: str
    port: int

    @property
    def path(self) -> str:
        return urlsplit(self.url).path or "/"


class Settings(BaseSettings):
    """Field names in upper case are the names in .env.example, where each is explained."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", env_ignore_empty=True, frozen=True
    )

    bot_token: SecretStr
    admin_ids: Annotated[frozenset[int], NoDecode]
    data_dir: Path = Path("data")
    bot_api_url: str | None = None
    bot_proxy: str | None = None
    webhook_url: str | None = None
    webhook_secret: Annotated[SecretStr | None, Field(validate_default=True)] = None
    webhook_listen: str = "127.0.0.1:8080"
    health_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    database_url: str | None = None
    backup_dir: str | None = None
    backup_key: str | None = None
    backup_keep: Annotated[int, Field(ge=1, le=1000)] = 14
    disk_free_mb: Annotated[int, Field(ge=0)] = 500
    timezone: str = "Europe/Moscow"
    log_format: Literal["text", "json"] = "text"

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if _TOKEN.fullmatch(value.get_secret_value().strip()) is None:
            raise ValueError("not a token")
        return SecretStr(value.get_secret_value().strip())

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids(cls, value: Any) -> Any:
        found = re.split(r"[,;\s]+", value.strip(" ,;")) if isinstance(value, str) else value
        ids = frozenset(int(each) for each in found)
        if not ids or min(ids) <= 0:
            raise ValueError("no ids")
        return ids

    @field_validator("bot_api_url")
    @classmethod
    def _api(cls, value: str | None) -> str | None:
        return None if value is None else _address(value, {"http", "https"}).rstrip("/")

    @field_validator("bot_proxy")
    @classmethod
    def _proxy(cls, value: str | None) -> str | None:
        return None if value is None else _address(value, {"http", "https", "socks4", "socks5"})

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, value: str | None, info: ValidationInfo) -> str | None:
        """Telegram brings updates by https only; a Bot API server of one's own also within the machine."""
        schemes = {"https", "http"} if info.data.get("bot_api_url") else {"https"}
        return None if value is None else _address(value, schemes)

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        """Always, or anybody could bring updates in anybody's name."""
        if value is None and info.data.get("webhook_url") is None:
            return None
        if value is None or _SECRET.fullmatch(value.get_secret_value()) is None:
            raise ValueError("not a secret")
        return value

    @field_validator("webhook_listen")
    @classmethod
    def _listen(cls, value: str) -> str:
        if (parts := urlsplit(f"//{value}")).hostname is None or not parts.port:
            raise ValueError("not host:port")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(_DATABASES):
            raise ValueError("not a database we know")
        return value

    @field_validator("backup_key")
    @classmethod
    def _public_half(cls, value: str | None) -> str | None:
        if value is not None and _PUBLIC_HALF.fullmatch(value.strip()) is None:
            raise ValueError("not the public half of a key")
        return None if value is None else value.strip()

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            return ZoneInfo(value).key
        except (OSError, KeyError) as error:
            raise ValueError("no such zone") from error

    @property
    def database(self) -> str:
        """The database's address: a SQLite file in the data directory unless DATABASE_URL says otherwise."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir.absolute() / 'kontrol.db'}"

    @property
    def database_file(self) -> Path | None:
        """SQLite's file; None for a database on a server."""
        name = self.database.removeprefix("sqlite+aiosqlite:///")
        return None if name == self.database else Path(name)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log line may hold; passwords inside of addresses are known by their form."""
        secrets = (self.bot_token, self.webhook_secret)
        return tuple(each.get_secret_value() for each in secrets if each is not None)

    @property
    def hook(self) -> Hook | None:
        """How updates are brought to us; None when we poll for them."""
        if self.webhook_url is None or self.webhook_secret is None:
            return None
        listen = urlsplit(f"//{self.webhook_listen}")
        return Hook(self.webhook_url, self.webhook_secret.get_secret_value(), listen.hostname or "", listen.port or 0)

    @property
    def vault(self) -> Vault | None:
        """Where backups go: a folder in the data directory unless BACKUP_DIR names another; None when switched off."""
        if self.backup_dir == "off":
            return None
        folder = Path(self.backup_dir) if self.backup_dir else self.data_dir / "backups"
        return Vault(folder, self.data_dir / "evidence", self.backup_key or "", self.backup_keep)


def _address(value: str, schemes: set[str]) -> str:
    parts = urlsplit(value.strip())
    if parts.scheme not in schemes or not parts.hostname:
        raise ValueError("not an address")
    return value.strip()


def load_settings(env_file: str | Path | None = ".env") -> Settings:
    """The settings, or SettingsError with the line to show."""
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]).upper()
        line = process.setting_missing(name) if first["type"] == "missing" else process.setting_wrong(name)
        raise SettingsError(line) from None
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        probe = settings.data_dir / ".writable"
        probe.touch()
        probe.unlink()
    except OSError:
        raise SettingsError(process.setting_wrong("DATA_DIR")) from None
    return settings
