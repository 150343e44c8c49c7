"""The security headers, in one place, so that Django's answers and built pages carry the same ones."""

from functools import cache

from django.conf import settings

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb"))


@cache
def security_headers():
    """The headers as pairs. HSTS is among them when the site's address is https."""
    headers = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Permissions-Policy": PERMISSIONS_POLICY,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }
    if settings.SITE_URL.startswith("https:"):
        hsts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
        if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
            hsts.append("includeSubDomains")
        if settings.SECURE_HSTS_PRELOAD:
            hsts.append("preload")
        headers["Strict-Transport-Security"] = "; ".join(hsts)
    return tuple(headers.items())


class SecurityHeaders:
    """Middleware: puts the headers on every answer of Django's. A view may have set a stricter one itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in security_headers():
            response.headers.setdefault(name, value)
        return response
