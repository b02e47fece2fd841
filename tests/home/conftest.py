import datetime

import pytest

from tests.factories import AuthorFactory, BlogPageFactory, CategoryFactory, ImageFactory


@pytest.fixture
def rent():
    return BlogPageFactory(
        title="Rent",
        slug="rent",
        date=datetime.date(2017, 2, 27),
        excerpt="In short.",
        lead_picture=ImageFactory(description="A roof"),
        byline=AuthorFactory(name="Amina", slug="amina"),
        categories=[CategoryFactory(name="Housing", slug="housing")],
    )
