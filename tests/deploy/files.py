"""The files of ``deploy/`` as data."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"
Thing = dict[str, Any]


def manifests() -> list[Thing]:
    """Return every object that would be sent to Kubernetes."""
    said = (DEPLOY / "kubernetes" / "kustomization.yaml").read_text()
    named = [name for name in yaml.safe_load(said)["resources"] if name.endswith(".yaml")]
    texts = [(DEPLOY / "kubernetes" / name).read_text() for name in named]
    return [thing for text in texts for thing in yaml.safe_load_all(text)]


def called(kind: str, name: str) -> Thing:
    """Return one object by its kind and name."""
    return next(x for x in manifests() if (x["kind"], x["metadata"]["name"]) == (kind, name))


def pods() -> Iterator[tuple[str, Thing]]:
    """Yield the name and description of every pod that something starts."""
    for thing in manifests():
        spec = thing.get("spec", {})
        if thing["kind"] == "CronJob":
            spec = spec["jobTemplate"]["spec"]
        if thing["kind"] in ("CronJob", "Deployment", "Job"):
            yield thing["metadata"]["name"], spec["template"]["spec"]


def compose() -> Thing:
    """Return what ``compose.yaml`` describes."""
    found: Thing = yaml.safe_load((DEPLOY / "compose" / "compose.yaml").read_text())
    return found


def stages() -> list[list[tuple[str, str]]]:
    """Return the instructions of the Dockerfile, stage by stage."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    found: list[list[tuple[str, str]]] = []
    for line in filter(None, map(str.strip, lines)):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest.strip()))
    return found


def starting_lines() -> list[list[str]]:
    """Return the words of every line by which a file of ``deploy/`` starts a program of ours."""
    found = []
    for path in (DEPLOY / "entrypoint.sh", *(DEPLOY / "systemd").glob("*.service")):
        text = re.sub(r"\\\n\s*", " ", path.read_text())
        for line in text.splitlines():
            words = re.sub(r"^(?:ExecStart=|\s*exec |\s*)", "", line)
            if re.match(r"(?:/opt/infogo/\.venv/bin/)?python ", words):
                found.append(shlex.split(words))
    return found
