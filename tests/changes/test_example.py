"""The verification that the documentation gives to others works, and refuses what it must."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from infogo.changes.signing import headers, new_secret
from tools.country import ROOT

BODY = '{"type":"points.changed","ชื่อ":"ก"}'.encode()


@pytest.fixture(scope="module")
def verified() -> Any:
    """The function of docs/changes.md."""
    text = (ROOT / "docs" / "changes.md").read_text()
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102
    return names["verified"]


def test_our_messages_pass_also_while_a_secret_is_replaced(verified: Any) -> None:
    old, new = new_secret(), new_secret()
    signed = headers("chg_1", int(time.time()), BODY, [new, old])
    assert verified(old, signed, BODY)
    assert verified(new, signed, BODY)


def test_anything_else_does_not(verified: Any) -> None:
    secret, now = new_secret(), int(time.time())
    signed = dict(headers("chg_1", now, BODY, [secret]))
    assert not verified(new_secret(), signed, BODY)
    assert not verified(secret, signed, BODY + b" ")
    assert not verified(secret, signed | {"webhook-id": "chg_2"}, BODY)
    assert not verified(secret, headers("chg_1", now - 400, BODY, [secret]), BODY)


def test_the_specification_s_own_example() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    signed = headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}', [secret])
    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
