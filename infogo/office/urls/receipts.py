"""Receipts that citizens are given at filing."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import receipts, refusals

urlpatterns = [
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/issue", receipts.receipt_issue, name="receipt_issue"),
    path("receipts/find", receipts.receipt_find, name="receipt_find"),
    path("receipts/<id:receipt_id>", receipts.receipt, name="receipt"),
    path("receipts/<id:receipt_id>/slip.pdf", receipts.receipt_slip, name="receipt_slip"),
    path("receipts/<id:receipt_id>/finish", receipts.receipt_finish, name="receipt_finish"),
    path("receipts/<id:receipt_id>/reopen", receipts.receipt_reopen, name="receipt_reopen"),
    path("receipts/<id:receipt_id>/refuse", refusals.receipt_refuse, name="receipt_refuse"),
    path(
        "receipts/<id:receipt_id>/refusal.pdf",
        refusals.receipt_refusal_letter,
        name="receipt_refusal_letter",
    ),
    path("receipts/<id:receipt_id>/void", receipts.receipt_void, name="receipt_void"),
]
