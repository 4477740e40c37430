"""Where files that officers attach are kept, from one address."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from config.env import EnvironmentValueError


def bucket_settings(url: str) -> dict[str, Any] | None:
    """Return the S3-compatible place that a URL names; ``None`` for the home folder.

    ``s3://KEY:SECRET@host:9000/bucket/folder?region=ap-southeast-7`` is reached over TLS; only
    ``?tls=0`` leaves it unencrypted. Key and secret are percent-encoded.

    Raises:
        EnvironmentValueError: something is missing in it.
    """
    if not url:
        return None
    parts = urlsplit(url)
    bucket, _slash, folder = parts.path.strip("/").partition("/")
    if parts.scheme != "s3" or not (
        parts.hostname and parts.username and parts.password and bucket
    ):
        # Without the URL itself: it holds a secret.
        raise EnvironmentValueError("INFOGO_FILES_URL: write s3://KEY:SECRET@host/bucket/folder")
    chosen = parse_qs(parts.query)
    is_plain = chosen.get("tls") == ["0"]
    port = f":{parts.port}" if parts.port else ""
    return {
        "endpoint": f"{'http' if is_plain else 'https'}://{parts.hostname}{port}",
        "is_plain": is_plain,
        "bucket": bucket,
        "folder": folder,
        "region": chosen.get("region", ["us-east-1"])[0],
        "key": unquote(parts.username or ""),
        "secret": unquote(parts.password or ""),
    }
