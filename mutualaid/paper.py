"""What goes onto paper from both apps: a list of meetings, with whom to call in a crisis."""

from django.views.decorators.http import require_safe

from groups.views.files import pdf
from mutualaid.templatetags.help_lines import crisis_lines


@require_safe
def meetings_pdf(request):
    """The meetings of a search, to print and to hand over."""
    return pdf.meetings(request, crisis_lines())
