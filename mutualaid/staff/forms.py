"""The forms of signing in and of one's own account."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm, UsernameField
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mutualaid import limits
from mutualaid.staff import letters, second_factor, throttle


def try_again(minutes: int) -> str:
    """`Too many tries. Try again in 12 minutes, at 3:45 p.m.`"""
    at = timezone.localtime() + timedelta(minutes=minutes)
    said = ngettext(
        "Too many tries. Try again in %(minutes)s minute, at %(time)s.",
        "Too many tries. Try again in %(minutes)s minutes, at %(time)s.",
        minutes,
    )
    return said % {"minutes": minutes, "time": time_format(at.time())}


class SignInForm(AdminAuthenticationForm):
    """Name and password. While too much was tried nothing is looked at, and the right password does not help."""

    def clean(self):
        name = self.cleaned_data.get("username")
        if name and self.cleaned_data.get("password"):
            if wait := throttle.minutes_to_wait(name, self.request):
                raise ValidationError(try_again(wait), code="too_often")
            cleaned = super().clean()
            throttle.succeeded(name, self.request)
            return cleaned
        return super().clean()


class CodeField(forms.CharField):
    """A code from a telephone or from paper, typed with spaces or without."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        super().__init__(max_length=40, widget=forms.TextInput(attrs), **kwargs)


class CodeForm(forms.Form):
    """The second step of signing in."""

    code = CodeField(label=gettext_lazy("Code"))

    def __init__(self, person: User, *args, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_code(self):
        code = self.cleaned_data["code"]
        if wait := throttle.CODE.minutes_to_wait(str(self.person.pk)):
            raise ValidationError(try_again(wait))
        if until := second_factor.waits_until(self.person, code):
            raise ValidationError(try_again(max(1, -(-int((until - timezone.now()).total_seconds()) // 60))))
        if not second_factor.is_right(self.person, code):
            raise ValidationError(_("This code does not fit. A code from the phone is good for about a minute."))
        throttle.CODE.forget(str(self.person.pk))
        return code


class EnrolForm(forms.Form):
    """The code that shows that somebody's telephone counts with the key it was given."""

    code = CodeField(label=gettext_lazy("The code that the app shows now"))

    def __init__(self, device, *args, **kwargs):
        self.device = device
        super().__init__(*args, **kwargs)

    def clean_code(self):
        if not second_factor.fits(self.device, self.cleaned_data["code"]):
            raise ValidationError(
                _("This code does not fit. Wait for the next one; and look whether the phone’s clock is right.")
            )
        return self.cleaned_data["code"]


class PasswordAgainForm(forms.Form):
    """Their password once more, before something is changed that a found screen should not change."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, person: User, *args, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password(self):
        if wait := throttle.AGAIN.minutes_to_wait(str(self.person.pk)):
            raise ValidationError(try_again(wait))
        if not self.person.check_password(self.cleaned_data["password"]):
            raise ValidationError(_("This is not your password."))
        throttle.AGAIN.forget(str(self.person.pk))
        return self.cleaned_data["password"]


class WelcomeForm(SetPasswordForm):
    """The name and password of somebody who was invited."""

    username = UsernameField(
        label=gettext_lazy("User name"),
        max_length=150,
        validators=[User.username_validator],
        help_text=gettext_lazy("What you sign in with. Other staff see it beside what you changed."),
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    field_order = ("username", "new_password1", "new_password2")

    def clean_username(self):
        name = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(pk=self.user.pk).exists():
            raise ValidationError(_("Somebody has this name already. Choose another."))
        self.user.username = name
        return name

    def save(self, commit=True):
        self.user.username, self.user.is_active = self.cleaned_data["username"], True
        return super().save(commit)


class ForgottenForm(PasswordResetForm):
    """Where to send a link for a new password. Whether the address is known changes nothing that anyone could see."""

    def __init__(self, *args, request=None, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean(self):
        if wait := throttle.LETTER_FROM.minutes_to_wait(limits.caller(self.request)):
            raise ValidationError(try_again(wait))
        return super().clean()

    def get_users(self, email):
        if throttle.LETTER_TO.minutes_to_wait(throttle.as_counted(email)):
            return ()
        return (person for person in super().get_users(email) if person.is_staff)

    def send_mail(self, subject_template_name, email_template_name, context, from_email, to_email, **_kwargs):
        here = {"site": letters.site_name(), "site_url": settings.SITE_URL}  # never the Host that a request names
        body = render_to_string(email_template_name, {**context, **here})
        letters.apart(EmailMessage(_("Choose a new password"), body, to=[to_email]))
