"""Production: refuses to start when anything is left insecure."""

from __future__ import annotations

import json

from django.core.exceptions import ImproperlyConfigured

from config.settings import base
from config.settings.base import *  # noqa: F403  (settings modules extend one another)

SHORTEST_SECRET = 50
FEWEST_LETTERS = 10
"""Different ones: a key that somebody typed by holding down a few keys is none."""

for name, key in [
    ("INFOGO_SECRET_KEY", base.SECRET_KEY),
    *(("INFOGO_SECRET_KEY_FALLBACKS", key) for key in base.SECRET_KEY_FALLBACKS),
]:
    if len(key) < SHORTEST_SECRET or len(set(key)) < FEWEST_LETTERS:
        raise ImproperlyConfigured(f"{name}: set at least {SHORTEST_SECRET} random characters")
if base.ENV.debug:
    raise ImproperlyConfigured("INFOGO_DEBUG: must stay off in production")
if not base.ENV.database_url.startswith(("postgres://", "postgresql://")):
    raise ImproperlyConfigured("INFOGO_DATABASE_URL: production needs a PostgreSQL address")
if "*" in base.ALLOWED_HOSTS or not base.ALLOWED_HOSTS:
    raise ImproperlyConfigured("INFOGO_ALLOWED_HOSTS: name the hosts, '*' is not accepted")
if not base.ENV.public_url.startswith("https://"):
    raise ImproperlyConfigured("INFOGO_PUBLIC_URL: must begin with https://")

if base.ENV.demo_officers:
    raise ImproperlyConfigured("INFOGO_DEMO_OFFICERS: their passwords are public; leave it off")
if base.ENV.webhook_loopback:
    raise ImproperlyConfigured("INFOGO_WEBHOOK_LOOPBACK: webhooks could reach inside; leave it off")
if (base.INFOGO["FILES_BUCKET"] or {}).get("is_plain"):
    raise ImproperlyConfigured("INFOGO_FILES_URL: files would travel unencrypted; leave out tls=0")
if not base.ENV.mail_url.startswith(("smtp://", "smtps://")):
    raise ImproperlyConfigured("INFOGO_MAIL_URL: accounts begin by letter; name an smtp:// server")

# What is asked of others carries secrets, and the most talkative logs write them down.
if not base.ENV.line_api.startswith("https://"):
    raise ImproperlyConfigured("INFOGO_LINE_API: the token would travel in the clear; use https://")
if base.ENV.tile_url and not base.ENV.tile_url.startswith("https://"):
    raise ImproperlyConfigured("INFOGO_TILE_URL: browsers would ask in the clear; use https://")
if '"http://' in json.dumps(base.SOCIALACCOUNT_PROVIDERS):
    raise ImproperlyConfigured("INFOGO_OIDC_FILE: every address of a provider must be https://")
if base.ENV.log_level.upper() == "DEBUG":
    raise ImproperlyConfigured("INFOGO_LOG_LEVEL: DEBUG writes down secrets; use INFO")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Secure-infogo_office"
CSRF_COOKIE_NAME = "__Secure-infogo_office_csrf"

# The check looks for Django's own class; ours is the same for signed-in faces, and elsewhere
# nothing is changed by a request and no cookie exists.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
