"""Addresses that exist once, whatever the language: for robots and for the operator."""

from __future__ import annotations

from django.urls import path

import infogo.core.converters  # noqa: F401  (registers <id:…>, <district:…>)
from infogo.www.views import embeds, files, linked, meta, offline, open_data, packs

app_name = "site"

urlpatterns = [
    path("sitemap.xml", meta.sitemap, name="sitemap"),
    path("sitemap-<slug:section>-<id:number>.xml", meta.sitemap_part, name="sitemap_part"),
    path("robots.txt", meta.robots, name="robots"),
    path("files/<id:file_id>/<str:name>", files.file, name="file"),
    path("oembed", embeds.oembed_answer, name="oembed"),
    path("sw.js", offline.worker, name="worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path(".well-known/infogo-pack-keys.json", packs.pack_keys, name="pack_keys"),
    path("packs/<district:district>", packs.pack, name="pack"),
    path("packs/<district:district>.json", packs.pack_size, name="pack_size"),
    path("packs/<district:district>/since/<hash:known>", packs.pack_since, name="pack_since"),
    path(
        "packs/<district:district>/since/<hash:known>.json",
        packs.pack_size_since,
        name="pack_size_since",
    ),
    path("data/catalog.jsonld", open_data.catalogue, name="data_catalogue"),
    path("data/data-go-th.json", open_data.government_catalogue, name="data_government"),
    path("data/datapackage.json", open_data.package, name="data_package"),
    path("data/schema/<slug:dataset>.json", open_data.schema, name="data_schema"),
    path("data/files/<slug:dump>/<str:name>", open_data.file, name="data_file"),
    path("data/changes/<slug:dump>.json", open_data.changes, name="data_changes"),
    path("data/mappings.json", linked.mappings_json, name="mappings_json"),
    path("data/vocabulary.<str:ending>", linked.vocabulary_data, name="vocabulary_data"),
    path("healthz", meta.healthz, name="healthz"),
]
