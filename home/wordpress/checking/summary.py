"""What a check found, as the report and a file hold it."""

from collections import Counter
from collections.abc import Callable
from typing import TypedDict

from home.wordpress.checking.asking import Answered


class Failed(TypedDict):
    address: str
    status: int
    why: str


class Result(TypedDict):
    """Of `ok`, `redirected` were led on by one 301; `expected_missing` were left behind on purpose."""

    checked: int
    ok: int
    redirected: int
    expected_missing: int
    failed: list[Failed]


class Summary:
    """Counts answers as they come; `absent` are the reasons of those that are nowhere on purpose."""

    def __init__(self, reason_for: Callable[[str], str]) -> None:
        self._reason_for = reason_for
        self.result = Result(checked=0, ok=0, redirected=0, expected_missing=0, failed=[])
        self.absent: Counter[str] = Counter()

    def take(self, answer: Answered) -> str:
        """Counts one; gives why it failed, if it did."""
        self.result["checked"] += 1
        if not answer.why:
            self.result["ok"] += 1
            self.result["redirected"] += answer.has_moved
        elif answer.status == 404 and (reason := self._reason_for(answer.address)):
            self.result["expected_missing"] += 1
            self.absent[reason] += 1
        else:
            self.result["failed"].append(Failed(address=answer.address, status=answer.status, why=answer.why))
            return answer.why
        return ""
