"""The HTML that goes into another site's page: a frame, and a search box."""

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from groups.views.embed.frame import FrameLinks
from groups.views.embed.theme import Theme
from groups.views.links import SearchLinks


def frame_path(search: QueryDict, theme: Theme) -> str:
    """The address of the frame within this site."""
    return FrameLinks(search, theme=theme).address()


def frame_code(search: QueryDict, theme: Theme, *, title: str, site_name: str) -> str:
    """The frame, a link for where frames are not shown, and the script that makes the frame as tall as its content."""
    link = escape(_("%(title)s, on %(site)s") % {"title": title, "site": site_name})
    return "\n".join(
        [
            f'<iframe src="{_whole(frame_path(search, theme))}" title="{escape(title)}"',
            '  loading="lazy" referrerpolicy="no-referrer"',
            '  style="width: 100%; height: 600px; border: 0"></iframe>',
            f'<p><a href="{_whole(SearchLinks(search).address())}" rel="noreferrer">{link}</a></p>',
            f'<script src="{_whole(reverse("groups:embed-script"))}" referrerpolicy="no-referrer" async></script>',
        ]
    )


def box_code(*, site_name: str) -> str:
    """A search box that leads to the results here."""
    label = _("Find a mutual aid meeting: town, postcode, or what you need")
    return "\n".join(
        [
            f'<form action="{_whole(reverse("groups:meeting-list"))}" method="get" rel="noreferrer">',
            f'  <label for="find-a-meeting">{escape(label)}</label>',
            '  <input id="find-a-meeting" name="q" type="text" maxlength="200" autocomplete="off">',
            f"  <button>{escape(_('Find meetings'))}</button>",
            f"  <small>{escape(_('Opens %(site)s.') % {'site': site_name})}</small>",
            "</form>",
        ]
    )


def _whole(path: str) -> str:
    return escape(settings.SITE_URL + path)
