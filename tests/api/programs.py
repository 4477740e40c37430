"""A program of an agency that calls the API with a token."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.test import Client

from infogo.accounts.models import Officer
from infogo.accounts.tokens import make_token
from infogo.core.dates import bangkok_now


class Program:
    """Every request that writes is a new one unless it is given a key."""

    def __init__(self, officer: Officer, *acts: str) -> None:
        self.officer = officer
        self.token, self.secret = make_token(
            officer=officer,
            name="ระบบของหน่วยงาน",
            acts=acts,
            expires_on=bangkok_now().date() + timedelta(days=30),
        )
        self.client = Client()
        self.count = 0

    def send(
        self,
        method: str,
        path: str,
        body: str | bytes = "",
        *,
        status: int,
        key: str = "",
        kind: str = "application/json",
    ) -> Any:
        """Call an address and return its JSON."""
        answer = self.answer(method, path, body, key=key, kind=kind)
        assert answer.status_code == status, answer.content.decode()
        return json.loads(answer.content) if answer.content else None

    def answer(
        self,
        method: str,
        path: str,
        body: str | bytes = "",
        *,
        key: str = "",
        kind: str = "application/json",
    ) -> Any:
        """Call an address and return the whole answer."""
        self.count += 1
        headers = {"Authorization": f"Bearer {self.secret}"}
        if method not in {"GET", "HEAD"}:
            headers["Idempotency-Key"] = key or f"{self.count}"
        answer = self.client.generic(method, path, body, kind, headers=headers)
        assert not answer.cookies
        return answer

    def __call__(
        self, method: str, path: str, body: Any = None, *, status: int = 200, key: str = ""
    ) -> Any:
        """Call an address below ``/api/v1/office`` with JSON."""
        text = "" if body is None else json.dumps(body)
        return self.send(method, f"/api/v1/office{path}", text, status=status, key=key)
