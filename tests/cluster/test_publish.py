"""What was published is seen at every door within two seconds, whatever is kept on the way."""

from __future__ import annotations

import functools
import itertools
import re
import time
from dataclasses import dataclass
from urllib.parse import quote

import pytest

from tests.cluster.asking import Answer, Scene, ask, wait_until, working
from tests.cluster.publishing import Publish

pytestmark = pytest.mark.cluster
SECONDS = 2.0
"""The promise: no request that begins later than this after a commit gets the old page."""
_numbers = itertools.count(2)  # always newer than any other test's


def edition(answer: Answer) -> int:
    assert answer.status == 200, answer
    found = re.search(r"ครั้งที่ (\d+) แก้ไข", answer.text)
    return int(found[1]) if found else 1


@dataclass(frozen=True)
class Seen:
    asked: float
    edition: int
    door: str
    cache: str


def look(door: str, path: str) -> Seen:
    answer = ask(door, path)
    return Seen(answer.asked, edition(answer), door, answer.cache)


def test_readers_who_do_not_stop_see_every_edition_in_time(scene: Scene, publish: Publish) -> None:
    doors = (scene.cluster.url, *scene.cluster.web_urls)
    committed: dict[int, float] = {}
    jobs = [functools.partial(look, door, scene.manual) for door in (scene.cluster.url, *doors)]
    with working(*jobs) as readers:
        for number in itertools.islice(_numbers, 3):
            committed[number] = publish(scene.procedure_id, number).at
            for reader in readers:
                wait_until(
                    lambda found=reader, wanted=number: any(
                        seen.edition == wanted for seen in list(found.done)
                    ),
                    f"edition {number} is shown",
                )
        time.sleep(max(0.0, max(committed.values()) + SECONDS + 0.5 - time.monotonic()))
    assert [reader.failed for reader in readers] == [[] for _ in readers]
    seen = [answer for reader in readers for answer in reader.done]
    late = [
        answer
        for answer in seen
        for number, moment in committed.items()
        if answer.asked > moment + SECONDS and answer.edition < number
    ]
    assert late == []
    # Else nothing was tried: nginx did answer from what it keeps, in all three ways.
    assert {"HIT", "STALE"} <= {answer.cache for answer in seen if answer.door == doors[0]}


def test_the_first_reader_after_a_silence_is_shown_no_old_page(
    scene: Scene, publish: Publish
) -> None:
    path = f"{scene.manual}?prov=10"
    for number in itertools.islice(_numbers, 2):
        assert edition(ask(scene.cluster.url, path)) != number
        moment = publish(scene.procedure_id, number).at
        time.sleep(max(0.0, moment + SECONDS - time.monotonic()))
        # Nobody asked meanwhile, and this one does not wait for a second one to be right.
        assert edition(ask(scene.cluster.url, path)) == number


def test_a_new_manual_is_found_on_every_node(scene: Scene, publish: Publish) -> None:
    name = "ขออนุญาตเลี้ยงช้างเผือกในคอนโดมิเนียม"
    address = f'href="/manual/{publish(0, name).procedure_id}"'
    path = f"/search?q={quote(name)}"
    for door in scene.cluster.web_urls:
        wait_until(lambda door=door: address in ask(door, path).text, f"{door} finds it")
