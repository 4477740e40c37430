"""Ask the API, served over the whole country, what its OpenAPI file allows and forbids.

``python -m tools.probe_api HOME [--examples N]``: HOME is a prepared folder; with
``INFOGO_DATABASE_URL`` its server reads that database. The same questions at every run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.country import ROOT, served

EXAMPLES = 6
HOOKS = '''
"""Which fields of a record come is the caller's choice; the file describes whole ones."""
import schemathesis

@schemathesis.hook
def map_query(context, query):
    return {name: value for name, value in (query or {}).items() if name not in ("fields", "lang")}
'''
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
        ]
        environment = {
            **os.environ,
            "SCHEMATHESIS_HOOKS": "api_hooks",
            "PYTHONPATH": os.pathsep.join((folder, str(ROOT))),
        }
        return subprocess.run(command, cwd=folder, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
