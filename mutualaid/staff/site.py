"""Django's admin with our own door: two steps of signing in, one's own account, and no way past the desks."""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from mutualaid.staff.standing import Standing, standing
from mutualaid.workplace.desks import in_order


class StaffSite(AdminSite):
    """The workplace. Its pages are for who is THROUGH; three are for who must set up a second factor first."""

    def has_permission(self, request):
        return standing(request) is Standing.THROUGH

    def admin_view(self, view, cacheable=False):
        """Whoever may not come in meets the sign-in page, which carries what they typed."""
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            return inner(request, *args, **kwargs) if self.has_permission(request) else _sign_in().turned_away(request)

        return update_wrapper(guarded, inner)

    def get_app_list(self, request, app_label=None):
        if not self.has_permission(request):
            return []
        apps = super().get_app_list(request, app_label)
        return apps if app_label else in_order(apps)

    def get_urls(self):
        from mutualaid.staff import account, enrol

        sign_in = _sign_in()
        return [
            path("login/code/", sign_in.code, name="login_code"),
            path("logout/", self.sign_out, name="logout"),
            path("account/", self.admin_view(account.account), name="account"),
            path("account/second-factor/", _for_who_is_signed_in(enrol.second_factor_page), name="second_factor"),
            path("account/second-factor/none/", self.admin_view(account.no_second_factor), name="no_second_factor"),
            path("account/recovery-codes/", self.admin_view(account.recovery_codes), name="recovery_codes"),
            path("account/sessions/end/", self.admin_view(account.end_sessions), name="end_sessions"),
            path("account/again/", self.admin_view(sign_in.give_back), name="give_back"),
            path("r/<path:content_type_id>/<path:object_id>/", self.admin_view(self.view_on_site), name="view_on_site"),
            *super().get_urls(),
        ]

    def login(self, request, extra_context=None):
        return _sign_in().name_and_password(request)

    @method_decorator([never_cache, csrf_protect])
    def sign_out(self, request):
        """For whoever has come any way through the door."""
        return self.logout(request) if request.user.is_authenticated else HttpResponseRedirect(reverse("admin:index"))

    def view_on_site(self, request: HttpRequest, content_type_id: str, object_id: str):
        """The public page of a record, for who meets that record at its desk; to others there is none."""
        kind = ContentType.objects.filter(pk=content_type_id).first() if content_type_id.isdecimal() else None
        desk = self._registry.get(kind and kind.model_class())
        record = desk and desk.get_object(request, unquote(object_id))
        if not record or not desk.has_view_or_change_permission(request, record):
            raise Http404
        address = desk.get_view_on_site_url(record) and getattr(record, "get_absolute_url", str)()
        if not address:
            raise Http404
        return HttpResponseRedirect(address)


def _for_who_is_signed_in(view):
    """For those who are THROUGH, and for those who must set up a second factor first."""

    @never_cache
    @csrf_protect
    def guarded(request, *args, **kwargs):
        if standing(request) in (Standing.THROUGH, Standing.UNENROLLED):
            return view(request, *args, **kwargs)
        return _sign_in().turned_away(request)

    return guarded


def _sign_in():
    """Imported when it is used: this module is loaded while Django is still reading the tables."""
    from mutualaid.staff import sign_in

    return sign_in
