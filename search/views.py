from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_from_path, override
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from cms.addresses import absolute
from search.backends import LONGEST_QUERY
from search.queries import find

RESULTS_PER_PAGE = 10


def leads_nowhere(request: HttpRequest) -> bool:
    """Whether the address names a language that the site does not speak yet."""
    prefix = get_language_from_path(request.path_info)
    return bool(prefix) and not Locale.objects.filter(language_code=prefix).exists()


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What a visitor's words find, ten results to a page."""
    if leads_nowhere(request):
        with override(settings.LANGUAGE_CODE):
            return redirect(f"{reverse('search')}?{request.GET.urlencode()}")
    query = request.GET.get("q", "").replace("\x00", " ").strip()[:LONGEST_QUERY]
    results = Paginator(find(query), RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"query": query, "results": results, "address": absolute(reverse("search"))}
    return render(request, "search/search.html", context)
