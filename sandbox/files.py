"""Telegram's file store: a file id for everything that was ever sent."""

import mimetypes
from pathlib import PurePosixPath

from sandbox import limits
from sandbox.errors import bad_request
from sandbox.model import Media, StoredFile

_DEFAULT_MIME = {
    Media.DOCUMENT: "application/octet-stream",
    Media.PHOTO: "image/jpeg",
    Media.VOICE: "audio/ogg",
    Media.VIDEO: "video/mp4",
}
_SUFFIX = {Media.PHOTO: ".jpg", Media.VOICE: ".oga", Media.VIDEO: ".mp4"}


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def put(
        self,
        media: Media,
        data: bytes,
        name: str | None = None,
        mime: str | None = None,
        size: int | None = None,
    ) -> StoredFile:
        """Keeps a file; `size` pretends that it is larger than its bytes.

        A photo also gets a small copy with other bytes: whoever takes it by mistake notices.
        """
        thumbnail = self._keep(media, data[:16], None, None, None) if media is Media.PHOTO else None
        return self._keep(media, data, name, mime, size, thumbnail)

    def _keep(
        self,
        media: Media,
        data: bytes,
        name: str | None,
        mime: str | None,
        size: int | None,
        thumbnail: StoredFile | None = None,
    ) -> StoredFile:
        number = len(self._by_id) + 1
        suffix = _SUFFIX.get(media) or PurePosixPath(name or "").suffix
        guessed, _ = mimetypes.guess_type(name or "")
        file = StoredFile(
            file_id=f"SANDBOX-{media.upper()}-{number:06}",
            unique_id=f"U{number:06}",
            path=f"{media}s/file_{number}{suffix}",
            media=media,
            name=name if media is not Media.PHOTO else None,
            mime=mime or guessed or _DEFAULT_MIME[media],
            data=data,
            size=len(data) if size is None else size,
            thumbnail=thumbnail,
        )
        self._by_id[file.file_id] = self._by_path[file.path] = file
        return file

    def by_id(self, file_id: str, media: Media | None = None) -> StoredFile:
        """The stored file; with `media` it must be sent as what it is."""
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request("Wrong file identifier/HTTP URL specified" if media else "Invalid file_id")
        if media is not None and file.media is not media:
            raise bad_request(f"Can't use file of type {file.media.title()} as {media.title()}")
        return file

    def downloadable(self, file_id: str) -> StoredFile:
        file = self.by_id(file_id)
        if file.size > limits.DOWNLOAD:
            raise bad_request("File is too big")
        return file

    def stored(self, file_id: str) -> StoredFile:
        """The file whatever its size; raises KeyError."""
        return self._by_id[file_id]

    def at_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)
