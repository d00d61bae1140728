"""What a page says of a phrase: danger first, then what was doubtful, beaten or missing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.rules.sought import Instead, Sought
from groups.rules.words import listed_words
from groups.search.asking import Asked, instead
from groups.views.links import SearchLinks

DANGERS = {
    "suicide": gettext_lazy("If you might end your life, call now. You do not have to be alone with this."),
    "seizure": gettext_lazy("A fit is an emergency. Call an ambulance now."),
    "overdose": gettext_lazy("An overdose is an emergency. Call an ambulance now. If there is naloxone, use it."),
    "withdrawal": gettext_lazy("Stopped, and shaking, sweating or being sick? Get medical help before any meeting."),
    "sudden-stop": gettext_lazy("If you drink every day, do not stop suddenly: it can kill. Talk to a doctor first."),
    "abuse": gettext_lazy("Afraid of someone at home? There are people to call who will listen and help you plan."),
    "child": gettext_lazy(
        "If you are under 18 and in trouble, it is not your fault. There are people to call for you."
    ),
}
"""What is said first when a phrase speaks of danger, the most pressing first. The numbers are on the help page."""

CARRIED = ("from", "until", "week")
"""Parameters that have no field of their own in the form, and go along with it."""


def understood(typed: Asked, links: SearchLinks) -> dict:
    """For the page: `dangers`, `doubts`, `beaten`, `near_me`, and the `carried` pairs of the form."""
    return {
        "dangers": [sentence for kind, sentence in DANGERS.items() if kind in typed.phrase.danger],
        "doubts": [
            {
                "words": words,
                "choices": [{"text": label, "url": links.address(**changes)} for label, changes in readings],
            }
            for words, readings in instead(typed)
        ],
        "beaten": [
            {
                "text": _("“%(words)s” was left out, because the search says otherwise already.")
                % {"words": one.words},
                "instead": _("Change it to: %(choice)s") % {"choice": one.label},
                "url": links.address(**{one.parameter: [one.value]}),
            }
            for one in typed.beaten
        ],
        "near_me": typed.phrase.near_me,
        "carried": [(name, value) for name in CARRIED for value in links.values(name)]
        + [("date", value) for value in links.values("date")[1:]],
    }


def searched_instead(sought: Sought) -> list[str]:
    """For each word that no listing has: what is searched in its place. (For a page's body: never in a title.)"""
    return [
        *(_no_listing_has(word, [one for one in sought.instead if one.typed == word]) for word in sought.strange),
        *(_("No meeting has the word “%(word)s”, or one like it.") % {"word": word} for word in sought.unknown),
    ]


def _no_listing_has(word: str, instead: list[Instead]) -> str:
    """`Showing results for serenity: no meeting has the word “serentiy”.`"""
    beginning = _("words that begin with “%(word)s”") % {"word": word}
    shown = [beginning if one.begin else listed_words(one.words) for one in instead]
    said = {"others": listed_words(shown), "word": word}
    return _("Showing results for %(others)s: no meeting has the word “%(word)s”.") % said
