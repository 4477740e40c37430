"""The address that LINE calls: who may, what is answered, and that it is answered once."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from infogo.line import views
from infogo.line.events import read_events
from tests.line.conftest import USER, Line, event, said, sign
from tests.line.schema import check

pytestmark = pytest.mark.django_db
BODY = json.dumps({"destination": "Uaaa", "events": [event("follow")]}).encode()


def test_without_a_channel_there_is_no_such_address(client: Client, settings: Settings) -> None:
    for secret, token in (("", ""), ("s", ""), ("", "t")):
        settings.INFOGO = {**settings.INFOGO, "LINE_SECRET": secret, "LINE_TOKEN": token}
        headers = {"X-Line-Signature": sign(BODY, secret or "x")}
        answer = client.post(
            "/line/webhook", BODY, content_type="application/json", headers=headers
        )
        assert answer.status_code == 404


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "x",
        sign(BODY, "another secret"),
        sign(BODY + b" "),
        sign(BODY)[:-4],
        sign(BODY).lower(),
        "ลายเซ็น",
        "A" * 5000,
        sign(b""),
    ],
)
def test_a_forged_signature_is_refused(line: Line, signature: str) -> None:
    # Headers are Latin-1 on the way.
    given = signature.encode().decode("latin-1")
    assert line.post(BODY, given) == 403
    assert line.took_nothing()


def test_a_changed_body_is_refused(line: Line) -> None:
    for place in (0, len(BODY) // 2, len(BODY) - 1):
        changed = BODY[:place] + bytes([BODY[place] ^ 1]) + BODY[place + 1 :]
        assert line.post(changed, sign(BODY)) == 403
    assert line.took_nothing()


def test_a_body_is_bounded_and_must_be_what_line_sends(line: Line, client: Client) -> None:
    assert line.post(b" " * 300_000) == 413
    for body in (b"", b"{", b"[]", b'{"events": 1}', b"\xff", b"[" * 100_000):
        assert line.post(body) == 400
    assert client.get("/line/webhook").status_code == 405
    assert line.call() == 200, "LINE asks with no events whether we are there"


def test_an_event_is_answered_once_however_often_it_comes(line: Line) -> None:
    told = event("follow")
    assert line.call(told) == 200
    assert "สวัสดี" in check(line.taken())[0]["text"]
    assert line.call(told, told) == 200
    assert line.call({**told, "deliveryContext": {"isRedelivery": True}}) == 200
    assert line.took_nothing()


def test_a_first_delivery_that_failed_is_answered_when_it_comes_again(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = event("follow")
    with monkeypatch.context() as broken:
        broken.setattr(views, "reply_to", lambda *_given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            line.call(told)
    # Another server process would answer 500, and LINE would deliver once more.
    assert line.call({**told, "deliveryContext": {"isRedelivery": True}}) == 200
    assert line.taken()


def test_what_wants_no_answer_gets_none(line: Line) -> None:
    message = {"id": "1", "type": "text", "text": "บัตรประชาชน"}
    group = {"type": "group", "groupId": "C1", "userId": USER}
    untold = {"replyToken": None}
    assert (
        line.call(
            event("unsend", 1, unsend={"messageId": "1"}, **untold),
            event("unfollow", 2, **untold),
            event("leave", 3, source=group, **untold),
            event("memberJoined", 4, joined={"members": []}),
            event("videoPlayComplete", 5),
            event("somethingNew", 6),
            said("บัตรประชาชน", 7, mode="standby"),
            said("บัตรประชาชน", 8, source=group),
            event("message", 9, source=group, message={"id": "1", "type": "sticker"}),
            event("message", 1),
            {"type": "message", "message": message},
        )
        == 200
    )
    line.call("ไม่ใช่เหตุการณ์")  # type: ignore[arg-type]
    # The one message without a body gets the words on how to use us.
    assert "อ่านได้เฉพาะ" in line.taken()[0]["text"]
    assert line.took_nothing()


def test_a_group_is_answered_when_it_names_us(line: Line) -> None:
    group = {"type": "group", "groupId": "C1", "userId": USER}
    line.call(event("join", 1, source=group))
    assert "ไม่ใช้และไม่เก็บ" in check(line.taken())[0]["text"]
    mention = {"mentionees": [{"index": 0, "length": 5, "type": "user", "isSelf": True}]}
    line.call(said("@รัฐบ ", 2, source=group, message={"mention": mention}))
    assert "พิมพ์เรื่องที่อยากทำ" in check(line.taken())[0]["text"]
    other = {"mentionees": [{"index": 0, "length": 4, "type": "user", "isSelf": False}]}
    line.call(said("@แม่ ไปไหน", 3, source=group, message={"mention": other}))
    assert line.took_nothing()


def test_our_own_name_is_taken_out_of_what_is_searched() -> None:
    us = {"index": 3, "length": 5, "type": "user", "isSelf": True}
    told = said("😀 @รัฐบ บัตรหาย", message={"mention": {"mentionees": [us]}})
    (read,) = read_events(json.dumps({"events": [told]}).encode())
    assert read.text == "😀 บัตรหาย"


@pytest.mark.parametrize("kind", ["sticker", "image", "video", "audio", "file"])
def test_what_is_not_words_is_answered_with_how_to(line: Line, kind: str) -> None:
    line.call(event("message", message={"id": "1", "type": kind}))
    messages = check(line.taken())
    assert "อ่านได้เฉพาะข้อความและตำแหน่ง" in messages[0]["text"]
    actions = [item["action"]["type"] for item in messages[-1]["quickReply"]["items"]]
    assert actions[0] == "location"


def test_line_that_stumbles_is_asked_once_more(line: Line) -> None:
    line.failures = [500]
    line.call(event("follow"))
    assert line.taken() == line.taken()
    line.failures = [400]
    line.call(event("follow", 2))
    assert line.taken()
    assert line.took_nothing()


def test_nobody_is_kept_or_logged(
    line: Line, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    line.failures = [403]
    with caplog.at_level(logging.DEBUG):
        line.call(said("เรื่องส่วนตัวของฉัน", 1), said("x", 2, source={"type": "user", "userId": USER}))
        line.taken(), line.taken()
        assert line.took_nothing()
    assert USER not in caplog.text
    assert "เรื่องส่วนตัว" not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM accounts_cache")
        rows = str(cursor.fetchall())
    assert USER not in rows
    assert "01FZ74A0TDDPYRVKNK77XKC3Z1" not in rows


def test_too_many_waiting_answers_are_dropped_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from_line = views.sender.__class__()
    monkeypatch.setattr(from_line, "_run", lambda: None)
    taken: list[Any] = [from_line.send("t", [{"type": "text", "text": "x"}]) for _ in range(201)]
    assert taken == [True] * 200 + [False]
    cache.clear()
