"""Check the editions of a manual without trusting the site that tells them.

    curl -s https://…/manual/…/proof.json | python3 verify_editions.py

Needs nothing but Python 3. Every hash is computed anew from what was published.
"""

import hashlib
import json
import sys
from typing import Any


def sha256(data: bytes) -> str:
    """Return the hash as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def check_editions(proof: dict[str, Any]) -> None:
    """Follow the chain from the first edition to the last."""
    previous = "0" * 64
    for number, edition in enumerate(proof["editions"], start=1):
        told = [proof["manual_id"], number, edition["content"], edition["author"], previous]
        line = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if sha256(line.encode()) != edition["hash"]:
            sys.exit(f"WRONG: edition {number} was changed")
        previous = edition["hash"]
    print(f"{len(proof['editions'])} editions follow one another. The last one: {previous}")


def check_register(proof: dict[str, Any], noted: dict[str, Any]) -> None:
    """Follow the way from a noted edition to the root of all manuals of that day."""
    number, day = noted["number"], noted["day"]
    leaf = f"{proof['manual_id']}:{number}:{proof['editions'][number - 1]['hash']}"
    found = sha256(b"\0" + leaf.encode())
    for step in noted["way"]:
        left, right = (step["hash"], found) if step["side"] == "left" else (found, step["hash"])
        found = sha256(b"\1" + bytes.fromhex(left) + bytes.fromhex(right))
    if found != noted["root"]:
        sys.exit(f"WRONG: edition {number} is not in the register of {day}")
    print(f"Edition {number} is in the register of {day}. Root of that day: {found}")


if __name__ == "__main__":
    given = json.load(sys.stdin)
    check_editions(given)
    if given["register"]:
        check_register(given, given["register"])
