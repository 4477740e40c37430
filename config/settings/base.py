"""Settings shared by every way of running; nothing here asks which way that is."""

from __future__ import annotations

from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from config.env import ENV, ROOT, days_of_access_log, networks, one_of, tell_prometheus
from config.files import bucket_settings
from config.mail import mail_settings
from config.oidc import read_providers

SECRET_KEY = ENV.secret_key
SECRET_KEY_FALLBACKS = [key.strip() for key in ENV.secret_key_fallbacks.split(",") if key.strip()]
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in ENV.allowed_hosts.split(",") if host.strip()]

HOME = ENV.home
INFOGO: dict[str, Any] = {
    "HOME": HOME,
    "INDEX_DIR": HOME / "index",
    "FILES_DIR": HOME / "files",
    "FILES_BUCKET": bucket_settings(ENV.files_url),
    "PUBLIC_URL": ENV.public_url.rstrip("/"),
    "DEMO_NOTICE": ENV.demo_notice,
    "TILE_URL": ENV.tile_url,
    "TILE_ATTRIBUTION": ENV.tile_attribution,
    "FAILED_QUERY_MINIMUM": ENV.failed_query_minimum,
    "TIMES_MINIMUM": ENV.times_minimum,
    "SEMANTIC": ENV.semantic,
    "DEMO_OFFICERS": ENV.demo_officers,
    "GUIDE_MAILS_PER_HOUR": ENV.guide_mails_per_hour,
    "FILE_MEGABYTES": ENV.file_megabytes,
    "IMAGE_MEGABYTES": ENV.image_megabytes,
    "LINK_CHECK": ENV.link_check,
    "OFFLINE": ENV.offline,
    "PACK_KEY": ENV.pack_key,
    "PACK_MEGABYTES": ENV.pack_megabytes,
    "DATA_CONTACT_NAME": ENV.data_contact_name,
    "DATA_CONTACT_EMAIL": ENV.data_contact_email,
    "CACHE_URL": ENV.cache_url,
    "API_POINTS_PER_MINUTE": ENV.api_points_per_minute,
    "API_TOKEN_POINTS_PER_MINUTE": ENV.api_token_points_per_minute,
    "API_SECONDS": ENV.api_seconds,
    "WEBHOOK_LOOPBACK": ENV.webhook_loopback,
    "LINE_SECRET": ENV.line_secret,
    "LINE_TOKEN": ENV.line_token,
    "LINE_API": ENV.line_api,
    "ACCESS_LOG_DIR": HOME / "access",
    "ACCESS_LOG_DAYS": days_of_access_log(ENV.access_log_days),
    "METRICS_DIR": tell_prometheus(HOME / "metrics") if ENV.metrics_networks else "",
    "METRICS_NETWORKS": networks("INFOGO_METRICS_NETWORKS", ENV.metrics_networks),
    "TRACES_URL": ENV.traces_url,
    "TRACES_PERCENT": min(ENV.traces_percent, 100),
    "REPLICA_LATE_SECONDS": ENV.replica_late_seconds,
    "INDEX_LATE_SECONDS": ENV.index_late_seconds,
    # For tests alone, which serve pages on this machine: never an environment variable.
    "LINK_CHECK_LOOPBACK": False,
}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "infogo.core",
    "infogo.geo",
    "infogo.files",
    "infogo.agencies",
    "infogo.taxonomy",
    "infogo.announcements",
    "infogo.points",
    "infogo.manuals",
    "infogo.accounts",
    "infogo.articles",
    "infogo.pins",
    "infogo.oldlinks",
    "infogo.rounds",
    "infogo.ratings",
    "infogo.page_reports",
    "infogo.volumes",
    "infogo.delays",
    "infogo.channels",
    "infogo.editing",
    "infogo.bulk",
    "infogo.search",
    "infogo.insights",
    "infogo.links",
    "infogo.oversight",
    "infogo.simplify",
    "infogo.inspection",
    "infogo.mergers",
    "infogo.care",
    "infogo.opendata",
    "infogo.changes",
    "infogo.loader",
    "infogo.watch",
    "infogo.upkeep",
    "infogo.safekeeping",
    "infogo.standby",
    "infogo.www",
    "infogo.office",
    "infogo.central",
    "infogo.api",
    "infogo.agents",
]

# Sessions, forgery tokens and sign-in exist below /office/ and /central/ alone: each of the
# classes from infogo.workspace.middleware lets every other request pass untouched, so that a
# public page is anonymous by construction.
MIDDLEWARE = [
    "infogo.watch.middleware.FactsMiddleware",
    "infogo.www.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "infogo.www.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "infogo.workspace.middleware.WorkspaceSessionMiddleware",
    "infogo.workspace.middleware.WorkspaceCsrfMiddleware",
    "infogo.workspace.middleware.WorkspaceAuthenticationMiddleware",
    "infogo.workspace.middleware.WorkspaceMessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "infogo.workspace.middleware.WorkspaceGuardMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "infogo.www.negotiation.NegotiationMiddleware",
    "infogo.workspace.replica.ReplicaMiddleware",
    "infogo.api.middleware.ApiMiddleware",
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
            "context_processors": [
                "infogo.www.context.page_context",
                "infogo.workspace.context.workspace_context",
                "infogo.office.context.office_context",
                "infogo.central.context.central_context",
            ],
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


# A server that went away without a word is noticed within seconds, not when TCP gives up.
POSTGRESQL_OPTIONS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}


def database(url: str, pool: int = 0) -> dict[str, Any]:
    """Return Django's description of the database at ``url``, or of SQLite when it is empty.

    ``pool`` is the most connections of a process; with 0 each thread keeps one of its own.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "db.sqlite3",
            "CONN_MAX_AGE": 600,
            "OPTIONS": SQLITE_OPTIONS,
        }
    found: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=600)}
    if "postgresql" in str(found["ENGINE"]):
        found["OPTIONS"] = {**POSTGRESQL_OPTIONS, **found.get("OPTIONS", {})}
        if pool:
            # A pool keeps connections itself and looks at each before it gives it out.
            found["CONN_MAX_AGE"] = 0
            found["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool, "timeout": 5}
    return {**found, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": database(ENV.database_url, ENV.database_pool)}
if ENV.replica_url:
    DATABASES["replica"] = database(ENV.replica_url, ENV.database_pool)
DATABASE_ROUTERS = ["infogo.core.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("ไทย")), ("en", "English")]
LOCALE_PATHS = [ROOT / "infogo" / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
FORM_RENDERER = "infogo.workspace.rendering.WholeTexts"
USE_I18N = True

STATIC_URL = "/static/"
# Our own files only: what libraries bring along is not used.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [ROOT / "infogo" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# Counts attempts to sign in, so all processes must see the same one.
IN_DATABASE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "accounts_cache",
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
CACHES: dict[str, dict[str, Any]] = {"default": IN_DATABASE}
if ENV.cache_url:
    CACHES = {
        "default": {
            "BACKEND": "infogo.core.shared_cache.SharedCache",
            "LOCATION": ENV.cache_url,
            "KEY_PREFIX": "infogo",
        },
        "database": IN_DATABASE,  # while Redis is away
    }

# A section of a manual is one form, and each of a hundred documents has a dozen fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_HANDLERS = [
    "infogo.files.uploading.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ---- officers: docs/decisions/0012, docs/operations.md

AUTH_USER_MODEL = "accounts.Officer"
AUTHENTICATION_BACKENDS = ["infogo.accounts.backends.OfficerBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name_th")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "office:home"

OFFICE_PATH = "/office/"
CENTRAL_PATH = "/central/"
WORKSPACE_PATHS = (OFFICE_PATH, CENTRAL_PATH)
SESSION_COOKIE_NAME = "infogo_office"
SESSION_COOKIE_PATH = OFFICE_PATH  # and, by the same class, the other face
SESSION_COOKIE_AGE = 30 * 60  # idle; moved on by WorkspaceSessionMiddleware
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # the way back from an OpenID provider is another site's link
CSRF_COOKIE_NAME = "infogo_office_csrf"
CSRF_COOKIE_PATH = OFFICE_PATH
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "infogo.workspace.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
ACCOUNT_ADAPTER = "infogo.office.adapters.OfficerAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation that was answered proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_FORMS = {"reset_password_from_key": "infogo.office.forms.NewPasswordForm"}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/10m/ip,5/10m/key",  # the second is the lockout of an account
    "reauthenticate": "10/m/user",
    "reset_password": "10/10m/ip,3/10m/key",
    "reset_password_from_key": "10/m/ip",
    "change_password": "5/m/user",
}
SOCIALACCOUNT_ADAPTER = "infogo.office.adapters.ProviderAccountAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link, for the policy of forms forbids other sites
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "infogo.office.provider.OfficersProvider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": read_providers(ENV.oidc_file),
    }
}
MFA_ADAPTER = "infogo.office.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "infogo"
MFA_TOTP_TOLERANCE = 1  # half a minute of a telephone's clock
MFA_FORMS = {
    "activate_totp": "infogo.office.forms.FirstCodeForm",
    "authenticate": "infogo.office.forms.SecondFactorForm",
    "reauthenticate": "infogo.office.forms.AgainForm",
}

DEFAULT_FROM_EMAIL = ENV.mail_from
for _name, _value in mail_settings(ENV.mail_url, HOME / "mail").items():
    globals()[_name] = _value

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
APPEND_SLASH = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "infogo.core.logs.LineFormatter"},
        "json": {"()": "infogo.core.logs.JsonFormatter"},
    },
    "filters": {"paths": {"()": "infogo.watch.middleware.PathsFilter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "level": ENV.log_level,  # Django's own loggers have levels of their own
            "filters": ["paths"],
            "formatter": one_of("INFOGO_LOG_FORMAT", ENV.log_format, "line", "json"),
        }
    },
    "root": {"handlers": ["console"], "level": ENV.log_level},
}
