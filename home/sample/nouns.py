"""What the commands call the things that they count."""

from collections import Counter

# What a key begins with, in words: one, several.
NOUNS = {
    "page": ("page", "pages"),
    "post": ("post", "posts"),
    "picture": ("picture", "pictures"),
    "logo": ("logo", "logos"),
    "document": ("document", "documents"),
    "category": ("category", "categories"),
    "author": ("author", "authors"),
    "partner": ("partner", "partners"),
    "reusable_text": ("reusable text", "reusable texts"),
    "navigation": ("menu", "menus"),
    "settings": ("set of site settings", "sets of site settings"),
    "synonyms": ("group of synonyms", "groups of synonyms"),
    "promotion": ("promoted result", "promoted results"),
    "locale": ("language", "languages"),
}


def counted(kinds: Counter[str]) -> str:
    """For example: 19 pages, 1 post."""
    return ", ".join(
        f"{kinds[kind]} {words[kinds[kind] != 1]}" for kind, words in NOUNS.items() if kinds[kind]
    )
