"""A small site, its copy, and a real nginx that serves the copy."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings

from infogo.manuals.models import Manual
from infogo.standby.services import Copy, export
from tests.factories import (
    ArticleFactory,
    DistrictFactory,
    ProvinceFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tools.country import free_port

PATIENCE_SECONDS = 30.0
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin") or "nginx"


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    static = tmp_path / "static"
    shutil.copytree(settings.STATICFILES_DIRS[0], static)
    settings.STATIC_ROOT = static
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    settings.INFOGO = {
        **settings.INFOGO,
        "HOME": tmp_path,
        "INDEX_DIR": tmp_path / "index",
        "FILES_DIR": tmp_path / "files",
    }
    return tmp_path


@pytest.fixture
def site(db: None) -> Manual:
    """A standard with an adoption, an article, and one point in เชียงใหม่."""
    province = ProvinceFactory(code="50", name_th="เชียงใหม่")
    district = DistrictFactory(province=province, code="5001", name_th="เมืองเชียงใหม่")
    standard = standard_manual(name_th="ทำบัตรประชาชนใหม่ เพราะบัตรหาย")
    adoption(standard)
    ServicePointFactory(district=district, name_th="ที่ว่าการอำเภอเมืองเชียงใหม่")
    ArticleFactory(title_th="ตกงานแล้วทำอะไรก่อน", sayings=["เถ้าแก่บอกไม่ต้องมาแล้ว"])
    return standard


@pytest.fixture
def copied(site: Manual, tmp_path: Path) -> Callable[..., Copy]:
    def make(**given: object) -> Copy:
        return export(tmp_path / "copy", say=lambda _text: None, **given)  # type: ignore[arg-type]

    return make


@contextmanager
def nginx(folder: Path, server: str) -> Iterator[str]:
    """Run nginx with one server block on a free port; yield its address."""
    port = free_port()
    folder.mkdir()
    configuration = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    configuration.write_text(
        f"{user} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;"
        "events {} http { include /etc/nginx/mime.types; access_log off;"
        f" client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;"
        f" fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;"
        f" server {{ listen 127.0.0.1:{port}; {server} }} }}"
    )
    process = subprocess.Popen(
        [NGINX, "-p", str(folder), "-e", f"{folder}/error.log", "-c", str(configuration)]
    )
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (folder / "error.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()
