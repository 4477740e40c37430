"""A real receiver on this machine, which checks every signature and can behave badly."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Manner = Callable[["Receiver", str], None]


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it took; ``manner`` says how it answers a message, by its id."""

    secret: str
    taken: list[tuple[str, dict[str, Any]]]
    tried: list[str]
    forged: list[str]
    manner: Manner
    busy: threading.Lock
    overlaps: int

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        message = self.headers["webhook-id"]
        if not is_signed(self.secret, dict(self.headers.items()), body):
            type(self).forged.append(message)
        value = json.loads(body)
        if value["type"] == "webhook.verification":
            self.say(200, json.dumps({"challenge": value["data"]["challenge"]}).encode())
            return
        if not self.busy.acquire(blocking=False):
            type(self).overlaps += 1
            self.busy.acquire()
        try:
            self.tried.append(message)
            self.answer = (message, value)
            type(self).manner(self, message)
        finally:
            self.busy.release()

    def take(self) -> None:
        """Keep the message and say so."""
        self.taken.append(self.answer)
        self.say(204)

    def say(self, code: int, body: bytes = b"", location: str = "") -> None:
        with suppress(OSError):  # who asked may have gone
            self.send_response(code)
            if location:
                self.send_header("Location", location)
            if code != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def drip(self) -> None:
        """Send a header that never ends, a letter at a time."""
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.0 204 No Content\r\nX-Endless: ")
            for _letter in range(100):
                self.wfile.write(b"x")
                time.sleep(0.05)

    def flood(self) -> None:
        """Take the message and answer with far more than anybody wants to read."""
        self.taken.append(self.answer)
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
            for _piece in range(2000):
                self.wfile.write(b"x" * 100_000)

    def log_message(self, *_args: object) -> None:
        """Say nothing in the test's output."""


def is_signed(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Check a signature as the specification says, without our own code."""
    found = {name.lower(): value for name, value in headers.items()}
    text = f"{found['webhook-id']}.{found['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    wanted = base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    return f"v1,{wanted}" in found["webhook-signature"].split(" ")


@contextmanager
def receiver(manner: Manner = lambda it, _id: it.take()) -> Iterator[tuple[str, type[Receiver]]]:
    """Serve on a free port; yields the address and what remembers the messages."""
    state = {"taken": [], "tried": [], "forged": [], "overlaps": 0, "secret": ""}
    kind = type(
        "OwnReceiver",
        (Receiver,),
        {**state, "manner": staticmethod(manner), "busy": threading.Lock()},
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", kind
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
