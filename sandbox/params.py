"""Reading of a call's parameters: they arrive as JSON values or as the strings of a form."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import bad_request


@dataclass(frozen=True)
class Upload:
    filename: str
    data: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()[:16]


@dataclass(frozen=True)
class Params:
    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        return None if value in (None, "") else str(value)

    def integer(self, name: str) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        try:
            return int(value)
        except ValueError:
            raise bad_request(f'Field "{name}" must be a valid Number') from None

    def flag(self, name: str) -> bool:
        return self.values.get(name) is True or self.text(name) in ("true", "True", "1")

    def json(self, name: str) -> Any:
        value = self.values.get(name)
        if not isinstance(value, str) or not value:
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"Can't parse {name} JSON object") from None

    def upload(self, name: str) -> Upload | str | None:
        """A file of this request (as a part of its own or by attach://), or the text that stands there."""
        value = self.text(name)
        if value is None:
            return self.files.get(name)
        return self.attached(value)

    def attached(self, reference: str) -> Upload | str:
        if not reference.startswith("attach://"):
            return reference
        try:
            return self.files[reference.removeprefix("attach://")]
        except KeyError:
            raise bad_request("Can't find the attached file") from None

    def readable(self) -> dict[str, Any]:
        """The parameters for the journal: random names of attachments give way to what is inside."""
        text = json.dumps(self.values, ensure_ascii=False, sort_keys=True, default=str)
        for name, upload in self.files.items():
            text = text.replace(f"attach://{name}", f"sha256:{upload.digest}")
        readable: dict[str, Any] = json.loads(text)
        parts = {name: f"sha256:{u.digest}" for name, u in self.files.items() if u.digest not in text}
        return readable | parts
