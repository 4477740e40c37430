"""A door between the program and a server that stands beside it, to be shut and opened again."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

CHUNK = 1 << 16


class Gate:
    """Listens at a port of this machine and passes everything on, while it is open."""

    def __init__(self, family: socket.AddressFamily, address: object) -> None:
        self._family, self._address = family, address
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._listener = self._listen(0)
        self.port = int(self._listener.getsockname()[1])

    def shut(self) -> None:
        """Refuse new connections and break those there are, as a killed server does."""
        with self._lock:
            # Closing alone does not wake the thread that waits for connections.
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            for one in self._open:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
            self._open.clear()

    def open(self) -> None:
        """Let everybody through again, at the same port."""
        self._listener = self._listen(self.port)

    def _listen(self, port: int) -> socket.socket:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(64)
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _address = listener.accept()
                there = socket.socket(self._family)
                try:
                    there.connect(self._address)
                except OSError:
                    here.close()
                    continue
                with self._lock:
                    self._open += [here, there]
                for ends in ((here, there), (there, here)):
                    threading.Thread(target=_pass_on, args=ends, daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(CHUNK):
            target.sendall(data)
    for one in (source, target):
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def gate_to(family: socket.AddressFamily, address: object) -> Iterator[Gate]:
    """Yield an open gate to a server; it is shut afterwards."""
    gate = Gate(family, address)
    try:
        yield gate
    finally:
        gate.shut()
