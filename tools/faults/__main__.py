"""``./dev faults``: rounds of kill -9 against a whole cluster on this machine."""

from __future__ import annotations

import argparse
import secrets
import signal
import sys
import tempfile
from pathlib import Path

from tools.cluster import Cluster, free_ports
from tools.faults.rounds import Outcome, as_table, run_rounds

FAILED = 1


def main() -> int:
    """Play the rounds asked for; return 1 when anything was lost, doubled or old."""
    asked = _arguments()
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(FAILED))  # so that all of it is stopped
    print(f"seed {asked.seed} · เล่นซ้ำ · again: ./dev faults --seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="infogo-faults-") as scratch:
        home = Path(asked.home or scratch)
        home.mkdir(mode=0o755, parents=True, exist_ok=True)
        home.chmod(0o755)  # PostgreSQL runs as another user
        with Cluster(home, asked.port or free_ports()) as cluster:
            outcome = _play(cluster, asked)
    print(as_table(outcome))
    return FAILED if outcome.wrong else 0


def _play(cluster: Cluster, asked: argparse.Namespace) -> Outcome:
    outcome, told = Outcome(asked.seed), 0
    only = tuple(asked.only.split(",")) if asked.only else cluster.names()
    for outcome in run_rounds(cluster, rounds=asked.rounds, seed=asked.seed, victims=only):
        for one in outcome.wrong[told:]:
            print(f"  {one}", flush=True)
        told = len(outcome.wrong)
        mark = "✗" if outcome.wrong else "✓"
        print(
            f"{mark} {outcome.rounds}/{asked.rounds} · {outcome.acknowledged:,} acknowledged · "
            f"{outcome.answers:,} answers · {len(outcome.wrong)} wrong",
            flush=True,
        )
    return outcome


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="how many rounds (20)")
    parser.add_argument(
        "--seed", type=int, default=secrets.randbelow(10**6), help="of an earlier run"
    )
    parser.add_argument("--only", help="what may be killed, such as postgres,web-1")
    parser.add_argument("--home", help="folder of the cluster; kept afterwards")
    parser.add_argument("--port", type=int, default=0, help="first of seven ports; 0: free ones")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
