"""The code that somebody is shown once. With it, and with nothing else, what they sent is theirs."""

import re
import secrets

from django.utils.crypto import salted_hmac

# Without letters that are taken for figures.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 16, 4  # of 32 letters: 80 bits
MISREAD = str.maketrans("OIL", "011")
LONGEST_TYPED = 100


def new_code() -> str:
    """A code such as 7KQ2-M9TX-W3HF-8NPA."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def hash_of(typed: str, salt: str = "comments.code") -> str:
    """What is kept of a code, however it was typed; empty for what can be none. Each form has its salt."""
    letters = re.sub(r"[\s\-–—._]", "", typed[:LONGEST_TYPED]).upper().translate(MISREAD)
    if len(letters) != LENGTH or any(letter not in LETTERS for letter in letters):
        return ""
    return salted_hmac(salt, letters, algorithm="sha256").hexdigest()
