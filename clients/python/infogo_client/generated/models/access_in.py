from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="AccessIn")


@_attrs_define
class AccessIn:
    """What there is for whom access is hard; null is unknown.

    What the first version of this contract did not know stays as it is when it is not sent.

        Attributes:
            seen (str): The mark of this part in versions, as you read it
            wheelchair (bool | None | Unset): A way to the counter for wheelchairs
            ramp (bool | None | Unset): A ramp
            lift (bool | None | Unset): A lift
            toilet (bool | None | Unset): A toilet for wheelchairs
            parking (bool | None | Unset): Parking
            disabled_parking (bool | None | Unset): Parking for disabled people
            priority_counter (bool | None | Unset): A counter for older and disabled people
            sign_language (bool | None | Unset): Sign language
            entrance (str | Unset): Which way leads in without steps, in Thai Default: ''.
            transit (str | Unset): How to come by public transport, in Thai Default: ''.
    """

    seen: str
    wheelchair: bool | None | Unset = UNSET
    ramp: bool | None | Unset = UNSET
    lift: bool | None | Unset = UNSET
    toilet: bool | None | Unset = UNSET
    parking: bool | None | Unset = UNSET
    disabled_parking: bool | None | Unset = UNSET
    priority_counter: bool | None | Unset = UNSET
    sign_language: bool | None | Unset = UNSET
    entrance: str | Unset = ""
    transit: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        seen = self.seen

        wheelchair: bool | None | Unset
        if isinstance(self.wheelchair, Unset):
            wheelchair = UNSET
        else:
            wheelchair = self.wheelchair

        ramp: bool | None | Unset
        if isinstance(self.ramp, Unset):
            ramp = UNSET
        else:
            ramp = self.ramp

        lift: bool | None | Unset
        if isinstance(self.lift, Unset):
            lift = UNSET
        else:
            lift = self.lift

        toilet: bool | None | Unset
        if isinstance(self.toilet, Unset):
            toilet = UNSET
        else:
            toilet = self.toilet

        parking: bool | None | Unset
        if isinstance(self.parking, Unset):
            parking = UNSET
        else:
            parking = self.parking

        disabled_parking: bool | None | Unset
        if isinstance(self.disabled_parking, Unset):
            disabled_parking = UNSET
        else:
            disabled_parking = self.disabled_parking

        priority_counter: bool | None | Unset
        if isinstance(self.priority_counter, Unset):
            priority_counter = UNSET
        else:
            priority_counter = self.priority_counter

        sign_language: bool | None | Unset
        if isinstance(self.sign_language, Unset):
            sign_language = UNSET
        else:
            sign_language = self.sign_language

        entrance = self.entrance

        transit = self.transit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "seen": seen,
            }
        )
        if wheelchair is not UNSET:
            field_dict["wheelchair"] = wheelchair
        if ramp is not UNSET:
            field_dict["ramp"] = ramp
        if lift is not UNSET:
            field_dict["lift"] = lift
        if toilet is not UNSET:
            field_dict["toilet"] = toilet
        if parking is not UNSET:
            field_dict["parking"] = parking
        if disabled_parking is not UNSET:
            field_dict["disabled_parking"] = disabled_parking
        if priority_counter is not UNSET:
            field_dict["priority_counter"] = priority_counter
        if sign_language is not UNSET:
            field_dict["sign_language"] = sign_language
        if entrance is not UNSET:
            field_dict["entrance"] = entrance
        if transit is not UNSET:
            field_dict["transit"] = transit

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        seen = d.pop("seen")

        def _parse_wheelchair(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        wheelchair = _parse_wheelchair(d.pop("wheelchair", UNSET))

        def _parse_ramp(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        ramp = _parse_ramp(d.pop("ramp", UNSET))

        def _parse_lift(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        lift = _parse_lift(d.pop("lift", UNSET))

        def _parse_toilet(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        toilet = _parse_toilet(d.pop("toilet", UNSET))

        def _parse_parking(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        parking = _parse_parking(d.pop("parking", UNSET))

        def _parse_disabled_parking(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        disabled_parking = _parse_disabled_parking(d.pop("disabled_parking", UNSET))

        def _parse_priority_counter(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        priority_counter = _parse_priority_counter(d.pop("priority_counter", UNSET))

        def _parse_sign_language(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        sign_language = _parse_sign_language(d.pop("sign_language", UNSET))

        entrance = d.pop("entrance", UNSET)

        transit = d.pop("transit", UNSET)

        access_in = cls(
            seen=seen,
            wheelchair=wheelchair,
            ramp=ramp,
            lift=lift,
            toilet=toilet,
            parking=parking,
            disabled_parking=disabled_parking,
            priority_counter=priority_counter,
            sign_language=sign_language,
            entrance=entrance,
            transit=transit,
        )

        return access_in
