"""What lets any site show an answer in a frame: of the list at `/embed/meetings/`, and of its errors, alone."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from mutualaid.middleware import content_policy


def framed(response: HttpResponse) -> HttpResponse:
    """Lets any site frame this answer. (What no search engine should keep says so to machines as well.)"""
    policy = {**settings.SECURE_CSP, "form-action": ["'none'"], "frame-ancestors": ["*"]}
    response.xframe_options_exempt = True
    response.headers["Content-Security-Policy"] = content_policy(policy)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def is_of_the_frame(request) -> bool:
    """Whether somebody asks for the list as it stands in other people's pages."""
    return request.path == reverse("groups:embed-meetings")
