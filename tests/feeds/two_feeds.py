"""Two feeds that list the same meetings in other words, as files that import_feed takes in."""

from django.core.management import call_command

COLUMNS = "Name,Slug,Day,Time,End Time,Location,Address,City,Postal Code,Notes\n"
INTERGROUP = COLUMNS + (
    "Harbour Lights,hl-mon,Monday,19:30,21:00,Trinity Hall,1 Elm Street,Ipswich,IP1 1AA,Tea from 7pm\n"
    "Harbour Lights,hl-thu,Thursday,12:00,13:00,Trinity Hall,1 Elm Street,Ipswich,IP1 1AA,\n"
)
REGION = COLUMNS + (
    "Harbour Light Group,17,Monday,19:30,,Trinity Hall,Elm St,Ipswich,IP1 1AA,\n"
    "Harbour Light Group,18,Friday,18:00,,Quay Place,Key Street,Ipswich,IP4 1BZ,\n"
)


def import_feed(tmp_path, capsys, name: str, text: str) -> list[str]:
    """Take a file in under this name; what was printed, line by line."""
    file = tmp_path / f"{name}.csv"
    file.write_text(text)
    capsys.readouterr()
    call_command("import_feed", str(file), "--name", name)
    return capsys.readouterr().out.splitlines()
