"""Structured data as it stands in a page."""

import json

from cms.structured import breadcrumbs, written


def test_it_keeps_every_script_readable():
    assert "難民" in written([{"name": "難民"}])


def test_nothing_to_say_is_nothing_written():
    assert written([]) is None


def test_it_cannot_end_the_script_that_it_stands_in():
    words = "</script><!-- & <script>"
    text = written([breadcrumbs([(words, "http://localhost/")])])
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"][0]["itemListElement"][0]["name"] == words
