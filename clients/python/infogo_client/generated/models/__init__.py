"""Contains all the data models used in inputs/outputs"""

from .access_in import AccessIn
from .adopt_in import AdoptIn
from .agency_out import AgencyOut
from .agency_record import AgencyRecord
from .answer_out import AnswerOut
from .answers_record import AnswersRecord
from .article_record import ArticleRecord
from .authority_document import AuthorityDocument
from .begin_in import BeginIn
from .bulk_row_out import BulkRowOut
from .call_out import CallOut
from .case_condition import CaseCondition
from .case_in import CaseIn
from .case_option import CaseOption
from .case_out import CaseOut
from .case_question import CaseQuestion
from .case_row import CaseRow
from .case_table import CaseTable
from .cases_out import CasesOut
from .certificate_record import CertificateRecord
from .change_out import ChangeOut
from .change_out_record_type_0 import ChangeOutRecordType0
from .change_record import ChangeRecord
from .changed_facts_in import ChangedFactsIn
from .changes_out import ChangesOut
from .channel import Channel
from .channel_kind import ChannelKind
from .channel_purpose import ChannelPurpose
from .code_record import CodeRecord
from .column_out import ColumnOut
from .comment_out import CommentOut
from .complaint_channel import ComplaintChannel
from .confirm_in import ConfirmIn
from .confirmed_out import ConfirmedOut
from .copy_fee import CopyFee
from .correction_out import CorrectionOut
from .count_due_date_unit import CountDueDateUnit
from .counts_out import CountsOut
from .day_out import DayOut
from .day_record import DayRecord
from .decision_in import DecisionIn
from .document_group import DocumentGroup
from .document_record import DocumentRecord
from .draft_line_out import DraftLineOut
from .draft_out import DraftOut
from .draft_state import DraftState
from .due_out import DueOut
from .duration import Duration
from .duration_out import DurationOut
from .duration_record import DurationRecord
from .duration_unit import DurationUnit
from .edition_record import EditionRecord
from .electronic_channel_record import ElectronicChannelRecord
from .errand_record import ErrandRecord
from .facets_out import FacetsOut
from .facts_out import FactsOut
from .facts_record import FactsRecord
from .fee import Fee
from .fee_kind import FeeKind
from .fee_renewal import FeeRenewal
from .fee_sum import FeeSum
from .field_out import FieldOut
from .finding_out import FindingOut
from .form import Form
from .formula import Formula
from .formula_example import FormulaExample
from .formula_input import FormulaInput
from .formula_option import FormulaOption
from .full_case_out import FullCaseOut
from .given_value import GivenValue
from .holiday_record import HolidayRecord
from .holidays_out import HolidaysOut
from .hours import Hours
from .hours_exception import HoursException
from .hours_in import HoursIn
from .instead_record import InsteadRecord
from .interval import Interval
from .job_out import JobOut
from .job_out_outcomes import JobOutOutcomes
from .kind import Kind
from .kind_out import KindOut
from .kinds_out import KindsOut
from .law_deadline import LawDeadline
from .legal_basis import LegalBasis
from .life_event_record import LifeEventRecord
from .list_delays_show import ListDelaysShow
from .listing_annotatedstr_field_infoannotation_none_type_required_true_metadata_max_lenmax_length_4000 import (
    ListingAnnotatedstrFieldInfoannotationNoneTypeRequiredTrueMetadataMaxLenmaxLength4000,
)
from .listing_channel import ListingChannel
from .listing_complaint_channel import ListingComplaintChannel
from .listing_fee import ListingFee
from .listing_form import ListingForm
from .listing_legal_basis import ListingLegalBasis
from .listing_required_document import ListingRequiredDocument
from .listing_state import ListingState
from .listing_step import ListingStep
from .lock_out import LockOut
from .lunch import Lunch
from .lunch_in import LunchIn
from .lunch_state import LunchState
from .manual_content import ManualContent
from .manual_record import ManualRecord
from .manual_row import ManualRow
from .mean_record import MeanRecord
from .month_out import MonthOut
from .month_times import MonthTimes
from .named import Named
from .near_out import NearOut
from .near_point import NearPoint
from .near_point_accessibility import NearPointAccessibility
from .new_point_in import NewPointIn
from .new_procedure_in import NewProcedureIn
from .notice_channel import NoticeChannel
from .notice_in import NoticeIn
from .office_manual_out import OfficeManualOut
from .office_pin_out import OfficePinOut
from .office_point_out import OfficePointOut
from .office_point_out_access import OfficePointOutAccess
from .open_fee import OpenFee
from .option_out import OptionOut
from .outcome import Outcome
from .page_out_agency_record import PageOutAgencyRecord
from .page_out_article_record import PageOutArticleRecord
from .page_out_bulk_row_out import PageOutBulkRowOut
from .page_out_change_record import PageOutChangeRecord
from .page_out_document_record import PageOutDocumentRecord
from .page_out_draft_line_out import PageOutDraftLineOut
from .page_out_edition_record import PageOutEditionRecord
from .page_out_job_out import PageOutJobOut
from .page_out_life_event_record import PageOutLifeEventRecord
from .page_out_manual_row import PageOutManualRow
from .page_out_office_manual_out import PageOutOfficeManualOut
from .page_out_office_pin_out import PageOutOfficePinOut
from .page_out_office_point_out import PageOutOfficePointOut
from .page_out_pin_record import PageOutPinRecord
from .page_out_point_record import PageOutPointRecord
from .page_out_procedure_record import PageOutProcedureRecord
from .page_out_target_group_record import PageOutTargetGroupRecord
from .page_out_topic_record import PageOutTopicRecord
from .pair_in import PairIn
from .pair_out import PairOut
from .parameter_error import ParameterError
from .pause_rule import PauseRule
from .phone import Phone
from .phone_record import PhoneRecord
from .pin_facts_in import PinFactsIn
from .pin_record import PinRecord
from .pins_in import PinsIn
from .pins_out import PinsOut
from .place_out import PlaceOut
from .plan_document import PlanDocument
from .plan_record import PlanRecord
from .plan_record_merged import PlanRecordMerged
from .point_hours_in import PointHoursIn
from .point_record import PointRecord
from .point_record_accessibility import PointRecordAccessibility
from .point_status import PointStatus
from .position import Position
from .position_in import PositionIn
from .problem_out import ProblemOut
from .procedure_record import ProcedureRecord
from .provenance import Provenance
from .provenance_status import ProvenanceStatus
from .proxy import Proxy
from .question_record import QuestionRecord
from .question_record_options import QuestionRecordOptions
from .rating_figures import RatingFigures
from .rating_figures_dimensions import RatingFiguresDimensions
from .rating_figures_distribution_type_0 import RatingFiguresDistributionType0
from .rating_figures_facts import RatingFiguresFacts
from .relation_record import RelationRecord
from .representation import Representation
from .request_statistics import RequestStatistics
from .required_document import RequiredDocument
from .result_out import ResultOut
from .resume_in import ResumeIn
from .round_record import RoundRecord
from .row_change_out import RowChangeOut
from .row_in import RowIn
from .row_in_values import RowInValues
from .row_out import RowOut
from .row_out_values import RowOutValues
from .row_problem_out import RowProblemOut
from .rows_in import RowsIn
from .rule_finding_out import RuleFindingOut
from .saved_out import SavedOut
from .search_out import SearchOut
from .section_in import SectionIn
from .section_in_values_type_0 import SectionInValuesType0
from .section_out import SectionOut
from .section_out_values_type_0 import SectionOutValuesType0
from .seen_in import SeenIn
from .skipped_out import SkippedOut
from .span_in import SpanIn
from .special_days_in import SpecialDaysIn
from .stage_record import StageRecord
from .standing_in import StandingIn
from .step import Step
from .step_kind import StepKind
from .step_out import StepOut
from .step_reduction import StepReduction
from .stop_record import StopRecord
from .submit_in import SubmitIn
from .suggest_out import SuggestOut
from .suggestion_out import SuggestionOut
from .target_group_record import TargetGroupRecord
from .times_record import TimesRecord
from .topic_record import TopicRecord
from .total_basis import TotalBasis
from .turn_out import TurnOut
from .variant_out import VariantOut
from .versions_out import VersionsOut
from .webhook_in import WebhookIn
from .webhook_out import WebhookOut
from .webhooks_out import WebhooksOut
from .wheelchair_record import WheelchairRecord

__all__ = (
    "AccessIn",
    "AdoptIn",
    "AgencyOut",
    "AgencyRecord",
    "AnswerOut",
    "AnswersRecord",
    "ArticleRecord",
    "AuthorityDocument",
    "BeginIn",
    "BulkRowOut",
    "CallOut",
    "CaseCondition",
    "CaseIn",
    "CaseOption",
    "CaseOut",
    "CaseQuestion",
    "CaseRow",
    "CasesOut",
    "CaseTable",
    "CertificateRecord",
    "ChangedFactsIn",
    "ChangeOut",
    "ChangeOutRecordType0",
    "ChangeRecord",
    "ChangesOut",
    "Channel",
    "ChannelKind",
    "ChannelPurpose",
    "CodeRecord",
    "ColumnOut",
    "CommentOut",
    "ComplaintChannel",
    "ConfirmedOut",
    "ConfirmIn",
    "CopyFee",
    "CorrectionOut",
    "CountDueDateUnit",
    "CountsOut",
    "DayOut",
    "DayRecord",
    "DecisionIn",
    "DocumentGroup",
    "DocumentRecord",
    "DraftLineOut",
    "DraftOut",
    "DraftState",
    "DueOut",
    "Duration",
    "DurationOut",
    "DurationRecord",
    "DurationUnit",
    "EditionRecord",
    "ElectronicChannelRecord",
    "ErrandRecord",
    "FacetsOut",
    "FactsOut",
    "FactsRecord",
    "Fee",
    "FeeKind",
    "FeeRenewal",
    "FeeSum",
    "FieldOut",
    "FindingOut",
    "Form",
    "Formula",
    "FormulaExample",
    "FormulaInput",
    "FormulaOption",
    "FullCaseOut",
    "GivenValue",
    "HolidayRecord",
    "HolidaysOut",
    "Hours",
    "HoursException",
    "HoursIn",
    "InsteadRecord",
    "Interval",
    "JobOut",
    "JobOutOutcomes",
    "Kind",
    "KindOut",
    "KindsOut",
    "LawDeadline",
    "LegalBasis",
    "LifeEventRecord",
    "ListDelaysShow",
    "ListingAnnotatedstrFieldInfoannotationNoneTypeRequiredTrueMetadataMaxLenmaxLength4000",
    "ListingChannel",
    "ListingComplaintChannel",
    "ListingFee",
    "ListingForm",
    "ListingLegalBasis",
    "ListingRequiredDocument",
    "ListingState",
    "ListingStep",
    "LockOut",
    "Lunch",
    "LunchIn",
    "LunchState",
    "ManualContent",
    "ManualRecord",
    "ManualRow",
    "MeanRecord",
    "MonthOut",
    "MonthTimes",
    "Named",
    "NearOut",
    "NearPoint",
    "NearPointAccessibility",
    "NewPointIn",
    "NewProcedureIn",
    "NoticeChannel",
    "NoticeIn",
    "OfficeManualOut",
    "OfficePinOut",
    "OfficePointOut",
    "OfficePointOutAccess",
    "OpenFee",
    "OptionOut",
    "Outcome",
    "PageOutAgencyRecord",
    "PageOutArticleRecord",
    "PageOutBulkRowOut",
    "PageOutChangeRecord",
    "PageOutDocumentRecord",
    "PageOutDraftLineOut",
    "PageOutEditionRecord",
    "PageOutJobOut",
    "PageOutLifeEventRecord",
    "PageOutManualRow",
    "PageOutOfficeManualOut",
    "PageOutOfficePinOut",
    "PageOutOfficePointOut",
    "PageOutPinRecord",
    "PageOutPointRecord",
    "PageOutProcedureRecord",
    "PageOutTargetGroupRecord",
    "PageOutTopicRecord",
    "PairIn",
    "PairOut",
    "ParameterError",
    "PauseRule",
    "Phone",
    "PhoneRecord",
    "PinFactsIn",
    "PinRecord",
    "PinsIn",
    "PinsOut",
    "PlaceOut",
    "PlanDocument",
    "PlanRecord",
    "PlanRecordMerged",
    "PointHoursIn",
    "PointRecord",
    "PointRecordAccessibility",
    "PointStatus",
    "Position",
    "PositionIn",
    "ProblemOut",
    "ProcedureRecord",
    "Provenance",
    "ProvenanceStatus",
    "Proxy",
    "QuestionRecord",
    "QuestionRecordOptions",
    "RatingFigures",
    "RatingFiguresDimensions",
    "RatingFiguresDistributionType0",
    "RatingFiguresFacts",
    "RelationRecord",
    "Representation",
    "RequestStatistics",
    "RequiredDocument",
    "ResultOut",
    "ResumeIn",
    "RoundRecord",
    "RowChangeOut",
    "RowIn",
    "RowInValues",
    "RowOut",
    "RowOutValues",
    "RowProblemOut",
    "RowsIn",
    "RuleFindingOut",
    "SavedOut",
    "SearchOut",
    "SectionIn",
    "SectionInValuesType0",
    "SectionOut",
    "SectionOutValuesType0",
    "SeenIn",
    "SkippedOut",
    "SpanIn",
    "SpecialDaysIn",
    "StageRecord",
    "StandingIn",
    "Step",
    "StepKind",
    "StepOut",
    "StepReduction",
    "StopRecord",
    "SubmitIn",
    "SuggestionOut",
    "SuggestOut",
    "TargetGroupRecord",
    "TimesRecord",
    "TopicRecord",
    "TotalBasis",
    "TurnOut",
    "VariantOut",
    "VersionsOut",
    "WebhookIn",
    "WebhookOut",
    "WebhooksOut",
    "WheelchairRecord",
)
