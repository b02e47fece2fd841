"""What an export tells of people beside their words: accounts, and what is cut out of what is kept unread."""

import re

from django.utils.text import slugify

# In broken text nothing may close: then it goes up to the next thing that is known, or to the end.
COMMENTS = re.compile(r"<wp:comment\b(?!-).*?(?:</wp:comment\s*>|\Z)", re.IGNORECASE | re.DOTALL)
FIELDS = re.compile(
    r"<(wp:(?:comment_?\w+|comment-\w+|author\w*|post_password|postmeta|commentmeta|meta_\w+)|dc:creator)\b"
    r".*?(?:</\1\s*>|(?=</?(?:wp:|item\b|content:|excerpt:))|\Z)",
    re.IGNORECASE | re.DOTALL,
)
# Names of accounts that are nobody's.
GENERAL = frozenset({"admin", "administrator", "root", "webmaster", "editor", "wordpress", "siteadmin"})
LEFT_OUT = "<!-- left out -->"


def without_people(broken: str) -> str:
    """The beginning of an item without comments, custom fields, names of accounts and passwords.

    Text that begins in the middle of an item cannot be told apart: nothing of it is given.
    """
    if not broken.startswith("<item"):
        return ""
    return FIELDS.sub(LEFT_OUT, COMMENTS.sub(LEFT_OUT, broken))


def is_general(name: str) -> bool:
    """Whether a name is that of an account that is nobody's."""
    return name.casefold() in GENERAL


def is_login(name: str, login: str) -> bool:
    """Whether a name that was shown tells a login, however it is written, or an e-mail address."""
    return "@" in name or _plain(name) == _plain(login)


def _plain(name: str) -> str:
    return slugify(name, allow_unicode=True).casefold()
