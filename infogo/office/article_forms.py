"""What officers type about articles, checked for shape; whether it will do says the service."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict

from infogo.articles.texts import LONGEST, MOST_SERVICES, ArticleText
from infogo.core.dates import BANGKOK, DateInputError, parse_written_date
from infogo.files.models import StoredFile
from infogo.manuals.sayings import LONGEST_SAYING, MOST_SAYINGS, split_sayings
from infogo.office.file_forms import upload_field
from infogo.taxonomy.models import LifeEvent, Topic
from infogo.workspace.choices import Prose

NO_CHOICE = ("", "ไม่ระบุ")
LONGEST_NUMBER = 10**9


def _text(label: str, name: str, hint: str = "", rows: int = 0) -> forms.CharField:
    widget = Prose(attrs={"rows": rows}) if rows else forms.TextInput()
    most = LONGEST[name]
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=most, widget=widget
    )


class NewArticleForm(forms.Form):
    """The title of an article and whose it is; agency 0 is the centre."""

    title = forms.CharField(
        label="ชื่อบทความ",
        help_text="คำถามหรือเรื่องที่คนทั่วไปใช้ค้น เช่น บัตรประชาชนหายต้องทำอย่างไร",
        max_length=LONGEST["title_th"],
        error_messages={"required": "เขียนชื่อบทความ"},
    )
    agency = forms.IntegerField(required=False, min_value=0, max_value=10**15)


class ArticleForm(forms.Form):
    """The whole of a draft; nothing is required, because half a text can be saved."""

    title_th = _text("ชื่อบทความ", "title_th", "คำที่คนทั่วไปใช้ ไม่เกิน 90 ตัวอักษร")
    summary_th = _text("คำตอบสั้น", "summary_th", "ตอบใน 1–2 ประโยค แสดงใต้ชื่อและในผลค้นหา", 3)
    body_th = _text("เนื้อหา", "body_th", "แบ่งเป็นหัวข้อสั้น ๆ ไม่เกิน 600 คำ", 18)
    topic = forms.ChoiceField(label="หมวด", required=False)
    life_event = forms.ChoiceField(label="เหตุการณ์ชีวิต", required=False)
    sayings = _text(
        "ประโยคที่ประชาชนพูด (บรรทัดละประโยค)",
        "sayings",
        "ใช้ในการค้นหา ไม่แสดงในบทความ เขียนอย่างที่คนเล่าเรื่องของตัวเอง เช่น โดนให้ออกจากงานกะทันหัน"
        f" ไม่เกิน {MOST_SAYINGS} ประโยค ประโยคละไม่เกิน {LONGEST_SAYING} ตัวอักษร",
        8,
    )
    source = _text("ที่มา", "source", "เช่น ชื่อกฎหมายหรือประกาศ (ถ้ามี)")
    title_en = _text("ชื่อภาษาอังกฤษ", "title_en", "ใช้ในหน้าภาษาอังกฤษ (ถ้ามี)")
    seen = forms.IntegerField(min_value=0, max_value=LONGEST_NUMBER, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = Topic.objects.values_list("slug", "name_th")
        events = LifeEvent.objects.values_list("slug", "name_th")
        self.fields["topic"].choices = [NO_CHOICE, *topics]  # type: ignore[attr-defined]
        self.fields["life_event"].choices = [NO_CHOICE, *events]  # type: ignore[attr-defined]

    def text(self, services: tuple[str, ...]) -> ArticleText:
        """Return what was typed, of a valid form."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        sayings = tuple(split_sayings(said.pop("sayings")))
        return ArticleText(**said, services=services, sayings=sayings)

    @staticmethod
    def holding(text: ArticleText, seen: int) -> ArticleForm:
        """Return the form with a text in it; ``seen`` is the version that she looks at."""
        shown = {**asdict(text), "sayings": "\n".join(text.sayings), "seen": seen}
        return ArticleForm(initial=shown)


class PictureForm(forms.Form):
    """A picture for the text, with words for whoever cannot see it.

    It stands inside the form of the text, which can be sent without one: so no browser insists.
    """

    use_required_attribute = False

    alt = forms.CharField(
        label="คำอธิบายภาพ",
        help_text="บอกสิ่งสำคัญในภาพ สำหรับคนที่มองไม่เห็นภาพ",
        max_length=200,
        error_messages={"required": "เขียนคำอธิบายภาพ"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = upload_field("ไฟล์ภาพ", images=True)

    def words(self, file: StoredFile) -> str:
        """Return the line of Markdown that shows the picture."""
        alt = self.cleaned_data["alt"].replace("[", "(").replace("]", ")")
        return f"![{' '.join(alt.split())}]({file.public_path})"


class SubmitForm(forms.Form):
    """What is new, and when citizens shall see it; empty: as soon as it is approved."""

    note = forms.CharField(
        label="มีอะไรใหม่ (ถ้ามี)",
        help_text="ผู้อนุมัติเห็นข้อความนี้",
        max_length=400,
        required=False,
        widget=Prose(attrs={"rows": 3}),
    )
    publish_on = forms.CharField(
        label="วันที่เผยแพร่ (ถ้าต้องการกำหนด)",
        help_text="เช่น 1 ต.ค. 2570 เว้นว่างเพื่อเผยแพร่ทันทีที่อนุมัติ",
        max_length=40,
        required=False,
    )
    publish_time = forms.TimeField(
        label="เวลา",
        help_text="เช่น 08:30",
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "ใส่เวลา 24 ชั่วโมง เช่น 08:30"},
    )
    seen = forms.IntegerField(min_value=0, max_value=LONGEST_NUMBER, widget=forms.HiddenInput())

    def clean(self) -> dict[str, Any]:
        """Read the date of the Buddhist Era."""
        cleaned = super().clean() or {}
        cleaned["publish_at"] = None
        written = cleaned.get("publish_on")
        if cleaned.get("publish_time") and not written and "publish_on" not in self.errors:
            self.add_error("publish_on", "ใส่วันที่ด้วย หรือเว้นว่างทั้งวันที่และเวลา")
        elif written:
            try:
                day = parse_written_date(written)
            except DateInputError as problem:
                self.add_error("publish_on", str(problem))
            else:
                at = cleaned.get("publish_time") or time(8, 30)
                cleaned["publish_at"] = datetime.combine(day, at, tzinfo=BANGKOK)
        return cleaned


class DecideForm(forms.Form):
    """What to change, when a draft is sent back."""

    reason = forms.CharField(
        label="ต้องแก้อะไร",
        help_text="ผู้เขียนเห็นข้อความนี้ ใส่เมื่อส่งกลับให้แก้",
        max_length=4_000,
        required=False,
        widget=Prose(attrs={"rows": 4}),
    )
    seen = forms.IntegerField(min_value=0, max_value=LONGEST_NUMBER, widget=forms.HiddenInput())


def chosen_services(sent: QueryDict) -> tuple[str, ...]:
    """Return the codes of the services that were ticked, as many as an article may have."""
    return tuple(code[:80] for code in sent.getlist("services")[: MOST_SERVICES + 1])
