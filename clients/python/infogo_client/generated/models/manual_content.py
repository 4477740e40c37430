from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define

from ..models.total_basis import TotalBasis, check_total_basis

if TYPE_CHECKING:
    from ..models.case_question import CaseQuestion
    from ..models.case_table import CaseTable
    from ..models.copy_fee import CopyFee
    from ..models.duration import Duration
    from ..models.fee_renewal import FeeRenewal
    from ..models.formula import Formula
    from ..models.law_deadline import LawDeadline
    from ..models.listing_annotatedstr_field_infoannotation_none_type_required_true_metadata_max_lenmax_length_4000 import (
        ListingAnnotatedstrFieldInfoannotationNoneTypeRequiredTrueMetadataMaxLenmaxLength4000,
    )
    from ..models.listing_channel import ListingChannel
    from ..models.listing_complaint_channel import ListingComplaintChannel
    from ..models.listing_fee import ListingFee
    from ..models.listing_form import ListingForm
    from ..models.listing_legal_basis import ListingLegalBasis
    from ..models.listing_required_document import ListingRequiredDocument
    from ..models.listing_step import ListingStep
    from ..models.pause_rule import PauseRule
    from ..models.provenance import Provenance
    from ..models.representation import Representation
    from ..models.request_statistics import RequestStatistics
    from ..models.step_reduction import StepReduction


T = TypeVar("T", bound="ManualContent")


@_attrs_define
class ManualContent:
    """All that one edition of a manual says; the procedure itself holds items 1–4 and 6.

    Attributes:
        schema_version (Literal[1]): Version of this structure
        legal_bases (ListingLegalBasis): A list that tells none from unknown
        renewal_by_fee (FeeRenewal | None): Renewal by paying the fee alone (section 12), null: the manual does not say
            so
        service_areas (list[str]): Codes of the areas served, empty: everywhere (item 7)
        deadline (LawDeadline | None): Time limit that a law sets (item 8)
        statistics (None | RequestStatistics): Requests per month (item 9)
        reference_name (str): Name used inside the agency (item 10)
        channels (ListingChannel): A list that tells none from unknown
        criteria (ListingAnnotatedstrFieldInfoannotationNoneTypeRequiredTrueMetadataMaxLenmaxLength4000): A list that
            tells none from unknown
        steps (ListingStep): A list that tells none from unknown
        total (Duration | None): Promised time of the whole service
        total_basis (TotalBasis): Where the promised total time comes from.
        total_formula (Formula | None): Formula by which the total depends on the case
        pause_rules (list[PauseRule]): Times that do not count towards the total
        step_reduction (None | StepReduction): Whether steps were cut already (item 14)
        documents (ListingRequiredDocument): A list that tells none from unknown
        representation (None | Representation): Doing it for somebody else
        fees (ListingFee): A list that tells none from unknown
        fee_note (str): A note on the fees
        copy_fee (CopyFee | None): Charge for a copy of the manual itself, null: none is named
        complaints (ListingComplaintChannel): A list that tells none from unknown
        forms (ListingForm): A list that tells none from unknown
        remark (str): Remark (item 19)
        outputs (list[str]): What one gets in the end
        questions (list[CaseQuestion]): Questions that narrow the manual to the reader's case
        cases (list[CaseTable]): Tables of cases, each with what it needs
        is_bad_example (bool): A sample that shows on purpose what not to ask for
        provenance (Provenance): Where the facts come from, shown to citizens as long as they are not verified.
    """

    schema_version: Literal[1]
    legal_bases: ListingLegalBasis
    renewal_by_fee: FeeRenewal | None
    service_areas: list[str]
    deadline: LawDeadline | None
    statistics: None | RequestStatistics
    reference_name: str
    channels: ListingChannel
    criteria: ListingAnnotatedstrFieldInfoannotationNoneTypeRequiredTrueMetadataMaxLenmaxLength4000
    steps: ListingStep
    total: Duration | None
    total_basis: TotalBasis
    total_formula: Formula | None
    pause_rules: list[PauseRule]
    step_reduction: None | StepReduction
    documents: ListingRequiredDocument
    representation: None | Representation
    fees: ListingFee
    fee_note: str
    copy_fee: CopyFee | None
    complaints: ListingComplaintChannel
    forms: ListingForm
    remark: str
    outputs: list[str]
    questions: list[CaseQuestion]
    cases: list[CaseTable]
    is_bad_example: bool
    provenance: Provenance

    def to_dict(self) -> dict[str, Any]:
        from ..models.copy_fee import CopyFee  # noqa: PLC0415
        from ..models.duration import Duration  # noqa: PLC0415
        from ..models.fee_renewal import FeeRenewal  # noqa: PLC0415
        from ..models.formula import Formula  # noqa: PLC0415
        from ..models.law_deadline import LawDeadline  # noqa: PLC0415
        from ..models.representation import Representation  # noqa: PLC0415
        from ..models.request_statistics import RequestStatistics  # noqa: PLC0415
        from ..models.step_reduction import StepReduction  # noqa: PLC0415

        schema_version = self.schema_version

        legal_bases = self.legal_bases.to_dict()

        renewal_by_fee: dict[str, Any] | None
        if isinstance(self.renewal_by_fee, FeeRenewal):
            renewal_by_fee = self.renewal_by_fee.to_dict()
        else:
            renewal_by_fee = self.renewal_by_fee

        service_areas = self.service_areas

        deadline: dict[str, Any] | None
        if isinstance(self.deadline, LawDeadline):
            deadline = self.deadline.to_dict()
        else:
            deadline = self.deadline

        statistics: dict[str, Any] | None
        if isinstance(self.statistics, RequestStatistics):
            statistics = self.statistics.to_dict()
        else:
            statistics = self.statistics

        reference_name = self.reference_name

        channels = self.channels.to_dict()

        criteria = self.criteria.to_dict()

        steps = self.steps.to_dict()

        total: dict[str, Any] | None
        if isinstance(self.total, Duration):
            total = self.total.to_dict()
        else:
            total = self.total

        total_basis: str = self.total_basis

        total_formula: dict[str, Any] | None
        if isinstance(self.total_formula, Formula):
            total_formula = self.total_formula.to_dict()
        else:
            total_formula = self.total_formula

        pause_rules = []
        for pause_rules_item_data in self.pause_rules:
            pause_rules_item = pause_rules_item_data.to_dict()
            pause_rules.append(pause_rules_item)

        step_reduction: dict[str, Any] | None
        if isinstance(self.step_reduction, StepReduction):
            step_reduction = self.step_reduction.to_dict()
        else:
            step_reduction = self.step_reduction

        documents = self.documents.to_dict()

        representation: dict[str, Any] | None
        if isinstance(self.representation, Representation):
            representation = self.representation.to_dict()
        else:
            representation = self.representation

        fees = self.fees.to_dict()

        fee_note = self.fee_note

        copy_fee: dict[str, Any] | None
        if isinstance(self.copy_fee, CopyFee):
            copy_fee = self.copy_fee.to_dict()
        else:
            copy_fee = self.copy_fee

        complaints = self.complaints.to_dict()

        forms = self.forms.to_dict()

        remark = self.remark

        outputs = self.outputs

        questions = []
        for questions_item_data in self.questions:
            questions_item = questions_item_data.to_dict()
            questions.append(questions_item)

        cases = []
        for cases_item_data in self.cases:
            cases_item = cases_item_data.to_dict()
            cases.append(cases_item)

        is_bad_example = self.is_bad_example

        provenance = self.provenance.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "schema_version": schema_version,
                "legal_bases": legal_bases,
                "renewal_by_fee": renewal_by_fee,
                "service_areas": service_areas,
                "deadline": deadline,
                "statistics": statistics,
                "reference_name": reference_name,
                "channels": channels,
                "criteria": criteria,
                "steps": steps,
                "total": total,
                "total_basis": total_basis,
                "total_formula": total_formula,
                "pause_rules": pause_rules,
                "step_reduction": step_reduction,
                "documents": documents,
                "representation": representation,
                "fees": fees,
                "fee_note": fee_note,
                "copy_fee": copy_fee,
                "complaints": complaints,
                "forms": forms,
                "remark": remark,
                "outputs": outputs,
                "questions": questions,
                "cases": cases,
                "is_bad_example": is_bad_example,
                "provenance": provenance,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.case_question import CaseQuestion  # noqa: PLC0415
        from ..models.case_table import CaseTable  # noqa: PLC0415
        from ..models.copy_fee import CopyFee  # noqa: PLC0415
        from ..models.duration import Duration  # noqa: PLC0415
        from ..models.fee_renewal import FeeRenewal  # noqa: PLC0415
        from ..models.formula import Formula  # noqa: PLC0415
        from ..models.law_deadline import LawDeadline  # noqa: PLC0415
        from ..models.listing_annotatedstr_field_infoannotation_none_type_required_true_metadata_max_lenmax_length_4000 import (
            ListingAnnotatedstrFieldInfoannotationNoneTypeRequiredTrueMetadataMaxLenmaxLength4000,  # noqa: PLC0415
        )
        from ..models.listing_channel import ListingChannel  # noqa: PLC0415
        from ..models.listing_complaint_channel import ListingComplaintChannel  # noqa: PLC0415
        from ..models.listing_fee import ListingFee  # noqa: PLC0415
        from ..models.listing_form import ListingForm  # noqa: PLC0415
        from ..models.listing_legal_basis import ListingLegalBasis  # noqa: PLC0415
        from ..models.listing_required_document import ListingRequiredDocument  # noqa: PLC0415
        from ..models.listing_step import ListingStep  # noqa: PLC0415
        from ..models.pause_rule import PauseRule  # noqa: PLC0415
        from ..models.provenance import Provenance  # noqa: PLC0415
        from ..models.representation import Representation  # noqa: PLC0415
        from ..models.request_statistics import RequestStatistics  # noqa: PLC0415
        from ..models.step_reduction import StepReduction  # noqa: PLC0415

        d = dict(src_dict)
        schema_version = cast(Literal[1], d.pop("schema_version"))
        if schema_version != 1:
            raise ValueError(f"schema_version must match const 1, got '{schema_version}'")

        legal_bases = ListingLegalBasis.from_dict(d.pop("legal_bases"))

        def _parse_renewal_by_fee(data: object) -> FeeRenewal | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                renewal_by_fee_type_0 = FeeRenewal.from_dict(data)

                return renewal_by_fee_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FeeRenewal | None, data)

        renewal_by_fee = _parse_renewal_by_fee(d.pop("renewal_by_fee"))

        service_areas = cast(list[str], d.pop("service_areas"))

        def _parse_deadline(data: object) -> LawDeadline | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                deadline_type_0 = LawDeadline.from_dict(data)

                return deadline_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LawDeadline | None, data)

        deadline = _parse_deadline(d.pop("deadline"))

        def _parse_statistics(data: object) -> None | RequestStatistics:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                statistics_type_0 = RequestStatistics.from_dict(data)

                return statistics_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RequestStatistics, data)

        statistics = _parse_statistics(d.pop("statistics"))

        reference_name = d.pop("reference_name")

        channels = ListingChannel.from_dict(d.pop("channels"))

        criteria = ListingAnnotatedstrFieldInfoannotationNoneTypeRequiredTrueMetadataMaxLenmaxLength4000.from_dict(
            d.pop("criteria")
        )

        steps = ListingStep.from_dict(d.pop("steps"))

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

        total_basis = check_total_basis(d.pop("total_basis"))

        def _parse_total_formula(data: object) -> Formula | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                total_formula_type_0 = Formula.from_dict(data)

                return total_formula_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Formula | None, data)

        total_formula = _parse_total_formula(d.pop("total_formula"))

        pause_rules = []
        _pause_rules = d.pop("pause_rules")
        for pause_rules_item_data in _pause_rules:
            pause_rules_item = PauseRule.from_dict(pause_rules_item_data)

            pause_rules.append(pause_rules_item)

        def _parse_step_reduction(data: object) -> None | StepReduction:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                step_reduction_type_0 = StepReduction.from_dict(data)

                return step_reduction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StepReduction, data)

        step_reduction = _parse_step_reduction(d.pop("step_reduction"))

        documents = ListingRequiredDocument.from_dict(d.pop("documents"))

        def _parse_representation(data: object) -> None | Representation:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                representation_type_0 = Representation.from_dict(data)

                return representation_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Representation, data)

        representation = _parse_representation(d.pop("representation"))

        fees = ListingFee.from_dict(d.pop("fees"))

        fee_note = d.pop("fee_note")

        def _parse_copy_fee(data: object) -> CopyFee | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                copy_fee_type_0 = CopyFee.from_dict(data)

                return copy_fee_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CopyFee | None, data)

        copy_fee = _parse_copy_fee(d.pop("copy_fee"))

        complaints = ListingComplaintChannel.from_dict(d.pop("complaints"))

        forms = ListingForm.from_dict(d.pop("forms"))

        remark = d.pop("remark")

        outputs = cast(list[str], d.pop("outputs"))

        questions = []
        _questions = d.pop("questions")
        for questions_item_data in _questions:
            questions_item = CaseQuestion.from_dict(questions_item_data)

            questions.append(questions_item)

        cases = []
        _cases = d.pop("cases")
        for cases_item_data in _cases:
            cases_item = CaseTable.from_dict(cases_item_data)

            cases.append(cases_item)

        is_bad_example = d.pop("is_bad_example")

        provenance = Provenance.from_dict(d.pop("provenance"))

        manual_content = cls(
            schema_version=schema_version,
            legal_bases=legal_bases,
            renewal_by_fee=renewal_by_fee,
            service_areas=service_areas,
            deadline=deadline,
            statistics=statistics,
            reference_name=reference_name,
            channels=channels,
            criteria=criteria,
            steps=steps,
            total=total,
            total_basis=total_basis,
            total_formula=total_formula,
            pause_rules=pause_rules,
            step_reduction=step_reduction,
            documents=documents,
            representation=representation,
            fees=fees,
            fee_note=fee_note,
            copy_fee=copy_fee,
            complaints=complaints,
            forms=forms,
            remark=remark,
            outputs=outputs,
            questions=questions,
            cases=cases,
            is_bad_example=is_bad_example,
            provenance=provenance,
        )

        return manual_content
