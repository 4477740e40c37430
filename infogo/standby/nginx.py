"""What nginx is told: serve the copy when the site does not answer, or instead of it."""

from __future__ import annotations

from pathlib import Path

FALLBACK, ALONE = "fallback.conf", "alone.conf"

# Names in capitals are filled in. Pages are packed once; who cannot read gzip gets them unpacked.
_FALLBACK = """\
# Written by export_static: include it in the server block of the site, and there
#   proxy_intercept_errors on;  recursive_error_pages on;  error_page 502 503 504 = @copy;
set $copy_page "";
if ($args ~ "^(page=[0-9]+)$") { set $copy_page $1; }
set $copy_language "";
if ($request_uri ~ "^/en/") { set $copy_language /en; }

location @copy {
    root ROOT/current;
    recursive_error_pages on;
    if ($request_method !~ "^(GET|HEAD)$") { return 405; }
    rewrite ^/(static|files|copy)/(.*)$ /raw/$1/$2 break;
    rewrite ^/(robots\\.txt|manifest\\.webmanifest)$ /raw/$1 break;
    rewrite ^(.*)$ /pages$1@$copy_page.html break;
    error_page 404 = @copy_standard;
    error_page 403 405 =503 /copy-missing;
    include ROOT/headers.conf;
}
# The manual of an agency that follows the standard says what the standard says.
location @copy_standard {
    root ROOT/current;
    recursive_error_pages on;
    rewrite ^(/pages(?:/en)?/manual/[0-9]+)/at/[0-9]+(?:/[a-z]+)?@.*$ $1@.html break;
    error_page 403 404 405 =503 /copy-missing;
    include ROOT/headers.conf;
}
location = /copy-missing {
    internal;
    root ROOT/current;
    rewrite ^ /pages$copy_language/@missing.html break;
    include ROOT/headers.conf;
}
"""
_HEADERS = """\
gzip_static always;
gunzip on;
charset utf-8;
etag on;
add_header Content-Security-Policy "POLICY" always;
add_header X-Content-Type-Options nosniff always;
add_header Referrer-Policy strict-origin-when-cross-origin always;
add_header X-Frame-Options DENY always;
add_header Cache-Control no-store always;
add_header X-Copy-Of "MOMENT" always;
"""
_ALONE = """\
# Written by export_static: the copy by itself, without the site.
location / { try_files /raw/none @copy; }
include ROOT/fallback.conf;
"""


def write_configuration(root: Path, *, policy: str, moment: str) -> None:
    """Write the files that nginx includes; each appears whole."""
    files = {"headers.conf": _HEADERS, FALLBACK: _FALLBACK, ALONE: _ALONE}
    for name, text in files.items():
        filled = text.replace("ROOT", str(root)).replace("POLICY", policy)
        part = root / f".{name}"
        part.write_text(filled.replace("MOMENT", moment), encoding="utf-8")
        part.replace(root / name)
