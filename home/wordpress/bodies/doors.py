"""Shortcodes and blocks behind which the old site kept words from everybody who was not a member."""

import re

NAME = re.compile(
    r"restrict|member|privat|protect|passw|passster|paywall|paid|premium|logged|(?<![a-z])log[_-]in|(?<!b)login"
    r"|subscriber|patron|(?<![bcf])lock|visib|access|hide|hidden|secret|confidential|internal|capabilit"
    r"|(?:^|[_-])(?:role|roles|level|user|users|only|cap|staff|admin|volunteer|vip)(?:[_-]|$)"
    r"|^(?:um|mepr|wlm|pmpro|rcp|s2|s2if|swpm|ihc|wcm|arm|groups)(?:[_-]|$)|^(?:armif|content_control|guest)",
    re.IGNORECASE,
)
TAG = re.compile(r"\[(/?)([A-Za-z][\w-]{0,60}+)(?=[\s\]/=:\u00a0])[^\[\]]{0,8000}+\]")


def is_door(name: str) -> bool:
    """Whether the name of a shortcode or of a plugin's block says that it kept something from readers."""
    return bool(NAME.search(name))


def end_of(source: str, name: str, at: int, last: int) -> int:
    """Where the shortcode ends that was opened before `at`; with others of its name inside.

    `last` is where the last of its ends begins: where they do not match, everything up to it is inside.
    """
    depth = 1
    end = at
    for found in TAG.finditer(source, at):
        if found.group(2).lower() != name:
            continue
        if found.group(1):
            depth, end = depth - 1, found.end()
            if not depth or found.start() >= last:
                return end
        elif not found.group().endswith("/]"):
            depth += 1
    return end
