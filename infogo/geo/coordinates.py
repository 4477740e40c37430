"""Positions as people write and paste them: numbers, degrees and minutes, links of maps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_plus

from infogo.core.dates import arabic_digits

SOUTH, NORTH = 5.5, 20.6
WEST, EAST = 97.2, 105.8
"""Thailand with its islands; a point outside is a slip, often latitude and longitude swapped."""
LONGEST_INPUT = 2000

UNREADABLE = (
    "อ่านพิกัดไม่ได้ ใส่ละติจูดและลองจิจูด เช่น 13.755450, 100.498050 "
    "หรือ 13°45'22.1\"N 100°29'53\"E หรือวางลิงก์เต็มจากแอปแผนที่"
)
SHORT_LINK = "ลิงก์ย่อไม่บอกพิกัด เปิดลิงก์ในเบราว์เซอร์ แล้วคัดลอกที่อยู่เต็มจากแถบด้านบนมาวาง"
OUTSIDE = "พิกัดนี้อยู่นอกประเทศไทย ตรวจตัวเลขอีกครั้ง"
SWAPPED = "ละติจูดกับลองจิจูดสลับกัน พิกัดที่ถูกต้องน่าจะเป็น {lat}, {lng}"

_NUMBER = r"[+-]?\d{1,3}(?:\.\d{1,15})?"
_PAIR = rf"({_NUMBER})\s*[,;/ ]\s*({_NUMBER})"
_SHORT_HOSTS = re.compile(r"^(?:https?://)?(?:maps\.app\.goo\.gl|goo\.gl|g\.co|shorturl|bit\.ly)/")
_LINK = re.compile(r"^(?:https?://|geo:|www\.|maps\.|google\.)", re.IGNORECASE)
# In the order of what they mean: the place itself, a place that was asked for, the view.
_IN_LINKS = (
    re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})"),
    re.compile(rf"[?&]mlat=({_NUMBER})&mlon=({_NUMBER})"),
    re.compile(
        r"[?&](?:q|query|destination|daddr|ll|coordinate|center|cbll|viewpoint)"
        rf"=(?:loc:)?\s*({_NUMBER})\s*,\s*({_NUMBER})"
    ),
    re.compile(rf"^geo:({_NUMBER}),({_NUMBER})"),
    re.compile(rf"/(?:place|search|dir)/(?:[^?#]{{0,300}}/)?({_NUMBER}),\s*({_NUMBER})"),
    re.compile(rf"/@({_NUMBER}),({_NUMBER})"),
    re.compile(rf"#map=\d{{1,2}}(?:\.\d{{1,3}})?/({_NUMBER})/({_NUMBER})"),
)
_SIGNS = str.maketrans({
    **dict.fromkeys("′’‘`´ʹ", "'"), **dict.fromkeys("″“”„ʺ", '"'), **dict.fromkeys("º˚ᵒ", "°"),
    "−": "-", "–": "-", "，": ",", "\u00a0": " ", "\u200b": None,
})  # fmt: skip
_WORDS = (
    ("องศา", "°"), ("พิลิปดา", '"'), ("ฟิลิปดา", '"'), ("ลิปดา", "'"), ("''", '"'),
    ("ตะวันออก", "E"), ("ตะวันตก", "W"), ("เหนือ", "N"), ("ใต้", "S"),
    ("ละติจูด", " "), ("ลองจิจูด", " "), ("ลองติจูด", " "), ("พิกัด", " "),
)  # fmt: skip
_LABELS = re.compile(r"\b(?:latitude|longitude|lat|lng|lon|long)\b\.?\s*[:=]?", re.IGNORECASE)
# Blanks are never given back (``*+``): what follows them is none, and many cost no time.
_ANGLE = re.compile(
    r"(?P<before>[NSEW])?\s*+(?P<degrees>[+-]?\d{1,3}(?:\.\d{1,15})?)\s*+°?\s*+"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d{1,15})?)\s*+'\s*+)?"
    r"(?:(?P<seconds>\d{1,2}(?:\.\d{1,15})?)\s*+\"\s*+)?"
    r"(?P<after>[NSEW])?"
)
_DIRECTIONS = {"N": 1, "S": -1, "E": 1, "W": -1}


@dataclass(frozen=True)
class Position:
    """A place on the globe in degrees (WGS 84), six decimals: about eleven centimetres."""

    lat: float
    lng: float

    @property
    def text(self) -> str:
        """Return "13.755450, 100.498050"."""
        return f"{self.lat:.6f}, {self.lng:.6f}"


class PositionError(ValueError):
    """What was written is no position of a place in Thailand; ``str()`` says what to do.

    ``suggested`` is what was probably meant, when latitude and longitude are swapped.
    """

    def __init__(self, message: str, suggested: Position | None = None) -> None:
        super().__init__(message)
        self.suggested = suggested


def read_position(text: str) -> Position:
    """Read a position in Thailand out of numbers, degrees and minutes, or a link of a map.

    Raises:
        PositionError: there is none in it, or it lies outside the country.
    """
    written = arabic_digits(text[:LONGEST_INPUT]).translate(_SIGNS).strip()
    if _SHORT_HOSTS.match(written):
        raise PositionError(SHORT_LINK)
    if _LINK.match(written):
        return checked_position(*_of_link(unquote_plus(written)))
    return checked_position(*_of_numbers(written))


def checked_position(lat: float, lng: float) -> Position:
    """Return a position in Thailand, to six decimals.

    Raises:
        PositionError: it lies outside; ``suggested`` is set when swapping brings it inside.
    """
    if _is_in_thailand(lat, lng):
        return Position(round(lat, 6), round(lng, 6))
    if _is_in_thailand(lng, lat):
        meant = Position(round(lng, 6), round(lat, 6))
        raise PositionError(SWAPPED.format(lat=f"{meant.lat:.6f}", lng=f"{meant.lng:.6f}"), meant)
    raise PositionError(OUTSIDE)


def _is_in_thailand(lat: float, lng: float) -> bool:
    return SOUTH <= lat <= NORTH and WEST <= lng <= EAST


def _of_link(link: str) -> tuple[float, float]:
    for pattern in _IN_LINKS:
        found = pattern.findall(link)
        if found:
            lat, lng = found[-1]  # a route ends at the place that is meant
            return float(lat), float(lng)
    raise PositionError(UNREADABLE)


def _of_numbers(written: str) -> tuple[float, float]:
    for word, sign in _WORDS:
        written = written.replace(word, sign)
    clean = _LABELS.sub(" ", written).strip(" ()[]\t")
    if found := re.fullmatch(_PAIR, clean):
        return float(found[1]), float(found[2])
    angles = list(_ANGLE.finditer(clean.upper()))
    rest = _ANGLE.sub("", clean.upper())
    if len(angles) != 2 or rest.strip(" ,;/"):
        raise PositionError(UNREADABLE)
    (first, first_way), (second, second_way) = map(_angle, angles)
    if first_way and first_way == second_way:
        raise PositionError(UNREADABLE)
    is_longitude_first = first_way == "E" or second_way == "N"
    return (second, first) if is_longitude_first else (first, second)


def _angle(found: re.Match[str]) -> tuple[float, str]:
    """Return degrees and whether they are latitude ("N"), longitude ("E") or unsaid ("")."""
    direction = found["before"] or found["after"] or ""
    minutes, seconds = float(found["minutes"] or 0), float(found["seconds"] or 0)
    if minutes >= 60 or seconds >= 60:
        raise PositionError(UNREADABLE)
    degrees = float(found["degrees"])
    size = abs(degrees) + minutes / 60 + seconds / 3600
    sign = -1 if found["degrees"].startswith("-") else 1
    way = "" if not direction else "N" if direction in "NS" else "E"
    return sign * size * _DIRECTIONS.get(direction, 1), way
