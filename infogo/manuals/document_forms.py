"""Which form, and which filled example, belongs to a document that a manual asks for.

A manual lists its documents and its forms apart, as the official form has them. A reader wants
the form beside the document that it becomes: แบบคำขอ ท.ด.9 beside "คำขอ ท.ด.9".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from infogo.manuals.content import Form
from infogo.thai.normalise import normalise

SHORTEST = 6
"""Letters of a name that may stand within another one; shorter ones are in too many."""
_NUMBER = re.compile(r"(?<![ก-๎a-z])(?:[ก-ฮ]{1,4}|[a-z]{1,4})[ .]?\d{1,3}(?:[/-]\d{1,3})?(?![\d/])")
"""Numbers of forms once ``normalise`` has taken the dots out: ทด 9, บป 1, สปส 2-01."""
_EXAMPLE = re.compile("ตัวอย่าง|example|sample")
_ABOUT = re.compile(
    "ตัวอย่าง|การกรอก|ที่กรอกแล้ว|วิธีกรอก|แบบฟอร์ม|แบบคำขอ|แบบ|คำขอ|ใบ|หนังสือ|กรอก"
    "|application|sample|example|form|filled"
)
"""Words of names that tell no form from another."""


class DocumentForms(NamedTuple):
    """What is to be filled in for one document, and how it looks when filled."""

    form: Form | None = None
    example: Form | None = None


def forms_of_documents(
    documents: Iterable[str], forms: Iterable[Form]
) -> Mapping[int, DocumentForms]:
    """Return the forms of documents, of which the names are given, by the place of each.

    A form belongs to the one document whose name has its number, or else its name. Where two
    documents may be meant, or a form has no address, it is beside none: a wrong form costs a
    citizen a journey, and all of them are in the manual's own list of forms. Documents without
    one are left out.
    """
    names = [normalise(document) for document in documents]
    found: dict[int, DocumentForms] = {}
    for form in forms:
        meant = _meant(normalise(form.name), names) if form.url else None
        if meant is None:
            continue
        held = found.get(meant, DocumentForms())
        if _EXAMPLE.search(normalise(form.name)):
            found[meant] = held._replace(example=held.example or form)
        else:
            found[meant] = held._replace(form=held.form or form)
    return found


def _meant(form: str, documents: Sequence[str]) -> int | None:
    """Return the place of the only document that a form is for, or None."""
    numbers = _numbers(form)
    if numbers:
        same = [at for at, name in enumerate(documents) if numbers & _numbers(name)]
        return same[0] if len(same) == 1 else None
    told = _told(form)
    if len(told) < SHORTEST:
        return None
    same = [at for at, name in enumerate(documents) if _told(name) == told]
    same = same or [
        at
        for at, name in enumerate(documents)
        if told in _told(name) or (len(_told(name)) >= SHORTEST and _told(name) in told)
    ]
    return same[0] if len(same) == 1 else None


def _numbers(name: str) -> set[str]:
    return {re.sub("[ .]", "", number) for number in _NUMBER.findall(name)}


def _told(name: str) -> str:
    """Return what of a name tells which one it is, without spaces."""
    return re.sub(r"[\s()]+", "", _ABOUT.sub("", name))
