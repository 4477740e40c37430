"""Ask the API, served over the whole country, what its OpenAPI file allows and forbids.

``python -m tools.probe_api HOME [--examples N]``: HOME is a prepared folder; with
``INFOGO_DATABASE_URL`` its server reads that database. The same questions at every run.

``stateful_checks`` goes on from answer to answer: it takes records from lists and asks for all that
belongs to them, and as an agency's program makes, changes and ends what it made.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.audit.report import Check
from tools.country import ROOT, environment, served

EXAMPLES = 6
STATEFUL_EXAMPLES = 60
WRITER = "agency-admin"
"""The officer of the demonstration whose program writes."""
HOOKS = '''
"""Which fields of a record come is the caller's choice; the file describes whole ones."""
import schemathesis

@schemathesis.hook
def map_query(context, query):
    return {name: value for name, value in (query or {}).items() if name not in ("fields", "lang")}
'''
STATEFUL_HOOKS = (
    HOOKS
    + '''
import json, os, uuid

PARTS = json.loads(os.environ["PROBE_LINKS"])

@schemathesis.hook
def before_load_schema(context, schema):
    """Which answers hold the number of which record; the contract itself needs no links."""
    by_id = {
        operation["operationId"]: operation
        for path in schema["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict) and "operationId" in operation
    }
    for source, status, pointer, target, name in PARTS:
        answer = by_id[source]["responses"][status]
        answer.setdefault("links", {})[target] = {
            "operationId": target,
            "parameters": {name: "$response.body#" + pointer},
        }

@schemathesis.hook
def map_headers(context, headers):
    return {**(headers or {}), "Idempotency-Key": uuid.uuid4().hex}

@schemathesis.hook
def map_body(context, body):
    """A subscription that can be made, so that there is something to go on with."""
    if context.operation.path.endswith("/webhooks") and isinstance(body, dict):
        return {"name": "audit", "url": "https://hooks.example/",
                "agency": int(os.environ["PROBE_AGENCY"])}
    return body
'''
)
LINKS = (
    ("list_agencies", "200", "/items/0/id", "read_agency", "agency_id"),
    ("list_points", "200", "/items/0/id", "read_point", "point_id"),
    ("list_points", "200", "/items/0/id", "point_ratings", "point_id"),
    ("list_procedures", "200", "/items/0/id", "read_procedure", "procedure_id"),
    ("list_documents", "200", "/items/0/id", "read_document", "document_id"),
    ("list_articles", "200", "/items/0/id", "read_article", "article_id"),
    ("list_manuals", "200", "/items/0/id", "read_manual", "manual_id"),
    ("list_manuals", "200", "/items/0/id", "list_editions", "manual_id"),
    ("list_manuals", "200", "/items/0/id", "list_manual_changes", "manual_id"),
    ("list_manuals", "200", "/items/0/id", "manual_due_date", "manual_id"),
    ("list_manuals", "200", "/items/0/id", "manual_ratings", "manual_id"),
    ("list_manuals", "200", "/items/0/id", "manual_times", "manual_id"),
    ("add_webhook", "201", "/id", "read_webhook", "webhook_id"),
    ("add_webhook", "201", "/id", "pause_webhook", "webhook_id"),
    ("add_webhook", "201", "/id", "resume_webhook", "webhook_id"),
    ("add_webhook", "201", "/id", "test_webhook", "webhook_id"),
    ("add_webhook", "201", "/id", "renew_webhook_secret", "webhook_id"),
    ("add_webhook", "201", "/id", "end_webhook", "webhook_id"),
    ("list_delays", "200", "/cases/0/id", "read_delay", "case_id"),
)
"""Where the number of a record comes from: answer, status, place in it; and who asks for it."""
# A value of the right form may still name nothing: that is a refusal, and documented as one.
LEFT_OUT = "positive_data_acceptance"


def main() -> int:
    """Return the exit status of the probe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--examples", type=int, default=EXAMPLES)
    asked = parser.parse_args()
    database = os.environ.get("INFOGO_DATABASE_URL")
    # Refusals are what is asked for here; a line for each would bury what went wrong.
    variables = {"INFOGO_LOG_LEVEL": "ERROR"}
    if database:
        variables["INFOGO_DATABASE_URL"] = database
    with tempfile.TemporaryDirectory() as folder, served(asked.home, **variables) as address:
        (Path(folder) / "api_hooks.py").write_text(HOOKS)
        command = [
            *(str(Path(sys.executable).parent / "schemathesis"), "run"),
            f"{address}/api/v1/openapi.json",
            *("--no-color", "--continue-on-failure", "--generation-deterministic"),
            *("--phases", "examples,coverage,fuzzing", "--exclude-checks", LEFT_OUT),
            *("--max-examples", str(asked.examples), "--warnings", "off"),
            *("--wait-for-schema", "120"),
        ]
        environment = {
            **os.environ,
            "SCHEMATHESIS_HOOKS": "api_hooks",
            "PYTHONPATH": os.pathsep.join((folder, str(ROOT))),
        }
        return subprocess.run(command, cwd=folder, env=environment).returncode


def stateful_checks(home: Path) -> Iterator[Check]:
    """Go from answer to answer, as an agency's program; see the module."""
    secret, agency = _token(home)
    with tempfile.TemporaryDirectory() as folder, served(home, INFOGO_LOG_LEVEL="ERROR") as address:
        (Path(folder) / "api_hooks.py").write_text(STATEFUL_HOOKS)
        done = subprocess.run(
            [
                *(str(Path(sys.executable).parent / "schemathesis"), "run"),
                f"{address}/api/v1/openapi.json",
                *("--no-color", "--continue-on-failure", "--generation-deterministic"),
                *("--phases", "stateful", "--mode", "positive", "--warnings", "off"),
                *("--wait-for-schema", "120"),
                *("--exclude-checks", LEFT_OUT),
                *("--max-examples", str(STATEFUL_EXAMPLES)),
                *("-H", f"Authorization: Bearer {secret}"),
            ],
            cwd=folder,
            env={
                **os.environ,
                "SCHEMATHESIS_HOOKS": "api_hooks",
                "PYTHONPATH": os.pathsep.join((folder, str(ROOT))),
                "PROBE_LINKS": json.dumps(LINKS),
                "PROBE_AGENCY": agency,
            },
            capture_output=True,
            text=True,
        )
    ran = re.search(r"Scenarios:\s+(\d+)", done.stdout)
    cases = re.search(r"([\d,]+) generated", done.stdout)
    wrong = done.stdout[done.stdout.find("= FAILURES =") :].strip()
    yield Check("scenarios ran", bool(ran) and bool(cases), done.stdout + done.stderr)
    if ran and cases:
        what = f"{ran[1]} scenarios of {cases[1]} requests"
        yield Check(what, done.returncode == 0, wrong)


def _token(home: Path) -> tuple[str, str]:
    """Make a token of ``WRITER``; return it and the number of her agency."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.audit.tokens", WRITER],
        cwd=ROOT, env=environment(home), capture_output=True, text=True, check=True,
    )  # fmt: skip
    secret, agency = done.stdout.split()
    return secret, agency


if __name__ == "__main__":
    sys.exit(main())
