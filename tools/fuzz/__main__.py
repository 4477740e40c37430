"""``./dev fuzz``: run all targets, two at a time, and say what broke."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.country import ROOT, environment, kept_home
from tools.fuzz.child import Last
from tools.fuzz.targets import TARGETS

KEPT = ROOT / "artifacts" / "fuzz"
SEED = 20_261_127
PROCESSES = 2


def main() -> int:
    """Return 1 when anything crashed; slow inputs are told."""
    parser = argparse.ArgumentParser(prog="./dev fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000, help="of all targets together")
    parser.add_argument("--targets", nargs="+", choices=sorted(TARGETS), default=sorted(TARGETS))
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--engine", choices=("atheris", "own"), default=best_engine())
    parser.add_argument("--home", type=Path, help="a prepared folder; default: that of benchmarks")
    asked = parser.parse_args()
    home = asked.home or kept_home()
    shares = {name: TARGETS[name].share for name in asked.targets}
    whole = sum(shares.values())
    with TemporaryDirectory(prefix="infogo-fuzz-") as folder, ThreadPoolExecutor(PROCESSES) as pool:
        running = {
            name: pool.submit(
                _run, name, max(1, asked.inputs * share // whole), asked, home, Path(folder)
            )
            for name, share in sorted(shares.items(), key=lambda one: -one[1])
        }
        found = {name: one.result() for name, one in running.items()}
    print(table(found, asked.engine))
    return 1 if any(one["crashes"] for one in found.values()) else 0


def best_engine() -> str:
    """Return the engine that is led by branches, where this Python has it."""
    return "atheris" if importlib.util.find_spec("atheris") else "own"


def _run(name: str, inputs: int, asked: Any, home: Path, folder: Path) -> dict[str, Any]:
    out = folder / f"{name}.json"
    began = time.monotonic()
    command = [
        *(sys.executable, "-m", "tools.fuzz.child", name, "--inputs", str(inputs)),
        *("--seed", str(asked.seed), "--engine", asked.engine),
        *("--out", str(out), "--kept", str(KEPT)),
    ]
    with (folder / f"{name}.log").open("wb") as log:
        variables = {**environment(home), "INFOGO_LOG_LEVEL": "CRITICAL", "TMPDIR": str(folder)}
        done = subprocess.run(command, cwd=ROOT, env=variables, stdout=log, stderr=log)
    if out.exists():
        found: dict[str, Any] = json.loads(out.read_text())
    else:
        found = _died(name, out, folder, done.returncode)
    found["seconds"] = time.monotonic() - began
    print(
        f"  {name}: {found['tried']:,} inputs, {len(found['crashes'])} kinds of crash", flush=True
    )
    return found


def _died(name: str, out: Path, folder: Path, status: int) -> dict[str, Any]:
    """Tell of a process that ended before its work: the input that ended it is kept."""
    log = (folder / f"{name}.log").read_text(errors="replace")[-1500:]
    last = out.with_suffix(".last")
    path = KEPT / name / "ended"
    if last.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(Last.read(last))
    crash = {"count": 1, "says": log, "file": str(path)}
    return {
        "tried": 0,
        "refused": 0,
        "slowest": 0.0,
        "slow": [],
        "corpus": 0,
        "crashes": {f"the process ended with status {status}": crash},
    }


def table(found: dict[str, dict[str, Any]], engine: str) -> str:
    """Return what is printed at the end, and pasted into docs/audit.md."""
    lines = [
        "",
        f"engine: {engine}, processors: {os.cpu_count()}",
        "",
        "| target | inputs | refused | kept | crashes | over 100 ms | slowest, ms | seconds |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    wrong = []
    for name, one in found.items():
        counted = f"{one['tried']:,} | {one['refused']:,} | {one['corpus']:,}"
        bad = f"{len(one['crashes'])} | {len(one['slow'])} | {one['slowest']}"
        lines.append(f"| {name} | {counted} | {bad} | {one['seconds']:.0f} |")
        for key, crash in one["crashes"].items():
            said = f"✗ {name}: {key}, {crash['count']} times: {crash['says']}"
            wrong.append(f"{said}\n    {crash['file']}")
        wrong += [f"… {name}: {slow['milliseconds']} ms: {slow['file']}" for slow in one["slow"]]
    tried = sum(one["tried"] for one in found.values())
    lines.append(f"| together | {tried:,} | | | | | | |")
    return "\n".join([*lines, "", *wrong])


if __name__ == "__main__":
    sys.exit(main())
