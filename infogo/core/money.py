"""Money as whole satang (1 baht = 100 satang), so that no sum is ever rounded."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from infogo.core.dates import arabic_digits

SATANG_PER_BAHT = 100


def to_satang(baht: Decimal | int | str) -> int:
    """Return whole satang for an amount in baht; "1,500.50" and Thai digits are understood.

    Raises ``ValueError`` when the text is no amount or carries fractions of a satang.
    """
    text = arabic_digits(str(baht)).replace(",", "").replace("บาท", "").strip()
    try:
        satang = Decimal(text) * SATANG_PER_BAHT
    except InvalidOperation as error:
        raise ValueError(f"not an amount in baht: {baht!r}") from error
    if not satang.is_finite() or satang != satang.to_integral_value():
        raise ValueError(f"not a whole number of satang: {baht!r}")
    return int(satang)


def number_text(satang: int) -> str:
    """Return "1,500" or "0.50": satang are written only when there are any."""
    sign = "-" if satang < 0 else ""
    baht, rest = divmod(abs(satang), SATANG_PER_BAHT)
    return f"{sign}{baht:,}.{rest:02d}" if rest else f"{sign}{baht:,}"


def baht_text(satang: int, lang: str = "th") -> str:
    """Return "1,500 บาท" or "1,500 baht"."""
    return f"{number_text(satang)} {'บาท' if lang == 'th' else 'baht'}"


def range_text(lowest: int, highest: int, lang: str = "th") -> str:
    """Return "100–1,000 บาท", or the single amount when both ends are equal."""
    if lowest == highest:
        return baht_text(lowest, lang)
    return f"{number_text(lowest)}–{baht_text(highest, lang)}"
