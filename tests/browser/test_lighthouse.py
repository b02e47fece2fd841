"""The scores of Lighthouse that do not vary with the machine; `make bench-site` shows the one that does."""

import pytest

from tests.audit.lighthouse import audit
from tests.bench_site import PAGES, categories_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", PAGES)
def test_lighthouse_finds_nothing_to_better(chromium_path, site, name):
    exact = tuple(category for category in categories_of(name) if category != "performance")
    report = audit(site + PAGES[name], exact)
    assert report.scores == dict.fromkeys(exact, 100), report.losses
