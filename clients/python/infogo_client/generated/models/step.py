from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.step_kind import StepKind, check_step_kind

if TYPE_CHECKING:
    from ..models.duration import Duration


T = TypeVar("T", bound="Step")


@_attrs_define
class Step:
    """One step with its time and responsible unit (item 13, section 7 of the 2558 Act).

    Attributes:
        kind (StepKind): Main step of the official form; see the vocabulary ``step_type``.
        title (str): Title
        description (str): What happens
        duration (Duration | None): Time of this step
        responsible (str): Unit that does it
        cases (list[str]): Codes of the cases in which it applies, empty: always
    """

    kind: StepKind
    title: str
    description: str
    duration: Duration | None
    responsible: str
    cases: list[str]

    def to_dict(self) -> dict[str, Any]:
        from ..models.duration import Duration  # noqa: PLC0415

        kind: str = self.kind

        title = self.title

        description = self.description

        duration: dict[str, Any] | None
        if isinstance(self.duration, Duration):
            duration = self.duration.to_dict()
        else:
            duration = self.duration

        responsible = self.responsible

        cases = self.cases

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "title": title,
                "description": description,
                "duration": duration,
                "responsible": responsible,
                "cases": cases,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.duration import Duration  # noqa: PLC0415

        d = dict(src_dict)
        kind = check_step_kind(d.pop("kind"))

        title = d.pop("title")

        description = d.pop("description")

        def _parse_duration(data: object) -> Duration | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                duration_type_0 = Duration.from_dict(data)

                return duration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Duration | None, data)

        duration = _parse_duration(d.pop("duration"))

        responsible = d.pop("responsible")

        cases = cast(list[str], d.pop("cases"))

        step = cls(
            kind=kind,
            title=title,
            description=description,
            duration=duration,
            responsible=responsible,
            cases=cases,
        )

        return step
