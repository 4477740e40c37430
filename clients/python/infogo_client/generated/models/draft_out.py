from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.comment_out import CommentOut
    from ..models.lock_out import LockOut
    from ..models.rule_finding_out import RuleFindingOut
    from ..models.section_out import SectionOut
    from ..models.step_out import StepOut


T = TypeVar("T", bound="DraftOut")


@_attrs_define
class DraftOut:
    """A draft whole: what it says, what the rules and the approvers say, where it is.

    Attributes:
        id (int): Id of the draft
        manual (int): Id of the manual
        procedure (int): Id of its procedure
        agency (int): Id of its agency
        state (str): draft, submitted, in_review, approved, returned, published or discarded
        version (int): Send it back as seen with the next step
        note (str): What is new, in Thai
        publish_at (datetime.datetime | None): When citizens shall see it
        changed_at (datetime.datetime): Time of the last change
        is_standard (bool): Whether it is the standard manual
        can_submit (bool): Whether nothing blocks and something changed
        changed (list[str]): Sections that differ from what is public
        sections (list[SectionOut]): Its sections
        findings (list[RuleFindingOut]): What the rules found
        comments (list[CommentOut]): Comments that are not settled
        steps (list[StepOut]): Its way so far
        lock (LockOut | None): Who is editing it now, if anybody
        edition (int | None): Number of its edition, once published
    """

    id: int
    manual: int
    procedure: int
    agency: int
    state: str
    version: int
    note: str
    publish_at: datetime.datetime | None
    changed_at: datetime.datetime
    is_standard: bool
    can_submit: bool
    changed: list[str]
    sections: list[SectionOut]
    findings: list[RuleFindingOut]
    comments: list[CommentOut]
    steps: list[StepOut]
    lock: LockOut | None
    edition: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.lock_out import LockOut  # noqa: PLC0415

        id = self.id

        manual = self.manual

        procedure = self.procedure

        agency = self.agency

        state = self.state

        version = self.version

        note = self.note

        publish_at: None | str
        if isinstance(self.publish_at, datetime.datetime):
            publish_at = self.publish_at.isoformat()
        else:
            publish_at = self.publish_at

        changed_at = self.changed_at.isoformat()

        is_standard = self.is_standard

        can_submit = self.can_submit

        changed = self.changed

        sections = []
        for sections_item_data in self.sections:
            sections_item = sections_item_data.to_dict()
            sections.append(sections_item)

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        comments = []
        for comments_item_data in self.comments:
            comments_item = comments_item_data.to_dict()
            comments.append(comments_item)

        steps = []
        for steps_item_data in self.steps:
            steps_item = steps_item_data.to_dict()
            steps.append(steps_item)

        lock: dict[str, Any] | None
        if isinstance(self.lock, LockOut):
            lock = self.lock.to_dict()
        else:
            lock = self.lock

        edition: int | None
        edition = self.edition

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "manual": manual,
                "procedure": procedure,
                "agency": agency,
                "state": state,
                "version": version,
                "note": note,
                "publish_at": publish_at,
                "changed_at": changed_at,
                "is_standard": is_standard,
                "can_submit": can_submit,
                "changed": changed,
                "sections": sections,
                "findings": findings,
                "comments": comments,
                "steps": steps,
                "lock": lock,
                "edition": edition,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.comment_out import CommentOut  # noqa: PLC0415
        from ..models.lock_out import LockOut  # noqa: PLC0415
        from ..models.rule_finding_out import RuleFindingOut  # noqa: PLC0415
        from ..models.section_out import SectionOut  # noqa: PLC0415
        from ..models.step_out import StepOut  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        manual = d.pop("manual")

        procedure = d.pop("procedure")

        agency = d.pop("agency")

        state = d.pop("state")

        version = d.pop("version")

        note = d.pop("note")

        def _parse_publish_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                publish_at_type_0 = datetime.datetime.fromisoformat(data)

                return publish_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        publish_at = _parse_publish_at(d.pop("publish_at"))

        changed_at = datetime.datetime.fromisoformat(d.pop("changed_at"))

        is_standard = d.pop("is_standard")

        can_submit = d.pop("can_submit")

        changed = cast(list[str], d.pop("changed"))

        sections = []
        _sections = d.pop("sections")
        for sections_item_data in _sections:
            sections_item = SectionOut.from_dict(sections_item_data)

            sections.append(sections_item)

        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = RuleFindingOut.from_dict(findings_item_data)

            findings.append(findings_item)

        comments = []
        _comments = d.pop("comments")
        for comments_item_data in _comments:
            comments_item = CommentOut.from_dict(comments_item_data)

            comments.append(comments_item)

        steps = []
        _steps = d.pop("steps")
        for steps_item_data in _steps:
            steps_item = StepOut.from_dict(steps_item_data)

            steps.append(steps_item)

        def _parse_lock(data: object) -> LockOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                lock_type_0 = LockOut.from_dict(data)

                return lock_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LockOut | None, data)

        lock = _parse_lock(d.pop("lock"))

        def _parse_edition(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        edition = _parse_edition(d.pop("edition"))

        draft_out = cls(
            id=id,
            manual=manual,
            procedure=procedure,
            agency=agency,
            state=state,
            version=version,
            note=note,
            publish_at=publish_at,
            changed_at=changed_at,
            is_standard=is_standard,
            can_submit=can_submit,
            changed=changed,
            sections=sections,
            findings=findings,
            comments=comments,
            steps=steps,
            lock=lock,
            edition=edition,
        )

        draft_out.additional_properties = d
        return draft_out

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
