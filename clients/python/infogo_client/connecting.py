"""Opening a connection to a server."""

from __future__ import annotations

import httpx

from infogo_client.generated.client import AuthenticatedClient, Client
from infogo_client.patience import Patience
from infogo_client.problems import raise_problem

SECONDS = 30.0


def connect(
    address: str, *, token: str = "", tries: int = 4, seconds: float = SECONDS
) -> AuthenticatedClient | Client:
    """Return a client of the server at ``address``, such as ``https://info.go.th``.

    Args:
        address: the server, without a path.
        token: an agency's token, for what it may write; reading needs none.
        tries: how often a request is sent at most, waiting as the server asks (``Retry-After``).
        seconds: how long one try may take.

    Use it with ``with``: its connections are closed at the end.
    """
    wait = httpx.Timeout(seconds)
    arguments = {"transport": Patience(tries), "event_hooks": {"response": [raise_problem]}}
    if token:
        return AuthenticatedClient(
            base_url=address, token=token, timeout=wait, follow_redirects=True, httpx_args=arguments
        )
    return Client(base_url=address, timeout=wait, follow_redirects=True, httpx_args=arguments)
