"""Whether a request comes from LINE: the signature over its body, byte by byte."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

LONGEST_SIGNATURE = 100


def is_from_line(body: bytes, signature: str, secret: str) -> bool:
    """Whether ``signature`` is the HMAC-SHA256 of ``body`` under the channel's secret.

    Takes the same time whatever is wrong with a signature of the right length.
    """
    if not secret or len(signature) > LONGEST_SIGNATURE:
        return False
    try:
        given = base64.b64decode(signature.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return False
    return hmac.compare_digest(given, hmac.new(secret.encode(), body, hashlib.sha256).digest())
