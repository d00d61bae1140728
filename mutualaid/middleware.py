"""What every request and answer passes: one way of reading letters; the security headers, on errors and files too."""

from collections.abc import Mapping

from django.conf import settings

PERMISSIONS = (
    "geolocation=(self), accelerometer=(), autoplay=(), browsing-topics=(), camera=(), "
    "compute-pressure=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), gyroscope=(), hid=(), "
    "identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), "
    "otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(), "
    "publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), "
    "window-management=(), xr-spatial-tracking=()"
)


def content_policy(directives: Mapping[str, list[str]]) -> str:
    """The words of a Content-Security-Policy; a view that needs one of its own sets the header with this."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def security_headers() -> dict[str, str]:
    return {
        "Content-Security-Policy": content_policy(settings.SECURE_CSP),
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }


class Utf8:
    """Reads what is sent as UTF-8, whatever a request calls it: in others hide signs that no database stores."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.encoding is not None and request.encoding.lower() != "utf-8":
            request.encoding = "utf-8"
        return self.get_response(request)


class SecurityHeaders:
    """Adds each header that the answer has not set for itself; an answer that may be framed does without the older one.

    (`X-Frame-Options` knows no way to say that every site may: its view is `xframe_options_exempt`.)
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.headers = security_headers()

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        if getattr(response, "xframe_options_exempt", False):
            del response.headers["X-Frame-Options"]
        if settings.DEBUG and response.status_code in (404, 500):
            del response.headers["Content-Security-Policy"]  # the developer's error page is made of inline styles
        return response
