"""One set of factories for unit tests, browser journeys and benchmarks."""

import datetime
import uuid
from functools import partial
from io import BytesIO

import factory
import wagtail_factories
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image as Pillow
from wagtail.models import Locale, Page, Site

from blog.models import Author, BlogIndexPage, BlogPage, Category, Partner, ReusableText
from cms.accounts.models import User
from cms.consent import People
from cms.media.models import Document, Image
from cms.media.tasks import make_renditions
from home.models import HomePage, Navigation, StandardPage

# The smallest PDF with one empty page that readers open.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def locale(code: str = "en") -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def home_page(code: str = "en") -> HomePage:
    """The home page of a language: the one that the migrations made, or its translation."""
    english = HomePage.objects.select_related("locale").get(locale__language_code="en")
    if code == "en":
        return english
    if translated := english.get_translation_or_none(locale(code)):
        return translated
    # A copy as the admin makes it, published, takes five times as long.
    fields = {"title": english.title, "slug": f"{english.slug}-{code}", "locale": locale(code)}
    translation = HomePage(**fields, translation_key=english.translation_key)
    return english.get_parent().add_child(instance=translation)


def published(page: Page) -> Page:
    """The page, live, with a revision as the admin would have made it."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def jpeg(width: int = 1400, height: int = 900, color: str = "#0f4c4a", **options: object) -> bytes:
    file = BytesIO()
    Pillow.new("RGB", (width, height), color).save(file, "JPEG", **options)
    return file.getvalue()


PICTURE = jpeg(160, 100)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password("a-long-password-for-tests")


def member(group: str) -> User:
    """Somebody of the group Editors or Moderators."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    return user


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = Image

    title = factory.Sequence(lambda n: f"Picture {n}")
    description = "A boat in the harbour"
    credit = "Drawing: a member"
    people = People.NOBODY
    file = factory.LazyFunction(lambda: ContentFile(PICTURE, name=f"{uuid.uuid4().hex}.jpg"))

    @classmethod
    def _create(cls, model_class, *args, has_renditions=True, **kwargs):
        """With the renditions that the upload's task makes after the transaction."""
        image = super()._create(model_class, *args, **kwargs)
        if has_renditions:
            make_renditions.call(image.pk)
        return image


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"Letter {n}")
    date = datetime.date(2017, 2, 27)
    language = "en"
    page_count = 1
    file = factory.LazyFunction(lambda: ContentFile(PDF, name=f"{uuid.uuid4().hex}.pdf"))


class InLocaleFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    locale = factory.LazyFunction(locale)


class CategoryFactory(InLocaleFactory):
    class Meta:
        model = Category

    name = factory.Sequence(lambda n: f"Category {n}")
    slug = factory.Sequence(lambda n: f"category-{n}")


class AuthorFactory(InLocaleFactory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Amina {n}")
    slug = factory.Sequence(lambda n: f"amina-{n}")


class PartnerFactory(InLocaleFactory):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Partner {n}")
    url = "https://example.org/partner"
    description = "Gives food every Friday."


class ReusableTextFactory(InLocaleFactory):
    class Meta:
        model = ReusableText

    title = "About us"
    text = "<p>We are a union of refugees.</p>"


class NavigationFactory(InLocaleFactory):
    class Meta:
        model = Navigation

    site_name = "Refugee Union"


class InTreeFactory(wagtail_factories.PageFactory):
    """A page below the home page of its language."""

    class Meta:
        abstract = True

    parent = factory.LazyFunction(home_page)
    locale = factory.LazyAttribute(lambda page: page.parent.locale)

    @classmethod
    def _build(cls, model_class, *args, **kwargs):
        kwargs.pop("parent", None)
        return model_class(*args, **kwargs)

    @classmethod
    def _create(cls, model_class, *args, parent=None, **kwargs):
        page = model_class(*args, **kwargs)
        # Who made it and whether a form would take it, a third of the time, is not asked here.
        page.save, page.full_clean = partial(page.save, log_action=None), page.minimal_clean
        try:
            return parent.add_child(instance=page)
        finally:
            del page.save, page.full_clean


class StandardPageFactory(InTreeFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"About us {n}")


class BlogIndexPageFactory(InTreeFactory):
    class Meta:
        model = BlogIndexPage

    title = "News"
    slug = "news"


def news(code: str = "en") -> BlogIndexPage:
    """The news of a language."""
    below_home = BlogIndexPage.objects.filter(depth=3, locale__language_code=code)
    return below_home.select_related("locale").order_by("path").first() or BlogIndexPageFactory(
        parent=home_page(code)
    )


class BlogPageFactory(InTreeFactory):
    class Meta:
        model = BlogPage
        skip_postgeneration_save = True

    class Params:
        words = "The office opens on Monday."

    parent = factory.LazyFunction(news)
    title = factory.Sequence(lambda n: f"Post {n}")
    slug = factory.Sequence(lambda n: f"post-{n}")
    date = factory.Sequence(lambda n: datetime.date(2021, 3, 13) - datetime.timedelta(days=n))
    body = factory.LazyAttribute(lambda post: [("text", {"text": f"<p>{post.words}</p>", "language": ""})])
    categories = factory.LazyFunction(list)


def default_site() -> Site:
    return Site.objects.get(is_default_site=True)
