"""The catalogue of the datasets for machines: DCAT, the fields of data.go.th, Frictionless."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from infogo.core.dates import BANGKOK
from infogo.linked import uris
from infogo.linked.graph import PREFIXES
from infogo.linked.uris import THAILAND
from infogo.opendata.datasets import DATASETS, LICENCE, LICENCE_URL, Dataset
from infogo.opendata.dumps import Dump
from infogo.opendata.exports import EXPORTS, Export
from infogo.records.base import absolute

MEDIA_TYPES = {
    "csv": "text/csv",
    "csv.zip": "application/zip",
    "jsonl.gz": "application/gzip",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "nt.gz": "application/gzip",
    "zip": "application/zip",
}
FORMAT_NAMES = {
    "csv": "CSV",
    "csv.zip": "CSV (ZIP)",
    "jsonl.gz": "JSON Lines",
    "parquet": "Parquet",
    "geojson": "GeoJSON",
    "nt.gz": "N-Triples",
    "zip": "CSV (ZIP)",
}
_CKAN_FORMATS = {"csv": "CSV", "csv.zip": "CSV", "jsonl.gz": "JSON", "geojson": "JSON"}
TITLE_TH = "ข้อมูลเปิดของศูนย์รวมข้อมูลเพื่อติดต่อราชการ"
DAILY = "http://publications.europa.eu/resource/authority/frequency/DAILY"
CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


VOCABULARIES = tuple(
    PREFIXES[prefix] for prefix in ("cpsv", "cv", "dct", "eli", "foaf", "locn", "org", "skos")
)
"""What the statements are made of, besides our own few terms."""


def data_page() -> str:
    """Return the address of the page of open data."""
    return absolute(reverse("www:data"))


def file_url(dump: Dump, name: str) -> str:
    """Return the address of a file of a dump."""
    return absolute(reverse("site:data_file", args=[dump.name, name]))


def dcat(dump: Dump) -> dict[str, Any]:
    """Return the catalogue as DCAT in JSON-LD."""
    return {
        "@context": CONTEXT,
        "@id": data_page(),
        "@type": "dcat:Catalog",
        "dct:title": _both(TITLE_TH, "Open data on dealing with government"),
        "dct:description": _both(
            "หน่วยงาน จุดให้บริการ คู่มือสำหรับประชาชน และสถิติที่เผยแพร่ได้",
            "Agencies, service points, manuals for the public and figures that are public",
        ),
        "dct:publisher": _publisher(),
        "dct:rights": {"@id": absolute(reverse("www:about"))},
        "dct:spatial": {"@id": THAILAND},
        "dct:language": [
            {"@id": "http://publications.europa.eu/resource/authority/language/THA"},
            {"@id": "http://publications.europa.eu/resource/authority/language/ENG"},
        ],
        "dct:modified": _moment(dump),
        "foaf:homepage": {"@id": absolute(reverse("www:home"))},
        "dcat:dataset": [
            *(_dcat_dataset(dataset, dump) for dataset in present(dump)),
            *(_dcat_export(export, dump) for export in present_exports(dump)),
        ],
    }


def licence_of(dataset: Dataset) -> tuple[str, str]:
    """Return the name and the address of a dataset's licence, or of what must be asked first."""
    if dataset.is_ours:
        return LICENCE, LICENCE_URL
    return "see-sources", _see_sources()


def _see_sources() -> str:
    return f"{absolute(reverse('www:about'))}#licence"


def present(dump: Dump) -> list[Dataset]:
    """Return the datasets that a dump holds, in their order."""
    return [dataset for name, dataset in DATASETS.items() if name in dump.manifest["datasets"]]


def present_exports(dump: Dump) -> list[Export]:
    """Return the forms of others that a dump holds, in their order."""
    return [export for name, export in EXPORTS.items() if name in dump.exports]


def _dcat_export(export: Export, dump: Dump) -> dict[str, Any]:
    """Describe an export; the one of statements is a dataset of VoID too."""
    told = dump.exports[export.name]
    void = {
        "void:triples": told["rows"],
        "void:dataDump": [{"@id": file_url(dump, file["name"])} for file in told["files"]],
        "void:uriSpace": settings.INFOGO["PUBLIC_URL"],
        "void:vocabulary": [{"@id": space} for space in VOCABULARIES],
        "void:exampleResource": {"@id": uris.service(1)},
    }
    is_void = export.name == "linked-data"
    return {
        "@id": f"{data_page()}#{export.name}",
        "@type": ["dcat:Dataset", "void:Dataset"] if is_void else "dcat:Dataset",
        "dct:identifier": export.name,
        "dct:title": _both(export.title_th, export.title_en),
        "dct:description": _both(export.about_th, export.about_en),
        "dct:publisher": _publisher(),
        "dct:conformsTo": [{"@id": standard} for standard in export.standards],
        "dcat:keyword": [{"@value": "บริการประชาชน", "@language": "th"}],
        "dcat:contactPoint": _contact(),
        "dct:accrualPeriodicity": {"@id": DAILY},
        "dct:spatial": {"@id": THAILAND},
        "dct:license": {"@id": _see_sources()},
        "dct:modified": _moment(dump),
        "dcat:landingPage": {"@id": data_page()},
        "dcat:distribution": [
            _distribution(export.title_th, _see_sources(), dump, file) for file in told["files"]
        ],
        **(void if is_void else {}),
    }


def _dcat_dataset(dataset: Dataset, dump: Dump) -> dict[str, Any]:
    url = f"{data_page()}#{dataset.name}"
    return {
        "@id": url,
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.name,
        "dct:title": _both(dataset.title_th, dataset.title_en),
        "dct:description": _both(dataset.about_th, dataset.about_en),
        "dcat:keyword": [{"@value": word, "@language": "th"} for word in dataset.keywords],
        "dct:publisher": _publisher(),
        "dcat:contactPoint": _contact(),
        "dct:accrualPeriodicity": {"@id": DAILY},
        "dct:spatial": {"@id": THAILAND},
        "dct:license": {"@id": licence_of(dataset)[1]},
        "dct:rights": dataset.attribution_th,
        "dct:modified": _moment(dump),
        "dcat:landingPage": {"@id": data_page()},
        "dcat:distribution": [
            _distribution(dataset.title_th, licence_of(dataset)[1], dump, file)
            for file in dump.manifest["datasets"][dataset.name]["files"]
        ],
    }


def _distribution(title: str, licence: str, dump: Dump, file: dict[str, Any]) -> dict[str, Any]:
    url = file_url(dump, file["name"])
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dct:title": f"{title} ({FORMAT_NAMES[file['format']]})",
        "dcat:accessURL": {"@id": data_page()},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[file['format']]}"
        },
        "dcat:byteSize": {"@value": file["bytes"], "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": licence},
        "dct:issued": _moment(dump),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file["sha256"], "@type": "xsd:hexBinary"},
        },
    }


def _contact() -> dict[str, Any]:
    return {
        "@type": "vcard:Organization",
        "vcard:fn": settings.INFOGO["DATA_CONTACT_NAME"],
        "vcard:hasURL": {"@id": absolute(reverse("www:about"))},
    }


def _publisher() -> dict[str, Any]:
    return {
        "@id": absolute(reverse("www:about")),
        "@type": "foaf:Organization",
        "foaf:name": settings.INFOGO["DATA_CONTACT_NAME"],
    }


def _moment(dump: Dump) -> dict[str, str]:
    return {"@value": dump.made_at.astimezone(BANGKOK).isoformat(), "@type": "xsd:dateTime"}


def _both(thai: str, english: str) -> list[dict[str, str]]:
    return [
        {"@value": thai, "@language": "th"},
        {"@value": english, "@language": "en"},
    ]


def government_fields(dataset: Dataset, dump: Dump) -> dict[str, Any]:
    """Return the fourteen mandatory fields of data.go.th, by their names there."""
    formats = [_CKAN_FORMATS.get(ending) for ending in dataset.formats]
    known = list(dict.fromkeys(name for name in formats if name))
    return {
        "data_type": dataset.data_type,
        "title": dataset.title_th,
        "owner_org": settings.INFOGO["DATA_CONTACT_NAME"],
        "maintainer": settings.INFOGO["DATA_CONTACT_NAME"],
        "maintainer_email": settings.INFOGO["DATA_CONTACT_EMAIL"],
        "tag_string": list(dataset.keywords),
        "notes": dataset.about_th,
        "objective": ["เพื่อการให้บริการประชาชน"],
        "update_frequency_unit": "วัน",
        "update_frequency_interval": 1,
        "geo_coverage": "ประเทศ",
        "data_source": dataset.attribution_th,
        "data_format": [*known, *(["อื่นๆ"] if "parquet" in dataset.formats else [])],
        "data_category": "ข้อมูลสาธารณะ",
        "license_id": "Creative Commons Attributions" if dataset.is_ours else "อื่นๆ",
        "attribution": dataset.attribution_th,
        "data_language": ["ไทย", "อังกฤษ"],
        "last_updated_date": dump.made_at.astimezone(BANGKOK).date().isoformat(),
        "url": data_page(),
    }


def ckan(dump: Dump) -> list[dict[str, Any]]:
    """Return every dataset as a package of data.go.th with its resources."""
    return [
        {
            "name": f"infogo-{dataset.name}",
            **government_fields(dataset, dump),
            "resources": [
                {
                    "name": file["name"],
                    "url": file_url(dump, file["name"]),
                    "format": FORMAT_NAMES[file["format"]],
                    "size": file["bytes"],
                    "hash": file["sha256"],
                }
                for file in dump.manifest["datasets"][dataset.name]["files"]
            ],
        }
        for dataset in present(dump)
    ]


def datapackage(dump: Dump) -> dict[str, Any]:
    """Return the tables as a Frictionless data package: columns, types and Thai meanings."""
    return {
        "profile": "tabular-data-package",
        "name": "infogo",
        "title": TITLE_TH,
        "created": dump.made_at.isoformat(),
        "resources": [
            _resource(dataset, dump) for dataset in present(dump) if not dataset.is_whole
        ],
    }


def _resource(dataset: Dataset, dump: Dump) -> dict[str, Any]:
    files = dump.manifest["datasets"][dataset.name]["files"]
    table = next(file for file in files if file["format"].startswith("csv"))
    return {
        "profile": "tabular-data-resource",
        "name": dataset.name,
        "title": dataset.title_th,
        "description": dataset.about_th,
        "licenses": [dict(zip(("name", "path"), licence_of(dataset), strict=True))],
        "sources": [{"title": dataset.attribution_th}],
        "path": file_url(dump, table["name"]),
        "bytes": table["bytes"],
        "hash": f"sha256:{table['sha256']}",
        "encoding": "utf-8",
        "schema": table_schema(dataset),
    }


def table_schema(dataset: Dataset) -> dict[str, Any]:
    """Return the Table Schema of a dataset."""
    return {
        "fields": [
            {
                "name": column.name,
                "type": column.kind,
                "title": column.meaning_th,
                "description": column.meaning_en,
            }
            for column in dataset.columns
        ],
        "primaryKey": [dataset.key],
        "missingValues": [""],
    }


def json_schema(dataset: Dataset) -> dict[str, Any]:
    """Return the JSON Schema of a line of a dataset."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": absolute(reverse("site:data_schema", args=[dataset.name])),
        **dataset.record.model_json_schema(mode="serialization"),
    }
