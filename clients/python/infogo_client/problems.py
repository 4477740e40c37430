"""What a server says when it cannot answer, in Thai and in English."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

from infogo_client.generated.models import ProblemOut

T = TypeVar("T")
FIRST_PROBLEM = 400
WITHOUT_WORDS = (
    "เซิร์ฟเวอร์ตอบไม่ได้ (สถานะ {status}) ลองใหม่ภายหลัง",
    "The server could not answer (status {status}); try again later",
)


@dataclass
class InfogoError(Exception):
    """A request that was refused: why, in both languages, and what is wrong one by one."""

    status: int
    thai: str
    english: str
    errors: Sequence[dict[str, str]] = ()

    def __str__(self) -> str:
        """Return the Thai words first, then each wrong value."""
        lines = [f"{self.thai} · {self.english}"]
        lines += [f"  {each['parameter']}: {each['message_th']}" for each in self.errors]
        return "\n".join(lines)


def told(answer: T | ProblemOut | None) -> T:
    """Return an answer for what it is: refusals were raised before, this only tells the types.

    Raises:
        InfogoError: the client was not made by ``connect`` and the server refused.
    """
    if answer is None:
        raise InfogoError(0, "คำตอบที่ไม่อยู่ในสัญญาของ API", "An answer outside the contract")
    if isinstance(answer, ProblemOut):
        errors = [each.to_dict() for each in answer.errors]
        raise InfogoError(answer.status, answer.title_th, answer.title, errors)
    return answer


def raise_problem(response: httpx.Response) -> None:
    """Raise what a response says is wrong; good answers pass."""
    if response.status_code < FIRST_PROBLEM:
        return
    response.read()
    status = response.status_code
    try:
        body: dict[str, Any] = json.loads(response.content)
        raise InfogoError(status, body["title_th"], body["title"], body.get("errors", ()))
    except (ValueError, KeyError, TypeError) as error:
        thai, english = (words.format(status=status) for words in WITHOUT_WORDS)
        raise InfogoError(status, thai, english) from error
