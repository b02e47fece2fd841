"""The real sample, loaded once: what a visitor of a fresh site finds."""

import json
import re
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils.translation import override
from rest_framework.renderers import JSONRenderer
from wagtail.models import Page

from blog.models import BlogPage, Partner
from cms.api.kinds import describe
from cms.api.shaping import PageShapes
from cms.media.models import Image, Rendition
from cms.urls import api
from home.sample.reader import FOLDER
from tests.api.schemas import problems_of_page

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """Loaded once; rolled back after the last test of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_sample", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def answers(sample):
    """The answer of every page by its address, with renditions that were never drawn.

    Drawing them would take longer than all the rest.
    """
    rendition = Rendition(file="pictures/none.webp", width=320, height=200)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Image, "get_renditions", lambda self, *filters: {item.spec: rendition for item in filters}
        )
        urls = [page.get_url() for page in Page.objects.filter(depth__gt=1)]
        return {url: Client().get(url) for url in urls}


def posts_of(category):
    return BlogPage.objects.filter(categories__slug=category).order_by("date")


def test_every_file_is_a_page_that_visitors_see(sample):
    for folder, minimum in (("posts", 60), ("pages", 15)):
        files = list(Path(FOLDER, folder).glob("*.toml"))
        titles = {tomllib.loads(path.read_text())["title"] for path in files}
        assert len(files) > minimum
        assert titles <= set(Page.objects.live().values_list("title", flat=True))


def test_every_page_answers(answers):
    assert {url: answer.status_code for url, answer in answers.items() if answer.status_code != 200} == {}
    assert len(answers) > 80


def test_no_link_was_forgotten(answers):
    for url, answer in answers.items():
        assert not re.findall(r'="(?:page|post|document):[^"]*"', answer.content.decode()), url


def test_round_ups_alternate_languages(sample):
    round_ups = posts_of("monthly-roundup")

    assert round_ups.count() >= 10
    for post in round_ups:
        languages = {
            block.value["language"] or post.locale.language_code
            for block in post.body
            if block.block_type == "text"
        }
        assert languages == {"en", "zh-hant"}, post


def test_there_are_at_least_three_pages_of_news(sample):
    assert BlogPage.objects.visible().filter(locale__language_code="en").count() > 20


def test_nine_partners_stand_in_every_language(sample):
    assert [
        Partner.objects.filter(locale__language_code=code).count() for code in ("en", "zh-hant", "ur")
    ] == [9] * 3


def test_every_picture_says_what_is_to_be_seen(sample):
    assert not Image.objects.filter(description="").exists()


def test_the_front_door_says_in_every_language_what_we_ask_for_and_how_to_help(answers):
    for url in ("/", "/zh-hant/", "/ur/"):
        page = answers[url].content.decode()
        assert page.count('class="points__item"') == 8
        assert page.count('class="points__link"') == 8
        assert "petition-row" in page


def test_some_texts_are_checked_some_out_of_date_and_some_kept_offline(sample):
    posts = BlogPage.objects.visible()
    assert posts.filter(last_checked__isnull=False).exists()
    assert posts.filter(is_out_of_date=True).exclude(out_of_date_note="").exists()
    assert posts.filter(is_important=True).count() == 4


def detail_in_the_api(page, request):
    """What the API answers, without what it takes to ask."""
    return json.loads(JSONRenderer().render(describe.detail(page, PageShapes(request, api.resource_of))))


def test_every_page_is_in_the_api_as_its_schema_says(sample, rf):
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale").specific()
    details = {page.get_url(): detail_in_the_api(page, rf.get("/")) for page in pages}
    found = {url: problems_of_page(detail) for url, detail in details.items()}
    assert {url: problems for url, problems in found.items() if problems} == {}
    assert len(found) > 80


def body_in_the_api(page):
    context = {"page": page}
    with override(page.locale.language_code):
        return page.body.stream_block.get_api_representation(page.body, context=context)


def test_the_body_of_the_longest_post_takes_few_queries(sample, django_assert_num_queries):
    longest = max(BlogPage.objects.visible(), key=lambda post: len(post.body))
    post = BlogPage.objects.select_related("locale").get(pk=longest.pk)
    post.get_url()  # the roots of the site, which every answer knows
    # Reusable texts; partners; pages; documents; pictures; the files of all pictures and logos.
    with django_assert_num_queries(6):
        assert len(body_in_the_api(post)) > 10
