"""Every page of the sample as an empty draft in its place, so that links have their targets."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from blog.models import BlogIndexPage, BlogPage
from home.models import HomePage, StandardPage
from home.sample import entries
from home.sample.entries import LOCALES, Sample, SampleError
from home.sample.front import english_home
from home.sample.registry import Registry
from home.sample.tasks import Task, stable_uuid


def drafts(sample: Sample, registry: Registry) -> list[Task]:
    """Homes, news, plain pages from the top, posts. The English home page is there already."""
    registry.adopt("page:home", english_home())
    return [
        *(_home(home, registry) for key, home in sample.homes.items() if key != "home"),
        *(_news(news, registry) for news in sample.news.values()),
        *(_plain(page, registry) for page in _from_the_top(sample)),
        *(_post(post, registry) for post in sample.posts.values()),
    ]


def noon(day: date) -> datetime:
    """A moment that is on the same day in most of the world."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def _from_the_top(sample: Sample) -> Iterator[entries.Page]:
    waiting, placed = dict(sample.pages), {"", *sample.homes}
    while waiting:
        ready = [page for page in waiting.values() if page.parent in placed]
        if not ready:
            page = next(iter(waiting.values()))
            raise SampleError(f"{page.file}: the parent “{page.parent}” cannot be above this page.")
        for page in ready:
            yield waiting.pop(page.key)
            placed.add(page.key)


def _home(entry: entries.Home, registry: Registry) -> Task:
    key = f"page:{entry.key}"

    def make() -> Page | None:
        english = english_home()
        page = HomePage(title=entry.title, slug=f"{english.slug}-{entry.locale}")
        page.translation_key = english.translation_key
        return _draft(page, english.get_parent(), key, entry.locale, registry)

    return Task(key, entry.file, make)


def _news(entry: entries.News, registry: Registry) -> Task:
    key = f"page:{entry.key}"

    def make() -> Page | None:
        parent = _home_of(entry.locale, registry)
        if parent and (found := BlogIndexPage.objects.child_of(parent).first()):
            registry.adopt(key, found)
            return None
        english = registry.get("page:news")
        page = BlogIndexPage(title=entry.title, slug="news")
        page.translation_key = getattr(english, "translation_key", stable_uuid("page:news"))
        return _draft(page, parent, key, entry.locale, registry)

    return Task(key, entry.file, make)


def _plain(entry: entries.Page, registry: Registry) -> Task:
    key = f"page:{entry.key}"

    def make() -> Page | None:
        above = registry.get(f"page:{entry.parent}") if entry.parent else None
        page = StandardPage(title=entry.title, slug=entry.slug)
        page.translation_key = stable_uuid(f"page:{entry.translation_of or entry.key}")
        return _draft(page, above or _home_of(entry.locale, registry), key, entry.locale, registry)

    return Task(key, entry.file, make)


def _post(entry: entries.Post, registry: Registry) -> Task:
    key = f"post:{entry.key}"

    def make() -> Page | None:
        news = registry.get(f"page:news{LOCALES[entry.locale]}")
        page = BlogPage(title=entry.title, slug=entry.slug, date=entry.date)
        page.translation_key = stable_uuid(f"post:{entry.translation_of or entry.key}")
        page.first_published_at = noon(entry.date)
        return _draft(page, news, key, entry.locale, registry)

    return Task(key, entry.file, make)


def _home_of(locale: str, registry: Registry) -> Page | None:
    return registry.get(f"page:home{LOCALES[locale]}")


def _draft(page: Page, parent: Page | None, key: str, locale: str, registry: Registry) -> Page | None:
    """The page as a draft below its parent; None where there is no parent or a page in its place."""
    if parent is None:
        return None
    page.locale = registry.locale(locale)
    same = type(page).objects.filter(translation_key=page.translation_key, locale=page.locale)
    if found := same.first():
        registry.adopt(key, found)
        return None
    page.slug = find_available_slug(parent, page.slug)
    page.live = False
    parent.add_child(instance=page)
    return page
