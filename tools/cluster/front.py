"""nginx in front of the nodes, with the very files that an installation uses (``deploy/nginx``)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tools.cluster.layout import NGINX_USER, Layout

DEPLOY = Path(__file__).resolve().parent.parent.parent / "deploy" / "nginx"


def nginx_command(layout: Layout) -> list[str]:
    """Write the configuration and return what runs nginx in the foreground."""
    write_configuration(layout)
    settings = layout.data("nginx") / "nginx.conf"
    return [nginx_program(), "-p", str(settings.parent), "-c", str(settings), "-e", "stderr"]


def nginx_program() -> str:
    """Return the path of nginx, which Debian keeps where not every user looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"


def write_configuration(layout: Layout) -> None:
    """Write ``nginx.conf`` of this cluster; the substance is included from ``deploy/nginx``."""
    folder = layout.data("nginx")
    folder.mkdir(exist_ok=True)
    servers = "\n".join(f"        server 127.0.0.1:{port};" for port in layout.web_ports)
    user = f"user {NGINX_USER};" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"""{user}
daemon off;
worker_processes 1;
pid nginx.pid;
events {{
    worker_connections 1024;
}}
http {{
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    access_log off;
    upstream infogo {{
{servers}
    }}
    server {{
        listen 127.0.0.1:{layout.port};
        location / {{
            proxy_pass http://infogo;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }}
    }}
}}
"""
    )
