"""A channel of LINE: events as it sends them, signed, and a server in place of its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import queue
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from infogo.line import views
from infogo.line.sending import Sender
from tests.search.corpus import Country, use_index

SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
TOKEN = "channel-token"
USER = "U4af4980629000000000000000000f6d1"
PATIENCE = 20


def sign(body: bytes, secret: str = SECRET) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def event(kind: str, number: int = 1, **more: Any) -> dict[str, Any]:
    """Return an event in the shape of LINE's reference."""
    return {
        "type": kind,
        "mode": "active",
        "timestamp": 1762000000000 + number,
        "source": {"type": "user", "userId": USER},
        "webhookEventId": f"01FZ74A0TDDPYRVKNK77XKC3Z{number}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": f"nHuyWiB7yP5Zw52FIkcQobQuGDXCT{number}",
        **more,
    }


def said(text: str, number: int = 1, **more: Any) -> dict[str, Any]:
    message = {"id": "468789577898262530", "type": "text", "quoteToken": "q3Plxr4", "text": text}
    return event("message", number, **{"message": {**message, **more.pop("message", {})}, **more})


class Line:
    """LINE's side: calls us, and takes what we answer."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.answers: queue.Queue[tuple[str, dict[str, str], dict[str, Any]]] = queue.Queue()
        self.failures: list[int] = []
        line = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                line.answers.put((self.path, dict(self.headers), body))
                self.send_response(line.failures.pop(0) if line.failures else 200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_words: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"

    def call(self, *events: dict[str, Any], signature: str | None = None) -> int:
        """Tell events; return the status of the answer."""
        told = {"destination": "Uaaa", "events": list(events)}
        return self.post(json.dumps(told, ensure_ascii=False).encode(), signature)

    def post(self, body: bytes, signature: str | None = None) -> int:
        answer = self.client.post(
            "/line/webhook",
            data=body,
            content_type="application/json; charset=utf-8",
            headers={"X-Line-Signature": sign(body) if signature is None else signature},
        )
        return int(answer.status_code)

    def taken(self) -> list[dict[str, Any]]:
        """Return the messages of the next answer that arrives."""
        path, headers, body = self.answers.get(timeout=PATIENCE)
        assert path == "/v2/bot/message/reply"
        assert headers["Authorization"] == f"Bearer {TOKEN}"
        assert "X-Line-Retry-Key" not in headers
        assert set(body) == {"replyToken", "messages"}
        return list(body["messages"])

    def took_nothing(self) -> bool:
        """Whether nothing waits to be sent: the next answer to arrive is that to a mark of ours."""
        mark = 900 + self.answers.qsize()
        assert self.call(event("follow", mark)) == 200
        _path, _headers, body = self.answers.get(timeout=PATIENCE)
        return bool(body["replyToken"].endswith(str(mark)))


@pytest.fixture
def line(
    db: None, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Line]:
    cache.clear()
    monkeypatch.setattr(views, "sender", Sender())
    told = Line(client)
    settings.INFOGO = {
        **settings.INFOGO,
        "LINE_SECRET": SECRET,
        "LINE_TOKEN": TOKEN,
        "LINE_API": told.address,
    }
    thread = threading.Thread(target=told.server.serve_forever)
    thread.start()
    yield told
    told.server.shutdown()
    told.server.server_close()
    thread.join()


@pytest.fixture
def country_indexed(module_country: tuple[Country, Path], db: None) -> Iterator[Country]:
    """The corpus with search using its index."""
    made, folder = module_country
    with use_index(folder):
        yield made
