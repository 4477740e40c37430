"""An office that is named in the middle of talk about it: ``ที่ดินบางละมุงย้ายตึกใหม่ไปไหนแล้ว``.

Who looks for an office says more than its name: which station is near it, whether she will make
it before it closes. Who wants something done there says that instead. So what is said beside the
name is weighed: does it sound like talk about offices, or like what people say of a service?
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from infogo.search.offices.by_ear import ByEar, OfficesByEar
from infogo.search.ranking.names import TALK_OF_OFFICES
from infogo.search.ranking.sayings import LEAST
from infogo.search.results import Correction, CorrectionKind, Kind
from infogo.search.stages import Step, StepName
from infogo.search.understanding.gazetteer import LATIN_PREFIXES, SHORTEST_HEARD, Gazetteer
from infogo.search.understanding.office_words import DONE
from infogo.search.understanding.understand import Understanding, meant_instead
from infogo.search.words.lexicon import kinds_of_offices, office_words, ordinary_places, squashed
from infogo.thai import intents
from infogo.thai.normalise import normalise
from infogo.thai.segment import raw_words

LONGEST_PLACE = 6
"""So many ends of words, or beginnings of syllables, are tried as where a place ends."""
LONGEST_LATIN_PLACE = 3
SHORTEST_PLACE = 3
AREAS = frozenset({"อำเภอ", "เขต"})
"""Words for an office that are words for a place as well: it is meant where the text begins so."""
DISTRICT, DISTRICT_HALL = "อำเภอ", "ที่ว่าการ"
NO_OFFICES = frozenset({"จังหวัด", "ทะเบียนราษฎร"})
"""Words for a place alone, or for what is written there."""
HARDLY_ANYTHING = 2.0
LITTLE, LITTLE_OF_AGENCIES = 4.1, 5.6
"""Where no more speaks for any service, what is said is of none: a district cut short, a name. The
more if an office is named by its kind and place."""
THINGS = ("พาสปอร์ต", "หนังสือเดินทาง", "passport")
"""What is got at an office and names it: more must speak for the office than for the thing."""
OF_A_KIND_IN_A_PLACE, OF_UNKNOWN = 0.8, 0.6
"""Who names an office by its kind and place speaks of it rather than of what is done there; the
more if some word beside it is none of services."""
PLACES_OF_OFFICES = frozenset(
    {
        "ที่ทำการ",
        "สำนักงาน",
        "ทางไป",
        "ทางเข้า",
        "แผนที่",
        "ที่อยู่",
        "ที่ตั้ง",
        "พิกัด",
        "ไป",
        "เบอร์",
        "address",
        "map",
    }
)
"""What is said of an office without saying more of it."""
_FROM = re.compile(r"จาก ?\S+")
_JOINTS = re.compile(r" *(?:ของ|ที่|สาขา)? ?(?:จังหวัด|อำเภอ|[จอ] (?=\S))?")
_GOING = re.compile(
    r"(?:(?:จะ|อยาก|ต้อง|ขอ)*(?:ไป|มา|หา|โทร(?:ไป)?(?:หา)?|ติดต่อ|คุยกับ)(?:ที่)?|ที่|ถาม(?:ทาง)?)? ?"
)
_LANDMARK = re.compile(
    r"(?:^| )(?:(?:อยู่)?(?:ใน(?=ศูนย์|ห้าง|ตึก|อาคาร)|ตรงข้าม|ตรง(?!ไหน)|ใกล้|แถว|ข้าง|เยื้อง"
    r"|หลัง(?!จาก)|หน้า(?!ที่))ๆ?(?:กับ)?\S{2,24}"
    r"|(?:is it )?(?:near|next to|opposite|across from|behind|beside)"
    r"(?: (?:the|a|bts|mrt))?(?: \w+){1,2}\??)(?= |$)"
)
"""Beside what it stands: ``ตรงมอเทคโน``, ``near big c``."""
_NO_LANDMARK = (
    r"(?!\S*(?:เสียง|ดัง|เหม็น|ขยะ|ท่วม|พัง|ไม่|ทะเลาะ|เลี้ยง|สร้าง|เปิด|สูบ|รุก|สกปรก|ฝุ่น|มืด|รก|หมา|แมว|ดับ|เผา|ศพ"
    r"|บ้าน|ห้อง|หนี้|ต่อเติม|ขาย))"
)
"""What happens beside somebody is told to the office, and is nothing that it stands beside."""
_SURE_LANDMARK = re.compile(
    rf"(?:^| )(?:(?:อยู่)?(?:ใน(?=ศูนย์|ห้าง|ตึก|อาคาร)|ตรงข้าม|ข้าง|เยื้อง|ริม|ติดกับ"
    rf"|ตรง(?!ข้าม|หน้า|ไหน|ใด|เวลา|กับ|นี้)|แถว(?!นี้)|ถนน(?!เสีย|ขาด|ชำรุด|เป็น|ทรุด|แตก|หน้า|เข้า|ใน|น้ำ|ลื่น))"
    rf"ๆ?(?:กับ)?(?!ไหน|ทาง|ถนน|นี้){_NO_LANDMARK}\S{{2,24}})(?= |$)"
)
"""Of these nothing tells a time or a state: ใกล้เกษียณ and หลังหย่า do."""
_OF_ANY_OFFICE = re.compile("ที่ทำการ|สำนักงาน")
_LATIN_WORDS = re.compile("[a-z0-9]+")
_PIECES = re.compile(r"[a-z0-9.]+|[^\sa-z0-9.]+")
_IS_BESIDE = re.compile("(?:ตรงข้าม|ใกล้|ข้าง|เยื้อง|หลัง|หน้า|แถว)ๆ?(?:กับ)?$")
"""Before an office beside which another one stands."""
_SYLLABLE = re.compile("[เแโใไ]")
_BEHIND = frozenset({"in", "at", "of", "the", "for"})


class Spoken(NamedTuple):
    """An office by its kind and place, as it would be asked for alone, and what else is said."""

    office: str
    rest: str


class SaidOf(NamedTuple):
    """What is said of services and agencies."""

    evidence: Callable[[str], Mapping[tuple[Kind, int], float]]
    """How much of a text speaks for each of them, and for talk about offices."""
    is_ordinary: Callable[[str], bool]
    """Whether a word is all made of words of services."""
    begins_agency: Callable[[str], bool] = lambda _text: False
    """Whether a text begins with what a central agency is called."""


def office_within(text: str, gazetteer: Gazetteer) -> Spoken | None:
    """Return the office that is named in a normalised text, or None if none is.

    A kind of offices must stand right before a place, or in Latin letters beside one; the place may
    be spelt by ear.
    """
    return next(_in_thai(text, gazetteer), None) or next(_in_latin(text, gazetteer), None)


def with_office_alone(
    understood: Understanding,
    gazetteer: Gazetteer,
    by_ear: OfficesByEar | None,
    said: SaidOf,
    reread: Callable[[str], Understanding],
) -> Understanding:
    """Return what is understood of the office alone, if all else that is said is talk about it.

    ``by_ear`` knows offices whose names are spelt as they sound; what it reads is told as a
    correction.
    """
    spoken = office_within(understood.used, gazetteer)
    # ปกสมหาสารคาม: the place was read, and the word for the office torn.
    is_whole = not understood.service or squashed(understood.service) in kinds_of_offices()
    if spoken and is_whole and squashed(spoken.office) == squashed(understood.subject):
        return understood
    if spoken and not _is_meant(spoken, said):
        spoken = None
    done: Correction | None = None
    if spoken is None or squashed(spoken.rest):
        heard = _heard(understood, gazetteer, by_ear)
        # รอบเมือง ร้อยเอ็ด อบต: what explains more of the text is meant.
        is_fuller = spoken is None or (
            heard is not None
            and heard.is_placed
            and len(squashed(heard.rest)) < len(squashed(spoken.rest))
        )
        if heard and is_fuller and _is_meant(named := Spoken(heard.office, heard.rest), said):
            spoken = named
            if not heard.is_spelt_so:
                done = Correction(CorrectionKind.SPELLING, understood.used, heard.office)
    if spoken is None or (spoken.rest and not _sounds_like_talk(understood, said)):
        return understood
    alone = reread(spoken.office)
    step = Step(StepName.OFFICES, understood.subject, alone.subject)
    found = meant_instead(understood, alone, step, used=understood.used, correction=done)
    if done and found.correction and found.correction.kind is CorrectionKind.SPELLING:
        return replace(found, correction=done)  # not the half of it that was repaired before
    return found


def _heard(
    understood: Understanding, gazetteer: Gazetteer, by_ear: OfficesByEar | None
) -> ByEar | None:
    """Return the office that is named by ear, unless all is understood without that."""
    if by_ear is None or (understood.recognised.agency is not None and not understood.service):
        return None
    is_name = (names := gazetteer.ending_like_questions) and names.search(understood.used)
    said = understood.used if is_name else intents.without_politeness(understood.used)
    heard = by_ear.meant(said)
    is_sure = heard is not None and (heard.is_placed or heard.is_local)
    if heard is None or (understood.romanised and not is_sure):  # pasi thi din
        return None
    return heard


def _is_meant(spoken: Spoken, said: SaidOf) -> bool:
    """Return whether nothing is said beside an office but where it is, when it is open and such."""
    if not squashed(spoken.rest) or _only_asks_where(spoken.rest):
        return True
    if said.begins_agency(spoken.rest):  # สปสช ศูนย์ราชการแจ้งวัฒนะ
        return False
    is_thing = any(map(spoken.office.__contains__, THINGS))
    least = 1.0 if is_thing else OF_A_KIND_IN_A_PLACE
    return is_talk_of_offices(spoken.rest, said, least, is_placed=not is_thing)


def _sounds_like_talk(understood: Understanding, said: SaidOf) -> bool:
    """Return whether Thai in Latin letters asks for no service as it sounds.

    ``tor bai khap khi khonsong lampang``: what is read beside the office is a service.
    """
    heard = _LATIN_WORDS.sub(" ", _thai_kinds().sub(" ", understood.romanised))
    return not squashed(heard) or is_talk_of_offices(heard.strip(), said)


def _only_asks_where(rest: str) -> bool:
    """Return whether a text asks the way or for the hours, and says nothing else."""
    left = " ".join(_FROM.sub(" ", rest).split())
    question = intents.read(left)
    said = squashed(question.subject)
    return (
        not said
        or said in PLACES_OF_OFFICES
        or (question.subject == left != "" and bool(question.intents))
    )


def is_talk_of_offices(
    rest: str,
    said: SaidOf,
    least: float = 1.0,
    *,
    is_placed: bool = False,
) -> bool:
    """Return whether what is said beside an office tells where it is, when it is open and the like.

    Not what somebody wants done there: ``least`` times as much must speak for talk about offices
    as for any service or agency, or hardly anything for any of these, and no word of services be
    said. Landmarks tell nothing else, unless they are none: หลังลาออก. If the office ``is_placed``
    by its kind and place, less is needed.
    """
    left = _SURE_LANDMARK.sub(" ", rest)
    if not squashed(left):
        return True
    beside = _LANDMARK.sub(" ", left)
    is_landmark = not squashed(beside)
    of_offices = of_services = of_agencies = 0.0
    for (kind, _id), weight in said.evidence(rest if is_landmark else beside).items():
        if kind is TALK_OF_OFFICES:
            of_offices = max(of_offices, weight)
        elif kind is Kind.AGENCY:
            of_agencies = max(of_agencies, weight)
        else:
            of_services = max(of_services, weight)
    # An agency may be what it stands beside.
    most = of_services if is_landmark else max(of_services, of_agencies)
    if is_landmark and most < LEAST:
        return True
    pieces = _PIECES.findall(_OF_ANY_OFFICE.sub(" ", _thai_kinds().sub(" ", rest)))
    ordinary = [*map(said.is_ordinary, pieces)]
    says_little = is_placed and of_services < LITTLE and of_agencies < LITTLE_OF_AGENCIES
    if (says_little or most < HARDLY_ANYTHING) and not any(ordinary):
        return True
    return of_offices > (OF_UNKNOWN if is_placed and not all(ordinary) else least) * most


def _in_thai(text: str, gazetteer: Gazetteer) -> Iterator[Spoken]:
    found = [*_thai_kinds().finditer(text)]
    ends = _ends(text) if found else []
    going = _GOING.match(text)
    goes_to = going.end() if going else 0
    for match in found:
        kind, begins = squashed(match[0]), match.start()
        if _IS_BESIDE.search(text, 0, begins):
            continue
        is_first = begins in {0, goes_to} or text[begins - 1] == " "
        if (begins and begins not in ends) or (kind in AREAS and not is_first):
            continue
        placed = _place_behind(text, ends, match.end(), kind, gazetteer)
        if before := None if placed else _place_before(text, begins, kind, gazetteer):
            named, at = before
            yield Spoken(named, f"{text[:at]} {text[match.end() :]}".strip())
        elif placed or _has_place(kind, gazetteer):
            named, end = placed or (kind, match.end())
            end, more = _places_behind(text, ends, end, gazetteer)
            # Whoever goes to or calls an office says nothing else by that.
            said_before = "" if begins == goes_to else text[:begins]
            yield Spoken(f"{named}{more}", f"{said_before} {text[end:]}".strip())


def _ends(text: str) -> list[int]:
    """Return where words may end: where they are cut, and before vowels that begin a syllable."""
    cut = {at for word in raw_words(text) for at in (word.start, word.end)}
    return sorted(cut | {match.start() for match in _SYLLABLE.finditer(text)})


def _place_behind(
    text: str, ends: list[int], at: int, kind: str, gazetteer: Gazetteer
) -> tuple[str, int] | None:
    """Return the office of a kind that the longest place behind it makes, and where that ends."""
    named = _may_be_places(text, ends, at)
    for name, end in named:
        if gazetteer.knows(kind + name):
            return kind + name, end
        if gazetteer.knows(name) and _stands(name, text, end):
            return f"{DISTRICT if kind == DISTRICT_HALL else kind} {name}", end
    for name, end in named:
        if len(name) < SHORTEST_HEARD:
            break
        if meant := gazetteer.government_sounding_like(kind + name):
            return meant, end
        if meant := gazetteer.beginning_so(name) or gazetteer.sounding_like(name):
            return f"{kind} {meant}", end
    return None


def _may_be_places(text: str, ends: list[int], at: int) -> list[tuple[str, int]]:
    """Return what may be a place behind ``at``, the longest first, and where each ends."""
    begins = _behind_joints(text, at)
    within = [end for end in ends if end > begins][:LONGEST_PLACE]
    named = ((squashed(text[begins:end]), end) for end in reversed(within))
    return [(name, end) for name, end in named if len(name) >= SHORTEST_PLACE]


def _stands(name: str, text: str, end: int) -> bool:
    """Return whether a place may end there: ไปขนส่งเลยได้ไหม names none, ขนส่งเลย does."""
    return name not in ordinary_places() or not text[end : end + 1].strip()


def _place_before(
    text: str, begins: int, kind: str, gazetteer: Gazetteer
) -> tuple[str, int] | None:
    """Return the office of a kind that a place in the piece before it makes: ชัยภูมิ ศาลากลาง,
    ภูเก็ตหนังสือเดินทาง.
    """
    before = text[:begins].rstrip()
    at = before.rfind(" ") + 1
    name = squashed(before[at:])
    if len(name) < SHORTEST_PLACE or not gazetteer.knows(name):
        return None
    return (kind + name if gazetteer.knows(kind + name) else f"{kind} {name}"), at


def _has_place(kind: str, gazetteer: Gazetteer) -> bool:
    """Return whether a word for a kind names the only one of it: ศาลาว่าการ กทม."""
    return any(
        kind.startswith(other) and gazetteer.knows(kind.removeprefix(other))
        for other in kinds_of_offices()
        if other != kind
    )


def _behind_joints(text: str, at: int) -> int:
    """Return where a place begins behind what joins it to the kind of its office."""
    found = _JOINTS.match(text, at)
    return found.end() if found else at


def _places_behind(text: str, ends: list[int], at: int, gazetteer: Gazetteer) -> tuple[int, str]:
    """Return where the places end that say in which other place the named one is, and these."""
    for name, end in _may_be_places(text, ends, at):
        if gazetteer.knows(name) and _stands(name, text, end):
            return end, f" {name}"
    return at, ""


def _in_latin(text: str, gazetteer: Gazetteer) -> Iterator[Spoken]:
    for match in _latin_kinds().finditer(text):
        before, behind = text[: match.start()].split(), text[match.end() :].split()
        while behind and behind[0] in _BEHIND:
            del behind[0]
        for length in range(LONGEST_LATIN_PLACE, 0, -1):
            if match["area"]:
                name = " ".join(behind[:length])
                if gazetteer.knows(squashed(match[0] + name)):
                    yield Spoken(f"{match[0]} {name}", " ".join([*before, *behind[length:]]))
                continue
            if gazetteer.knows(squashed(name := " ".join(before[-length:]))):
                rest = [*before[:-length], *behind]
            elif gazetteer.knows(squashed(name := " ".join(behind[:length]))):
                rest = [*before, *behind[length:]]
            else:
                continue
            yield Spoken(f"{name} {match[0]}", " ".join(rest))


@lru_cache(maxsize=1)
def _thai_kinds() -> re.Pattern[str]:
    kinds = (kind for kind in kinds_of_offices() if not kind.isascii())
    told = {kind for kind in kinds if DONE not in kind} - NO_OFFICES
    return re.compile("|".join(sorted(map(re.escape, told), key=len, reverse=True)))


@lru_cache(maxsize=1)
def _latin_kinds() -> re.Pattern[str]:
    told = {normalise(word) for words in office_words().values() for word in words}
    latin = sorted(filter(str.isascii, told), key=len, reverse=True)
    areas = sorted(chain.from_iterable(LATIN_PREFIXES.values()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, latin))}|(?P<area>{'|'.join(areas)}))\b")
