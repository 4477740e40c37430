import base64
import hashlib
import hmac
import time


def is_from_us(secret, headers, body, now=None, tolerance=300):
    """Whether a message is signed with the secret and came now, not copied from earlier."""
    number, sent_at = headers["webhook-id"], headers["webhook-timestamp"]
    if abs((now or time.time()) - int(sent_at)) > tolerance:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.new(key, f"{number}.{sent_at}.".encode() + body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(signed).decode()
    return any(hmac.compare_digest(one, expected) for one in headers["webhook-signature"].split())


message = {
    "webhook-id": "chg_1024",
    "webhook-timestamp": "1796119200",
    "webhook-signature": "v1,nK8W2CSmoGEIxo+P7WlWhlqbGIZd+AA102UqSHph55M=",
}
body = b'{"type":"manuals.changed"}'
print(is_from_us("whsec_c2VjcmV0LW9mLXRoZS1leGFtcGxl", message, body, now=1796119260))
print(is_from_us("whsec_c2VjcmV0LW9mLXRoZS1leGFtcGxl", message, body + b" ", now=1796119260))
