"""nginx and systemd read our files as they would on a server, with its paths brought here."""

from __future__ import annotations

import http.client as http_client
import json
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.deploy.files import DEPLOY
from tools.audit.site import HOST, make_certificate, nginx_before
from tools.cluster.front import nginx_program
from tools.country import free_port

pytestmark = pytest.mark.cluster  # needs the same programs
LEAST_DAYS = 90


def certify(folder: Path) -> None:
    """Write a certificate for nobody."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "infogo.example")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    folder.mkdir(parents=True)
    (folder / "fullchain.pem").write_bytes(
        made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def check(folder: Path, text: str) -> str:
    """Let nginx read a configuration; returns what it says."""
    shutil.copytree(DEPLOY / "nginx" / "infogo", folder / "infogo")
    for name in ("log", "cache", "run"):
        (folder / name).mkdir()
    moved = {
        "/etc/nginx/mime.types": "/etc/nginx/mime.types",
        "/etc/nginx": str(folder),
        "/etc/ssl/infogo": str(folder / "certificates"),
        "/var/log/nginx": str(folder / "log"),
        "/var/cache/nginx": str(folder / "cache"),
        "/run/": f"{folder}/run/",
    }
    pattern = re.compile("|".join(map(re.escape, moved)))
    text = pattern.sub(lambda found: moved[found[0]], text)
    text = re.sub(r"^user .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"listen (\[::\]:)?(80|443)\b", r"listen \g<1>28\g<2>", text)
    certify(folder / "certificates")
    (folder / "nginx.conf").write_text(text)
    done = subprocess.run(
        [nginx_program(), "-t", "-p", folder, "-c", folder / "nginx.conf"],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_nginx_of_a_server_reads_its_files(tmp_path: Path) -> None:
    said = check(tmp_path, (DEPLOY / "nginx" / "nginx.conf").read_text())
    assert "[warn]" not in said.replace("ssl_stapling", "")


def test_nginx_of_kubernetes_reads_its_files(tmp_path: Path) -> None:
    text = (DEPLOY / "kubernetes" / "nginx.conf").read_text()
    # Debian's nginx is older than "resolve", and the names are known in a cluster alone.
    text = re.sub(r"resolver \S+", "resolver 127.0.0.1", text)
    assert "[warn]" not in check(tmp_path, text)


def test_a_mistake_in_the_files_is_noticed(tmp_path: Path) -> None:
    text = (DEPLOY / "nginx" / "nginx.conf").read_text()
    with pytest.raises(AssertionError, match="proxy_cahe"):
        check(tmp_path, text.replace("include infogo/site.conf", "proxy_cahe pages"))


def test_what_nginx_answers_by_itself_insists_on_encryption() -> None:
    nobody, https, http = free_port(), free_port(), free_port()
    asked = {
        "/": 503,
        "/static/x.css": 503,
        "/office/": 503,
        "/api/v1/topics": 503,
        "/metrics": 404,
    }
    with tempfile.TemporaryDirectory(prefix="infogo-front-") as name:
        Path(name).chmod(0o755)
        context = make_certificate(Path(name))
        with nginx_before(Path(name), port=nobody, https=https, http=http):
            for path, status in {**asked, "/metrics": 404}.items():
                connection = http_client.HTTPSConnection("localhost", https, context=context)
                connection.request("GET", path, headers={"Host": HOST})
                answer = connection.getresponse()
                said = answer.headers.get_all("Strict-Transport-Security") or []
                assert (path, answer.status, len(said)) == (path, status, 1)
                assert "max-age=31536000; includeSubDomains" in said[0]
                connection.close()
            plain = http_client.HTTPConnection("127.0.0.1", http)
            plain.request("GET", "/", headers={"Host": HOST})
            assert plain.getresponse().getheader("Strict-Transport-Security") is None
            plain.close()


def test_the_access_log_holds_no_reference_and_no_code() -> None:
    logged = {
        "/reported/7K3M-9QXD": "/reported/*",
        "/reported/7K3M-9QXD/forget": "/reported/*",
        "//en/reported//7K3M-9QXD": "/en/reported/*",
        "/rated/7K3M-9QXD": "/rated/*",
        "/en/receipt/7K3M-9QXD-2RWP/due.ics": "/en/receipt/*",
        "/%72eceipt/7K3M-9QXD-2RWP": "/receipt/*",
        "/manual/12/at/5/rate": "/manual/*/rate",
        "/en/place/12/rate": "/en/place/*/rate",
        "/manual/12/send": "/manual/*/send",
        "/manual/12/due/7K3M.ics": "/manual/12/due/*",
        "/check/12/at/5/abcdef": "/check/12/at/5/*",
        "/office/sign-in/invitation/secret/with/thaid": "/office/sign-in/invitation/*",
        "/files/3/somchai.pdf": "/files/3/*",
        "/office/sign-in/reset/5-secret": "/office/sign-in/reset/*",
        "/manual/12?q=7K3M": "/manual/12",
        "/place/12/ratings": "/place/12/ratings",
        "/reported": "/reported",
        "/report?about=/place/12": "/report",
    }
    with tempfile.TemporaryDirectory(prefix="infogo-front-") as name:
        Path(name).chmod(0o755)
        context = make_certificate(Path(name))
        ports = {"port": free_port(), "https": free_port(), "http": free_port()}
        with nginx_before(Path(name), **ports):
            for path in logged:
                connection = http_client.HTTPSConnection(
                    "localhost", ports["https"], context=context
                )
                connection.request("GET", path, headers={"Host": HOST})
                connection.getresponse().read()
                connection.close()
        lines = (Path(name) / "infogo-access.log").read_text().splitlines()
    written = [line["path"] for line in map(json.loads, lines) if line["host"] == HOST]
    assert written[-len(logged) :] == list(logged.values())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_reads_its_units(tmp_path: Path) -> None:
    units = []
    programs = tmp_path / "bin"  # without a blank in its name, wherever this tree lies
    programs.symlink_to(Path(sys.executable).parent)
    for path in (DEPLOY / "systemd").glob("infogo*"):
        unit = tmp_path / path.name.replace("@.", "@8000.")
        text = path.read_text().replace("/opt/infogo/.venv/bin", str(programs))
        unit.write_text(text)
        units.append(str(unit))
    assert len(units) == 4
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_access_log_is_kept_for_as_long_as_the_law_asks() -> None:
    text = (DEPLOY / "logrotate" / "infogo").read_text()
    rotated = re.search(r"^\s*rotate (\d+)$", text, flags=re.MULTILINE)
    assert rotated is not None
    assert int(rotated[1]) >= LEAST_DAYS
    assert "daily" in text
    assert "create 0600" in text
