"""Delayed requests: the list, one of them, what is done with it, and its letters."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import delay_acts, delays, refusals

CASE = "delays/<id:case_id>"
NOTICE = f"{CASE}/notices/<id:notice_id>"

urlpatterns = [
    path("delays/", delays.delays, name="delays"),
    path("delays/export", delays.export, name="delays_export"),
    path("delays/new", delays.new, name="delay_new"),
    path(CASE, delays.case, name="delay"),
    path(f"{CASE}/notice", delay_acts.notice, name="delay_notice"),
    path(f"{CASE}/pause", delay_acts.pause, name="delay_pause"),
    path(f"{CASE}/resume", delay_acts.resume, name="delay_resume"),
    path(f"{CASE}/extend", delay_acts.extend, name="delay_extend"),
    path(f"{CASE}/close", delay_acts.close, name="delay_close"),
    path(f"{CASE}/refuse", refusals.delay_refuse, name="delay_refuse"),
    path(f"{CASE}/refusal.pdf", refusals.delay_refusal_letter, name="delay_refusal_letter"),
    path(f"{CASE}/told", delay_acts.told, name="delay_told"),
    path(f"{CASE}/reopen", delay_acts.reopen, name="delay_reopen"),
    path(f"{NOTICE}/letter", delays.letter, name="delay_letter"),
    path(f"{NOTICE}/copied", delay_acts.copied, name="delay_copied"),
    path(f"{NOTICE}/remove", delay_acts.remove, name="delay_notice_remove"),
]
