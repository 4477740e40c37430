"""What the form and the results of ratings call things, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from infogo.ratings.guard import Personal
from infogo.ratings.models import Channel


def score_words() -> Mapping[int, str]:
    """Return what each overall score is called, best first."""
    return {
        5: _("พอใจมากที่สุด"),
        4: _("พอใจมาก"),
        3: _("พอใจปานกลาง"),
        2: _("พอใจน้อย"),
        1: _("พอใจน้อยที่สุด"),
    }


def dimension_words() -> Mapping[str, str]:
    """Return the names of the five dimensions."""
    return {
        "process": _("ขั้นตอนการให้บริการ"),
        "staff": _("เจ้าหน้าที่"),
        "facilities": _("สถานที่และสิ่งอำนวยความสะดวก"),
        "channels": _("ช่องทางการติดต่อ"),
        "quality": _("ผลที่ได้รับ"),
    }


def fact_questions() -> Mapping[str, str]:
    """Return the three questions of fact as the form asks them."""
    return {
        "in_time": _("เสร็จภายในเวลาที่แจ้งไว้ไหม"),
        "asked_for_copies": _("หน่วยงานขอสำเนาบัตรประชาชนหรือทะเบียนบ้านไหม"),
        "paid_more": _("จ่ายเกินค่าธรรมเนียมที่แจ้งไว้ไหม"),
    }


def fact_answers() -> Mapping[str, tuple[str, str]]:
    """Return what yes and no mean for each question."""
    return {
        "in_time": (_("เสร็จภายในเวลา"), _("ไม่เสร็จ หรือช้ากว่า")),
        "asked_for_copies": (_("ขอ"), _("ไม่ขอ")),
        "paid_more": (_("จ่ายเกิน"), _("ไม่ได้จ่ายเกิน")),
    }


def fact_results() -> Mapping[str, str]:
    """Return how the share of those who said yes is named in results."""
    return {
        "in_time": _("เสร็จภายในเวลาที่แจ้งไว้"),
        "asked_for_copies": _("ถูกขอสำเนาบัตรประชาชนหรือทะเบียนบ้าน"),
        "paid_more": _("จ่ายเกินค่าธรรมเนียมที่แจ้งไว้"),
    }


def channel_words() -> Mapping[str, str]:
    """Return how somebody used a service, other than at a point."""
    return {
        Channel.ONLINE: _("ทางออนไลน์"),
        Channel.PHONE: _("ทางโทรศัพท์"),
        Channel.POST: _("ทางไปรษณีย์"),
    }


def personal_words() -> Mapping[Personal, str]:
    """Return the names of the kinds of personal data."""
    return {
        Personal.CITIZEN_NUMBER: _("เลขประจำตัวประชาชน"),
        Personal.PHONE: _("เบอร์โทรศัพท์"),
        Personal.NUMBER: _("เลขยาวที่อาจเป็นเลขบัญชีหรือเลขบัตร"),
        Personal.EMAIL: _("อีเมล"),
        Personal.ACCOUNT: _("ชื่อบัญชี LINE หรือโซเชียลมีเดีย"),
        Personal.NAME: _("ชื่อคน"),
        Personal.ADDRESS: _("บ้านเลขที่"),
    }
