"""Where backups go. In a file of its own: the settings are read before anything heavy is imported."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Vault:
    """Where backups go: `key` is the public half for age, "" for plain files; the newest `keep` stay."""

    folder: Path
    evidence: Path
    key: str = ""
    keep: int = 14
