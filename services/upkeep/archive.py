"""One file with everything: the database's copy and every evidence file. Plain functions for a thread.

A tar archive: `manifest.json` first, then `database`, then `evidence/<sha256>`. It is read again and checked before it
gets its name; with a key (the public half, age1…) it is then encrypted by age, and only the other half opens it.
"""

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL

from db.copies import check_copy, copy_database, digest_of
from domain.errors import BackupRefused

FORMAT = 1
#: How a file encrypted by age begins.
AGE = b"age-encryption.org/v1"
NAME = re.compile(r"kontrol-(\d{8}T\d{6}Z)\.tar(?:\.age)?")
_STAMP = "%Y%m%dT%H%M%SZ"
_EVIDENCE = re.compile(r"evidence/([0-9a-f]{64})")
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says about itself."""

    made_at: str  # UTC, ISO 8601
    revision: str  # of the database's tables
    kind: str  # sqlite or postgresql
    database: str  # SHA-256 of the copy
    files: int
    format: int = FORMAT


def write(url: URL, revision: str, evidence: Path, target: Path, now: datetime) -> tuple[str, ...]:
    """Write an archive to `target` and read it again; names of evidence files that are damaged. Raises CopyError."""
    copy = target.with_name(f".{target.name}.database")
    try:
        copy_database(url, copy)
        check_copy(url, copy)
        # Listed after the copy: files are only added, so whatever its rows name is among them.
        files = sorted(path for path in evidence.glob("*") if _EVIDENCE.fullmatch(f"evidence/{path.name}"))
        manifest = Manifest(now.isoformat(), revision, url.get_backend_name(), digest_of(copy), len(files))
        with target.open("xb") as file:
            target.chmod(0o600)
            with tarfile.open(fileobj=file, mode="w") as tar:
                _add(tar, "manifest.json", json.dumps(asdict(manifest)).encode())
                tar.add(copy, "database", filter=_plain)
                for path in files:
                    tar.add(path, f"evidence/{path.name}", filter=_plain)
    finally:
        copy.unlink(missing_ok=True)
    return tuple(name for name, whole in _read_again(target) if not whole)


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """No names of users and groups of this machine."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    tar.addfile(member, io.BytesIO(data))


def _read_again(archive: Path) -> Iterator[tuple[str, bool]]:
    """Every evidence file in it, and whether it is what its name says. Raises BackupRefused("backup_failed")."""
    with tarfile.open(archive) as tar:
        manifest, count = manifest_of(tar), 0
        for member in tar:
            found = _EVIDENCE.fullmatch(member.name)
            if member.name == "database" and _digest(tar, member) != manifest.database:
                raise BackupRefused("backup_failed", reason="the archive does not hold what was written")
            if found:
                count += 1
                yield found[1], _digest(tar, member) == found[1]
        if count != manifest.files:
            raise BackupRefused("backup_failed", reason="the archive does not hold what was written")


def manifest_of(tar: tarfile.TarFile) -> Manifest:
    """The first member. Raises BackupRefused("archive_damaged") for what is no archive of ours."""
    member = tar.next()
    file = tar.extractfile(member) if member and member.name == "manifest.json" else None
    try:
        found = json.loads(file.read(_BLOCK)) if file else {}
        return Manifest(**found)
    except (ValueError, TypeError):
        raise BackupRefused("archive_damaged") from None


def _digest(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    digest, file = hashlib.sha256(), tar.extractfile(member)
    while file and (block := file.read(_BLOCK)):
        digest.update(block)
    return digest.hexdigest()


def unpack(archive: Path, evidence: Path, copy: Path) -> Manifest:
    """Evidence into its folder, the database's copy to `copy`. Raises BackupRefused("archive_damaged").

    Names inside are not trusted: only hashes are taken, and only content that fits them.
    """
    try:
        with tarfile.open(archive) as tar:
            manifest, files = manifest_of(tar), 0
            for member in tar:
                if member.name == "database":
                    _extract(tar, member, copy)
                elif found := _EVIDENCE.fullmatch(member.name):
                    _extract(tar, member, evidence / found[1])
                    files += 1
    except (tarfile.TarError, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise BackupRefused("archive_damaged") from None
    if not copy.exists() or digest_of(copy) != manifest.database or files != manifest.files:
        raise BackupRefused("archive_damaged")
    return manifest


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    file = tar.extractfile(member)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        path.chmod(0o600)
        while file and (block := file.read(_BLOCK)):
            out.write(block)


def encrypt(archive: Path, key: str) -> Path:
    """The archive encrypted for whoever holds the other half of `key`. Raises BackupRefused("backup_key_wrong")."""
    import pyrage

    try:
        recipient = pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        raise BackupRefused("backup_key_wrong") from None
    target = archive.with_name(archive.name + ".age")
    pyrage.encrypt_file(str(archive), str(target), [recipient])
    target.chmod(0o600)
    archive.unlink()
    return target


def decrypt(archive: Path, target: Path, identity: str) -> None:
    """The archive in clear, for a moment. Raises BackupRefused("restore_key_wrong")."""
    import pyrage

    try:
        pyrage.decrypt_file(str(archive), str(target), [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, pyrage.IdentityError):
        target.unlink(missing_ok=True)
        raise BackupRefused("restore_key_wrong") from None
    target.chmod(0o600)


def new_key() -> tuple[str, str]:
    """A pair for encrypted copies: (public half for BACKUP_KEY, secret half to be kept elsewhere)."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def name_at(now: datetime) -> str:
    """`now` in UTC."""
    return f"kontrol-{now.strftime(_STAMP)}.tar"


def made_at(name: str) -> datetime | None:
    """The moment in a file's name, UTC; None for a file that is no archive of ours."""
    found = NAME.fullmatch(name)
    return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC) if found else None
