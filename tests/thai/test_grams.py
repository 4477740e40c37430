from __future__ import annotations

from infogo.thai.grams import grams
from infogo.thai.normalise import normalise


def test_spaces_inside_thai_do_not_matter() -> None:
    assert grams(normalise("ใบ ขับ ขี่")) == grams(normalise("ใบขับขี่"))


def test_tone_marks_do_not_matter() -> None:
    assert grams(normalise("แจ้งย้าย")) == grams(normalise("แจงยาย"))


def test_latin_words_stay_apart() -> None:
    assert grams(normalise("work permit"))[:3] == ["wor", "ork", "per"]


def test_short_text_is_kept_whole() -> None:
    assert grams(normalise("อย")) == ["อย"]
    assert grams(normalise("!?")) == []


def test_one_typing_error_leaves_most_trigrams() -> None:
    right, wrong = set(grams(normalise("จดทะเบียนสมรส"))), set(grams(normalise("จดทะเบียนสมรถ")))
    assert len(right & wrong) / len(right) > 0.8
