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

from education.build import NOWHERE, BuildRefused, content_types, ensure_built
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

    Here: bodies kept in memory, security headers on every answer, and a guard in front of Django.
    """

    def __init__(self, application):
        self.scheme = urlsplit(settings.SITE_URL).scheme
        self.types = content_types()
        super().__init__(
            application,
            root=settings.BUILD_DIR / "site",
            index_file=True,
            allow_all_origins=False,
            immutable_file_test=HASHED_NAME,
            add_headers_function=self.add_headers,
        )
        self.files.pop(NOWHERE, None)
        self.bodies = {}
        for file in self.files.values():
            if isinstance(file, StaticFile):
                self.keep(file)

    def keep(self, file):
        """Hold the bodies of one file in memory, and give its 304 the headers of its 200."""
        for _encoding, path, _headers in file.alternatives:
            if (body := Path(path).read_bytes()) and len(body) <= LARGEST_BODY_KEPT:
                self.bodies[path] = [body]
        file.not_modified_response.headers.extend(security_headers())

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
        """A redirect to the one right address, with the security headers that every answer has."""
        answer = super().redirect(from_url, to_url)
        answer.response.headers.extend(security_headers())
        return answer

    def __call__(self, environ, start_response):
        # SITE_URL says how visitors reach the site, so no header that a visitor could forge is asked.
        environ["wsgi.url_scheme"] = self.scheme
        file = self.files.get(environ["PATH_INFO"])
        refusal = refuse(environ, ("GET", "HEAD") if file else ("GET", "HEAD", "POST"))
        if refusal:
            return answer_plainly(refusal, start_response)
        # Django says 400 to a host that is not ours.
        if file is None or not host_is_ours(environ.get("HTTP_HOST", "")):
            return self.application(environ, start_response)
        return self.serve(file, environ, start_response)

    def serve(self, file, environ, start_response):
        """Answer from memory what is asked plainly; leave redirects, HEAD, ranges and 304 to WhiteNoise."""
        plain = environ["REQUEST_METHOD"] == "GET" and "HTTP_RANGE" not in environ
        if plain and isinstance(file, StaticFile) and not file.is_not_modified(environ):
            path, headers = file.get_path_and_headers(environ)
            if body := self.bodies.get(path):
                start_response("200 OK", headers)
                return body
        return super().serve(file, environ, start_response)


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


def answer_plainly(refusal, start_response):
    """A short answer in words, without Django."""
    status, extra = refusal
    body = f"{status.value} {status.phrase}\n".encode()
    kind = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(f"{status.value} {status.phrase}", [*kind, *extra, *security_headers()])
    return [body]
