"""Targets that read a line of text: searches, formulas, and what officers type."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tools.fuzz import mutate
from tools.fuzz.target import Ready

SEARCHED_EVERY = 25
"""Searching takes milliseconds and understanding a fraction of one: most texts are understood."""


def text_of(data: bytes) -> str:
    """Return the text that a request could carry: any characters, no broken ones."""
    return data.decode("utf-8", "replace")


def query() -> Ready:
    """Understand a text as every search does, complete it, and search for some."""
    import django

    django.setup()
    from infogo.manuals.models import Procedure
    from infogo.search.indexing.index import reader
    from infogo.search.memory.knowledge import library
    from infogo.search.selectors import search
    from infogo.search.suggest import suggest
    from infogo.search.understanding.understand import understand, units
    from infogo.search.warmup import warm_up
    from infogo.thai.grams import grams
    from infogo.thai.highlight import Highlighter
    from tests.search.hostile import HOSTILE, texts

    names = list(Procedure.objects.order_by("pk").values_list("name_th", flat=True)[:300])
    warm_up()
    readers = library.knowledge(reader.snapshot()).readers
    tried = 0

    def run(data: bytes) -> str:
        nonlocal tried
        tried += 1
        text = text_of(data)
        understood = understand(text, readers, province="50" if tried % 2 else "")
        asked = units(understood.service)
        grams(understood.service)
        parts = Highlighter([understood.used]).segments(understood.typed)
        if "".join(part.text for part in parts) != understood.typed:
            raise AssertionError("highlighting changed the text")
        suggest(text)
        if tried % SEARCHED_EVERY == 0:
            search(text, province="50" if tried % 2 else "", page=tried % 5, with_facets=True)
        return f"{len(asked)} {len(parts)} {understood.service == text}"

    seeds = [text.encode("utf-8", "replace") for text in (*HOSTILE, *names)]

    def change(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
        if dice.random() < 0.4:  # the texts that once broke something
            return next(iter(texts(dice.randrange(1 << 30), 1, names))).encode("utf-8", "replace")
        return mutate.text(dice, data, others)

    return Ready(run, seeds, mutator=change)


def formulas() -> Ready:
    """Read a formula, work it out, and say between what it lies."""
    import django

    django.setup()
    from fractions import Fraction

    from infogo.manuals.computing import Given
    from infogo.manuals.formula_language.errors import FormulaError
    from infogo.manuals.formula_language.reading import read
    from infogo.manuals.formula_language.span import Span, span_of
    from infogo.manuals.formula_language.tree import inputs_in
    from infogo.manuals.formula_language.working import work

    inputs = {"ราคา": (), "ปี": (), "ชนิด": ("รถยนต์", "จักรยานยนต์")}
    given = {
        "ราคา": Given(Fraction(1_250_000), "ราคา", "บาท"),
        "ปี": Given(Fraction(7, 2), "ปี", "ปี"),
        "ชนิด": Given(Fraction(1), "ชนิด", answer="รถยนต์"),
    }
    choices = {"ชนิด.รถยนต์": Fraction(1), "ชนิด.จักรยานยนต์": Fraction(2)}
    spans = {code: Span(Fraction(0), None) for code in inputs}

    def run(data: bytes) -> str:
        node = read(text_of(data), inputs)
        span = span_of(node, spans, choices)
        found, lines = work(node, given, choices, {code: code for code in inputs})
        if not (span.low is None or span.low <= found.value):
            raise AssertionError("the result lies below what was told")
        if not (span.high is None or found.value <= span.high):
            raise AssertionError("the result lies above what was told")
        return f"{len(inputs_in(node))} {len(lines)} {found.value < 0}"

    seeds = [
        text.encode()
        for text in (
            "ราคา * 2%",
            "2% ของ ราคา",
            "ถ้า(ราคา > 1000000, ราคา * 2%, 50)",
            "ไม่น้อยกว่า(ราคา - 100, 0)",
            "ปัดขึ้น(ราคา / 3, 0.25)",
            "ไม่เกิน(ราคา, 10 * ปี)",
            "ถ้า(ชนิด = ชนิด.รถยนต์, 1, 2)",
            "ขั้นบันได(ราคา, 1000, 1%, 5000, 2%, 3%)",
            "ตามช่วง(ปี, 1, 100, 2, 200, 300)",
            "สูงสุด(ราคา, ปี)",
            "-(-(-ราคา)) / (ปี - 3.5)",
            "((((1))))",
            "ปัดลง(ราคา * ราคา * ราคา, 1) - ต่ำสุด(ปี, 2)",
            "ถ้า(ราคา > 1 และ ปี < 3 หรือ ไม่ใช่(ปี = 2), 1, 0)",
            "1% * ปัด(ราคา, 5) * (ปี + 1) / 7",
            "if(ราคา >= 5, atleast(tiers(ราคา, 600, 0.5, 1800, 1.5, 4), 2), bracket(ปี, 5, 1, 2))",
        )
    ]

    def change(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
        if dice.random() < 0.5:
            return _grown(dice, dice.randint(1, 6)).encode()
        return mutate.text(dice, data, others)

    return Ready(run, seeds, (FormulaError,), change)


def _grown(dice: random.Random, depth: int) -> str:
    """Return a formula that can be read, as deep as that; a test has its brackets already."""
    if depth == 0 or dice.random() < 0.1:
        number = dice.choice(
            ("0", "1", "7", "0.25", "1000000", "99999999999999999999", "0.0000001")
        )
        return dice.choice(("ราคา", "ปี", number, number, f"{number}%"))
    parts = [_grown(dice, depth - 1) for _part in range(3)]
    steps = ("1", "0.25", "1000")
    sign = dice.choice(("<", "<=", ">", ">=", "=", "!="))
    return dice.choice(
        (
            f"({parts[0]} {dice.choice('+-*/')} {parts[1]})",
            f"{parts[0]} {dice.choice('+-*/')} {parts[1]} {dice.choice('+-*/')} {parts[2]}",
            f"-{parts[0]}",
            f"ถ้า({parts[0]} {sign} {parts[1]}, {parts[2]}, {parts[0]})",
            f"ถ้า(ชนิด = ชนิด.รถยนต์ และ {parts[0]} {sign} 1, {parts[1]}, {parts[2]})",
            f"{dice.choice(('ต่ำสุด', 'สูงสุด', 'ไม่เกิน', 'ไม่น้อยกว่า'))}({parts[0]}, {parts[1]})",
            f"{dice.choice(('ปัด', 'ปัดขึ้น', 'ปัดลง'))}({parts[0]}, {dice.choice(steps)})",
            f"ขั้นบันได({parts[0]}, 100, {parts[1]}, 5000, {parts[2]}, 1%)",
            f"ตามช่วง({parts[0]}, 1, {parts[1]}, 20, {parts[2]}, 300)",
        )
    )


def written() -> Ready:
    """Read what officers type: hours, days, money, telephones, equations, positions."""
    import django

    django.setup()
    from infogo.core.dates import DateInputError, arabic_digits, parse_written_date
    from infogo.core.hours_text import openings, parse_sentence, sentence, week_rows
    from infogo.core.money import to_satang
    from infogo.core.phones import read_phones
    from infogo.volumes.equations import EquationError, equation
    from infogo.www.views.parameters import read_near

    def hours(text: str) -> object:
        found = parse_sentence(text)
        return sentence(found), week_rows(found), openings(found)

    readers = (
        hours,
        parse_written_date,
        to_satang,
        read_phones,
        equation,
        read_near,
        arabic_digits,
    )

    def run(data: bytes) -> str:
        text = text_of(data)[:2000]
        reader = readers[data[0] % len(readers)] if data else hours
        found = reader(text[1:])  # type: ignore[operator]
        return f"{reader.__name__} {str(found)[:30]}"

    words = (
        "วันจันทร์ ถึง วันศุกร์ เวลา 08:30 - 16:30 น. (มีพักเที่ยง)",
        "31 ธันวาคม 2569",
        "1 ม.ค. 69",
        "1,500.50",
        "0 2123 4567 ต่อ 12-15, 1548",
        "a + b - 2 = c",
        "13.75,100.50",
        "๑๒/๑/๒๕๖๙",
        "ตลอด 24 ชั่วโมง",
        "ทุกวัน เวลา 08.30-12.00 น. และ 13.00-16.30 น. (ยกเว้นวันหยุดราชการ)",
    )
    seeds = [
        bytes([48 + number]) + word.encode() for word in words for number in range(len(readers))
    ]
    return Ready(run, seeds, (DateInputError, EquationError, ValueError, ArithmeticError))


MARKS = ("*a ", "*[", "![", "a**b", "*_", "[]", "a|", "\\*", "<&")
"""Of Markdown; a hostile article is a run of one of them."""


def articles() -> Ready:
    """Make an article's words into HTML; nothing that runs may come out."""
    import re

    import django

    django.setup()
    from infogo.articles.rendering import (
        MOST_MARKS,
        Picture,
        ServiceLink,
        named_pictures,
        service_codes,
        to_html,
    )
    from infogo.articles.texts import LONGEST

    runs = re.compile(
        r"<(script|iframe|object|embed|style|svg|form|base|link|meta)|<[^>]*\son[a-z]+\s*="
        r"|(href|src)\s*=\s*[\"']?\s*(javascript|data|vbscript):",
        re.I,
    )

    def link(code: str) -> ServiceLink:
        return ServiceLink(f"/manual/{len(code)}" if len(code) % 3 else "", code)

    def picture(file_id: int) -> Picture:
        return Picture(f"/files/{file_id}", 10, 20)

    def run(data: bytes) -> str:
        text = text_of(data)[: LONGEST["body_th"]]
        html = str(to_html(text, link, picture))
        service_codes(text)
        named_pictures(text)
        if runs.search(html):
            raise AssertionError(f"something that runs came out: {html[:200]}")
        return str(len(html) // 100)

    seeds = [
        text.encode()
        for text in (
            "# หัวข้อ\n\nข้อความ **หนา** [บริการ](service:DOPA-002)",
            "| ก | ข |\n|---|---|\n| 1 | 2 |",
            "<script>alert(1)</script>",
            "[x](javascript:alert(1))",
            "![รูป](file:12 'ชื่อ')",
            "1. ก\n   - ข\n     > ค\n\n```\nโค้ด\n```",
            '<img src=x onerror="alert(1)">',
            "<https://a.example>",
            "[a]: javascript:x\n[a]",
            "*" * 300,
            "> " * 300,
            "[" * 300,
            "- " * 200,
            "[x](" + "ก" * 10_000 + ")",
            "![" * 400 + "$" * 20_000,
            "![ก](ข" * 60 + "ข" * 20_000,
            # What took longest once: marks without end, just below the bound and above it.
            *(shape * times for shape in MARKS for times in (MOST_MARKS // 4, MOST_MARKS * 4)),
        )
    ]
    return Ready(run, seeds)
