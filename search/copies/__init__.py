"""The search of a copy that has no server: its index is scripts, since pages on a disk may fetch nothing."""

from cms.copies import Part, parts
from search.copies.files import files
from search.copies.screens import SEARCH_PAGE, change

parts.register(Part(files, lambda path: bool(SEARCH_PAGE.fullmatch(path)), change))
