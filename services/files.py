"""Files by their hash under DATA_DIR: originals of minutes and evidence. A file is whole or absent."""

import hashlib
import os
from pathlib import Path

from domain.errors import NotFound


class FileStore:
    """Content-addressed files: `put` is idempotent, `get` raises NotFound for what was never stored."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep the bytes; returns their SHA-256 in hex. Survives a kill at any moment."""
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{digest}.{os.getpid()}")
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of a stored file. Raises NotFound."""
        try:
            return self._path(digest).read_bytes()
        except FileNotFoundError:
            raise NotFound("file_not_found") from None

    def _path(self, digest: str) -> Path:
        return self._folder / digest
