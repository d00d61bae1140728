"""Which of the formats is a file in? Told by what stands in it, never by its name."""

from django.utils.translation import gettext as _

from groups.feeds.places import code_point, geonames, geonames_postal, onspd, open_names
from groups.feeds.places.files import TextFile, Unreadable, outermost
from groups.feeds.places.record import PlaceFormat

FORMATS = (onspd.FORMAT, code_point.FORMAT, open_names.FORMAT, geonames_postal.FORMAT, geonames.FORMAT)


def recognise(files: list[TextFile]) -> tuple[PlaceFormat, list[TextFile]]:
    """The format, and those of the files that are in it; Unreadable where none is, or two are."""
    found: dict[str, list[TextFile]] = {}
    for file in files:
        lines = file.sample()
        for one in FORMATS:
            if lines and one.recognises(lines):
                found.setdefault(one.source, []).append(file)
                break
    if not found:
        raise Unreadable(
            _("This is none of the kinds that can be read here: %(kinds)s.")
            % {"kinds": ", ".join(one.title for one in FORMATS)}
        )
    formats = [one for one in FORMATS if one.source in found]
    if len(formats) > 1:
        raise Unreadable(
            _("There is more than one kind in it: %(kinds)s. Load one after the other.")
            % {"kinds": ", ".join(one.title for one in formats)}
        )
    return formats[0], outermost(found[formats[0].source])
