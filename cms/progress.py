"""How far a command is, for whoever looks on: a bar on a terminal, else a line now and then."""

import signal
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, NoReturn

from django.core.management.base import OutputWrapper
from tqdm import tqdm

SECONDS_BETWEEN_LINES = 5


class Progress(AbstractContextManager["Progress"]):
    """Called with a step, how much of it is done, and of how much; 0 where nobody knows."""

    def __init__(self, out: OutputWrapper, *, is_quiet: bool = False) -> None:
        self._out, self._is_quiet = out, is_quiet
        self._bar: tqdm[Any] | None = None
        self._step, self._told_at = "", 0.0

    def __call__(self, step: str, done: int, total: int = 0) -> None:
        if self._is_quiet:
            return
        if self._out.isatty():
            self._move_bar(step, done, total)
            return
        now = time.monotonic()
        if step != self._step or now - self._told_at > SECONDS_BETWEEN_LINES or done == total:
            self._step, self._told_at = step, now
            self.say(f"{step}: {done}" + (f" of {total}" if total else ""))

    def say(self, words: str) -> None:
        """A line of its own, above a bar."""
        if self._is_quiet:
            return
        if self._bar:
            self._bar.clear()
        self._out.write(words)
        self._out.flush()

    def __exit__(self, *what: object) -> None:
        if self._bar:
            self._bar.close()
            self._bar = None

    def _move_bar(self, step: str, done: int, total: int) -> None:
        if self._bar is None or step != self._step:
            if self._bar:
                self._bar.close()
            self._step = step
            self._bar = tqdm(desc=step, total=total or None, unit="", file=_Bare(self._out))
        if total and self._bar.total != total:
            self._bar.total = total
        self._bar.update(done - self._bar.n)


class _Bare:
    """A stream without the end of line that Django puts behind all that is written: a bar redraws its own."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out

    def write(self, text: str) -> None:
        self._out.write(text, ending="")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._out, name)


@contextmanager
def stoppable() -> Iterator[None]:
    """Whoever ends the command from outside is heard as Ctrl-C is: it tidies up and says a sentence."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(*args: Any) -> NoReturn:
    raise KeyboardInterrupt
