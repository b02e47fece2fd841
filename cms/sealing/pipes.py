"""What is read or written piece by piece, while age works at the other end of a pipe."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, BinaryIO, cast

import pyrage

PIECE = 1 << 20


class SealError(ValueError):
    """What cannot be sealed or opened, in one sentence."""


class _Beside(threading.Thread):
    """Work at the other end of a pipe; keeps what went wrong."""

    def __init__(self, work: Callable[[], None], end: BinaryIO) -> None:
        super().__init__(daemon=True)
        self.work, self.end = work, end
        self.problem: Exception | None = None

    def run(self) -> None:
        try:
            self.work()
        except Exception as error:  # raised again where the work was asked for
            self.problem = error
        finally:
            with suppress(OSError):
                self.end.close()


class _Noting:
    """A writer whose own fault is kept: pyrage says only that something failed."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.problem = file, cast("OSError | None", None)

    def write(self, piece: bytes) -> int:
        try:
            return self.file.write(piece)
        except OSError as error:
            self.problem = error
            raise

    def flush(self) -> None:
        self.file.flush()


@contextmanager
def encrypting(out: BinaryIO, recipient: "pyrage.x25519.Recipient") -> Iterator[BinaryIO]:
    reading, writing = (os.fdopen(end, mode) for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True))
    noting = _Noting(out)
    beside = _Beside(lambda: pyrage.encrypt_io(reading, noting, [recipient]), cast("BinaryIO", reading))
    beside.start()
    try:
        with suppress(BrokenPipeError):  # the other end says why
            try:
                yield cast("BinaryIO", writing)
            finally:
                writing.close()
    finally:
        beside.join()
    if beside.problem:
        raise noting.problem or beside.problem


@contextmanager
def decrypting(file: BinaryIO, identity: "pyrage.x25519.Identity") -> Iterator[BinaryIO]:
    reading, writing = (os.fdopen(end, mode) for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True))
    beside = _Beside(lambda: pyrage.decrypt_io(file, writing, [identity]), cast("BinaryIO", writing))
    beside.start()
    stopped = False
    try:
        yield cast("BinaryIO", reading)
        while reading.read(PIECE):
            pass
    except Exception as error:
        stopped = True
        _end(beside, reading)
        if _is_damage(beside.problem):
            raise _damage(beside.problem) from error
        raise
    finally:
        if not stopped:
            _end(beside, reading)
    if beside.problem:
        raise _damage(beside.problem) from None


def _end(beside: _Beside, reading: IO[bytes]) -> None:
    reading.close()
    beside.join()


def _is_damage(problem: Exception | None) -> bool:
    """Whether the other end failed by itself, and not because nobody read on."""
    return problem is not None and not isinstance(problem, BrokenPipeError)


def _damage(problem: Exception | None) -> SealError:
    if isinstance(problem, pyrage.DecryptError) and "No matching keys" in str(problem):
        return SealError("The key is not the one that this was sealed for.")
    return SealError("The sealed file is damaged or cut off.")
