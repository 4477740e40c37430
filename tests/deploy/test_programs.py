"""What the files of ``deploy/`` start exists, takes what it is given, and is all in the image."""

from __future__ import annotations

import fnmatch
import os
import re
import secrets
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands
from granian.cli import cli

from config.env import Environment, variable_name
from tests.deploy.files import DEPLOY, ROOT, called, compose, manifests, pods, stages
from tests.deploy.files import starting_lines as lines

SCRIPTS = [*DEPLOY.glob("*.sh"), *DEPLOY.glob("*/*.sh")]


def test_every_option_of_the_web_server_is_one_it_knows() -> None:
    known = {option for parameter in cli.params for option in parameter.opts}
    known |= {option for parameter in cli.params for option in parameter.secondary_opts}
    started = [words for words in lines() if words[1:3] == ["-m", "config.serve"]]
    assert len(started) == 2
    for words in started:
        given = [word for word in words if word.startswith("--")]
        assert set(given) <= known
        assert len(given) == len(set(given))
        assert words[-1] == "config.wsgi:application"


def test_every_command_is_one_of_ours() -> None:
    started = [words for words in lines() if words[1] == "manage.py"]
    named = {words[2] for words in started} - {"$what"}
    named |= {c["args"][0] for _name, pod in pods() for c in pod["containers"] if "args" in c}
    named |= {s["command"][0] for s in compose()["services"].values() if "build" in s}
    assert {"run_worker", "migrate", "verify_chains"} <= named
    assert named - {"web", "worker"} <= set(get_commands())


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_can_be_run(script: Path) -> None:
    assert script.stat().st_mode & stat.S_IXUSR
    shell = script.read_text().splitlines()[0].removeprefix("#!")
    subprocess.run([shell, "-n", str(script)], check=True)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([], "python -m config.serve --interface wsgi --no-ws --host 0.0.0.0 --port 8000"),
        (["worker"], "python manage.py run_worker"),
        (["migrate"], "python manage.py migrate --noinput"),
        (["end_central_role", "a b", "c"], "python manage.py end_central_role a b c"),
    ],
)
def test_a_container_becomes_the_program_it_is_told(
    tmp_path: Path, words: list[str], wanted: str
) -> None:
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\necho python "$@"\n')
    python.chmod(0o755)
    said = subprocess.run(
        [DEPLOY / "entrypoint.sh", *words],
        env={
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
            "INFOGO_HOME": str(tmp_path),
            "WEB_PROCESSES": "3",
        },
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    assert said.startswith(wanted)
    assert ("--workers 3 " in said) == (not words)


def test_what_the_image_copies_is_there_and_is_sent() -> None:
    rules = [
        line for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] not in "#"
    ]
    sent = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    kept_back = [rule for rule in rules if not rule.startswith("!")]
    assert kept_back[0] == "*"
    copied = [rest.split()[:-1] for stage in stages() for word, rest in stage if word == "COPY"]
    sources = {source for words in copied if not words[0].startswith("--from") for source in words}
    assert sources - {"requirements/base.txt"} == sent - {"requirements/base.txt"}
    for source in sources:
        assert (ROOT / source).exists(), source
        assert not any(fnmatch.fnmatch(source, rule) for rule in kept_back[1:])


def test_the_image_runs_without_rights_and_holds_no_secret() -> None:
    *_, last = stages()
    assert ("USER", "10001:10001") in last
    after = last[last.index(("USER", "10001:10001")) :]
    assert "RUN" not in {word for word, _rest in after}
    assert not re.search(
        r"(KEY|PASSWORD|TOKEN|_URL)=", " ".join(rest for w, rest in last if w == "ENV")
    )


def test_every_setting_is_one_that_is_read() -> None:
    known = {variable_name(name) for name in Environment.__dataclass_fields__} | {"INFOGO_IMAGE"}
    files = [path for path in DEPLOY.rglob("*") if path.is_file()]
    used = {path: set(re.findall(r"\bINFOGO_[A-Z_]+\b", path.read_text())) for path in files}
    assert any(used.values())
    assert {f"{path}": names - known for path, names in used.items() if names - known} == {}


def test_production_settings_accept_what_nodes_are_told() -> None:
    told = {**called("ConfigMap", "settings")["data"]}
    told["INFOGO_SECRET_KEY"] = secrets.token_urlsafe(64)
    told["INFOGO_DATABASE_URL"] = "postgres://infogo@127.0.0.1/infogo"
    subprocess.run(
        [sys.executable, "-c", "import config.settings.prod"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **told},
        check=True,
    )


def test_images_name_their_release() -> None:
    images = {c["image"] for _name, pod in pods() for c in pod["containers"]}
    images |= {one["image"] for one in compose()["services"].values()}
    images -= {"infogo", "${INFOGO_IMAGE:-infogo:latest}"}
    assert {"nginx:1.28-bookworm"} <= images
    assert not [image for image in images if not re.search(r":\d", image)]
    assert manifests()
