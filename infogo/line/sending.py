"""Sending answers to LINE from a thread of its own, so that no page waits for it.

Answers wait in memory alone: a shared position never reaches a disk. A token for answering is
good once and for about a minute, so one that waited too long is dropped, and trying again after
a failure cannot answer twice. LINE refuses its retry key at the address for answers.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx
from django.conf import settings

from infogo.line.messages import Json

logger = logging.getLogger(__name__)

MOST_WAITING = 200
SECONDS_A_TRY = 5.0
SECONDS_GOOD = 50.0
TRIES = 2
PAUSE_SECONDS = 0.5
REPLY = "/v2/bot/message/reply"


@dataclass(frozen=True)
class _Waiting:
    reply_token: str
    messages: Sequence[Json]
    since: float


class Sender:
    """Sends answers one after the other; the thread starts with the first."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[_Waiting] = queue.Queue(MOST_WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def send(self, reply_token: str, messages: Sequence[Json]) -> bool:
        """Take an answer to be sent soon; false when too many wait already, and it is dropped."""
        try:
            self._waiting.put_nowait(_Waiting(reply_token, messages, time.monotonic()))
        except queue.Full:
            logger.warning("LINE: an answer was dropped, too many wait")
            return False
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="line", daemon=True)
                self._thread.start()
        return True

    def _run(self) -> None:
        with httpx.Client(timeout=SECONDS_A_TRY, follow_redirects=False) as client:
            while True:
                waiting = self._waiting.get()
                if time.monotonic() - waiting.since < SECONDS_GOOD:
                    _post(client, waiting)


def _post(client: httpx.Client, waiting: _Waiting) -> None:
    body = {"replyToken": waiting.reply_token, "messages": list(waiting.messages)}
    headers = {"Authorization": f"Bearer {settings.INFOGO['LINE_TOKEN']}"}
    address = str(settings.INFOGO["LINE_API"]).rstrip("/") + REPLY
    said = ""
    for attempt in range(TRIES):
        if attempt:
            time.sleep(PAUSE_SECONDS)
        try:
            answer = client.post(address, json=body, headers=headers)
        except httpx.HTTPError as problem:
            said = type(problem).__name__
            continue
        if answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR:
            if answer.is_success:
                return
            said = str(answer.status_code)
            break
        said = str(answer.status_code)
    # Neither the token nor the words of the answer: they belong to somebody.
    logger.warning("LINE did not take an answer: %s", said)


sender = Sender()
