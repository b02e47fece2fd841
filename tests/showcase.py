"""What checks need beside the sample: every block on one post, and a page behind a password.

Run by tests.samples on a data folder of its own: DATA_DIR=... python -m tests.showcase
"""

import datetime

EVERY_BLOCK, PASSWORD_PAGE = "every-block", "behind-a-password"  # slugs
LANGUAGES = ("en", "zh-hant", "ur")


def every_block() -> list[tuple[str, object]]:
    """A body with each block as the admin previews it, and those that vary in their other forms."""
    from blog.blocks import BodyBlock, PetitionState

    blocks = BodyBlock().child_blocks
    body = [(name, block.get_preview_value()) for name, block in blocks.items()]
    text, quotation = blocks["text"], blocks["quotation"]
    body += [
        ("heading", blocks["heading"].normalize({"text": "In other languages", "level": "2"})),
        ("text", text.normalize({"text": "<p>ہم اپنی بات خود کہتے ہیں۔</p>", "language": "ur"})),
        ("text", text.normalize({"text": "<p>我們為自己發聲。</p>", "language": "zh-hant"})),
        (
            "quotation",
            quotation.normalize({"text": "ہمارے بغیر کچھ نہیں۔", "speaker": "A member", "language": "ur"}),
        ),
    ]
    letter = blocks["petition"].get_preview_value()
    for state in PetitionState:
        answer = {"reply_date": datetime.date(2017, 5, 2)} if state in ("answered", "rejected") else {}
        body.append(("petition", blocks["petition"].normalize({**letter, "state": state, **answer})))
    return body


def make() -> None:
    """Adds the pages, in a way that no list of the sample shows them first."""
    from wagtail.models import PageViewRestriction

    from cms.media.models import Image
    from tests.factories import BlogPageFactory, StandardPageFactory, home_page, news

    picture = Image.objects.order_by("pk").first()
    for language in LANGUAGES:
        BlogPageFactory(
            parent=news(language),
            title="Every block",
            slug=EVERY_BLOCK,
            date=datetime.date(2011, 1, 1),
            lead_picture=picture,
            body=every_block(),
        )
        private = StandardPageFactory(
            parent=home_page(language), title="Behind a password", slug=PASSWORD_PAGE
        )
        PageViewRestriction.objects.create(page=private, restriction_type="password", password="open sesame")


if __name__ == "__main__":
    import django

    django.setup()
    make()
