"""What a post uses is not deleted unseen."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from blog.models import Author, BlogPage, Category, Partner
from cms.media.models import Image
from home.models import SiteSettings
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    ImageFactory,
    PartnerFactory,
    default_site,
    home_page,
)

pytestmark = pytest.mark.django_db


def modeladmin(model: str, pk: int) -> str:
    return reverse(f"blog_{model}_modeladmin_delete", args=[pk])


def test_a_category_with_posts_is_kept_and_its_posts_are_named(admin_client):
    category = CategoryFactory(name="Housing")
    BlogPageFactory(title="Rent and guarantors", categories=[category])
    BlogPageFactory(title="A draft about rent", categories=[category], live=False)
    BlogPageFactory(title="Of no concern")
    answer = admin_client.post(modeladmin("category", category.pk))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Rent and guarantors" in page
    assert "A draft about rent" in page
    assert "Of no concern" not in page
    assert Category.objects.filter(pk=category.pk).exists()


def test_a_category_without_posts_can_go(admin_client):
    category = CategoryFactory()
    assert admin_client.post(modeladmin("category", category.pk)).status_code == 302
    assert not Category.objects.exists()


def test_the_post_keeps_its_category_when_code_deletes_it():
    category = CategoryFactory()
    post = BlogPageFactory(categories=[category])
    with pytest.raises(ProtectedError) as refused, transaction.atomic():
        category.delete()
    assert refused.value.protected_objects == {post}
    with pytest.raises(ProtectedError), transaction.atomic():
        Category.objects.all().delete()
    assert BlogPage.objects.get().categories.get() == category


def test_an_author_with_posts_is_kept_and_the_posts_are_named(admin_client):
    author = AuthorFactory()
    BlogPageFactory(title="One semester", byline=author)
    answer = admin_client.post(modeladmin("author", author.pk))
    assert "One semester" in answer.content.decode()
    assert Author.objects.filter(pk=author.pk).exists()


def test_a_post_can_go_and_leaves_its_category_and_author():
    post = BlogPageFactory(categories=[CategoryFactory()], byline=AuthorFactory())
    post.delete()
    assert (Category.objects.count(), Author.objects.count()) == (1, 1)


def lead_picture(image):
    BlogPageFactory(title="Rent and guarantors", lead_picture=image)


def logo_of_a_partner(image):
    PartnerFactory(name="Rent and guarantors", logo=image)


def logo_of_the_site(image):
    SiteSettings.objects.create(site=default_site(), logo=image)


def welcome_picture(image):
    home = home_page()
    home.title, home.welcome_picture = "Rent and guarantors", image
    home.save()


@pytest.mark.parametrize("use", [lead_picture, logo_of_a_partner, logo_of_the_site, welcome_picture])
def test_a_picture_that_something_stands_on_is_kept(admin_client, use):
    image = ImageFactory()
    use(image)
    page = admin_client.post(reverse("wagtailimages:delete", args=[image.pk]), follow=True)
    assert page.status_code == 200
    assert Image.objects.filter(pk=image.pk).exists()


@pytest.mark.parametrize("use", [lead_picture, logo_of_a_partner, logo_of_the_site, welcome_picture])
def test_several_pictures_at_once_are_kept_too(admin_client, use):
    image = ImageFactory()
    use(image)
    address = reverse("wagtail_bulk_action", args=["media", "image", "delete"])
    assert admin_client.post(f"{address}?id={image.pk}").status_code in (302, 403)
    assert Image.objects.filter(pk=image.pk).exists()


@pytest.mark.parametrize("use", [lead_picture, logo_of_a_partner, welcome_picture])
def test_the_admin_says_where_a_picture_is_used(admin_client, use):
    image = ImageFactory()
    use(image)
    page = admin_client.get(reverse("wagtailimages:image_usage", args=[image.pk])).content.decode()
    assert "Rent and guarantors" in page


def test_a_picture_that_nothing_uses_can_go(admin_client):
    image = ImageFactory()
    admin_client.post(reverse("wagtailimages:delete", args=[image.pk]))
    assert not Image.objects.exists()


def test_a_partner_can_go(admin_client):
    partner = PartnerFactory(logo=ImageFactory())
    admin_client.post(reverse("wagtailsnippets_blog_partner:delete", args=[partner.pk]))
    assert (Partner.objects.count(), Image.objects.count()) == (0, 1)
