"""Typed client of the infogo API.

``connect`` opens a connection that waits and asks again where the server says so, asks only for
what changed, and raises ``InfogoError`` with the server's own words. The functions of
``infogo_client.generated.api`` are called with it; ``each`` walks through all pages of a list.
"""

from infogo_client.connecting import connect
from infogo_client.paging import each
from infogo_client.patience import idempotency_key
from infogo_client.problems import InfogoError, told

__all__ = ["InfogoError", "connect", "each", "idempotency_key", "told"]
