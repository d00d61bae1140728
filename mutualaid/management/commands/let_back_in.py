"""The way back in for who has lost the phone and the recovery codes, or the password, with nobody there to help."""

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.tokens import default_token_generator
from django.core.management import BaseCommand, CommandError
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from mutualaid.staff import second_factor, sessions, throttle
from mutualaid.staff.models import Person


class Command(BaseCommand):
    help = "Take somebody's second factor away, sign them out, and print a link with which they choose a password."

    def add_arguments(self, parser):
        parser.add_argument("name", help="their user name")

    def handle(self, **options):
        person = Person.objects.filter(username=options["name"]).first()
        if person is None or not person.is_active:
            raise CommandError(f"Nobody called {options['name']} may sign in here.")
        second_factor.take_away(person)
        sessions.end(person)
        throttle.AS.forget(throttle.as_counted(person.username))
        LogEntry.objects.log_actions(person.pk, [person], CHANGE, "Let back in by command.", single_object=True)
        self.stdout.write(f"{person.username} has no second factor now, and is signed out everywhere.")
        self.stdout.write(f"To choose a password, once, within a day: {_link(person)}")


def _link(person: Person) -> str:
    told = [urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)]
    return settings.SITE_URL + reverse("password_reset_confirm", args=told)
