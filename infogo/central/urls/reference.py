"""Addresses of the reference data that all agencies share."""

from __future__ import annotations

from django.urls import path

from infogo.central.views import (
    reference,
    reference_editions,
    reference_headings,
    reference_holidays,
    reference_synonyms,
    reference_tags,
    reference_vocabularies,
)

HEADING = "reference/headings/<slug:kind>"
EDITIONS = "reference/editions/<slug:room>"

urlpatterns = [
    path("reference/", reference.reference, name="reference"),
    path("reference/announcements/", reference.announcements, name="announcements"),
    path("reference/announcements/new", reference.announcement_new, name="announcement_new"),
    path(
        "reference/announcements/<id:announcement_id>", reference.announcement, name="announcement"
    ),
    path(
        "reference/announcements/<id:announcement_id>/withdraw",
        reference.announcement_withdraw,
        name="announcement_withdraw",
    ),
    path("reference/holidays/", reference_holidays.holidays, name="holidays"),
    path("reference/holidays/new", reference_holidays.holiday_new, name="holiday_new"),
    path("reference/holidays/<slug:day>", reference_holidays.holiday, name="holiday"),
    path(
        "reference/holidays/<slug:day>/drop", reference_holidays.holiday_drop, name="holiday_drop"
    ),
    path("reference/synonyms/", reference_synonyms.synonyms, name="synonyms"),
    path("reference/synonyms/new", reference_synonyms.synonym_new, name="synonym_new"),
    path("reference/synonyms/<slug:key>", reference_synonyms.synonym, name="synonym"),
    path("reference/synonyms/<slug:key>/end", reference_synonyms.synonym_end, name="synonym_end"),
    path("reference/tags/", reference_tags.tags, name="tags"),
    path("reference/tags/<id:tag_id>", reference_tags.tag, name="tag"),
    path("reference/tags/<id:tag_id>/drop", reference_tags.tag_drop, name="tag_drop"),
    path(f"{HEADING}/", reference_headings.headings, name="headings"),
    path(f"{HEADING}/new", reference_headings.heading_new, name="heading_new"),
    path(f"{HEADING}/order", reference_headings.heading_order, name="heading_order"),
    path(f"{HEADING}/<id:heading_id>", reference_headings.heading, name="heading"),
    path(f"{HEADING}/<id:heading_id>/end", reference_headings.heading_end, name="heading_end"),
    path("reference/stages/<id:event_id>", reference_headings.event_stages, name="stages"),
    path("reference/vocabularies/", reference_vocabularies.vocabularies, name="vocabularies"),
    path(
        "reference/vocabularies/<slug:vocabulary>/",
        reference_vocabularies.vocabulary,
        name="vocabulary",
    ),
    path(
        "reference/vocabularies/<slug:vocabulary>/new",
        reference_vocabularies.term_new,
        name="term_new",
    ),
    path("reference/terms/<id:term_id>", reference_vocabularies.term, name="term"),
    path("reference/terms/<id:term_id>/end", reference_vocabularies.term_end, name="term_end"),
    path(
        "reference/terms/<id:term_id>/withdraw",
        reference_vocabularies.term_withdraw,
        name="term_withdraw",
    ),
    path(f"{EDITIONS}/", reference_editions.editions, name="editions"),
    path(f"{EDITIONS}/new", reference_editions.edition_new, name="edition_new"),
    path(f"{EDITIONS}/<id:edition_id>", reference_editions.edition, name="edition"),
    path(
        f"{EDITIONS}/<id:edition_id>/withdraw",
        reference_editions.edition_withdraw,
        name="edition_withdraw",
    ),
]
