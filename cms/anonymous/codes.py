"""The code that somebody is shown once. With it, and with nothing else, what they sent is theirs."""

import re
import secrets
from collections.abc import Iterable

from django.utils.crypto import salted_hmac

# Without letters that are taken for figures.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 16, 4  # of 32 letters: 80 bits
MISREAD = str.maketrans("OIL", "011")
LONGEST_TYPED = 100


def new_code() -> str:
    """A code such as 7KQ2-M9TX-W3HF-8NPA."""
    return _grouped(secrets.choice(LETTERS) for _ in range(LENGTH))


def _grouped(signs: Iterable[str]) -> str:
    letters = "".join(signs)
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def code_of(token: str, salt: str) -> str:
    """The code that belongs to the token of a form: the same, however often the form is sent."""
    number = int.from_bytes(salted_hmac(salt, token, algorithm="sha256").digest())
    return _grouped(LETTERS[number >> 5 * place & 31] for place in range(LENGTH))


def hash_of(typed: str, salt: str = "comments.code") -> str:
    """What is kept of a code, however it was typed; empty for what can be none. Each form has its salt."""
    letters = re.sub(r"[\s\-–—._]", "", typed[:LONGEST_TYPED]).upper().translate(MISREAD)
    if len(letters) != LENGTH or any(letter not in LETTERS for letter in letters):
        return ""
    return salted_hmac(salt, letters, algorithm="sha256").hexdigest()
