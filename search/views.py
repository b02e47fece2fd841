from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search.backends import LONGEST_QUERY
from search.queries import find

RESULTS_PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What a visitor's words find, ten results to a page."""
    query = request.GET.get("q", "").replace("\x00", " ").strip()[:LONGEST_QUERY]
    results = Paginator(find(query), RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    prefetch_related_objects(list(results), "locale")
    context = {"query": query, "results": results, "language_code": get_language()}
    return render(request, "search/search.html", context)
