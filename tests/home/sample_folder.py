"""A small folder of sample files, and what tests do with it."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db.models import Model
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from blog.models import Author, Category, Partner, ReusableText
from cms.media.models import Document, Image
from home.models import Navigation, SampleItem
from search.models import Synonyms
from tests.factories import PDF, UserFactory, jpeg, published

MODELS = (
    *(Image, Document, Category, Author, Partner, ReusableText, Navigation, Locale, Page, SampleItem),
    *(SearchPromotion, Synonyms),
)
THREE = '{en = "Food", zh-hant = "食物", ur = "خوراک"}'
HOME = """
title = "{title}"
welcome_heading = "{title}"
welcome_text = '<p>We have <a href="post:rice">rice</a>.</p>'
welcome_picture = "boat"
welcome_button = "Who we are"
welcome_page = "about"
sections = [{{type = "heading", text = "What we ask for"}}]
asks = [{{title = "Rice for everybody", post = "rice"}}]
"""
FILES = {
    "site/home.toml": HOME.format(title="The union"),
    "site/home_zh.toml": HOME.format(title="聯會"),
    "site/home_ur.toml": HOME.format(title="یونین"),
    "site/news.toml": "".join(
        f'["{code}"]\ntitle = "News"\nintro = "What is new."\n' for code in ("en", "zh-hant", "ur")
    ),
    "site/navigation.toml": "".join(
        f'["{code}"]\nsite_name = "Union"\ntagline = ""\nfooter_text = ""\n'
        'address = "Sheung Wan"\nopening_hours = ""\n'
        'menu = [{label = "About", page = "about"}]\n'
        'footer = [{title = "Read", links = [{label = "News", page = "news"}]}]\n'
        for code in ("en", "zh-hant", "ur")
    ),
    "site/settings.toml": (
        'logo = "union"\nemail = "hello@example.org"\nphone = ""\n'
        'social = [{service = "x", url = "https://example.org/x"}]\n'
    ),
    "site/pictures.toml": (
        '[boat]\ntitle = "Boat"\ndescription = "A boat"\n[bag]\ntitle = "Bag"\ndescription = "A bag"\n'
    ),
    "site/documents.toml": '[letter]\ntitle = "Letter"\ndate = 2017-02-27\nlanguage = "en"\n',
    "site/categories.toml": f"[food]\nname = {THREE}\ndescription = {THREE}\n",
    "site/authors.toml": f"[amina]\nname = {THREE}\ndescription = {THREE}\n",
    "site/partners.toml": (
        '[amber]\nname = "Amber"\nurl = "https://example.org/amber"\nlogo = "amber"\nkind = "charity"\n'
        f"order = 1\ndescription = {THREE}\n"
    ),
    "site/synonyms.toml": '[soap]\nwords = ["soap", "肥皂"]\n',
    "site/promotions.toml": '[rice]\nwords = ["Rice", "米"]\npost = "rice"\n',
    "site/reusable_texts.toml": '[us]\nlocale = "en"\ntitle = "Us"\ntext = "<p>We are a union.</p>"\n',
    "pages/about.toml": (
        'title = "About"\nslug = "about"\nlocale = "en"\n'
        '[[body]]\ntype = "call_to_action"\ntitle = "Rice"\nbutton = "Read"\npage = "privacy"\n'
    ),
    "pages/about-zh.toml": (
        'title = "關於我們"\nslug = "about"\nlocale = "zh-hant"\ntranslation_of = "about"\n'
        '[[body]]\ntype = "partners"\npartners = ["amber"]\n'
    ),
    "pages/privacy.toml": 'title = "Privacy"\nslug = "privacy"\nlocale = "en"\nparent = "about"\nbody = []\n',
    "posts/rice.toml": (
        'title = "Rice"\nslug = "rice"\nlocale = "en"\ndate = 2017-03-01\ncategories = ["food"]\n'
        'byline = "amina"\nrelated = ["soap"]\nlead_picture = {picture = "bag"}\n'
        '[[body]]\ntype = "text"\n'
        'text = \'<p>See <a href="document:letter">it</a> or <a href="page:about">us</a>.</p>\'\n'
        '[[body]]\ntype = "table"\ncolumns = ["", "Paid"]\nrows = [["Rice", "HK$24"], ["Oil", "1,200港元"]]\n'
        '[[body]]\ntype = "gallery"\npictures = [{picture = "boat"}, {picture = "bag"}]\n'
        '[[body]]\ntype = "petition"\ndocument = "letter"\n'
        'addressee = "SWD"\ndate_sent = 2017-02-27\nstate = "sent"\n'
        '[[body]]\ntype = "reusable_text"\nreusable_text = "us"\n'
    ),
    "posts/soap.toml": (
        'title = "Soap"\nslug = "soap"\nlocale = "en"\ndate = 2016-03-01\ncategories = ["food"]\n'
        'related = ["rice"]\n[[body]]\ntype = "picture"\npicture = "bag"\n'
    ),
}


def write_sample_folder(folder: Path) -> Path:
    """Writes the files; gives the folder."""
    for name in ("site", "pages", "posts", "art", "logos", "documents"):
        (folder / name).mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("art/boat.jpg", "art/bag.jpg", "logos/union.png", "logos/amber.png"):
        (folder / name).write_bytes(jpeg(160, 100))
    (folder / "documents/letter.pdf").write_bytes(PDF)
    return folder


def run(command: str, **options: object) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def counts() -> list[int]:
    """How many things there are of each kind that the sample makes."""
    return [model.objects.count() for model in MODELS]


def edit(item: Model, **values: object) -> None:
    """Changes something as the admin does: with a line in the history."""
    for name, value in values.items():
        setattr(item, name, value)
    item.save()
    if isinstance(item, Page):
        published(item)
    log(item, "wagtail.edit", user=UserFactory())


def promoted_pages() -> list[tuple[str, str]]:
    """The words of searches, each with the title of the page that they lead to."""
    return sorted(SearchPromotion.objects.values_list("query__query_string", "page__title"))
