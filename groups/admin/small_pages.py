"""The small pages beside a desk: one thing done to a record or to a few, a press away from its own page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import BaseForm, Media
from django.http import Http404, HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse

from groups.admin import rights
from groups.admin.history import way_back
from groups.history import recording
from groups.rules.choices import DeedSource


class Tool(NamedTuple):
    """A link in the row above a record's page."""

    url: str
    label: str


def sent_with(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing until it is sent."""
    return request.POST if request.method == "POST" else None


class SmallPages:
    """A desk whose records lead to small pages; a mixin for each page adds its address and its link."""

    change_form_template = "admin/groups/with_tools.html"

    def tools(self, request: HttpRequest, record: models.Model) -> list[Tool]:
        """What can be done to this record by this person, in the order in which it is done most."""
        return []

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["tools"] = self.tools(request, obj) if obj and rights.may_change(request.user, obj) else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def small_page(self, name: str, view: Callable):
        """The address of a page about one record: `<id>/copy/`."""
        called = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=called)

    def tool(self, name: str, label: str, record: models.Model) -> Tool:
        """The link to such a page."""
        return Tool(self.address(name, record), label)

    def address(self, name: str, record: models.Model) -> str:
        """Where a page about this record is; `change` is its own."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[record.pk])

    def changeable(self, request: HttpRequest, pk: int) -> models.Model:
        """The record of this number, for who may change it; there is none for who may not see it."""
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        if not rights.may_change(request.user, record):
            raise PermissionDenied
        return record

    @contextmanager
    def deed(self, request: HttpRequest, said: str) -> Iterator[None]:
        """Around what a page does; afterwards the way back is one press away."""
        with recording.deed(DeedSource.FORM, by=request.user, said=said) as doing:
            yield
        if doing.row:
            self.message_user(request, way_back(doing.row), messages.INFO)

    def show(
        self,
        request: HttpRequest,
        *,
        title: str,
        template: str = "admin/groups/small_page.html",
        record: models.Model | None = None,
        form: BaseForm | None = None,
        fields: tuple = (),
        button: str = "",
        **context,
    ) -> TemplateResponse:
        """A page in the look of the admin, with a form as Django's own pages show theirs."""
        context |= self.admin_site.each_context(request) | {"opts": self.opts, "title": title, "original": record}
        context |= {"button": button, "form": form, "has_view_permission": True}
        context["media"] = self.media + context.get("media", Media())
        if form is not None:
            context["adminform"] = AdminForm(form, [(None, {"fields": fields or tuple(form.fields)})], {})
            context["media"] += form.media
        return TemplateResponse(request, template, context)
