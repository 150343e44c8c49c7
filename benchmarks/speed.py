"""Speed: requests a second on one core, beside nginx with the same file and beside Django rendering the same page."""

import urllib.request

from benchmarks.machine import (
    VAR,
    build,
    compare,
    django,
    free_port,
    missing,
    running,
)

PAGE = "/types/"
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; keepalive_requests 1000000000;
  default_type "text/html; charset=utf-8"; client_body_temp_path {folder}; proxy_temp_path {folder};
  fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}/root; index index.html; add_header Content-Encoding br; }}
}}
"""


def run():
    """Compare the three, then their 304 answers."""
    if missing("wrk", "nginx", "taskset"):
        return
    site = build()
    nginx, ours, live = free_port(), free_port(), free_port()
    with (
        running(*nginx_serving(site, nginx), port=nginx) as its_server,
        running(*django("calcinosis_site.wsgi:application", ours), port=ours) as our_server,
        running(*django("benchmarks.live:application", live), port=live) as live_server,
    ):
        brotli = {"Accept_Encoding": "br"}
        kept = [{"If_None_Match": etag(port)} for port in (nginx, ours)]
        compare(
            {
                "nginx, the same brotli file": (nginx, PAGE, its_server, brotli),
                "this site, built page": (ours, PAGE, our_server, brotli),
                "Django, the same page rendered each time": (live, PAGE, live_server, {}),
            }
        )
        compare(
            {
                "nginx, 304": (nginx, PAGE, its_server, kept[0]),
                "this site, 304": (ours, PAGE, our_server, kept[1]),
            }
        )


def nginx_serving(site, port):
    """The command for an nginx that serves the very bytes that we serve, without a module of its own for brotli."""
    folder = VAR / "nginx"
    page = folder / "root" / PAGE.strip("/") / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes((site / PAGE.strip("/") / "index.html.br").read_bytes())
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    return ["nginx", "-c", str(folder / "nginx.conf")]


def etag(port):
    """The ETag of the page, to ask again with."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{PAGE}") as answer:
        return answer.headers["ETag"]
