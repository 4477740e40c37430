"""nginx in front of the nodes, with the very files that an installation uses (``deploy/nginx``)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from pathlib import Path

from tools.cluster.layout import NGINX_USER, Layout

DEPLOY = Path(__file__).resolve().parent.parent.parent / "deploy" / "nginx"

# {places} in braces are filled; nginx's own braces are doubled.
CONFIGURATION = """\
{user}
daemon off;
worker_processes 1;
worker_shutdown_timeout 30s;
pid nginx.pid;
error_log stderr warn;
events {{
    worker_connections 4096;
}}
http {{
    include mime.types;
    default_type application/octet-stream;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    proxy_cache_path cache/pages levels=1:2 keys_zone=pages:16m max_size=512m
                     inactive=7d use_temp_path=off;
    proxy_cache_path cache/asked levels=1:2 keys_zone=asked:8m max_size=128m
                     inactive=10m use_temp_path=off;
    proxy_cache_path cache/fixed levels=1:2 keys_zone=fixed:4m max_size=128m
                     inactive=30d use_temp_path=off;
    include infogo/http.conf;
    map $scheme $infogo_scheme {{
        default $scheme;
    }}
    map $scheme $infogo_away {{
        default {away};
    }}
    access_log access.log infogo;
    server {{
        listen 127.0.0.1:{port};
        server_name 127.0.0.1 localhost;
        include infogo/site.conf;
        include infogo/away.conf;
    }}
    server {{
        listen 127.0.0.1:{port} default_server;
        server_name "";
        return 444;
    }}
    server {{
        listen 127.0.0.1:{status_port};
        access_log off;
        location = /nginx {{
            stub_status;
        }}
    }}
}}
"""


def nginx_command(layout: Layout) -> list[str]:
    """Write the configuration and return what runs nginx in the foreground."""
    write_configuration(layout)
    settings = layout.data("nginx") / "nginx.conf"
    return [nginx_program(), "-p", str(settings.parent), "-c", str(settings), "-e", "stderr"]


def nginx_program() -> str:
    """Return the path of nginx, which Debian keeps where not every user looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"


def write_configuration(layout: Layout) -> None:
    """Write ``nginx.conf`` of this cluster beside the files of ``deploy/nginx``."""
    folder = layout.data("nginx")
    parts = folder / "infogo"
    parts.mkdir(parents=True, exist_ok=True)
    (folder / "cache").mkdir(exist_ok=True)
    for name in ("http.conf", "site.conf", "away.conf", "away.html"):
        shutil.copy(DEPLOY / "infogo" / name, parts / name)
    shutil.copy("/etc/nginx/mime.types", folder / "mime.types")
    write_nodes(layout)
    (folder / "nginx.conf").write_text(
        CONFIGURATION.format(
            user=f"user {NGINX_USER};" if os.geteuid() == 0 else "",
            port=layout.port,
            status_port=layout.status_port,
            away=parts,
        )
    )


def write_nodes(layout: Layout, away: Collection[int] = ()) -> None:
    """Write the list of nodes; those with a port in ``away`` get no requests."""
    lines = (
        f"server 127.0.0.1:{port} max_fails=3 fail_timeout=2s{' down' * (port in away)};\n"
        for port in layout.web_ports
    )
    (layout.data("nginx") / "infogo" / "nodes.conf").write_text("".join(lines))
