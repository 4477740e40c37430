"""One target in a process of its own, started by ``./dev fuzz``."""

from __future__ import annotations

import argparse
import json
import mmap
import os
import random
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.fuzz import mutate
from tools.fuzz.target import Judge, Ready, Target
from tools.fuzz.targets import TARGETS

MOST_MEMORY = 6 << 30
"""What asks for more has unfolded into too much."""
LARGEST_SHOWN = 4 << 20
MOST_IN_CORPUS = 2000


class Last:
    """The input that is being tried, where it can be read after the process has died."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(b"\x00" * (LARGEST_SHOWN + 8))
        self._file = path.open("r+b")
        self._map = mmap.mmap(self._file.fileno(), LARGEST_SHOWN + 8)

    def write(self, data: bytes) -> None:
        """Remember what is tried next."""
        kept = data[:LARGEST_SHOWN]
        self._map[:8] = len(kept).to_bytes(8, "little")
        self._map[8 : 8 + len(kept)] = kept

    @staticmethod
    def read(path: Path) -> bytes:
        """Return what was tried last."""
        content = path.read_bytes()
        return content[8 : 8 + int.from_bytes(content[:8], "little")]


def main() -> None:
    """Run one target and write what came of it as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--inputs", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--engine", choices=("atheris", "own"), required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--kept", type=Path, required=True)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    run = with_atheris if asked.engine == "atheris" else with_own_engine
    run(TARGETS[asked.target], asked)


def with_own_engine(target: Target, asked: Any) -> None:
    """Change inputs at random; those that end in a new way are changed further."""
    ready = target.build()
    judge, last = Judge(ready, asked.kept / target.name), Last(asked.out.with_suffix(".last"))
    dice = random.Random(asked.seed)
    corpus, seen = list(ready.seeds), set()
    for number in range(asked.inputs):
        data = corpus[number] if number < len(ready.seeds) else _next(dice, ready, corpus)
        last.write(data)
        outcome = judge.try_one(data)
        if outcome not in seen and len(corpus) < MOST_IN_CORPUS:
            seen.add(outcome)
            corpus.append(data)
    _write(asked.out, judge, corpus=len(corpus))


def _next(dice: random.Random, ready: Ready, corpus: list[bytes]) -> bytes:
    # Most that was kept is broken already: every other input begins with a whole one.
    parent = dice.choice(ready.seeds if dice.random() < 0.5 else corpus)
    return ready.mutator(dice, parent, ready.seeds)


def with_atheris(target: Target, asked: Any) -> None:
    """Let libFuzzer lead by the branches that were taken; half of the changes are ours."""
    import atheris

    with atheris.instrument_imports(include=list(target.instrumented)):
        ready = target.build()
    judge, last = Judge(ready, asked.kept / target.name), Last(asked.out.with_suffix(".last"))
    corpus = Path(tempfile.mkdtemp(prefix="infogo-corpus-"))
    for number, seed in enumerate(ready.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)

    def try_one(data: bytes) -> None:
        last.write(data)
        judge.try_one(data)
        if judge.tried >= asked.inputs:
            _write(asked.out, judge, corpus=len(list(corpus.iterdir())))
            os._exit(0)  # libFuzzer would not come back

    def change(data: bytes, most: int, seed: int) -> bytes:
        dice = random.Random(seed)
        if dice.random() < 0.3:
            return bytes(atheris.Mutate(data, most))
        return ready.mutator(dice, data or dice.choice(ready.seeds), ready.seeds)[:most]

    longest = max(mutate.LONGEST, *(2 * len(seed) for seed in ready.seeds))
    atheris.Setup(
        [
            *(sys.argv[0], f"-seed={asked.seed}", f"-max_len={longest}", "-rss_limit_mb=0"),
            *("-timeout=600", "-verbosity=0", "-print_final_stats=0"),
            # What it keeps of its own accord must not lie about in the project.
            *(f"-artifact_prefix={corpus.parent}/", str(corpus)),
        ],
        try_one,
        custom_mutator=change,
    )
    atheris.Fuzz()


def _write(out: Path, judge: Judge, *, corpus: int) -> None:
    found = {
        "tried": judge.tried,
        "refused": judge.refused,
        "slowest": round(judge.slowest, 1),
        "slow": judge.slow,
        "crashes": judge.crashes,
        "corpus": corpus,
    }
    out.write_text(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
