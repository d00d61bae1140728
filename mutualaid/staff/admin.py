"""The desk of people, for administrators alone: who works here, as what, and for which listings."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from groups.admin.area import path_of_names
from groups.admin.forms import DeskForm
from groups.models import Area, Programme
from groups.models.staff import Grant
from groups.rules.choices import Role
from mutualaid.admin import Desk
from mutualaid.roles import ADMINISTRATOR, role_of
from mutualaid.staff import letters, roles_given, sessions, words
from mutualaid.staff.account import take_factor_away
from mutualaid.staff.models import Person

admin.site.unregister([User, Group, TOTPDevice, StaticDevice])  # their desks show keys, and rights past the roles

ROLES = [(ADMINISTRATOR, gettext_lazy("Administrator: does everything, and invites others")), *Role.choices]


class PersonForm(forms.ModelForm):
    """Somebody's address, role, and whether they may sign in. The last administrator stays one."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ROLES, widget=forms.RadioSelect)

    class Meta:
        model = Person
        fields = ("email", "is_active")
        labels = {"is_active": gettext_lazy("May sign in")}
        help_texts = {
            "is_active": gettext_lazy("Untick it when somebody leaves: what they did stays on record."),
            "email": gettext_lazy("Where the invitation goes, and letters for a forgotten password."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["role"].initial = role_of(self.instance)
        if "email" in self.fields:
            self.fields["email"].required = self.instance.pk is None or self.instance.is_awaited

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email and User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody else here has this address."))
        return email

    def clean(self):
        cleaned = super().clean()
        stays = cleaned.get("is_active", True) and cleaned.get("role") == ADMINISTRATOR
        if self.instance.pk and "role" in cleaned and not stays and roles_given.is_last_administrator(self.instance):
            raise ValidationError(_("This is the last administrator. Make somebody else one first."))
        return cleaned


class GrantLines(forms.BaseInlineFormSet):
    """No pair twice in one form: the table would refuse it without a sentence."""

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            if not hasattr(form, "cleaned_data") or form.cleaned_data.get("DELETE") or not form.has_changed():
                continue
            pair = (form.cleaned_data.get("area"), form.cleaned_data.get("programme"))
            if pair in seen:
                raise ValidationError(_("This person looks after these already."))
            seen.add(pair)


class GrantForm(DeskForm):
    """A line that is left empty is none; one for everything is ticked."""

    everything = forms.BooleanField(required=False, label=gettext_lazy("Any area, any programme"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["everything"].initial = bool(
            self.instance.pk and not (self.instance.area or self.instance.programme)
        )

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("area") or cleaned.get("programme")
        if self.has_changed() and not chosen and not cleaned.get("everything") and not cleaned.get("DELETE"):
            raise ValidationError(_("Choose an area or a programme, or tick “Any area, any programme”."))
        if chosen and cleaned.get("everything"):
            raise ValidationError(_("Either an area or a programme, or any: not both."))
        return cleaned


class GrantInline(admin.StackedInline):
    model = Grant
    form = GrantForm
    formset = GrantLines
    fields = (("area", "programme", "everything"),)
    extra = 1
    verbose_name = gettext_lazy("line")
    verbose_name_plural = gettext_lazy("Listings that they look after: both of a line must fit, and lines add up")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("area", "programme")

    def get_formset(self, request, obj=None, **kwargs):
        """Plain lists, each read once for all lines; areas with what they are in, for there are many a Newtown."""
        formset = super().get_formset(request, obj, **kwargs)
        areas = Area.objects.annotate(path=path_of_names()).order_by("path", "pk").values_list("pk", "path")
        programmes = Programme.objects.order_by("name", "pk").values_list("pk", "name")
        formset.form.base_fields["area"].choices = [("", _("any area")), *areas]
        formset.form.base_fields["programme"].choices = [("", _("any programme")), *programmes]
        return formset

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Areas and programmes are chosen here, and edited at their own desks."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field


@admin.register(Person)
class PersonDesk(Desk):
    form = PersonForm
    inlines = (GrantInline,)
    list_display = ("name", "email", "role", "looks_after", "has_second_factor", "last_login", "stands")
    search_fields = ("username", "email")
    readonly_fields = ("name", "has_second_factor", "last_login", "stands")
    actions = None

    # who may

    def _is_administrator(self, request):
        return request.user.is_active and request.user.is_superuser

    def has_module_permission(self, request):
        return self._is_administrator(request)

    def has_view_permission(self, request, obj=None):
        return self._is_administrator(request)

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        return self._is_administrator(request)

    def has_delete_permission(self, request, obj=None):
        return False

    # what is shown

    def get_queryset(self, request):
        grants = Prefetch("grants", Grant.objects.select_related("area", "programme").order_by("pk"))
        return super().get_queryset(request).with_standing().prefetch_related(grants)

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return ((None, {"fields": ("email", "role")}),)
        may = () if obj.is_awaited else ("is_active",)
        told = ("stands",) if obj.is_awaited else ("has_second_factor", "last_login")
        return ((None, {"fields": ("name", "email", "role", *may)}), (_("Signing in"), {"fields": told}))

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["fields"] = ("email",) if obj is None or obj.is_awaited else ("email", "is_active")
        return super().get_form(request, obj, change=change, **kwargs)

    @admin.display(description=gettext_lazy("name"), ordering="username")
    def name(self, person):
        return _("(not come yet)") if person.is_awaited else person.username

    @admin.display(description=gettext_lazy("role"))
    def role(self, person):
        return words.role_name(person)

    @admin.display(description=gettext_lazy("looks after"))
    def looks_after(self, person):
        return format_html_join(
            "", "<div>{}</div>", ([line] for line in words.looks_after(person, person.grants.all()))
        )

    @admin.display(description=gettext_lazy("second factor"), boolean=True)
    def has_second_factor(self, person):
        return person.second_factor is not None

    @admin.display(description=gettext_lazy("may sign in"), ordering="is_active")
    def stands(self, person):
        if person.is_awaited:
            day = date_format(timezone.localtime(person.date_joined), "j F Y")
            return _("Invited on %(day)s, has not come yet") % {"day": day}
        return _("Yes") if person.is_active else _("No: account closed")

    # what is done

    def save_model(self, request, obj, form, change):
        if not change:
            obj.username, obj.is_active = f"invited-{get_random_string(12)}", False
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        roles_given.give(obj, form.cleaned_data["role"])

    def add_view(self, request, form_url="", extra_context=None):
        """The letter goes when everything is written, and outside the transaction: a server for mail may be slow."""
        shown = {"title": _("Invite somebody"), "show_save_and_continue": False, "show_save_and_add_another": False}
        answer = super().add_view(request, form_url, {**shown, **(extra_context or {})})
        person = getattr(request, "just_invited", None)
        return self._invited(request, person) if person else answer

    def response_add(self, request, obj, post_url_continue=None):
        request.just_invited = obj
        return redirect("admin:people_person_changelist")

    def get_urls(self):
        mine = [("invite-again", self.invite_again), ("second-factor", self.reset_second_factor)]
        view = self.admin_site.admin_view
        own = [path(f"<int:pk>/{at}/", view(do), name=f"people_person_{at.replace('-', '_')}") for at, do in mine]
        return own + super().get_urls()

    def invite_again(self, request, pk):
        person = self._person(request, pk)
        if not person.is_awaited:
            messages.warning(request, _("They have come already."))
            return self._back(person)
        if request.method == "POST":
            person.date_joined = timezone.now()  # the letters before this one lead nowhere now
            person.save(update_fields=["date_joined"])
            self.log_change(request, person, _("Invited again."))
            return self._invited(request, person)
        said = _("%(person)s gets another letter. The address in the one before stops working.") % {"person": person}
        return self._asked(request, person, _("Invite again"), said, _("Send the letter"))

    def reset_second_factor(self, request, pk):
        person = self._person(request, pk)
        if person.pk == request.user.pk:
            messages.warning(request, _("Your own second factor you change on your account’s page."))
            return redirect("admin:account")
        if request.method == "POST":
            with transaction.atomic():
                take_factor_away(person, by=request.user)
                sessions.end(person)
            messages.success(request, _("The second factor of %(person)s is taken away.") % {"person": person})
            return self._back(person)
        said = _(
            "Do this when %(person)s has lost the phone and the recovery codes, and you are sure that it is they who "
            "ask. They are signed out everywhere, and told by letter."
        )
        said, title = said % {"person": person}, _("Take the second factor away")
        return self._asked(request, person, title, said, _("Take it away"))

    def _person(self, request, pk):
        person = self.get_queryset(request).filter(pk=pk).first()
        if person is None or not self.has_change_permission(request, person):
            raise PermissionDenied
        return person

    def _back(self, person):
        return redirect(reverse("admin:people_person_change", args=[person.pk]))

    def _invited(self, request, person):
        """Where no letter goes out, the administrator hands the address over by other means."""
        if letters.invite(person):
            messages.success(request, _("A letter is on its way to %(address)s.") % {"address": person.email})
            return redirect("admin:people_person_changelist")
        context = {"person": person, "address": letters.invitation_address(person), "mail": letters.go_out()}
        return self._page(request, "invited", _("Hand this address over"), context)

    def _asked(self, request, person, title, text, button):
        return self._page(request, "confirm", title, {"person": person, "text": text, "button": button})

    def _page(self, request, template, title, context):
        shared = {**self.admin_site.each_context(request), "title": title, "subtitle": None, "opts": self.opts}
        return TemplateResponse(request, f"admin/staff/{template}.html", {**shared, **context})
