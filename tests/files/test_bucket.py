"""Files in a bucket, with a real S3-compatible server."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import obstore
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from config.env import EnvironmentValueError
from config.files import bucket_settings
from infogo.files import services, store
from infogo.files.bucket import Bucket, StoreAwayError, bucket
from infogo.files.kinds import FileRefusedError
from infogo.files.models import StoredFile
from tests.files import samples
from tests.files.test_services import stored
from tools.country import free_port

pytestmark = pytest.mark.django_db


class Server:
    """An S3-compatible server with one bucket; it forgets everything when it is killed."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"s3://key:sec%2Fret@127.0.0.1:{self.port}/forms/infogo?tls=0"
        command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-p", str(self.port)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        ask = urllib.request.Request(f"http://127.0.0.1:{self.port}/forms", method="PUT")
        for _attempt in range(200):
            try:
                urllib.request.urlopen(ask, timeout=10).close()  # noqa: S310  (our own)
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=10)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server()
    try:
        yield started
    finally:
        started.kill()


@pytest.fixture(autouse=True)
def in_bucket(server: Server, settings: Settings, tmp_path: Any) -> Bucket:
    settings.INFOGO = {
        **settings.INFOGO,
        "FILES_DIR": tmp_path / "files",
        "FILES_BUCKET": bucket_settings(server.url),
    }
    chosen = bucket()
    assert chosen is not None
    for name in list(chosen.older_than(-60)):
        chosen.remove(name)
    return chosen


def names(chosen: Bucket) -> list[str]:
    return sorted(chosen.older_than(-60))


def public(file: StoredFile) -> StoredFile:
    file.published_at = timezone.now()
    file.save()
    return file


def test_a_file_is_taken_in_and_served(client: Client, in_bucket: Bucket, tmp_path: Any) -> None:
    file = public(stored())
    answer = client.get(file.public_path)
    assert answer.status_code == 200
    assert store.digest_of(answer.content) == file.sha256
    assert names(in_bucket) == [f"{file.sha256[:2]}/{file.sha256}"]
    assert not (tmp_path / "files").exists()


def test_the_same_content_is_kept_once(in_bucket: Bucket) -> None:
    assert stored(owner="a").sha256 == stored(owner="b").sha256
    assert len(names(in_bucket)) == 1


def test_a_content_that_is_gone_is_not_found(client: Client, in_bucket: Bucket) -> None:
    file = public(stored())
    in_bucket.remove(f"{file.sha256[:2]}/{file.sha256}")
    in_bucket.remove(f"{file.sha256[:2]}/{file.sha256}")
    assert client.get(file.public_path).status_code == 404


def test_a_content_that_somebody_altered_is_not_served(client: Client, in_bucket: Bucket) -> None:
    file = public(stored())
    in_bucket.put(f"{file.sha256[:2]}/{file.sha256}", samples.pdf() + b"altered")
    assert client.get(file.public_path).status_code == 404


def test_bytes_go_when_no_file_stands_for_them_and_strangers_stay(
    in_bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = stored()
    obstore.put(in_bucket._store, "notes/of-somebody.txt", b"mine")
    file.delete()
    assert services.sweep_files().contents == 0  # its row may be on its way
    tomorrow = timezone.now() + timedelta(days=2)
    monkeypatch.setattr("infogo.files.bucket.timezone.now", lambda: tomorrow)
    assert services.sweep_files().contents == 1
    assert names(in_bucket) == []
    left = [each["path"] for part in obstore.list(in_bucket._store) for each in part]
    assert left == ["notes/of-somebody.txt"]


def test_a_store_that_is_away_is_said_and_breaks_nothing(
    client: Client, settings: Settings
) -> None:
    file = public(stored())
    url = f"s3://k:s@127.0.0.1:{free_port()}/forms?tls=0"
    settings.INFOGO = {**settings.INFOGO, "FILES_BUCKET": bucket_settings(url)}
    answer = client.get(file.public_path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    before = StoredFile.objects.count()
    with pytest.raises(FileRefusedError, match="อีกครั้ง"):
        stored(content="another")
    assert StoredFile.objects.count() == before
    with pytest.raises(StoreAwayError) as problem:
        store.put(b"x")
    assert "s:" not in str(problem.value)


@pytest.mark.parametrize(
    "url", ["s3://host/bucket", "s3://k:s@host", "http://k:s@host/bucket", "s3://k@host/bucket"]
)
def test_an_address_that_lacks_something_is_refused_without_its_secret(url: str) -> None:
    with pytest.raises(EnvironmentValueError) as problem:
        bucket_settings(url)
    assert "INFOGO_FILES_URL" in str(problem.value)
    assert url not in str(problem.value)


def test_an_address_says_where_and_encrypted_unless_told() -> None:
    found = bucket_settings("s3://a%2Fb:c%40d@s3.example/forms/in/here?region=ap-southeast-7")
    assert found == {
        "endpoint": "https://s3.example", "is_plain": False, "bucket": "forms",
        "folder": "in/here", "region": "ap-southeast-7", "key": "a/b", "secret": "c@d",
    }  # fmt: skip
    assert bucket_settings("") is None
