"""Settings shared by every way of running; nothing here asks which way that is."""

from __future__ import annotations

from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from config.env import ENV, ROOT

SECRET_KEY = ENV.secret_key
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in ENV.allowed_hosts.split(",") if host.strip()]

HOME = ENV.home
INFOGO: dict[str, Any] = {
    "HOME": HOME,
    "INDEX_DIR": HOME / "index",
    "PUBLIC_URL": ENV.public_url.rstrip("/"),
    "DEMO_NOTICE": ENV.demo_notice,
    "TILE_URL": ENV.tile_url,
    "TILE_ATTRIBUTION": ENV.tile_attribution,
    "FAILED_QUERY_MINIMUM": ENV.failed_query_minimum,
}

# No sessions, no authentication, no messages: a public page is anonymous by construction.
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "infogo.core",
    "infogo.geo",
    "infogo.agencies",
    "infogo.taxonomy",
    "infogo.points",
    "infogo.manuals",
    "infogo.articles",
    "infogo.pins",
    "infogo.search",
    "infogo.insights",
    "infogo.loader",
    "infogo.upkeep",
    "infogo.www",
    "infogo.api",
]

MIDDLEWARE = [
    "infogo.www.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "infogo" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "config.jinja.environment",
            "context_processors": ["infogo.www.context.page_context"],
        },
    },
]

SQLITE_OPTIONS = {
    # IMMEDIATE + WAL: no "database is locked" under eight writers; see docs/decisions.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=268435456;"
        "PRAGMA cache_size=-32000;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;"
    ),
}


def database(url: str) -> dict[str, object]:
    """Return Django's description of the database at ``url``, or of SQLite when it is empty."""
    if url:
        return {**dj_database_url.parse(url, conn_max_age=600), "CONN_HEALTH_CHECKS": True}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "db.sqlite3",
        "CONN_MAX_AGE": 600,
        "OPTIONS": SQLITE_OPTIONS,
    }


DATABASES = {"default": database(ENV.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("ไทย")), ("en", "English")]
LOCALE_PATHS = [ROOT / "infogo" / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [ROOT / "infogo" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
APPEND_SLASH = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENV.log_level},
}
