"""What a page may weigh on a phone that has never been here. The numbers are promises to readers."""

import pytest

from tests.browser.measuring import Cost, cost

pytestmark = pytest.mark.browser

KB = 1024
CSS, JS, REQUESTS = 12 * KB, 8 * KB, 8
LITE = 14 * KB  # what a server sends before it waits for the phone's first answer
LITE_PAGES = [
    "/lite/",
    "/lite/news/every-block/",
    "/lite/news/2019-in-review/",
    "/lite/ur/news/",
    "/lite/search/?q=rent",
]
# The promise, and the pages of the sample that are held to it.
LIMITS = {
    25 * KB: [
        "/news/petition-swd-rent-guarantors/",
        "/news/one-semester-of-questions/",
        "/news/what-a-recognizance-form-is/",
        "/ur/news/rights-card/",
        "/search/?q=rent",
        "/no-such-page/",
    ],
    100 * KB: [
        "/news/this-site-on-a-cheap-phone/",
        "/news/eleven-bicycles-from-nineteen/",
        "/news/a-library-in-twelve-languages/",
        "/zh-hant/news/冬衣募集/",
        "/ur/news/hands-without-work/",
    ],
    120 * KB: ["/", "/zh-hant/", "/ur/", "/news/", "/ur/news/"],
    200 * KB: ["/news/october-roundup-2019/", "/news/the-centre-is-open/", "/news/every-block/"],
}
PAGES = {path: limit for limit, paths in LIMITS.items() for path in paths}
IS_HELD_TO_REQUESTS = [path for path, limit in PAGES.items() if limit < 200 * KB]


@pytest.fixture(scope="module")
def costs(site, browser):
    """What each page costs, measured once."""
    measured: dict[str, Cost] = {}

    def ask(path: str) -> Cost:
        if path not in measured:
            measured[path] = cost(browser, site + path)
        return measured[path]

    return ask


@pytest.mark.parametrize(("path", "limit"), PAGES.items())
def test_a_page_stays_under_its_weight(costs, path, limit):
    assert costs(path).total <= limit, costs(path).sizes


@pytest.mark.parametrize("path", LITE_PAGES)
def test_a_lite_page_is_one_small_answer(site, costs, path):
    measured = costs(path)
    assert measured.urls == [site + path]
    assert measured.total <= LITE, measured.sizes
    assert (measured.cookies, measured.complaints, measured.shifts) == ([], [], [])


@pytest.mark.parametrize("path", PAGES)
def test_the_stylesheet_and_the_scripts_are_small(costs, path):
    sizes = costs(path).sizes
    assert 0 < sizes["css"] <= CSS
    assert sizes["js"] <= JS


@pytest.mark.parametrize("path", IS_HELD_TO_REQUESTS)
def test_a_page_asks_few_times(costs, path):
    urls = costs(path).urls
    assert len(urls) <= REQUESTS, urls


@pytest.mark.parametrize("path", PAGES)
def test_a_page_calls_nobody_else_and_leaves_no_cookie(site, costs, path):
    assert costs(path).hosts == {site.split("/")[2]}
    assert costs(path).cookies == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_under_the_reader(costs, path):
    # On a busy machine the letters of a font can come a frame late: a thousandth of what counts as poor.
    assert sum(costs(path).shifts) < 0.001


@pytest.mark.parametrize("path", PAGES)
def test_the_browser_has_nothing_to_complain_about(costs, path):
    expected = ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
    assert costs(path).complaints == (expected if path == "/no-such-page/" else [])
