"""The page of open data, its catalogues and its files as a stranger gets them."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from pyshacl import validate
from rdflib import Graph

from infogo.opendata.catalogue import ckan
from infogo.opendata.datasets import DATASETS
from infogo.opendata.dumps import Dump, write_dump
from infogo.opendata.exports import EXPORTS
from tests.api.reading import small_country
from tests.opendata.test_dumps import lines

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 27, 5, tzinfo=UTC)
MANDATORY = (
    "data_type",
    "title",
    "owner_org",
    "maintainer",
    "maintainer_email",
    "tag_string",
    "notes",
    "objective",
    "update_frequency_unit",
    "geo_coverage",
    "data_source",
    "data_format",
    "data_category",
    "license_id",
)
# What DCAT-AP demands of a catalogue, its datasets and their files, written from its specification.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix spdx: <http://spdx.org/rdf/terms#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass dcat:Catalog ;
  sh:property [ sh:path dct:title ; sh:minCount 2 ; sh:uniqueLang true ] ,
    [ sh:path dct:description ; sh:minCount 1 ] ,
    [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset ] .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property [ sh:path dct:title ; sh:minCount 2 ; sh:uniqueLang true ] ,
    [ sh:path dct:description ; sh:minCount 2 ] , [ sh:path dcat:keyword ; sh:minCount 1 ] ,
    [ sh:path dcat:contactPoint ; sh:minCount 1 ] ,
    [ sh:path dct:accrualPeriodicity ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:downloadURL ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dct:license ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:byteSize ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
    [ sh:path ( spdx:checksum spdx:checksumValue ) ; sh:minCount 1 ; sh:datatype xsd:hexBinary ] .
"""


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> Path:
    settings.INFOGO = {**settings.INFOGO, "HOME": tmp_path}
    return tmp_path


@pytest.fixture
def dump() -> Dump:
    small_country()
    return write_dump(NOON)


def test_before_the_first_dump_the_page_says_so(client: Client) -> None:
    assert "กำลังเตรียมไฟล์ชุดแรก" in client.get("/data").content.decode()
    assert client.get("/data/catalog.jsonld").status_code == 404


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_dataset_is_there_with_its_files_and_columns(
    client: Client, dump: Dump, prefix: str
) -> None:
    page = client.get(f"{prefix}/data").content.decode()
    for name, dataset in DATASETS.items():
        assert (dataset.title_en if prefix else dataset.title_th) in page
        for file in dump.manifest["datasets"][name]["files"]:
            assert f"/data/files/{dump.name}/{file['name']}" in page
            assert file["sha256"][:32] in page
    assert "coordinate_quality" in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_forms_of_others_are_there_too(client: Client, dump: Dump, prefix: str) -> None:
    page = client.get(f"{prefix}/data").content.decode()
    for name, export in EXPORTS.items():
        (file,) = dump.exports[name]["files"]
        address = f"/data/files/{dump.name}/{file['name']}"
        assert (export.about_en if prefix else export.about_th) in page
        assert address in page
        answer = client.get(address)
        body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert hashlib.sha256(body).hexdigest() == file["sha256"]
    with gzip.open(dump.folder / "linked-data.nt.gz") as packed:
        assert sum(1 for _line in packed) == dump.exports["linked-data"]["rows"] > 50
    with zipfile.ZipFile(dump.folder / "hsds.zip") as box:
        assert "datapackage.json" in box.namelist()


def test_the_catalogue_describes_the_statements(client: Client, dump: Dump) -> None:
    datasets = client.get("/data/catalog.jsonld").json()["dcat:dataset"]
    (void,) = [one for one in datasets if "void:Dataset" in one["@type"]]
    assert void["void:triples"] == dump.exports["linked-data"]["rows"]
    assert void["void:dataDump"][0]["@id"].endswith("/linked-data.nt.gz")


def test_a_dump_of_before_has_none(client: Client, dump: Dump) -> None:
    manifest = {key: part for key, part in dump.manifest.items() if key != "exports"}
    (dump.folder / "manifest.json").write_text(json.dumps(manifest))
    assert "hsds.zip" not in client.get("/data").content.decode()
    assert client.get(f"/data/files/{dump.name}/hsds.zip").status_code == 404
    assert len(client.get("/data/catalog.jsonld").json()["dcat:dataset"]) == len(DATASETS)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, of itself
def test_dcat_holds_what_it_must(client: Client, dump: Dump) -> None:
    answer = client.get("/data/catalog.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    graph = Graph().parse(data=answer.content, format="json-ld")
    conforms, _report, text = validate(graph, shacl_graph=SHAPES, shacl_graph_format="turtle")
    assert conforms, text
    broken = json.loads(answer.content)
    del broken["dcat:dataset"][0]["dct:title"]
    graph = Graph().parse(data=json.dumps(broken), format="json-ld")
    assert not validate(graph, shacl_graph=SHAPES, shacl_graph_format="turtle")[0]


def test_the_fourteen_fields_of_the_national_catalogue(client: Client, dump: Dump) -> None:
    packages = client.get("/data/data-go-th.json").json()["packages"]
    assert packages == json.loads(json.dumps(ckan(dump)))
    assert len(packages) == len(DATASETS)
    for package in packages:
        assert [name for name in MANDATORY if not package.get(name)] == []
        assert package["data_category"] == "ข้อมูลสาธารณะ"


def test_lines_hold_to_their_schema(client: Client, dump: Dump) -> None:
    for name in DATASETS:
        schema = client.get(f"/data/schema/{name}.json").json()
        validator = Draft202012Validator(schema)
        for line in lines(dump, name):
            assert list(validator.iter_errors(line)) == [], name
    assert client.get("/data/schema/nothing.json").status_code == 404


def test_the_package_names_every_column_in_thai(client: Client, dump: Dump) -> None:
    resources = client.get("/data/datapackage.json").json()["resources"]
    fields = [field for resource in resources for field in resource["schema"]["fields"]]
    assert fields
    assert all(field["title"] and field["description"] for field in fields)


class TestFiles:
    def test_whole_once_and_then_never_again(self, client: Client, dump: Dump) -> None:
        file = dump.manifest["datasets"]["points"]["files"][0]
        address = f"/data/files/{dump.name}/{file['name']}"
        answer = client.get(address)
        body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert hashlib.sha256(body).hexdigest() == file["sha256"]
        assert "immutable" in answer["Cache-Control"]
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304

    @pytest.mark.parametrize(
        ("asked", "part"),
        [("bytes=0-9", slice(0, 10)), ("bytes=5-", slice(5, None)), ("bytes=-4", slice(-4, None))],
    )
    def test_in_part(self, client: Client, dump: Dump, asked: str, part: slice) -> None:
        raw = (dump.folder / "points.parquet").read_bytes()
        address = f"/data/files/{dump.name}/points.parquet"
        answer = client.get(address, headers={"Range": asked})
        assert answer.status_code == 206
        assert b"".join(answer.streaming_content) == raw[part]  # type: ignore[attr-defined]
        assert answer["Content-Range"].endswith(f"/{len(raw)}")

    def test_no_such_part_and_another_file(self, client: Client, dump: Dump) -> None:
        address = f"/data/files/{dump.name}/points.parquet"
        assert client.get(address, headers={"Range": "bytes=99999999-"}).status_code == 416
        other = client.get(address, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
        assert other.status_code == 200
        other.close()

    @pytest.mark.parametrize("name", ["points.digests", "nothing.csv", "..", "%2e%2e%2fdb.sqlite3"])
    def test_nothing_else_is_given_away(self, client: Client, dump: Dump, name: str) -> None:
        assert client.get(f"/data/files/{dump.name}/{name}").status_code == 404

    def test_what_changed_since(self, client: Client, dump: Dump) -> None:
        small_country()
        write_dump(datetime(2026, 11, 28, 5, tzinfo=UTC))
        changes = client.get(f"/data/changes/{dump.name}.json").json()
        assert len(changes["datasets"]["points"]["added"]) == 1
        assert client.get("/data/changes/20200101T000000Z.json").status_code == 404
