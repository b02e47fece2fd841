"""Kills an import at moments that chance chooses and lets it go on: it must end as if nothing had been."""

import contextlib
import os
import random
import selectors
import signal
import time
from pathlib import Path

from tests.bench_import import comparing, running

PICTURES, POSTS = "Pictures and files", "Posts and pages"
# Of a step, what all runs that are killed in it do of it: what a kill takes back is done again.
SHARE = 0.8


def killed_after(around: dict[str, str], step: str, seconds: float, *arguments: object) -> bool:
    """Begins an import and kills it so many seconds after it began a step; whether it came to that."""
    process = running.begin(around, *arguments)
    assert process.stdout
    said, end = b"", None
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while end is None or time.monotonic() < end:
            if waiting.select(end and max(0, end - time.monotonic())):
                read = os.read(process.stdout.fileno(), 65536)
                said += read
                if not read:
                    break
            if end is None and step.encode() in said:
                end = time.monotonic() + seconds
    is_early = process.poll() is None
    with contextlib.suppress(ProcessLookupError):  # it ended in between
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return is_early and process.returncode == -signal.SIGKILL


def compared(folder: Path, times: int, *arguments: object) -> list[str]:
    """Kills an import so many times, and compares the end with a run that nobody disturbed; prints each.

    Half of the kills come while files move in, half while posts do. Gives what is wrong.
    """
    chance = random.Random(times)  # the same each time
    whole, broken = running.fresh(folder / "whole"), running.fresh(folder / "broken")
    taken = running.take(whole, *arguments)
    usual = {step: taken.seconds_of(step) for step in (PICTURES, POSTS)}
    wrong = []
    for number in range(times):
        step = PICTURES if number < times // 2 else POSTS
        seconds = chance.uniform(0, 2 * SHARE * usual[step] / max(times // 2, 1))
        came = killed_after(broken, step, seconds, *arguments)
        here = comparing.counts(folder / "broken")
        when = f"killed {seconds:.1f} s after “{step}” began" if came else "done before it was killed"
        print(f"  {when}: {here['posts']} posts, {here['pictures']} pictures", flush=True)
        if here["half posts"]:
            wrong.append(f"{here['half posts']} posts without all that belongs to them")
    running.take(broken, *arguments)
    comparing.sweep(broken)
    wrong += [f"no row names {path.name}" for path in comparing.strays(folder / "broken")]
    return wrong + comparing.differences(
        comparing.contents(folder / "whole"), comparing.contents(folder / "broken")
    )
