"""What programs ask the root of the site for: robots.txt, the icons, the manifest."""

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import kept
from cms.addresses import absolute
from cms.languages import direction, html_lang
from home.icons import BACKGROUND_COLOR, FOLDER, THEME_COLOR
from home.navigation import site_of

DAY = 60 * 60 * 24


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read: what shall not be listed says so itself, which a ban would hide."""
    lines = ["User-agent: *", "Disallow:", "", f"Sitemap: {absolute(reverse('sitemap'))}", ""]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponse:
    """Leads those who ask for an icon by its old name to the file; pages name the file itself.

    `name` is favicon.ico, favicon.svg or apple-touch-icon.png.
    """
    icons = site_of(request)["icons"]
    drawings = [item["url"] for item in icons["tab"] if item["type"] == "image/svg+xml"]
    found = {
        "favicon.ico": static(f"{FOLDER}/favicon.ico") if drawings else icons["tab"][0]["url"],
        "favicon.svg": drawings[0] if drawings else icons["large"][-1]["url"],
        "apple-touch-icon.png": icons["touch"],
    }
    response = HttpResponseRedirect(found[name])
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest of a language. Raises Http404 for one that the site does not speak.

    Source: https://www.w3.org/TR/appmanifest/.
    """

    def make() -> bytes:
        site, code = site_of(request), get_language() or ""
        if code not in dict(site["languages"]):
            raise Http404(_("The site does not speak this language."))
        data = {
            "id": site["url"],
            "name": site["name"],
            "short_name": site["name"],
            "description": site["tagline"],
            "lang": html_lang(code),
            "dir": direction(code),
            "start_url": site["url"],
            "scope": "/",
            "display": "minimal-ui",
            "theme_color": THEME_COLOR,
            "background_color": BACKGROUND_COLOR,
            "icons": [
                {"src": item["url"], "sizes": item["size"], "type": item["type"], "purpose": item["purpose"]}
                for item in site["icons"]["large"]
            ],
        }
        return json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False).encode()

    return kept.answer(request, "application/manifest+json", make)
