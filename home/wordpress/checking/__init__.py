"""Proves over HTTP that no address of the old site is lost."""
