from __future__ import annotations

from infogo.thai.grams import grams


def test_spaces_inside_thai_do_not_matter() -> None:
    assert grams("ใบ ขับ ขี่") == grams("ใบขับขี่")


def test_tone_marks_do_not_matter() -> None:
    assert grams("แจ้งย้าย") == grams("แจงยาย")


def test_latin_words_stay_apart() -> None:
    assert grams("work permit")[:3] == ["wor", "ork", "per"]


def test_short_text_is_kept_whole() -> None:
    assert grams("อย") == ["อย"]
    assert grams("!?") == []


def test_one_typing_error_leaves_most_trigrams() -> None:
    right, wrong = set(grams("จดทะเบียนสมรส")), set(grams("จดทะเบียนสมรถ"))
    assert len(right & wrong) / len(right) > 0.8
