"""The OpenID providers by which officers may sign in, from one JSON file.

``docs/operations.md`` describes the fields and shows the files for DGA Digital ID and ThaID.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from config.env import EnvironmentValueError

NEEDED = ("id", "name", "client_id")
KNOWN = {
    *NEEDED,
    "client_secret",
    "client_secret_file",
    "secret_transform",
    "server_url",
    "endpoints",
    "scope",
    "claims",
    "token_auth_method",
    "fetch_userinfo",
    "subject_is_citizen_number",
    "is_second_factor",
    "end_session_endpoint",
    "end_session_return_parameter",
}
ENDPOINTS = {"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"}
DGA_ROUNDS = 7


def read_providers(path: str) -> list[dict[str, Any]]:
    """Return the providers as django-allauth wants them; an empty path means none.

    Raises:
        EnvironmentValueError: the file cannot be read or a field is missing or unknown.
    """
    if not path:
        return []
    try:
        listed = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise EnvironmentValueError(f"INFOGO_OIDC_FILE={path}: {problem}") from problem
    if not isinstance(listed, list):
        raise EnvironmentValueError(f"INFOGO_OIDC_FILE={path}: write a list of providers")
    return [_provider(entry, path) for entry in listed]


def dga_secret(secret: str) -> str:
    """Return the client secret as DGA Digital ID wants it: hashed with "EGA", seven times.

    Taken from DGA's notes for developers; not tried against the service itself.
    """
    for _round in range(DGA_ROUNDS):
        secret = hashlib.md5(f"{secret}EGA".encode(), usedforsecurity=False).hexdigest()
    return secret


def _provider(entry: dict[str, Any], path: str) -> dict[str, Any]:
    missing = [name for name in NEEDED if not entry.get(name)]
    unknown = sorted(set(entry) - KNOWN)
    if missing or unknown:
        raise EnvironmentValueError(
            f"INFOGO_OIDC_FILE={path}: fields missing {missing}, fields unknown {unknown}"
        )
    endpoints = entry.get("endpoints")
    if endpoints is not None and not set(endpoints) >= ENDPOINTS:
        raise EnvironmentValueError(f"INFOGO_OIDC_FILE={path}: endpoints need {sorted(ENDPOINTS)}")
    if (endpoints is None) == (not entry.get("server_url")):
        raise EnvironmentValueError(f"INFOGO_OIDC_FILE={path}: give either server_url or endpoints")
    return {
        "provider_id": entry["id"],
        "name": entry["name"],
        "client_id": entry["client_id"],
        "secret": _secret(entry),
        "settings": {
            "server_url": entry.get("server_url", ""),
            "endpoints": endpoints,
            "scope": entry.get("scope", ["openid"]),
            "claims": {"subject": "sub", **entry.get("claims", {})},
            "token_auth_method": entry.get("token_auth_method", "client_secret_basic"),
            "fetch_userinfo": entry.get("fetch_userinfo", False),
            "subject_is_citizen_number": entry.get("subject_is_citizen_number", False),
            "is_second_factor": entry.get("is_second_factor", False),
            "end_session_endpoint": entry.get("end_session_endpoint", ""),
            "end_session_return_parameter": entry.get(
                "end_session_return_parameter", "post_logout_redirect_uri"
            ),
        },
    }


def _secret(entry: dict[str, Any]) -> str:
    secret: str = entry.get("client_secret", "")
    if file := entry.get("client_secret_file"):
        secret = Path(file).read_text(encoding="utf-8").strip()
    if dotted := entry.get("secret_transform"):
        module, _dot, name = dotted.rpartition(".")
        transform: Callable[[str], str] = getattr(import_module(module), name)
        secret = transform(secret)
    return secret
