from django.db import migrations
from django.db.models import Q

BY_HAND = "staff"
SHIPPED = "shipped-suffolk"


def into_loads(apps, schema_editor):
    """Those that ship are one load; whatever else there is, staff entered."""
    place, place_load = (apps.get_model("groups", name) for name in ("Place", "PlaceLoad"))
    for source, theirs in ((SHIPPED, Q(source=SHIPPED)), (BY_HAND, ~Q(source=SHIPPED))):
        places = place.objects.filter(theirs)
        if places.exists():
            load = place_load.objects.create(source=source, rows=places.count(), shown=True)
            places.update(load=load)


def out_of_loads(apps, schema_editor):
    place = apps.get_model("groups", "Place")
    for load in apps.get_model("groups", "PlaceLoad").objects.filter(shown=True):
        place.objects.filter(load=load).update(source=load.source, load=None)
    place.objects.filter(load__shown=False).delete()


class Migration(migrations.Migration):
    """Every place gets a load."""

    dependencies = [("groups", "0002_place_loads")]

    operations = [migrations.RunPython(into_loads, out_of_loads)]
