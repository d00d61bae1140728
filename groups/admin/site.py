"""The desk of the one site row: name, who runs it, colours, logo."""

import hashlib

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import lazystr
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.admin.desk import ListingDesk
from groups.admin.forms import DeskForm
from groups.models import Site
from groups.models.site import LOGO_TYPES

MOST_LOGO_BYTES = 100 * 1024
NAME_LENGTH = 32


class _SiteName:
    """The site's name at the head of the pages, asked for when a page is shown."""

    def __str__(self):
        return Site.objects.the_one().name or _("Mutual aid")


admin.site.site_header = lazystr(_SiteName())
admin.site.site_title = gettext_lazy("Staff")
admin.site.index_title = gettext_lazy("Today")


class SiteForm(DeskForm):
    new_logo = forms.FileField(
        required=False,
        label=gettext_lazy("New logo"),
        help_text=gettext_lazy("PNG or WebP, at most 100 KB."),
        widget=forms.FileInput({"accept": ",".join(LOGO_TYPES.values())}),
    )
    no_logo = forms.BooleanField(required=False, label=gettext_lazy("Show no logo"))

    def clean_new_logo(self):
        file = self.cleaned_data["new_logo"]
        if not file:
            return b""
        if file.size > MOST_LOGO_BYTES:
            raise ValidationError(_("This file is larger than 100 KB."))
        content = file.read()
        if not image_type(content):
            raise ValidationError(_("This is neither a PNG nor a WebP image."))
        return content


def image_type(content: bytes) -> str:
    """`png` or `webp` by its first bytes; empty for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def put_logo(site: Site, content: bytes) -> None:
    """Keep an image as the site's logo, under its content's name; none for no bytes."""
    digest = hashlib.sha256(content).hexdigest()[:NAME_LENGTH]
    site.logo, site.logo_name = (content, f"{digest}.{image_type(content)}") if content else (None, "")


@admin.register(Site)
class SiteDesk(ListingDesk):
    form = SiteForm
    autocomplete_fields = ("home_area",)
    readonly_fields = ("logo_now",)
    fieldsets = (
        (None, {"fields": ("name", "strapline", "area_covered", "home_area", "country", "notice")}),
        (gettext_lazy("Who runs it"), {"fields": ("run_by", "email", "website")}),
        (gettext_lazy("Open data"), {"fields": ("licence", "licence_url")}),
        (gettext_lazy("Looks"), {"fields": ("colour_set", "logo_now", "new_logo", "no_logo")}),
    )

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Site.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("logo")

    def changelist_view(self, request, extra_context=None):
        """One row needs no list."""
        if Site.objects.exists() and self.has_view_or_change_permission(request):
            return redirect(reverse("admin:groups_site_change", args=[1]))
        return super().changelist_view(request, extra_context)

    @admin.display(description=gettext_lazy("logo"))
    def logo_now(self, site):
        if not site.logo_name:
            return _("None.")
        return format_html('<img src="{}" alt="" height="48">', reverse("groups:logo", args=[site.logo_name]))

    def save_model(self, request, obj, form, change):
        """Everything but the revision, which others may be raising at this moment."""
        obj.pk = 1
        touched = {name for name in form.changed_data if name not in ("new_logo", "no_logo")}
        if form.cleaned_data["new_logo"] or form.cleaned_data["no_logo"]:
            put_logo(obj, form.cleaned_data["new_logo"])
            touched |= {"logo", "logo_name"}
        with self.changing(obj) as changing:
            if not change:
                obj.save(force_insert=True)
                changing.also(obj)
            elif touched:
                obj.save(update_fields=touched)
