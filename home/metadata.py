"""What the home page says about itself in its head: whose site this is, and how to search it."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import override

from cms.addresses import absolute
from cms.excerpts import shortened
from cms.languages import html_lang
from cms.metadata import Facts, Site, basic_facts, facts_of
from cms.passages import plain_text
from cms.structured import website, whole_organization
from home.models import HomePage


@facts_of.register
def facts_of_home(page: HomePage, site: Site) -> Facts:
    """The home page of a language names the union, its site and the search."""
    facts = basic_facts(page)
    with override(facts.language):
        search_url = absolute(reverse("search"))
    language = html_lang(facts.language)
    return replace(
        facts,
        title=page.seo_title or site["name"],
        description=facts.description or shortened(plain_text(page.welcome_text)) or site["tagline"],
        image=page.welcome_picture,
        things=(whole_organization(site), website(site["name"], facts.url, language, search_url)),
    )
