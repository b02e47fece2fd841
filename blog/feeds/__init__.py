"""Feeds of the news: the address of an archive, and feed.atom or feed.json behind it."""
