from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.answer_out import AnswerOut
    from ..models.call_out import CallOut
    from ..models.correction_out import CorrectionOut
    from ..models.counts_out import CountsOut
    from ..models.facets_out import FacetsOut
    from ..models.place_out import PlaceOut
    from ..models.result_out import ResultOut


T = TypeVar("T", bound="SearchOut")


@_attrs_define
class SearchOut:
    """One page of results, best first.

    Attributes:
        query (str): What was asked
        used (str): What was searched for
        correction (CorrectionOut | None): What was corrected, null when nothing
        place (None | PlaceOut): Place named in the query
        province (str): Code of the province used, empty: all
        intents (list[str]): What the query asks, such as fee, documents
        in_charge (list[int]): agencies that probably look after it, likeliest first; empty where a procedure is for it
        call_now (list[CallOut]): whom to call before anything is read, the first to call first; empty where the words
            call for no help
        answer (AnswerOut | None): to the first intent that can be answered; null when it is not sure about what
        type_ (None | str): Type asked for
        page (int): Number of the page
        page_size (int): Results on a page
        page_count (int): Number of pages
        total (int): Number of hits
        counts (CountsOut): Hits of each type under the filters.
        results (list[ResultOut]): What was found
        facets (FacetsOut | None): Filters with counts, when asked for
    """

    query: str
    used: str
    correction: CorrectionOut | None
    place: None | PlaceOut
    province: str
    intents: list[str]
    in_charge: list[int]
    call_now: list[CallOut]
    answer: AnswerOut | None
    type_: None | str
    page: int
    page_size: int
    page_count: int
    total: int
    counts: CountsOut
    results: list[ResultOut]
    facets: FacetsOut | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.answer_out import AnswerOut  # noqa: PLC0415
        from ..models.correction_out import CorrectionOut  # noqa: PLC0415
        from ..models.facets_out import FacetsOut  # noqa: PLC0415
        from ..models.place_out import PlaceOut  # noqa: PLC0415

        query = self.query

        used = self.used

        correction: dict[str, Any] | None
        if isinstance(self.correction, CorrectionOut):
            correction = self.correction.to_dict()
        else:
            correction = self.correction

        place: dict[str, Any] | None
        if isinstance(self.place, PlaceOut):
            place = self.place.to_dict()
        else:
            place = self.place

        province = self.province

        intents = self.intents

        in_charge = self.in_charge

        call_now = []
        for call_now_item_data in self.call_now:
            call_now_item = call_now_item_data.to_dict()
            call_now.append(call_now_item)

        answer: dict[str, Any] | None
        if isinstance(self.answer, AnswerOut):
            answer = self.answer.to_dict()
        else:
            answer = self.answer

        type_: None | str
        type_ = self.type_

        page = self.page

        page_size = self.page_size

        page_count = self.page_count

        total = self.total

        counts = self.counts.to_dict()

        results = []
        for results_item_data in self.results:
            results_item = results_item_data.to_dict()
            results.append(results_item)

        facets: dict[str, Any] | None
        if isinstance(self.facets, FacetsOut):
            facets = self.facets.to_dict()
        else:
            facets = self.facets

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "query": query,
                "used": used,
                "correction": correction,
                "place": place,
                "province": province,
                "intents": intents,
                "in_charge": in_charge,
                "call_now": call_now,
                "answer": answer,
                "type": type_,
                "page": page,
                "page_size": page_size,
                "page_count": page_count,
                "total": total,
                "counts": counts,
                "results": results,
                "facets": facets,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer_out import AnswerOut  # noqa: PLC0415
        from ..models.call_out import CallOut  # noqa: PLC0415
        from ..models.correction_out import CorrectionOut  # noqa: PLC0415
        from ..models.counts_out import CountsOut  # noqa: PLC0415
        from ..models.facets_out import FacetsOut  # noqa: PLC0415
        from ..models.place_out import PlaceOut  # noqa: PLC0415
        from ..models.result_out import ResultOut  # noqa: PLC0415

        d = dict(src_dict)
        query = d.pop("query")

        used = d.pop("used")

        def _parse_correction(data: object) -> CorrectionOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                correction_type_0 = CorrectionOut.from_dict(data)

                return correction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CorrectionOut | None, data)

        correction = _parse_correction(d.pop("correction"))

        def _parse_place(data: object) -> None | PlaceOut:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                place_type_0 = PlaceOut.from_dict(data)

                return place_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceOut, data)

        place = _parse_place(d.pop("place"))

        province = d.pop("province")

        intents = cast(list[str], d.pop("intents"))

        in_charge = cast(list[int], d.pop("in_charge"))

        call_now = []
        _call_now = d.pop("call_now")
        for call_now_item_data in _call_now:
            call_now_item = CallOut.from_dict(call_now_item_data)

            call_now.append(call_now_item)

        def _parse_answer(data: object) -> AnswerOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                answer_type_0 = AnswerOut.from_dict(data)

                return answer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AnswerOut | None, data)

        answer = _parse_answer(d.pop("answer"))

        def _parse_type_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        type_ = _parse_type_(d.pop("type"))

        page = d.pop("page")

        page_size = d.pop("page_size")

        page_count = d.pop("page_count")

        total = d.pop("total")

        counts = CountsOut.from_dict(d.pop("counts"))

        results = []
        _results = d.pop("results")
        for results_item_data in _results:
            results_item = ResultOut.from_dict(results_item_data)

            results.append(results_item)

        def _parse_facets(data: object) -> FacetsOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                facets_type_0 = FacetsOut.from_dict(data)

                return facets_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FacetsOut | None, data)

        facets = _parse_facets(d.pop("facets"))

        search_out = cls(
            query=query,
            used=used,
            correction=correction,
            place=place,
            province=province,
            intents=intents,
            in_charge=in_charge,
            call_now=call_now,
            answer=answer,
            type_=type_,
            page=page,
            page_size=page_size,
            page_count=page_count,
            total=total,
            counts=counts,
            results=results,
            facets=facets,
        )

        search_out.additional_properties = d
        return search_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
