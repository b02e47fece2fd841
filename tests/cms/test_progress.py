"""How far a command is: lines now and then, or a bar on a terminal."""

import io
import os
import signal

import pytest
from django.core.management.base import OutputWrapper

from cms.progress import Progress, stoppable


class Terminal(io.StringIO):
    def isatty(self):
        return True


def said(out, *steps, **options):
    with Progress(OutputWrapper(out), **options) as progress:
        for step in steps:
            progress(*step)
    return out.getvalue()


def test_each_step_is_told_at_its_beginning_and_its_end():
    steps = [("Posts", 1, 3), ("Posts", 2, 3), ("Posts", 3, 3), ("Pictures", 1, 0)]
    assert said(io.StringIO(), *steps) == "Posts: 1 of 3\nPosts: 3 of 3\nPictures: 1\n"


def test_a_line_comes_now_and_then(monkeypatch):
    clock = iter([100, 101, 120, 121])
    monkeypatch.setattr("cms.progress.time.monotonic", lambda: next(clock))
    steps = [("Posts", number, 9) for number in range(1, 5)]
    assert said(io.StringIO(), *steps) == "Posts: 1 of 9\nPosts: 3 of 9\n"


def test_a_terminal_shows_a_bar_that_may_grow():
    shown = said(Terminal(), ("Posts", 1, 3), ("Posts", 5, 5))
    assert "Posts: 100%" in shown
    assert "5/5" in shown


def test_a_bar_is_drawn_on_one_line():
    shown = said(Terminal(), ("Posts", 1, 3), ("Posts", 3, 3))
    assert shown.count("\r") > 1
    assert shown.count("\n") == 1


def test_nothing_is_told_to_who_asked_for_quiet():
    assert said(io.StringIO(), ("Posts", 1, 3), is_quiet=True) == ""


def test_a_command_that_is_ended_from_outside_stops_as_by_ctrl_c():
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), stoppable():
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before
