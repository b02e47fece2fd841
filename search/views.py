from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_from_path, override
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from cms.addresses import absolute
from search.asking import Question
from search.expressions import LONGEST_QUERY
from search.listing import listing_of
from search.news import news_of


def leads_nowhere(request: HttpRequest) -> bool:
    """Whether the address names a language that the site does not speak yet."""
    prefix = get_language_from_path(request.path_info)
    return bool(prefix) and not Locale.objects.filter(language_code=prefix).exists()


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What a visitor's words find, ten to a page; choices that do not exist are named instead."""
    if leads_nowhere(request):
        with override(settings.LANGUAGE_CODE):
            return redirect(f"{reverse('search')}?{request.GET.urlencode()}")
    question = Question.of(request.GET)
    asks = bool(question.asked.words) and not question.unknown
    listing = listing_of(question, request) if asks else None
    url = reverse("search")
    context = {
        "question": question,
        "listing": listing,
        "news": news_of(request) if listing and listing.is_empty else None,
        "known_url": question.address(url),
        "longest": LONGEST_QUERY,
        "address": absolute(url),
    }
    return render(request, "search/search.html", context)
