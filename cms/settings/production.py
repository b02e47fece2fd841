"""Production: a front server terminates TLS and serves uploads; nothing is guessed."""

from cms.settings.base import *  # noqa: F403  # settings layers are Django's own idiom
from cms.settings.base import ENVIRONMENT, SITE_URL
from cms.settings.environment import require, stop

require(ENVIRONMENT, "SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS")
if not SITE_URL.startswith("https://"):
    raise stop("SITE_URL", "must begin with https:// in production")
if ENVIRONMENT.FRONTEND_URL and not ENVIRONMENT.FRONTEND_URL.startswith("https://"):
    raise stop("FRONTEND_URL", "must begin with https:// in production")
if ENVIRONMENT.DEBUG:
    raise stop("DEBUG", "must be 0 in production, since tracebacks show secrets")
if ENVIRONMENT.WEBHOOKS_TO_PRIVATE:
    raise stop("WEBHOOKS_TO_PRIVATE", "must be 0 in production, where it opens the network behind the site")

SERVE_MEDIA = False
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if ENVIRONMENT.BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
