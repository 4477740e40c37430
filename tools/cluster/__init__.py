"""A nation's installation on one machine, from Debian's packages: for tests and curious operators.

PostgreSQL with a streaming replica, Redis, nginx with its cache, and two nodes: a web server and
a worker each. Every node has a home and an index of its own; what officers bring is one for both.
"""

from tools.cluster.cluster import Cluster
from tools.cluster.layout import free_ports
from tools.cluster.process import NotReadyError

__all__ = ["Cluster", "NotReadyError", "free_ports"]
