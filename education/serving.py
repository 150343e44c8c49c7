"""Answers with built pages before Django is entered, and turns away what no page or view could answer."""

import hashlib
import sys
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

from education.build import NOWHERE, REFUSED, BuildRefused, content_types, ensure_built, hold
from education.headers import security_headers

LONGEST_ADDRESS = 2000
LONGEST_QUERY = 4000
LARGEST_BODY_KEPT = 512 * 1024
HASHED_NAME = r"\.[0-9a-f]{12}\.\w+$"  # its content never changes under that name


def built_site(application):
    """The built pages around Django. A process with broken content stops here and says why."""
    if settings.DEBUG:
        return application
    try:
        ensure_built(say=lambda line: print(line, file=sys.stderr))
    except BuildRefused as refused:
        raise SystemExit(str(refused)) from None
    return BuiltSite(application)


class BuiltSite(WhiteNoise):
    """WhiteNoise over the built pages: it keeps the table of addresses, ETags, encodings and ranges.

    Here: answers kept ready in memory, security headers on each of them, and a guard in front of Django.
    """

    def __init__(self, application):
        self.scheme = urlsplit(settings.SITE_URL).scheme
        self.held = hold()  # ranges and HEAD are read from its files
        self.types = content_types()
        super().__init__(
            application,
            root=settings.BUILD_DIR / "site",
            index_file=True,
            allow_all_origins=False,
            immutable_file_test=HASHED_NAME,
            add_headers_function=self.add_headers,
        )
        for address in (NOWHERE, REFUSED):
            self.files.pop(address, None)
        self.refusal = (settings.BUILD_DIR / "site" / REFUSED[1:]).read_bytes()
        self.bodies = {}
        for file in self.files.values():
            if isinstance(file, StaticFile):
                file.not_modified_response.headers.extend(security_headers())
                self.bodies |= {path: read_small(path) for _encoding, path, _headers in file.alternatives}
        # What fits an address and an Accept-Encoding never changes while the process lives.
        self.ready = lru_cache(maxsize=4096)(self.prepare)

    def add_headers(self, headers, path, url):
        """Add Django's content type, the security headers, and an ETag made of the content.

        WhiteNoise's own ETag is a time, so two servers with the same page would disagree. Ours is weak,
        because the compressed forms of a page share it.
        """
        if url in self.types:
            headers["Content-Type"] = self.types[url]
        headers["ETag"] = f'W/"{hashlib.blake2b(Path(path).read_bytes(), digest_size=9).hexdigest()}"'
        for name, value in security_headers():
            headers[name] = value

    def redirect(self, from_url, to_url):
        """Redirect to the one right address, with the security headers that every answer has."""
        answer = super().redirect(from_url, to_url)
        answer.response.headers.extend(security_headers())
        return answer

    def prepare(self, address, accept_encoding):
        """Return (ETag, headers, body, headers of its 304) for a page that is kept in memory, else None."""
        file = self.files.get(address)
        if not isinstance(file, StaticFile):
            return None
        path, headers = file.get_path_and_headers({"HTTP_ACCEPT_ENCODING": accept_encoding})
        body = self.bodies[path]
        return body and (file.etag, headers, [body], file.not_modified_response.headers)

    def __call__(self, environ, start_response):
        # SITE_URL says how visitors reach the site, so no header that a visitor could forge is asked.
        environ["wsgi.url_scheme"] = self.scheme
        ours = host_is_ours(environ.get("HTTP_HOST", ""))
        if ours and is_plain(environ):
            ready = self.ready(environ["PATH_INFO"], environ.get("HTTP_ACCEPT_ENCODING", ""))
            if ready:
                etag, headers, body, headers_of_304 = ready
                if environ.get("HTTP_IF_NONE_MATCH") == etag:
                    start_response("304 Not Modified", headers_of_304)
                    return []
                start_response("200 OK", headers)
                return body
        file = self.files.get(environ["PATH_INFO"])
        refusal = refuse(environ, ("GET", "HEAD") if file else ("GET", "HEAD", "POST"))
        if refusal:
            return turn_away(refusal, self.refusal, start_response)
        # Django says 400 to a host that is not ours. WhiteNoise knows HEAD, ranges, dates and redirects.
        if file is None or not ours:
            return self.application(environ, start_response)
        return self.serve(file, environ, start_response)


def is_plain(environ):
    """True for what nearly every reader sends: a GET for the whole of a page, with a query of decent length."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and "HTTP_RANGE" not in environ
        and ("HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" not in environ)
        and len(environ["QUERY_STRING"]) <= LONGEST_QUERY
    )


def read_small(path):
    """Return the bytes of a file that is small enough to be kept, else None."""
    body = Path(path).read_bytes()
    return body if len(body) <= LARGEST_BODY_KEPT else None


@lru_cache(maxsize=256)
def host_is_ours(host):
    """True when the Host header is one of ALLOWED_HOSTS."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def refuse(environ, methods):
    """Return (status, extra headers) for an odd method, an overlong address or broken bytes, else None."""
    if environ["REQUEST_METHOD"] not in methods:
        return HTTPStatus.METHOD_NOT_ALLOWED, [("Allow", ", ".join(methods))]
    path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    if len(path) > LONGEST_ADDRESS or len(query) > LONGEST_QUERY:
        return HTTPStatus.REQUEST_URI_TOO_LONG, []
    if not (path.isascii() or is_text(path.encode("latin-1", "replace"))) or "\0" in path:
        return HTTPStatus.BAD_REQUEST, []
    if "%" in query and not is_text(unquote_to_bytes(query)):
        return HTTPStatus.BAD_REQUEST, []
    return None


def is_text(raw):
    """True for UTF-8 without NUL."""
    try:
        return "\0" not in raw.decode()
    except UnicodeDecodeError:
        return False


def turn_away(refusal, page, start_response):
    """Give the page that helps, with the status that says why, without Django. It repeats nothing that was sent."""
    status, extra = refusal
    kind = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))]
    start_response(
        f"{status.value} {status.phrase}", [*kind, ("Cache-Control", "no-store"), *extra, *security_headers()]
    )
    return [page]
