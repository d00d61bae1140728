"""A forgotten password: Django's own pages, in our words. None says whether an address is known."""

from django.contrib import admin
from django.contrib.auth import views
from django.utils.translation import gettext_lazy as _

from mutualaid.staff import letters, throttle
from mutualaid.staff.forms import ForgottenForm


class InTheAdminsLook:
    """What each of the four pages has besides."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{**admin.site.each_context(self.request), **kwargs})


class Ask(InTheAdminsLook, views.PasswordResetView):
    """Where to send the letter."""

    title = _("A new password")
    template_name = "admin/staff/forgotten.html"
    email_template_name = "admin/staff/letters/forgotten.txt"
    form_class = ForgottenForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, mail=letters.go_out())


class Asked(InTheAdminsLook, views.PasswordResetDoneView):
    """The same answer for every address."""

    title = _("Look into your letters")
    template_name = "admin/staff/forgotten_asked.html"


class Choose(InTheAdminsLook, views.PasswordResetConfirmView):
    """The page that the letter opens."""

    title = _("Choose a password")
    template_name = "admin/staff/forgotten_choose.html"

    def form_valid(self, form):
        throttle.AS.forget(throttle.as_counted(self.user.get_username()))
        return super().form_valid(form)


class Chosen(InTheAdminsLook, views.PasswordResetCompleteView):
    """Every session of theirs has ended; they sign in with the new one."""

    title = _("Your new password is set")
    template_name = "admin/staff/forgotten_chosen.html"


ask, asked, choose, chosen = (view.as_view() for view in (Ask, Asked, Choose, Chosen))
