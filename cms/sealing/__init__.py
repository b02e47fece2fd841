"""Seals what leaves the server, so that only who has the key reads it; `age` opens it without us.

For a recipient (age1…) the result is an age file. age's own files for passphrases cannot be made in a
stream, so for a passphrase it is a tar of two: `key.age`, a key behind the passphrase, and `sealed.age`,
which that key opens: `tar xf FILE; age -d -i key.age sealed.age > OPENED`.
"""

import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import pyrage

from cms.sealing.pipes import SealError, decrypting, encrypting

__all__ = [
    "Seal",
    "SealError",
    "is_sealed",
    "read_identity",
    "read_passphrase",
    "seal_for",
    "sealed",
    "unsealed",
]

KEY, CONTENT = "key.age", "sealed.age"
SHORTEST_PASSPHRASE = 12
MAGIC = b"age-encryption.org/v1\n"
LARGEST_KEY = 4_096


@dataclass(frozen=True)
class Seal:
    """Who shall be able to open something: whoever knows the passphrase, or holds the recipient's key."""

    passphrase: str = ""
    recipient: str = ""

    @property
    def ending(self) -> str:
        """What a sealed file's name has after its own ending."""
        return ".age.tar" if self.passphrase else ".age"


def seal_for(passphrase_file: Path | None = None, recipient: str = "") -> Seal | None:
    """The seal that was asked for; None where nothing was. Raises SealError."""
    if passphrase_file and recipient:
        raise SealError("Give a passphrase file or a recipient, not both.")
    if recipient:
        _recipient(recipient)
        return Seal(recipient=recipient)
    return Seal(passphrase=read_passphrase(passphrase_file)) if passphrase_file else None


def read_passphrase(path: Path) -> str:
    """The first line of a file. Raises SealError."""
    try:
        with path.open(encoding="utf-8") as file:
            passphrase = file.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        raise SealError(f"The passphrase file {path} cannot be read as text.") from None
    except OSError as error:
        raise SealError(f"The passphrase file {path} cannot be read: {why(error)}.") from None
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise SealError(f"The first line of {path} must have {SHORTEST_PASSPHRASE} characters or more.")
    return passphrase


def why(error: OSError) -> str:
    """Why a file cannot be opened, for people who may have mistyped its name."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "that is a folder, not a file"
    return error.strerror or str(error)


@contextmanager
def sealed(out: BinaryIO, seal: Seal) -> Iterator[BinaryIO]:
    """What is written inside goes sealed into `out`, which must be seekable; piece by piece.

    Leave it by an exception, and what stands in `out` is to be thrown away.
    """
    if not seal.passphrase:
        with encrypting(out, _recipient(seal.recipient)) as file:
            yield file
        return
    once = pyrage.x25519.Identity.generate()
    key = pyrage.passphrase.encrypt(f"{once}\n".encode(), seal.passphrase)
    start = out.tell()
    out.write(_tar_header(KEY, len(key)) + _padded(key))
    begins = out.tell()
    out.write(_tar_header(CONTENT, 0))
    with encrypting(out, once.to_public()) as file:
        yield file
    size = out.tell() - begins - tarfile.BLOCKSIZE
    out.write(b"\0" * (-size % tarfile.BLOCKSIZE + 2 * tarfile.BLOCKSIZE))
    out.write(b"\0" * (-(out.tell() - start) % tarfile.RECORDSIZE))
    out.seek(begins)
    out.write(_tar_header(CONTENT, size))
    out.seek(0, os.SEEK_END)


def is_sealed(file: BinaryIO) -> bool:
    """Whether a file is one of ours or age's; reads its beginning and goes back."""
    beginning = file.read(tarfile.BLOCKSIZE)
    file.seek(-len(beginning), os.SEEK_CUR)
    return beginning.startswith((MAGIC, KEY.encode() + b"\0"))


@contextmanager
def unsealed(file: BinaryIO, passphrase: str = "", identity: str = "") -> Iterator[BinaryIO]:
    """What was sealed, to be read piece by piece. Raises SealError for a wrong key and for damage.

    Damage at the end is found at the end: trust nothing before the block was left without an exception.
    """
    beginning = file.read(len(MAGIC))
    file.seek(-len(beginning), os.SEEK_CUR)
    if beginning == MAGIC:
        with decrypting(file, _identity(identity)) as opened:
            yield opened
        return
    if not passphrase:
        raise SealError("This is sealed with a passphrase: name the file that holds it.")
    try:
        with tarfile.open(fileobj=file, mode="r:") as both:
            key, content = both.next(), both.next()
            if not key or not content or (key.name, content.name) != (KEY, CONTENT) or key.size > LARGEST_KEY:
                raise SealError("This is not a file that this site sealed.")
            once = _opened_key(cast("BinaryIO", both.extractfile(key)).read(), passphrase)
            sealed_content = cast("BinaryIO", both.extractfile(content))
    except tarfile.TarError:
        raise SealError("The sealed file is damaged or cut off.") from None
    with decrypting(sealed_content, _identity(once)) as opened:
        yield opened


def read_identity(path: Path) -> str:
    """The key of a recipient in a file as age-keygen writes it. Raises SealError."""
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("AGE-SECRET-KEY-"):
                return line.strip()
    except OSError as error:
        raise SealError(f"The key file {path} cannot be read: {why(error)}.") from None
    except UnicodeDecodeError:
        pass
    raise SealError(f"{path} holds no key that begins with AGE-SECRET-KEY-.")


def _opened_key(packed: bytes, passphrase: str) -> str:
    try:
        return str(pyrage.passphrase.decrypt(packed, passphrase).decode().strip())
    except (pyrage.DecryptError, UnicodeDecodeError):
        raise SealError("The passphrase is not the one that this was sealed with.") from None


def _tar_header(name: str, size: int) -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member.tobuf(tarfile.GNU_FORMAT)


def _padded(content: bytes) -> bytes:
    return content + b"\0" * (-len(content) % tarfile.BLOCKSIZE)


def _recipient(text: str) -> "pyrage.x25519.Recipient":
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise SealError(f"{text[:80]!r} is no recipient of age; they begin with age1.") from None


def _identity(text: str) -> "pyrage.x25519.Identity":
    if not text:
        raise SealError("This is sealed for a recipient: name the file that holds their key.")
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise SealError("The key is no key of age.") from None
