"""Settings of the embedded default: one machine, SQLite, files. Safe as they stand."""

import sys
from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from cms.settings import api, safety, services
from cms.settings.environment import read_environment
from cms.settings.languages import CONTENT_LANGUAGES, EXTRA_LANG_INFO

# What Wagtail makes renditions with would load OpenCV into every process: a second, and 40 MB. Only a child
# needs it: see cms/media/covering/proposals.py.
sys.modules.setdefault("cv2", None)  # type: ignore[arg-type]  # Python's own way to say that it is not there

BASE_DIR = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = read_environment()
DATA_DIR = (BASE_DIR / ENVIRONMENT.DATA_DIR).resolve()
DEBUG = ENVIRONMENT.DEBUG

SECRET_KEY = services.secret_key(ENVIRONMENT, DATA_DIR)
SITE_URL = ENVIRONMENT.SITE_URL or f"http://localhost:{ENVIRONMENT.PORT}"
FRONTEND_URL = ENVIRONMENT.FRONTEND_URL or ""
ALLOWED_HOSTS = ENVIRONMENT.ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "home",
    "home.wordpress",
    "search",
    "blog",
    "blog.comments",
    "cms",
    "cms.accounts",
    "cms.media",
    "cms.preview",
    "cms.takedown",
    "cms.webhooks",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail_localize.modeladmin",
    "wagtail_modeladmin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.api.v2",
    "wagtail.sites",
    "cms.accounts.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "corsheaders",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    *(["django_tasks_db"] if ENVIRONMENT.TASKS == "database" else []),
    *(["wagtail.api.v3", "ninja"] if ENVIRONMENT.API_V3_PREVIEW else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.middleware.PublicResponseMiddleware",
    "cms.middleware.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.middleware.CharsetMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "cms.api.throttling.ThrottleMiddleware",
    "cms.api.answers.KeptAnswersMiddleware",
    "cms.lite.LiteMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.accounts.sessions.SessionsEndMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "home.wordpress.links.middleware.OldLinksMiddleware",
    "cms.middleware.RedirectsMiddleware",
    "search.middleware.OutOfOrderMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context_processors.version",
                "cms.context_processors.frame",
                "home.context_processors.site",
            ],
        },
    },
]


# Database -----------------------------------------------------------------------------------

DATABASES = {"default": services.database(ENVIRONMENT, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# Cache, tasks, files, mail ----------------------------------------------------------------------

CACHES = {
    "default": services.cache(ENVIRONMENT),
    # Whole answers of feeds and API: see cms/kept.py.
    "answers": services.cache(ENVIRONMENT, "answers", 2_000),
    # How often salted addresses asked: see cms/counting.py.
    "throttle": services.cache(ENVIRONMENT, "throttle"),
}
TASKS = services.tasks(ENVIRONMENT)
WEBHOOKS_TO_PRIVATE = ENVIRONMENT.WEBHOOKS_TO_PRIVATE
ORIGINALS_KEY, ORIGINALS_DAYS = ENVIRONMENT.ORIGINALS_KEY, ENVIRONMENT.ORIGINALS_DAYS
DOCUMENT_SECONDS = services.SECONDS[ENVIRONMENT.TASKS]
IMPORT_DIR = ENVIRONMENT.IMPORT_DIR
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
# The front server or S3 does this in production.
SERVE_MEDIA = ENVIRONMENT.MEDIA_STORAGE == "files"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cms.stylesheet.StylesheetFinder",
]
STORAGES = {
    "default": services.media_storage(ENVIRONMENT),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_PERMISSIONS = 0o644

globals().update(services.email(ENVIRONMENT))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = ENVIRONMENT.EMAIL_FROM


# People ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATION + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
WAGTAILADMIN_USER_LOGIN_FORM = "cms.accounts.forms.CarefulLoginForm"
LOGIN_REDIRECT_URL = "/"
# Signed out after a week whatever they do, and after half a day in which they did nothing.
SESSION_COOKIE_AGE = 60 * 60 * 24 * 7
SESSION_QUIET_SECONDS = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True


# Languages and time -----------------------------------------------------------------------------

LANG_INFO.update(EXTRA_LANG_INFO)
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = CONTENT_LANGUAGES
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = WAGTAIL_USER_TIME_ZONE = ENVIRONMENT.TIME_ZONE
# What `manage.py run_due` runs: once a minute by `make site`, in production by cron.
COMMANDS_BY_THE_CLOCK = [
    "publish_scheduled",
    "settle_pictures",
    "send_webhooks",
    "clearsessions",
    "delete_unfinished",
    "delete_old_searches",
    "delete_old_previews",
    "delete_old_comments",
    "delete_old_originals",
    "delete_old_imports",
    "delete_strays",
    "send_comment_digest",
    "delete_old_takedowns",
    "send_takedown_mail",
    *(["prune_db_task_results"] if ENVIRONMENT.TASKS == "database" else []),
    # Last: it may take minutes.
    *(["back_up_nightly"] if ENVIRONMENT.BACKUP_DIR else []),
]


# Safety -----------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {"DIRECTIVES": safety.policy(ENVIRONMENT)}
ADMIN_CONTENT_SECURITY_POLICY = safety.admin_policy(ENVIRONMENT)
ADMIN_PATH = "/admin/"
PERMISSIONS_POLICY = safety.PERMISSIONS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "cms.errors.csrf_failure"
# The admin shows a page in a frame beside the editor; the check would have "DENY".
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000


# Wagtail ------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = _("Refugee Union")
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("en", "English"),
    ("zh-hant", "繁體中文"),
    ("fr", "Français"),
    ("ar", "العربية"),
]
# Who may submit a translation may not publish for all that: it begins as a draft.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.media.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILSEARCH_BACKENDS = {
    "default": services.search(
        ENVIRONMENT, database="search.backends.embedded", opensearch="search.backends.opensearch"
    )
}
TAGGIT_CASE_INSENSITIVE = True
WAGTAILAPI_BASE_URL = SITE_URL
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILFRONTENDCACHE = api.frontend_caches(ENVIRONMENT)
WAGTAILFRONTENDCACHE_LANGUAGES: list[str] = []  # an address is purged as it is, not in each language
API_ROOT, API_PATH = api.ROOT, api.PATH
API_SHARED_SECONDS, API_STALE_SECONDS = api.shared_seconds(WAGTAILFRONTENDCACHE), api.STALE_SECONDS
API_RATE = api.rate(ENVIRONMENT)
API_V3_PREVIEW = ENVIRONMENT.API_V3_PREVIEW
API_TRUSTS_PROXY = ENVIRONMENT.BEHIND_PROXY
CORS_ALLOW_ALL_ORIGINS = api.is_for_all(ENVIRONMENT)
globals().update(api.cors(ENVIRONMENT))
REST_FRAMEWORK = api.REST_FRAMEWORK

# Errors go to standard error; no line keeps a visitor's address, nor what somebody typed into theirs.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "cms.logs.QuietFormatter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "quiet"},
        "nobody": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django writes a warning for each address that leads nowhere, and each form that came from elsewhere.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        # Whoever asks for another host's name is answered 400; a traceback each would fill the disk.
        "django.security.DisallowedHost": {"handlers": ["nobody"], "propagate": False},
    },
}
