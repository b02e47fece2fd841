"""Makes the posts: written into the tables directly, since a save of each would take an hour."""

import datetime
import json
import random
import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm
from wagtail.models import Locale, Page, PageViewRestriction

from blog.models import BlogIndexPage, BlogPage, Category
from cms.media.models import Document, DocumentPage
from cms.media.text_states import TextState
from tests import factories
from tests.bench_search import words

CATEGORIES, CATEGORIES_OF_A_POST = 12, 3
FIRST_DAY, LAST_DAY = datetime.date(2014, 1, 1), datetime.date(2026, 11, 1)
# How often a post is in each language, and how often it is something special.
SHARES = {"en": 40, "zh-hant": 15, "ar": 10, "ur": 10, "fr": 9, "hi": 8, "id": 8}
WITH_PETITION, WITH_DOCUMENT, DRAFT, EXPIRED, PRIVATE = 0.05, 0.05, 0.03, 0.01, 0.05
WITH_PRIVATE_SECTION = ("en", "zh-hant", "ar")
PAGES_OF_A_DOCUMENT = 3
BATCH = 1000
DISTINCT = uuid.UUID(int=7)


def make(number: int) -> None:
    """So many posts in seven languages, the same ones each time."""
    chance = random.Random(7)
    with transaction.atomic():
        sections = {code: sections_of(code) for code in SHARES}
        categories = make_categories()
        codes = chance.choices(list(SHARES), list(SHARES.values()), k=number)
        with tqdm(total=number, desc="posts") as bar:
            for start in range(0, number, BATCH):
                some = codes[start : start + BATCH]
                write(start, some, sections, categories, chance)
                bar.update(len(some))
        for section in BlogIndexPage.objects.all():
            Page.objects.filter(pk=section.pk).update(numchild=Page.objects.child_of(section).count())


def sections_of(code: str) -> tuple[BlogIndexPage, BlogIndexPage]:
    """The news of a language and its private section, which are the same in most languages."""
    news = factories.news(code)
    if code not in WITH_PRIVATE_SECTION:
        return news, news
    home = factories.home_page(code)
    members = factories.BlogIndexPageFactory(parent=home, title="Members", slug="members")
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
    return news, members


def make_categories() -> dict[str, list[Category]]:
    """Each category in each language, under one key."""
    found: dict[str, list[Category]] = {}
    for code in SHARES:
        locale = Locale.objects.get(language_code=code)
        found[code] = [
            Category.objects.create(
                name=" ".join(words.vocabulary(code)[300 + 2 * number : 302 + 2 * number]),
                slug=f"category-{number}",
                locale=locale,
                translation_key=uuid.uuid5(DISTINCT, str(number)),
            )
            for number in range(CATEGORIES)
        ]
    return found


def write(start: int, codes: list[str], sections: dict, categories: dict, chance: random.Random) -> None:
    """Some posts, their categories and documents."""
    drafts = [draft_of(start + place, code, sections[code], chance) for place, code in enumerate(codes)]
    pages = Page.objects.bulk_create([page for page, _ in drafts])
    places = [place for place in range(len(codes)) if chance.random() < WITH_DOCUMENT]
    stored = Document.objects.bulk_create([document_of(start + place, codes[place]) for place in places])
    documents = dict(zip(places, stored, strict=True))
    DocumentPage.objects.bulk_create(
        [
            DocumentPage(document=document, number=page + 1, text="\n".join(words.paragraphs(code, chance)))
            for document in stored
            for page in range(PAGES_OF_A_DOCUMENT)
            for code in [document.language]
        ]
    )
    posts = []
    for place, (page, fields) in enumerate(zip(pages, [fields for _, fields in drafts], strict=True)):
        body = fields.pop("body") + petition_of(fields["petition"])
        if place in documents:
            body.append(block("document", document=documents[place].pk, summary=""))
        posts.append(BlogPage(page_ptr_id=page.pk, body=json.dumps(body), **fields))
    # bulk_create refuses the tables of inherited models; the part of the page is there already.
    BlogPage._base_manager.all()._batched_insert(posts, BlogPage._meta.local_concrete_fields, 200)
    through = BlogPage.categories.through
    through.objects.bulk_create(
        through(blogpage_id=page.pk, category_id=category.pk)
        for page, code in zip(pages, codes, strict=True)
        for category in chance.sample(categories[code], CATEGORIES_OF_A_POST)
    )


def draft_of(number: int, code: str, sections: tuple, chance: random.Random) -> tuple[Page, dict]:
    """A page without its id, and what its post holds."""
    section = sections[chance.random() < PRIVATE]
    title, texts = words.title(code, chance), words.paragraphs(code, chance)
    date = FIRST_DAY + datetime.timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days))
    moment = timezone.make_aware(datetime.datetime.combine(date, datetime.time(9)))
    slug = f"post-{number}"
    page = Page(
        path=Page._get_path(section.path, section.depth + 1, number + 1),
        depth=section.depth + 1,
        title=title,
        draft_title=title,
        slug=slug,
        url_path=f"{section.url_path}{slug}/",
        content_type=ContentType.objects.get_for_model(BlogPage),
        locale_id=section.locale_id,
        translation_key=uuid.uuid5(DISTINCT, slug),
        live=chance.random() >= DRAFT,
        expire_at=moment + datetime.timedelta(days=9) if chance.random() < EXPIRED else None,
        first_published_at=moment,
        last_published_at=moment,
    )
    petition = {"addressee": "Social Welfare Department", "state": "sent", "date_sent": date.isoformat()}
    body = [block("text", text="".join(f"<p>{text}</p>" for text in texts), language="")]
    return page, {
        "date": date,
        "made_excerpt": texts[0][:300],
        "body": body,
        "petition": {**petition, "reply_date": None} if chance.random() < WITH_PETITION else None,
    }


def petition_of(petition: dict | None) -> list[dict]:
    if not petition:
        return []
    fields = {name: petition[name] for name in ("addressee", "state", "date_sent")}
    return [block("petition", document=None, summary="", reply_document=None, reply_url="", **fields)]


def block(kind: str, **value: object) -> dict:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def document_of(number: int, code: str) -> Document:
    return Document(
        title=f"Letter {number}",
        file=f"documents/letter-{number}.pdf",
        language=code,
        page_count=PAGES_OF_A_DOCUMENT,
        pages_read=PAGES_OF_A_DOCUMENT,
        text_state=TextState.LAYER,
        file_size=80_000,
        file_hash=f"{number:040x}",
    )
