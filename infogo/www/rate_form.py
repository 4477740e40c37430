"""The form in which a citizen rates; everything but the overall score may be left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from infogo.core.dates import month_and_year
from infogo.core.language import current_language
from infogo.ratings.models import DIMENSIONS, FACTS, LONGEST_COMMENT
from infogo.ratings.selectors import first_month
from infogo.www.rating_words import dimension_words, fact_answers, fact_questions, score_words

MONTHS_OFFERED = 12
YES, NO = "yes", "no"


class Comment(forms.CharField):
    """Free text; a line break counts once, as it does in the browser."""

    def to_python(self, value: Any) -> str:
        """Return the text with one character for each line break."""
        return str(super().to_python(str(value or "").replace("\r\n", "\n")))


class RateForm(forms.Form):
    """What the form asks; ``where`` only if the place is not known already."""

    def __init__(
        self, places: Sequence[tuple[str, str]], today: date, data: Any = None, **given: Any
    ) -> None:
        """Offer these places (value and label); none where the place is fixed."""
        super().__init__(data, use_required_attribute=False, auto_id="%s", **given)
        if places:
            self.fields["where"] = forms.ChoiceField(
                choices=places,
                widget=forms.RadioSelect,
                label=_("ใช้บริการทางไหน"),
                error_messages=_chosen(_("เลือกว่าใช้บริการทางไหน")),
            )
        self.fields["overall"] = forms.TypedChoiceField(
            choices=list(score_words().items()),
            coerce=int,
            widget=forms.RadioSelect,
            label=_("โดยรวมพอใจแค่ไหน"),
            error_messages=_chosen(_("เลือกว่าโดยรวมพอใจแค่ไหน")),
        )
        answers = fact_answers()
        for name, question in fact_questions().items():
            yes, no = answers[name]
            self.fields[name] = forms.TypedChoiceField(
                choices=[(YES, yes), (NO, no), ("", _("ไม่แน่ใจ"))],
                coerce=lambda answer: answer == YES,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                label=question,
                error_messages=_chosen(_("เลือกคำตอบจากที่มีให้")),
            )
        for name, label in dimension_words().items():
            self.fields[name] = forms.TypedChoiceField(
                choices=[("", _("ไม่ให้คะแนน")), *score_words().items()],
                coerce=int,
                empty_value=None,
                required=False,
                label=label,
                error_messages=_chosen(_("เลือกคะแนนจากที่มีให้")),
            )
        self.fields["visited"] = forms.ChoiceField(
            choices=[("", _("ไม่ระบุ")), *_months(today)],
            required=False,
            label=_("ใช้บริการเมื่อเดือนไหน (ไม่บังคับ)"),
            error_messages=_chosen(_("เลือกเดือนจากที่มีให้")),
        )
        self.fields["comment"] = Comment(
            max_length=LONGEST_COMMENT,
            required=False,
            widget=forms.Textarea(attrs={"rows": 5}),
            label=_("อยากบอกอะไรหน่วยงาน (ไม่บังคับ)"),
            error_messages={
                "max_length": _("ความเห็นยาว %(show_value)d ตัวอักษร ตัดให้เหลือไม่เกิน %(limit_value)d"),
                "null_characters_not_allowed": _("ความเห็นมีอักขระที่เก็บไม่ได้ พิมพ์ใหม่"),
            },
        )

    @property
    def scores(self) -> dict[str, int]:
        """The dimensions that she scored."""
        chosen = {name: self.cleaned_data.get(name) for name in DIMENSIONS}
        return {name: score for name, score in chosen.items() if score is not None}

    @property
    def facts(self) -> dict[str, bool | None]:
        """Her answers to the questions of fact."""
        return {name: self.cleaned_data.get(name) for name in FACTS}

    @property
    def visited_on(self) -> date | None:
        """The first day of the month of her visit, if she said."""
        month = self.cleaned_data.get("visited")
        return date.fromisoformat(f"{month}-01") if month else None


def _chosen(message: str) -> dict[str, str]:
    return {"required": message, "invalid_choice": message}


def _months(today: date) -> list[tuple[str, str]]:
    """Return the last months, this one first."""
    firsts = [first_month(today, months) for months in range(1, MONTHS_OFFERED + 1)]
    return [(f"{day:%Y-%m}", month_and_year(day, current_language())) for day in firsts]
