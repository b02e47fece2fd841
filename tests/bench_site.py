"""Measures pages as a phone meets them: bytes, requests, layout shift, Lighthouse. Run: make bench-site

Exact figures are held by tests/browser; this prints them beside those that vary with the machine.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.audit.lighthouse import CATEGORIES, audit
from tests.audit.tools import LIGHTHOUSE
from tests.browser.measuring import cost
from tests.site import CHROMIUM_FLAGS, chromium, served_site

RUNS = 3
GOALS = dict.fromkeys(CATEGORIES, 100) | {"performance": 99}
PAGES = {
    "home": "/",
    "index": "/news/",
    "post, no picture": "/news/petition-swd-rent-guarantors/",
    "post, lead picture": "/news/this-site-on-a-cheap-phone/",
    "search form": "/search/",
    "search": "/search/?q=rent",
    "Urdu post": "/ur/news/rights-card/",
}
# What visitors look for stays out of other search engines on purpose; the form holds the SEO of both.
IS_NOT_INDEXED = {"search"}
LITE = {"lite post": "/lite/news/petition-swd-rent-guarantors/"}  # weighed, not scored
HEAD = f"{'':20}{'requests':>9}{'bytes':>9}{'HTML':>8}{'CSS':>7}{'JS':>7}{'pictures':>10}{'shift':>7}"
SCORES = f"{'':20}{'performance':>12}{'accessibility':>15}{'best practices':>16}{'SEO':>5}"


def print_weights(address: str) -> None:
    print(f"\nEmpty cache, screen of 412 x 823 at 2 pixels each, bytes as sent\n\n{HEAD}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        for name, path in (PAGES | LITE).items():
            costs = cost(browser, address + path)
            html, css, js, pictures, _ = costs.sizes.values()
            print(
                f"{name:20}{len(costs.urls):>9}{costs.total:>9}{html:>8}{css:>7}{js:>7}{pictures:>10}"
                f"{sum(costs.shifts):>7.3f}"
            )
        browser.close()


def categories_of(name: str) -> tuple[str, ...]:
    """What a page of PAGES is scored in."""
    return tuple(category for category in CATEGORIES if category != "seo" or name not in IS_NOT_INDEXED)


def print_scores(address: str) -> list[str]:
    """Prints a line for each page; gives the goals that were missed."""
    print(f"\nLighthouse on its phone profile, performance as the median of {RUNS} runs\n\n{SCORES}")
    missed = []
    for name, path in PAGES.items():
        reports = [audit(address + path, categories_of(name))]
        reports += [audit(address + path, ("performance",)) for _ in range(RUNS - 1)]
        scores = dict(reports[0].scores)
        scores["performance"] = round(statistics.median(report.scores["performance"] for report in reports))
        print(f"{name:20}{scores['performance']:>12}{scores['accessibility']:>15}", end="")
        print(f"{scores['best-practices']:>16}{scores.get('seo', '-'):>5}", flush=True)
        for category, goal in GOALS.items():
            if category in scores and scores[category] < goal:
                scored = [report for report in reports if category in report.scores]
                worst = min(scored, key=lambda report: report.scores[category])
                why = "; ".join(worst.losses[category])
                missed.append(f"{name}: {category} {scores[category]}, not {goal}. {why}")
    return missed


def main() -> None:
    if chromium() is None or not LIGHTHOUSE.exists():
        raise SystemExit("This needs Chromium (Debian: apt install chromium) and: make audit-tools")
    with tempfile.TemporaryDirectory() as folder, served_site(Path(folder)) as address:
        print_weights(address)
        missed = print_scores(address)
    print("\nEvery goal is met." if not missed else "\nMissed:")
    print("\n".join(missed))
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
