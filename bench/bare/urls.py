"""The second yardstick: a bare Django view that answers with stored bytes, whatever the address."""

from django.http import HttpResponse
from django.urls import re_path

from bench.bare.stored import CONTENT_TYPE, load

_answers = load()


def stored(request):
    return HttpResponse(_answers[request.META["RAW_URI"]], content_type=CONTENT_TYPE)


urlpatterns = [re_path("", stored)]
