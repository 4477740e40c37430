from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.case_condition import CaseCondition
    from ..models.duration import Duration


T = TypeVar("T", bound="CaseRow")


@_attrs_define
class CaseRow:
    """One case: it holds when every condition does, whatever the answers to other questions.

    ``total`` is the promised time in this case. ``refusal`` says why the manual does not serve it,
    and ``instead`` is the code of the procedure to use then (``Procedure.code``, such as DOPA-001).

        Attributes:
            code (str): Code of the case
            name (str): Name
            when (list[CaseCondition]): When these answers were given
            note (str): Advice
            total (Duration | None): Time in this case
            refusal (str): Why this manual does not serve the case
            instead (str): Code of the procedure to use instead
    """

    code: str
    name: str
    when: list[CaseCondition]
    note: str
    total: Duration | None
    refusal: str
    instead: str

    def to_dict(self) -> dict[str, Any]:
        from ..models.duration import Duration  # noqa: PLC0415

        code = self.code

        name = self.name

        when = []
        for when_item_data in self.when:
            when_item = when_item_data.to_dict()
            when.append(when_item)

        note = self.note

        total: dict[str, Any] | None
        if isinstance(self.total, Duration):
            total = self.total.to_dict()
        else:
            total = self.total

        refusal = self.refusal

        instead = self.instead

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "name": name,
                "when": when,
                "note": note,
                "total": total,
                "refusal": refusal,
                "instead": instead,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.case_condition import CaseCondition  # noqa: PLC0415
        from ..models.duration import Duration  # noqa: PLC0415

        d = dict(src_dict)
        code = d.pop("code")

        name = d.pop("name")

        when = []
        _when = d.pop("when")
        for when_item_data in _when:
            when_item = CaseCondition.from_dict(when_item_data)

            when.append(when_item)

        note = d.pop("note")

        def _parse_total(data: object) -> Duration | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                total_type_0 = Duration.from_dict(data)

                return total_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Duration | None, data)

        total = _parse_total(d.pop("total"))

        refusal = d.pop("refusal")

        instead = d.pop("instead")

        case_row = cls(
            code=code,
            name=name,
            when=when,
            note=note,
            total=total,
            refusal=refusal,
            instead=instead,
        )

        return case_row
