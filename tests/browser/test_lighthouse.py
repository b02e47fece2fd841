"""The scores of Lighthouse that do not vary with the machine; `make bench-site` shows the one that does."""

import pytest

from tests.audit.lighthouse import EXACT, audit
from tests.bench_site import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_lighthouse_finds_nothing_to_better(chromium_path, site, path):
    report = audit(site + path, EXACT)
    assert report.scores == dict.fromkeys(EXACT, 100), report.losses
