"""Asks the 150 questions through a client of the agent door and judges the answers (README.md)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from infogo.core.calendar import seed_public_holidays

FILE = Path(__file__).parent / "questions.jsonl"
SPLITS = ("tune", "held")
RIGHT, WRONG, RIGHTLY, SILENT = "right", "wrong", "unknown rightly", "unknown wrongly"
VERDICTS = (RIGHT, RIGHTLY, SILENT, WRONG)
"""``unknown wrongly``: the door held back or failed to find; nothing false was said."""
GAPS = ("unknown", "not_found", "ask_which")
NO_MATCH = object()

Row = dict[str, Any]
Call = Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]]
"""Calls a tool and returns its structured answer; a refusal is ``{"error": text}``."""


@dataclass(frozen=True)
class Judged:
    """One question with its verdict, and why it is not what it should be."""

    row: Row
    verdict: str
    why: str = ""


def read_questions() -> list[Row]:
    """Return all questions."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


async def ask_all(call: Call, rows: Iterable[Row], today: date) -> list[Judged]:
    """Ask every question, one after another."""
    return [await ask(call, row, today) for row in rows]


async def ask(call: Call, row: Row, today: date) -> Judged:
    """Ask one question: first who is meant, then what was asked."""
    monday = _monday(today)
    found: list[dict[str, Any]] = []
    if "find" in row or "call" not in row:
        for words in row.get("search", [row["question"]]):
            answer = await call("search_services", {"query": words, "language": row["language"]})
            if "call" not in row and "find" not in row:
                return _judged_gap(row, answer)
            problem = _missed(row, answer, len(found))
            if problem:
                return problem
            found.append(answer["services"][0])
    if "call" not in row:
        return Judged(row, RIGHT)
    asked = _filled(row["call"]["arguments"], found, monday)
    answer = await call(row["call"]["tool"], asked)
    if "error" in answer:
        return Judged(row, SILENT, answer["error"])
    return _judged(row, answer, found, monday)


def table(judged: Sequence[Judged]) -> list[tuple[Any, ...]]:
    """Return by kind and for all: how many, and how many with each verdict."""
    kinds = list(dict.fromkeys(one.row["kind"] for one in judged))
    parts = [(kind, [one for one in judged if one.row["kind"] == kind]) for kind in kinds]
    parts += [(f"all {split}", [j for j in judged if j.row["split"] == split]) for split in SPLITS]
    parts.append(("all", list(judged)))
    lines = []
    for name, some in parts:
        counts = Counter(one.verdict for one in some)
        lines.append((name, len(some), *(counts[verdict] for verdict in VERDICTS)))
    return lines


def _missed(row: Row, answer: dict[str, Any], place: int) -> Judged | None:
    if "error" in answer or answer["status"] == "not_found":
        return Judged(row, SILENT, "the search found nothing")
    first, wanted = answer["services"][0]["code"], row["find"][place]
    if first == wanted:
        return None
    if answer["status"] == "ask_which":
        return Judged(row, SILENT, f"the search asks back; {first} stands first")
    return Judged(row, WRONG, f"{first} instead of {wanted}")


def _judged_gap(row: Row, answer: dict[str, Any]) -> Judged:
    wanted, got = row["expect"]["status"], answer.get("status")
    return Judged(row, RIGHTLY if got == wanted else WRONG, f"{got} instead of {wanted}")


def _judged(row: Row, answer: Row, found: Sequence[Row], monday: date) -> Judged:
    expect = row["expect"]
    problems = [why for check in CHECKS for why in check(expect, answer, monday)]
    if problems:
        said_nothing = answer.get("status") in (*GAPS, "stale") and expect["status"] == "known"
        return Judged(row, SILENT if said_nothing else WRONG, "; ".join(problems))
    is_gap = expect["status"] != "known"
    return Judged(row, RIGHTLY if is_gap else RIGHT)


# ---------------------------------------------------------------- what is checked


def _gaps(expect: Row, answer: Row, _monday: date) -> Iterable[str]:
    # Of several agencies the first is the one that was asked about.
    told_by = answer["agencies"][0] if answer.get("agencies") else answer
    told = [(one["field"], one["reason"]) for one in told_by.get("unknown", [])]
    reasons = {reason for _field, reason in told}
    if "reason" in expect and expect["reason"] not in reasons:
        yield f"reason {expect['reason']} is not among {sorted(reasons)}"
    for path in expect.get("unknown_at", []):
        if not any(_pointer(field) == path for field, _reason in told):
            yield f"{path} is not told to be unknown"
    if expect["status"] == "unknown" and answer.get("status") not in ("unknown", "not_found"):
        known = [field for field in answer.get("fields", []) if field["status"] == "known"]
        if known or "fields" not in answer:
            yield f"status is {answer.get('status')}"


def _facts(expect: Row, answer: Row, _monday: date) -> Iterable[str]:
    for path, wanted in expect.get("facts", {}).items():
        got = _fact(answer, path)
        if not _same(got, wanted):
            yield f"{path} is {'without a receipt' if got is NO_MATCH else got}, not {wanted}"
    paths = {_pointer(one["field"]) for one in _receipts(answer)}
    for path in expect.get("facts_at", []):
        if path not in paths:
            yield f"no receipt for {path}"


def _values(expect: Row, answer: Row, _monday: date) -> Iterable[str]:
    for pointer, wanted in expect.get("values", {}).items():
        got = resolve(answer, pointer)
        if not _same(got, wanted):
            yield f"{pointer} is {got}, not {wanted}"


def _fees(expect: Row, answer: Row, _monday: date) -> Iterable[str]:
    fees = {_pointer(fee["receipt"]["field"]): fee for fee in answer.get("fees", [])}
    for path, wanted in expect.get("fees", {}).items():
        fee = fees.get(path, {"need": "no", "amount_satang": None})
        if fee["need"] == "no" or fee["amount_satang"] != wanted:
            yield f"{path} is {fee['amount_satang']} ({fee['need']}), not {wanted}"


def _needs(expect: Row, answer: Row, _monday: date) -> Iterable[str]:
    words = {"needed": "yes", "perhaps": "perhaps", "left_out": "no"}
    for key, need in words.items():
        if key not in expect:
            continue
        # A paper under a condition that the manual writes in words is never certain.
        conditional = need == "perhaps"
        got = {
            int(re.findall(r"\d+", one["receipt"]["field"])[-1])
            for one in answer["documents"]
            if one["receipt"]["field"].startswith("content.documents")
            and (
                (one["need"] == need and not (need == "yes" and one["condition_th"]))
                or (conditional and one["need"] == "yes" and one["condition_th"])
            )
        }
        if got != set(expect[key]):
            yield f"{key} are {sorted(got)}, not {expect[key]}"


def _due(expect: Row, answer: Row, monday: date) -> Iterable[str]:
    if "due" in expect:
        wanted = _counted(monday, expect["due"]["count"], expect["due"]["unit"])
        if answer["due_on"] != wanted.isoformat():
            yield f"due on {answer['due_on']}, not {wanted}"


def _plan(expect: Row, answer: Row, _monday: date) -> Iterable[str]:
    if "order" in expect:
        order = [errand["code"] for errand in answer["plan"]["errands"]]
        if order != expect["order"]:
            yield f"the order is {order}"
    if "documents" in expect:
        papers = {one["name_th"]: one for one in answer["plan"]["documents"]}
        for name, (originals, copies) in expect["documents"].items():
            paper = papers.get(name, {"originals": 0, "copies": 0})
            if (paper["originals"], paper["copies"]) != (originals, copies):
                yield f"{name}: {paper['originals']} and {paper['copies']}"
        if not answer["receipts"]:
            yield "a plan without receipts"


def _stages(expect: Row, answer: Row, _monday: date) -> Iterable[str]:
    for place, wanted in expect.get("stages", {}).items():
        codes = {one["procedure"]: one["code"] for one in answer["services"]}
        got = [codes[one] for one in answer["events"][0]["stages"][int(place)]["procedures"]]
        if got != wanted:
            yield f"stage {place} is {got}, not {wanted}"


CHECKS = (_gaps, _facts, _values, _fees, _needs, _due, _plan, _stages)


# ---------------------------------------------------------------- helpers


def resolve(value: Any, pointer: str) -> Any:
    """Return what a JSON pointer leads to, or ``NO_MATCH``."""
    for part in pointer.split("/")[1:]:
        try:
            value = value[int(part)] if isinstance(value, list) else value[part]
        except (KeyError, IndexError, TypeError, ValueError):
            return NO_MATCH
    return value


def _receipts(value: Any) -> Iterable[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _receipts(one)
    elif isinstance(value, dict):
        if "manual" in value and "hash" in value and value["url"].startswith("http"):
            yield value
        for inner in value.values():
            yield from _receipts(inner)


def _fact(answer: Row, path: str) -> Any:
    """Return the value of a field path, of what the answer gives with a receipt for it."""
    shown = {"name": "name_th", "issuer": "issuer_th", "condition": "condition_th"}
    for field in answer.get("fields", []):
        start = _pointer(field["receipt"]["field"])
        if path.startswith(start) and field["status"] == "known":
            return resolve(field["value"], path.removeprefix(start))
    for one in answer.get("documents", []):
        start = _pointer(one["receipt"]["field"])
        rest = path.removeprefix(f"{start}/")
        if rest != path:
            return one.get(shown.get(rest, rest), NO_MATCH)
    return NO_MATCH


def _pointer(field: str) -> str:
    return "/" + re.sub(r"\[(\d+)\]", r".\1", field).replace(".", "/")


def _same(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, int) and isinstance(got, str | int | float):
        return str(got) == str(wanted) or float(got) == wanted
    return bool(got == wanted)


def _filled(value: Any, found: Sequence[Row], monday: date) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner, found, monday) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, found, monday) for inner in value]
    if isinstance(value, str) and re.fullmatch(r"\$\d", value):
        return found[int(value[1:]) - 1]["procedure"]
    return value.replace("$monday", monday.isoformat()) if isinstance(value, str) else value


def _monday(today: date) -> date:
    ahead = today + timedelta(days=14)
    return ahead + timedelta(days=-ahead.weekday() % 7)


def _counted(start: date, count: int, unit: str) -> date:
    """Count days of an agency by the law, without the code that is judged."""
    if unit == "day":
        return start + timedelta(days=count)
    closed = {one.on for one in seed_public_holidays([start.year, start.year + 1])}
    day = start
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in closed
    return day
